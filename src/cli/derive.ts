import { type Formula, formula, type NamedPoint, type Step, value } from '../index.js';
import { marked, namedPoint, OfFormula } from './formula.js';
import { csv, json, jsonl, type Output, printing, put } from './output.js';

interface Options extends Output {
  at?: string;
  explain?: boolean;
}

export const derive = printing(
  new OfFormula('derive')
    .description('the derivative of a formula, for each of its variables')
    .argument('<formula>', 'as you would write it: "(3x+2)^4", "x^2 sin(x)", "exp(-x^2/2)"')
    .option('--at <point>', 'with its values there: x=1 or x=1,y=2')
    .option('--explain', 'step by step, rule by rule'),
)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla derive "(3x+2)^4" --at x=1 --explain\n  nabla derive "x^2 y" --format tex --out slopes.tex',
  )
  .action((text: string, options: Options) => put('derive', derived(text, options), options));

function derived(text: string, { at, explain = false, format }: Options): string {
  const f = marked(text, (each) => formula(each));
  const point = at === undefined ? undefined : namedPoint('derive', f, at);
  if (format === 'json') return json(asJson(f, point, explain));
  if (format === 'jsonl') return jsonl(asJson(f, point, explain).derivatives);
  if (format === 'csv') return explain ? stepsAsCsv(f) : asCsv(f, point);
  if (format === 'tex') return asTex(f, point, explain);
  const lines = [`f = ${f.text}${shownAt(f, point)}`];
  for (const name of f.variables) {
    const slope = f.derivative(name);
    lines.push(`${partial(f, name, false)} = ${slope.text}${shownAt(slope, point)}`);
    if (explain) lines.push(...explanation(f, name, point));
  }
  return lines.join('\n');
}

function partial({ variables }: Formula, name: string, asTex: boolean): string {
  if (variables.length === 1) return asTex ? "f'" : 'f′';
  return asTex ? `\\frac{\\partial f}{\\partial ${set(name, [name])}}` : `∂f/∂${name}`;
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

const set = (text: string, variables: readonly string[]) => formula(text, { variables }).tex;

function asTex(f: Formula, point: NamedPoint | undefined, explain: boolean): string {
  const lines = f.variables.flatMap((name) => {
    const slope = f.derivative(name);
    return [
      `${partial(f, name, true)} = ${slope.tex}`,
      ...(point
        ? [`\\left.${partial(f, name, true)}\\right|_{${there(point)}} = ${numeral(slope, point)}`]
        : []),
      ...(explain ? f.explain(name).map(({ rule, tex }) => `% ${rule}\n${tex.before} = ${tex.after}`) : []),
    ];
  });
  return lines.join('\n');
}

const there = (point: NamedPoint) =>
  Object.entries(point)
    .map(([name, x]) => `${set(name, [name])} = ${set(String(x), [])}`)
    .join(',\\; ');

function numeral(f: Formula, point: NamedPoint): string {
  const x = value(f, point) as number;
  if (Number.isNaN(x)) return '\\text{undefined}';
  return Number.isFinite(x) ? set(String(x), []) : `${x < 0 ? '-' : ''}\\infty`;
}

function asCsv(f: Formula, point: NamedPoint | undefined): string {
  const rows = f.variables.map((name) => {
    const slope = f.derivative(name);
    return [name, slope.text, ...(point ? [value(slope, point) as number] : [])];
  });
  return csv(['variable', 'derivative', ...(point ? ['value'] : [])], rows);
}

function stepsAsCsv(f: Formula): string {
  const rows = f.variables.flatMap((name) =>
    f.explain(name).map(({ rule, before, after }, i) => [name, i + 1, rule, before, after]),
  );
  return csv(['variable', 'step', 'rule', 'before', 'after'], rows);
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
