import { type Formula, formula, type NamedPoint, type Step, value } from '../index.js';
import { FormulaCommand, markFormulaError, namedPoint } from './formula.js';
import { csvText, jsonLines, jsonText, type Output, printOutput, withOutputOptions } from './output.js';

interface Options extends Output {
  at?: string;
  explain?: boolean;
}

export const deriveCommand = withOutputOptions(
  new FormulaCommand('derive')
    .description('the derivative of a formula, for each of its variables')
    .argument('<formula>', 'as you would write it: "(3x+2)^4", "x^2 sin(x)", "exp(-x^2/2)"')
    .option('--at <point>', 'with its values there: x=1 or x=1,y=2')
    .option('--explain', 'step by step, rule by rule'),
)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla derive "(3x+2)^4" --at x=1 --explain\n  nabla derive "x^2 y" --format tex --out slopes.tex',
  )
  .action((text: string, options: Options) =>
    printOutput('derive', formatDerivatives(text, options), options),
  );

function formatDerivatives(text: string, { at, explain = false, format }: Options): string {
  const f = markFormulaError(text, (each) => formula(each));
  const point = at === undefined ? undefined : namedPoint('derive', f, at);
  if (format === 'json') return jsonText(derivativesJson(f, point, explain));
  if (format === 'jsonl') return jsonLines(derivativesJson(f, point, explain).derivatives);
  if (format === 'csv') return explain ? stepsAsCsv(f) : derivativesCsv(f, point);
  if (format === 'tex') return derivativesTex(f, point, explain);
  const lines = [`f = ${f.text}${shownAt(f, point)}`];
  for (const name of f.variables) {
    const slope = f.derivative(name);
    lines.push(`${partialSymbol(f, name, false)} = ${slope.text}${shownAt(slope, point)}`);
    if (explain) lines.push(...explanationLines(f, name, point));
  }
  return lines.join('\n');
}

function partialSymbol({ variables }: Formula, name: string, asTex: boolean): string {
  if (variables.length === 1) return asTex ? "f'" : 'f′';
  return asTex ? `\\frac{\\partial f}{\\partial ${typesetTex(name, [name])}}` : `∂f/∂${name}`;
}

const shownAt = (f: Formula, point: NamedPoint | undefined) =>
  point
    ? `        ${value(f, point)} at ${Object.entries(point)
        .map(([name, x]) => `${name} = ${x}`)
        .join(', ')}`
    : '';

function explanationLines(f: Formula, name: string, point: NamedPoint | undefined): string[] {
  return f.explain(name, point ? { at: point } : {}).flatMap(({ rule, before, after, values }, i) => {
    const where = values
      ? `   (${Object.entries(values)
          .map(([what, x]) => `${what} = ${x}`)
          .join(', ')})`
      : '';
    return [`  ${i + 1}. ${rule}`, `     ${before}`, `     = ${after}${where}`];
  });
}

const typesetTex = (text: string, variables: readonly string[]) => formula(text, { variables }).tex;

function derivativesTex(f: Formula, point: NamedPoint | undefined, explain: boolean): string {
  const lines = f.variables.flatMap((name) => {
    const slope = f.derivative(name);
    return [
      `${partialSymbol(f, name, true)} = ${slope.tex}`,
      ...(point
        ? [`\\left.${partialSymbol(f, name, true)}\\right|_{${pointTex(point)}} = ${valueTex(slope, point)}`]
        : []),
      ...(explain ? f.explain(name).map(({ rule, tex }) => `% ${rule}\n${tex.before} = ${tex.after}`) : []),
    ];
  });
  return lines.join('\n');
}

const pointTex = (point: NamedPoint) =>
  Object.entries(point)
    .map(([name, x]) => `${typesetTex(name, [name])} = ${typesetTex(String(x), [])}`)
    .join(',\\; ');

function valueTex(f: Formula, point: NamedPoint): string {
  const x = value(f, point) as number;
  if (Number.isNaN(x)) return '\\text{undefined}';
  return Number.isFinite(x) ? typesetTex(String(x), []) : `${x < 0 ? '-' : ''}\\infty`;
}

function derivativesCsv(f: Formula, point: NamedPoint | undefined): string {
  const rows = f.variables.map((name) => {
    const slope = f.derivative(name);
    return [name, slope.text, ...(point ? [value(slope, point) as number] : [])];
  });
  return csvText(['variable', 'derivative', ...(point ? ['value'] : [])], rows);
}

function stepsAsCsv(f: Formula): string {
  const rows = f.variables.flatMap((name) =>
    f.explain(name).map(({ rule, before, after }, i) => [name, i + 1, rule, before, after]),
  );
  return csvText(['variable', 'step', 'rule', 'before', 'after'], rows);
}

function derivativesJson(f: Formula, point: NamedPoint | undefined, explain: boolean) {
  const derivatives = f.variables.map((variable) => {
    const slope = f.derivative(variable);
    return {
      variable,
      text: slope.text,
      tex: slope.tex,
      ...(point && { value: numberOrText(value(slope, point)) }),
      ...(explain && { steps: f.explain(variable, point ? { at: point } : {}).map(plainStep) }),
    };
  });
  return {
    formula: f.text,
    variables: f.variables,
    ...(point && { at: point, value: numberOrText(value(f, point)) }),
    derivatives,
  };
}

const numberOrText = (x: unknown) => (typeof x === 'number' && !Number.isFinite(x) ? String(x) : x);

const plainStep = ({ mathml, values, ...step }: Step) => ({
  ...step,
  ...(values && {
    values: Object.fromEntries(Object.entries(values).map(([name, x]) => [name, numberOrText(x)])),
  }),
});
