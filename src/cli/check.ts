import type { Command } from 'commander';
import { type Component, checkGradient, formula, type Report } from '../index.js';
import { showValue } from '../need.js';
import { parseDecimal } from '../numbers.js';
import { FormulaCommand, markFormulaError, namedPoint } from './formula.js';
import {
  csvText,
  jsonLines,
  jsonText,
  type Output,
  printOutput,
  textTable,
  withOutputOptions,
} from './output.js';

interface Options extends Output {
  gradient: string;
  at: string;
  tolerance?: string;
}

export const checkCommand: Command = withOutputOptions(
  new FormulaCommand('check')
    .description('whether a gradient is right: each part of it against the values of the formula')
    .argument('<formula>', 'the function: "x^2+3x*y+y^2"')
    .requiredOption('--gradient <formulas>', 'what is claimed, in the order of the variables: "2x+3y; 3x+2y"')
    .requiredOption('--at <point>', 'where: x=1 or x=1,y=2')
    .option('--tolerance <share>', 'how far a part may be off, as a share of it (default: 1e-6)'),
  ['table', 'json', 'jsonl', 'csv'],
)
  .addHelpText(
    'after',
    '\nExits with 0 where it passes, with 1 where it fails, at a kink, or where nobody can tell.' +
      '\n\nExamples:\n  nabla check "x^2+3x*y+y^2" --gradient "2x+3y; 3x+2y" --at x=1,y=2' +
      '\n  nabla check "sin(3x)" --gradient "cos(3x)" --at x=1 --format json',
  )
  .action((text: string, options: Options) => {
    const found = checkClaims(text, options);
    printOutput('check', formatReport(found, options), options);
    process.exitCode = found.verdict === 'pass' ? 0 : 1;
  });

function checkClaims(text: string, { gradient, at, tolerance }: Options): Report {
  const f = markFormulaError(text, (each) => formula(each));
  const point = namedPoint('check', f, at);
  const claims = gradient.split(';').map((each) => each.trim());
  if (claims.length !== f.variables.length) {
    const wanted = f.variables.map((name) => `∂f/∂${name}`).join('; ') || 'a variable';
    throw new RangeError(`check: --gradient needs ${wanted}, got ${showValue(gradient)}`);
  }
  for (const claim of claims) markFormulaError(claim, () => formula(claim, { variables: f.variables }));
  if (tolerance === undefined) return checkGradient(f, claims, point);
  const share = parseDecimal(tolerance.trim());
  if (!(share > 0 && share < Infinity))
    throw new RangeError(`check: --tolerance needs a number above 0, got ${showValue(tolerance)}`);
  return checkGradient(f, claims, point, { tolerance: share });
}

const NAMES = ['component', 'claimed', 'numeric', 'error', 'verdict', 'slip'];

function formatReport({ verdict, worst, components }: Report, { format }: Output): string {
  const plain = components.map((part) =>
    Object.fromEntries(Object.entries(part).map(([key, x]) => [key, finiteOrText(x)])),
  );
  if (format === 'json') return jsonText({ verdict, worst: worst && plain[worst.index], components: plain });
  if (format === 'jsonl') return jsonLines(plain);
  if (format === 'csv') {
    const rows = components.map(
      ({ name, claimed, numeric, error, estimatedError, verdict: each, slip, left, right }) =>
        [name, claimed, numeric, error, estimatedError, each, slip ?? '', left ?? '', right ?? ''] as const,
    );
    return csvText(
      ['component', 'claimed', 'numeric', 'error', 'estimatedError', 'verdict', 'slip', 'left', 'right'],
      rows,
    );
  }
  const rows = components.map((part) => [
    components.length === 1 ? 'f′' : `∂f/∂${part.name}`,
    String(part.claimed),
    String(part.numeric),
    part.error === 0 ? '0' : part.error.toExponential(1),
    verdictText(part),
    part.slip ?? '',
  ]);
  return `${textTable([NAMES, ...rows])}\n\n${verdict}`;
}

/** Verdict with what it rests on: the slopes of both sides, or how far off the numeric one may be. */
function verdictText({ verdict, left, right, estimatedError }: Component): string {
  if (verdict === 'kink') return `kink (left ${left}, right ${right})`;
  const unsure = verdict === 'inconclusive' && Number.isFinite(estimatedError);
  return unsure ? `inconclusive (numeric ± ${estimatedError.toExponential(1)})` : verdict;
}

const finiteOrText = (x: unknown) => (typeof x === 'number' && !Number.isFinite(x) ? String(x) : x);
