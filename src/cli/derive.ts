import { Command, Option } from 'commander';
import { type Formula, formula, type NamedPoint, type Step, value } from '../index.js';
import { pointFromText } from './point.js';

interface Options {
  at?: string;
  explain?: boolean;
  format: (typeof formats)[number];
}

const formats = ['table', 'json', 'jsonl', 'csv', 'tex'] as const;

export const derive = new Command('derive')
  .description('the derivative of a formula, for each of its variables')
  .argument('<formula>', 'as you would write it: "(3x+2)^4", "x^2 sin(x)", "exp(-x^2/2)"')
  .option('--at <point>', 'with its values there: x=1 or x=1,y=2')
  .option('--explain', 'step by step, rule by rule')
  .addOption(new Option('--format <format>', 'how to print it').choices(formats).default('table'))
  .addHelpText('after', '\nExample:\n  nabla derive "(3x+2)^4" --at x=1 --explain')
  .action((text: string, options: Options) => {
    console.log(derived(text, options));
  });

function derived(text: string, { at, explain = false, format }: Options): string {
  const f = understood(text);
  const point = at === undefined ? undefined : pointFromText('derive', at, f.variables);
  if (format === 'json') return JSON.stringify(asJson(f, point, explain), null, 2);
  if (format === 'jsonl')
    return asJson(f, point, explain)
      .derivatives.map((each) => JSON.stringify(each))
      .join('\n');
  if (format === 'csv') return asCsv(f, point);
  if (format === 'tex') return asTex(f, explain);
  const lines = [`f = ${f.text}${shownAt(f, point)}`];
  for (const name of f.variables) {
    const slope = f.derivative(name);
    lines.push(`${partial(f, name, false)} = ${slope.text}${shownAt(slope, point)}`);
    if (explain) lines.push(...explanation(f, name, point));
  }
  return lines.join('\n');
}

/** A formula, or the reason why not with a mark under the place. */
function understood(text: string): Formula {
  try {
    return formula(text);
  } catch (error) {
    const { column } = error as { column?: unknown };
    if (error instanceof SyntaxError && typeof column === 'number' && text.length <= 200) {
      error.message += `\n  ${text.replace(/\s/g, ' ')}\n  ${' '.repeat(column - 1)}^`;
    }
    throw error;
  }
}

function partial({ variables }: Formula, name: string, asTex: boolean): string {
  if (variables.length === 1) return asTex ? "f'" : 'f′';
  return asTex ? `\\frac{\\partial f}{\\partial ${name}}` : `∂f/∂${name}`;
}

const shownAt = (f: Formula, point: NamedPoint | undefined) =>
  point
    ? `        ${value(f, point)} at ${Object.entries(point)
        .map(([name, x]) => `${name} = ${x}`)
        .join(', ')}`
    : '';

function explanation(f: Formula, name: string, point: NamedPoint | undefined): string[] {
  return f.explain(name, point ? { at: point } : {}).flatMap(({ rule, before, after, values }, i) => {
    const where = values
      ? `   (${Object.entries(values)
          .map(([what, x]) => `${what} = ${x}`)
          .join(', ')})`
      : '';
    return [`  ${i + 1}. ${rule}`, `     ${before}`, `     = ${after}${where}`];
  });
}

function asTex(f: Formula, explain: boolean): string {
  const lines = f.variables.flatMap((name) => [
    `${partial(f, name, true)} = ${f.derivative(name).tex}`,
    ...(explain ? f.explain(name).map(({ rule, tex }) => `% ${rule}\n${tex.before} = ${tex.after}`) : []),
  ]);
  return lines.join('\n');
}

function asCsv(f: Formula, point: NamedPoint | undefined): string {
  const rows = f.variables.map((name) => {
    const slope = f.derivative(name);
    return [name, `"${slope.text}"`, ...(point ? [value(slope, point)] : [])].join(',');
  });
  return [point ? 'variable,derivative,value' : 'variable,derivative', ...rows].join('\n');
}

function asJson(f: Formula, point: NamedPoint | undefined, explain: boolean) {
  const derivatives = f.variables.map((variable) => {
    const slope = f.derivative(variable);
    return {
      variable,
      text: slope.text,
      tex: slope.tex,
      ...(point && { value: plain(value(slope, point)) }),
      ...(explain && { steps: f.explain(variable, point ? { at: point } : {}).map(asPlain) }),
    };
  });
  return {
    formula: f.text,
    variables: f.variables,
    ...(point && { at: point, value: plain(value(f, point)) }),
    derivatives,
  };
}

const plain = (x: unknown) => (typeof x === 'number' && !Number.isFinite(x) ? String(x) : x);

const asPlain = ({ mathml, values, ...step }: Step) => ({
  ...step,
  ...(values && {
    values: Object.fromEntries(Object.entries(values).map(([name, x]) => [name, plain(x)])),
  }),
});
