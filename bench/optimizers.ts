// npm run docs: docs/optimizers.md, every optimizer and schedule as its lines define it, and where conventions differ,
// which one it follows. All is read from the entries, so that a test can require the page to be up to date.
import type { Knob, Reference } from '../src/entry.js';
import type { Node } from '../src/formula/graph.js';
import { reachableNodes } from '../src/formula/interpret.js';
import { nodeText } from '../src/formula/print.js';
import type { Update } from '../src/formula/update.js';
import { formula, type OptimizerEntry, optimizers, type ScheduleEntry, schedules } from '../src/index.js';

type Setting = Record<string, number | boolean>;

/** The optimizers whose updates are written as lines. */
const all = Object.entries(optimizers).flatMap(([name, entry]): [string, OptimizerEntry][] =>
  'update' in entry ? [[name, entry]] : [],
);

/** Knobs at their defaults, except those that are to be on. */
function setting({ knobs }: OptimizerEntry, on: readonly string[] = []): Setting {
  return Object.fromEntries(
    Object.entries(knobs).map(([name, { default: value }]) => [
      name,
      on.includes(name) && !value ? (typeof value === 'boolean' ? true : 0.1) : value,
    ]),
  );
}

/** The knobs that change the lines when they are on. */
const switches = (entry: OptimizerEntry) =>
  Object.keys(entry.knobs).filter((name) => entry.update(setting(entry, [name])) !== plain(entry));

const plain = (entry: OptimizerEntry): Update => entry.update(setting(entry));
const code = (line: string) => `\`${line}\``;
const names = (node: Node) =>
  reachableNodes([node]).flatMap((each) => (each.kind === 'variable' ? [each.name] : []));
const lines = ({ lines: { texts } }: Update) =>
  Object.entries(texts).map(([name, line]) => `${name} ← ${line}`);
const plural = (many: readonly string[]) => many.join(', ') || '–';

/** The sum that epsilon is a term of, with the root around it where there is one. */
function epsilon(entry: OptimizerEntry): string {
  const isSum = (node: Node) =>
    node.kind === 'call' &&
    node.operation === 'add' &&
    node.args.some((arg) => arg.kind === 'variable' && arg.name === 'epsilon');
  const found = [...plain(entry).lines.expressions.values()].flatMap((seed) => {
    const nodes = reachableNodes([seed]);
    const roots = nodes.filter(
      (node) => node.kind === 'call' && node.operation === 'sqrt' && isSum(node.args[0]),
    );
    const inside = roots.flatMap((node) => (node.kind === 'call' ? node.args : []));
    return [...roots, ...nodes.filter((node) => isSum(node) && !inside.includes(node))];
  });
  return plural(found.map((node) => code(nodeText(node))));
}

/** Whether weight decay enters the moments (L2 regularization) or only the parameter (decoupled). */
function decay(entry: OptimizerEntry): string {
  if (!('weightDecay' in entry.knobs)) return '–';
  const { expressions: seeds } = entry.update(setting(entry, ['weightDecay', 'momentum'])).lines;
  const averaged = [...seeds].some(([name, seed]) => name !== 'x' && names(seed).includes('weightDecay'));
  return averaged ? 'a term of the gradient' : 'beside the gradient';
}

/** The lines of the moments: averages or running sums that the gradient enters linearly. */
function momenta(entry: OptimizerEntry): string {
  const update = entry.update(setting(entry, ['momentum', 'centered']));
  const found = update.state.filter((name) => {
    const seed = update.lines.expressions.get(name);
    if (!seed || !names(seed).includes(name)) return false;
    const slope = formula(nodeText(seed), { variables: [...new Set([...names(seed), 'g'])] }).derivative('g');
    return slope.text !== '0' && !names(slope.roots[0]).includes('g');
  });
  return plural(found.map((name) => code(`${name} ← ${update.lines.texts[name]}`)));
}

const rates = (entry: OptimizerEntry) =>
  [...plain(entry).lines.expressions]
    .filter(([, seed]) => names(seed).includes('rate'))
    .map(([name]) => name);

