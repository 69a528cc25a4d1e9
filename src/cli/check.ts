import type { Command } from 'commander';
import { type Component, checkGradient, formula, type Report } from '../index.js';
import { showValue } from '../need.js';
import { parseDecimal } from '../numbers.js';
import { AskedProgram, withAnswers } from './askedProgram.js';
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
  gradient?: string;
  command?: string;
  limit?: string;
  at: string;
  tolerance?: string;
}

export const checkCommand: Command = withOutputOptions(
  new FormulaCommand('check')
    .description('whether a gradient is right: each part of it against the values of the function')
    .argument('[formula]', 'the function: "x^2+3x*y+y^2"')
    .option('--gradient <formulas>', 'what is claimed, in the order of the variables: "2x+3y; 3x+2y"')
    .option(
      '--command <program>',
      'a program instead, which tells its value and its gradient: "python3 f.py"',
    )
    .option('--limit <seconds>', 'how long the program may take for an answer (default: 10)')
    .requiredOption('--at <point>', 'where: x=1 or x=1,y=2')
    .option('--tolerance <share>', 'how far a part may be off, as a share of it (default: 1e-6)'),
  ['table', 'json', 'jsonl', 'csv'],
)
  .addHelpText(
    'after',
    '\nExits with 0 where it passes, with 1 where it fails, at a kink, or where nobody can tell.' +
      '\n\nA program gets a line {"x": [1, 2]} on its standard input, in the order of --at, and answers with a line' +
      '\n{"value": 11, "gradient": [8, 7]}; it may end then, or wait for the next line. It is run as it is written, by no' +
      '\nshell: blanks separate its words, quotes keep one together, and $, *, |, ; and > are characters like others.' +
      '\n\nExamples:\n  nabla check "x^2+3x*y+y^2" --gradient "2x+3y; 3x+2y" --at x=1,y=2' +
      '\n  nabla check "sin(3x)" --gradient "cos(3x)" --at x=1 --format json' +
      '\n  nabla check --command "python3 f.py" --at x=1,y=2',
  )
  .action(async (text: string | undefined, options: Options) => {
    const found =
      options.command === undefined ? checkClaims(text, options) : await checkProgram(text, options);
    printOutput('check', formatReport(found, options), options);
    process.exitCode = found.verdict === 'pass' ? 0 : 1;
  });

function checkClaims(text: string | undefined, { gradient, limit, at, tolerance }: Options): Report {
  for (const [what, given] of [
    ['a formula', text],
    ['--gradient', gradient],
  ])
    if (given === undefined) throw new TypeError(`check: the call needs ${what}, or --command, got neither`);
  if (limit !== undefined) throw new TypeError('check: --limit needs --command, got none');
  const f = markFormulaError(text!, (each) => formula(each));
  const point = namedPoint('check', f, at);
  const claims = gradient!.split(';').map((each) => each.trim());
  if (claims.length !== f.variables.length) {
    const wanted = f.variables.map((name) => `∂f/∂${name}`).join('; ') || 'a variable';
    throw new RangeError(`check: --gradient needs ${wanted}, got ${showValue(gradient)}`);
  }
  for (const claim of claims) markFormulaError(claim, () => formula(claim, { variables: f.variables }));
  return checkGradient(f, claims, point, toleranceFrom(tolerance));
}

/** Report on what a program tells of itself. */
async function checkProgram(
  text: string | undefined,
  { command, gradient, limit = '10', at, tolerance }: Options,
): Promise<Report> {
  if (text !== undefined || gradient !== undefined)
    throw new TypeError('check: the call needs a formula and --gradient, or --command, got both');
  const options = toleranceFrom(tolerance);
  const { names, point } = pointFrom(at);
  const program = new AskedProgram('check', command!, positiveFrom('--limit', limit));
  try {
    const report = await withAnswers(program, (answerAt) =>
      checkGradient(
        (x) => answerAt(x).value,
        (x: Float64Array) => answerAt(x).gradient,
        point,
        options,
      ),
    );
    const components = report.components.map((part) => ({ ...part, name: names[part.index] }));
    return { ...report, components, worst: report.worst && components[report.worst.index] };
  } finally {
    program.close();
  }
}

/** Names and numbers of a point like `x=1,y=2`, in this order. */
function pointFrom(text: string): { names: string[]; point: Float64Array } {
  const parts = text.split(',').map((part) => part.split('=').map((each) => each.trim()));
  const names = parts.map(([name]) => name);
  const numbers = parts.map(([, number]) => parseDecimal(number ?? ''));
  const isPoint = parts.every(({ length }) => length === 2) && numbers.every(Number.isFinite);
  if (!isPoint || names.includes('') || new Set(names).size < names.length)
    throw new RangeError(`check: --at needs names with a number each, like x=1,y=2, got ${showValue(text)}`);
  return { names, point: Float64Array.from(numbers) };
}

function toleranceFrom(text: string | undefined): { tolerance?: number } {
  return text === undefined ? {} : { tolerance: positiveFrom('--tolerance', text) };
}

function positiveFrom(option: string, text: string): number {
  const value = parseDecimal(text.trim());
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`check: ${option} needs a number above 0, got ${showValue(text)}`);
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
