import { type Formula, formula, gradient, type NamedPoint, type Step, value } from '../index.js';
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
  const lines = [`f = ${f.text}${shownAt(point, () => value(f, point!) as number)}`];
  const slopes = slopesAt(f, point);
  for (const [i, name] of f.variables.entries()) {
    const slope = f.derivative(name);
    lines.push(`${partialSymbol(f, name, false)} = ${slope.text}${shownAt(point, () => slopes[i])}`);
    if (explain) lines.push(...explanationLines(f, name, point));
  }
  return lines.join('\n');
}

function partialSymbol({ variables }: Formula, name: string, asTex: boolean): string {
  if (variables.length === 1) return asTex ? "f'" : 'f′';
  return asTex ? `\\frac{\\partial f}{\\partial ${typesetTex(name, [name])}}` : `∂f/∂${name}`;
}

/** Slopes at a point as `gradient` has them, which computes where a printed derivative would overflow. */
const slopesAt = (f: Formula, point: NamedPoint | undefined): ArrayLike<number> =>
  point ? gradient(f, point) : [];

const shownAt = (point: NamedPoint | undefined, at: () => number) =>
  point
    ? `        ${at()} at ${Object.entries(point)
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
  const slopes = slopesAt(f, point);
  const lines = f.variables.flatMap((name, i) => {
    const slope = f.derivative(name);
    return [
      `${partialSymbol(f, name, true)} = ${slope.tex}`,
      ...(point
        ? [`\\left.${partialSymbol(f, name, true)}\\right|_{${pointTex(point)}} = ${valueTex(slopes[i])}`]
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

function valueTex(x: number): string {
  if (Number.isNaN(x)) return '\\text{undefined}';
  return Number.isFinite(x) ? typesetTex(String(x), []) : `${x < 0 ? '-' : ''}\\infty`;
}

function derivativesCsv(f: Formula, point: NamedPoint | undefined): string {
  const slopes = slopesAt(f, point);
  const rows = f.variables.map((name, i) => [name, f.derivative(name).text, ...(point ? [slopes[i]] : [])]);
  return csvText(['variable', 'derivative', ...(point ? ['value'] : [])], rows);
}

function stepsAsCsv(f: Formula): string {
  const rows = f.variables.flatMap((name) =>
    f.explain(name).map(({ rule, before, after }, i) => [name, i + 1, rule, before, after]),
  );
  return csvText(['variable', 'step', 'rule', 'before', 'after'], rows);
}

function derivativesJson(f: Formula, point: NamedPoint | undefined, explain: boolean) {
  const slopes = slopesAt(f, point);
  const derivatives = f.variables.map((variable, i) => {
    const slope = f.derivative(variable);
    return {
      variable,
      text: slope.text,
      tex: slope.tex,
      ...(point && { value: numberOrText(slopes[i]) }),
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