function conventions(): string {
  const rows = all.map(([name, entry]) => {
    const cells = [name, epsilon(entry), decay(entry), momenta(entry), plural(rates(entry))];
    return `| ${cells.join(' | ')} |`;
  });
  return `| | epsilon | weight decay | gradients remembered | the rate is in |
|---|---|---|---|---|
${rows.join('\n')}`;
}

const knobRows = (knobs: Readonly<Record<string, Knob | ScheduleEntry['knobs'][string]>>) =>
  Object.entries(knobs)
    .map(([name, { default: value, says }]) => `| ${code(name)} | ${JSON.stringify(value)} | ${says} |`)
    .join('\n');

/** The lines that a knob changes; null where it changes none. */
function variant(entry: OptimizerEntry, beside: readonly string[], knob: string): string | null {
  const own = lines(entry.update(setting(entry, beside)));
  const changed = lines(entry.update(setting(entry, [...beside, knob]))).filter(
    (line) => !own.includes(line),
  );
  const on = [...beside, knob].map(code).join(' and ');
  return changed.length ? `With ${on}:\n\n${block(changed)}` : null;
}

/** Title, sentence and citation of an entry, and the reference that a test compares it with. */
function about({ title, says, cite, reference }: OptimizerEntry | ScheduleEntry): string {
  return `${title}: ${says}. ${cite}. ${heldTo(reference)}.`;
}

function heldTo(reference?: Reference<string, unknown>): string {
  if (!reference) return 'Held to the laws of its kind, to no numbers';
  if (reference === 'NumPy') return 'Held to its definition in NumPy';
  return `Held to the numbers of ${typeof reference === 'string' ? reference : reference.cite}`;
}

function section([name, entry]: (typeof all)[number]): string {
  const own = lines(plain(entry));
  const others = switches(entry).flatMap(
    (knob) => variant(entry, [], knob) ?? variant(entry, ['momentum'], knob) ?? [],
  );
  return `### ${name}

${about(entry)}

${block(own)}

${others.length ? `${others.join('\n\n')}\n\n` : ''}| knob | default | |
|---|---|---|
${knobRows(entry.knobs)}
`;
}

const block = (all: readonly string[]) => `\`\`\`\n${all.join('\n')}\n\`\`\``;

function scheduleSection([name, entry]: [string, ScheduleEntry]) {
  return `### ${name}

${about(entry)}

${block([entry.formula])}

| knob | default | |
|---|---|---|
${knobRows(entry.knobs)}
`;
}

/** The text of docs/optimizers.md. */
export const page = (): string => `# Optimizers and schedules

Written by \`npm run docs\` from what they are made of (methods that search along lines or ask for curvature are code, and not here): the lines of the update, each seeing the new values of those above it. x is the parameter, g its slope, step the number of the update, from 1. What is held to the numbers of a library has its definition and defaults, and a test holds it to within 1e-12 of them ([test/golden/optimizers.py](../test/golden/optimizers.py); what came after Adam is held to its definition in NumPy, [test/golden/newer.py](../test/golden/newer.py)); what has no such numbers says so.

## Where conventions differ

The same name may stand for another method elsewhere: epsilon under the root or beside it, a pull towards 0 that is averaged with the gradients or is not, gradients remembered as a sum or as an average, and with the rate in that sum or outside it, which is the same until the rate changes.

${conventions()}

Of Rprop the rate is the first step's, so that a schedule changes nothing after it. RMSprop, centered, takes the root of a variance, and rounding may take that below 0: then it is 0 here, and NaN in PyTorch. NAdam is Dozat's formula, which PyTorch's documentation has too; its code of version 1.13 counts one momentum twice.

## The optimizers

${all.map(section).join('\n')}
## The schedules

A schedule is a factor of the rate. \`schedules.cosine.at(update, { steps })\` is that of an update, counted from 1, with a budget of so many steps; \`start({ steps })\` is the same as a function of the update, and of the loss before it for plateau, which goes by that alone. In the formulas t is how many updates have been made, of T; falls, how often the rate has fallen; part, how much of a phase is over; now, the factor so far. Shares are of the rate: where PyTorch has a least rate, here is a least share.

${Object.entries(schedules as Record<string, ScheduleEntry>)
  .map(scheduleSection)
  .join('\n')}`;
