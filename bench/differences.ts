// npm run accuracy: docs/differences.md, the errors of first derivatives computed from values alone, ours and others',
// on published functions and on functions that nothing was tuned on. scipy's rows need python3 with scipy.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGradient, difference, formula, value } from '../src/index.js';
import { familyNames, type HardCase, hardCases } from './families.js';
import { ridders } from './ridders.js';

interface Row {
  formula: string;
  variables: string[];
  point: number[];
  gradient: number[][];
  sway: number[];
}

/** f as a function of one of its variables, a point, and the derivative there. */
interface Case {
  row: Row;
  place: number;
  f: (x: number) => number;
  x: number;
  size: number;
  /** The absolute error of a derivative. */
  error(got: number): number;
  well: boolean;
}

interface Answer {
  value: number;
  error: number | null;
  evaluations: number | null;
}

/** The distance from |y| to the next larger double. */
function ulp(y: number): number {
  const whole = new Float64Array([Math.abs(y)]);
  new BigInt64Array(whole.buffer)[0] += 1n;
  return whole[0] - Math.abs(y);
}

function casesOf(path: string): Case[] {
  const rows: Row[] = JSON.parse(readFileSync(path, 'utf8'));
  return rows.flatMap((row) => {
    const f = formula(row.formula, { variables: row.variables });
    return row.variables.map((_, place): Case => {
      const [y, rest] = row.gradient[place];
      const at = (x: number) =>
        value(
          f,
          row.point.map((each, i) => (i === place ? x : each)),
        ) as number;
      return {
        row,
        place,
        f: at,
        x: row.point[place],
        size: Math.abs(y),
        error: (got) => Math.abs(got - y - rest * ulp(y)),
        well: y !== 0 && row.sway[place] < 10 * Math.abs(y),
      };
    });
  });
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

function line(name: string, cases: readonly Case[], answers: readonly Answer[]): string {
  const relative = cases.flatMap(({ well, error, size }, i) =>
    well ? [error(answers[i].value) / size] : [],
  );
  const sorted = relative.map((each) => (Number.isFinite(each) ? each : Infinity)).sort((a, b) => a - b);
  const at = (p: number) => sorted[Math.ceil(p * sorted.length) - 1].toExponential(1);
  const claimed = answers.flatMap(({ error }, i) =>
    error === null ? [] : [[cases[i].error(answers[i].value), error, cases[i].size]],
  );
  const covered = claimed.filter(([is, said]) => is <= said).length;
  const near = claimed.filter(
    ([is, said, size]) => said <= 1000 * is || said <= 1e-9 * Math.max(1, size),
  ).length;
  const asked = answers
    .flatMap(({ evaluations }) => (evaluations === null ? [] : [evaluations]))
    .sort((a, b) => a - b);
  return `| ${[
    name,
    at(0.5),
    at(0.9),
    at(1),
    sorted.filter((each) => each === Infinity).length,
    claimed.length ? share(covered, claimed.length) : '–',
    claimed.length ? share(near, claimed.length) : '–',
    asked.length ? `${asked[asked.length >> 1]}, at most ${asked.at(-1)}` : '–',
  ].join(' | ')} |`;
}

function table(path: string): { text: string; versions: string | null; all: number; well: number } {
  const cases = casesOf(path);
  const lines = [
    line(
      '`difference(f, x)`',
      cases,
      cases.map(({ f, x }) => difference(f, x)),
    ),
    line(
      'Ridders, four starts',
      cases,
      cases.map(({ f, x }) => ridders(f, x)),
    ),
  ];
  const scipy = askScipy(cases.map(({ row, place }) => [row.formula, row.variables, row.point, place, null]));
  for (const [name, found] of Object.entries(scipy?.methods ?? {})) {
    const answers = found.map(([value, error]) => ({ value: value ?? NaN, error, evaluations: null }));
    lines.push(line(`scipy: ${name}`, cases, answers));
  }
  const head =
    '| method | half within | nine in ten | all | not finite | its error covers the true one | and is near it | values of f |';
  return {
    text: `${head}\n|---|---|---|---|---|---|---|---|\n${lines.join('\n')}`,
    versions: scipy?.versions ?? null,
    all: cases.length,
    well: cases.filter(({ well }) => well).length,
  };
}

interface Scipy {
  versions: string;
  methods: Record<string, [value: number | null, error: number | null, success: boolean | null][]>;
}

/** scipy's derivatives of rows; null without scipy. */
function askScipy(asked: readonly unknown[][]): Scipy | null {
  const input = JSON.stringify(asked);
  const python = spawnSync('python3', ['bench/differences.py'], { input, encoding: 'utf8', maxBuffer: 1e8 });
  return python.status === 0 ? (JSON.parse(python.stdout) as Scipy) : null;
}

/** Cases of each family, from a seed that nothing was set on. */
const [HARD, SEED] = [350, 20_261];
/** Slips of a claim, as factors: the least is a percent. */
const slips = [1.01, 0.99, 2, 0.5, 0, -1];

/** A derivative as a method tells it, and whether it says that it is one. */
interface Told {
  value: number;
  error: number;
  sure: boolean;
}

const part = (some: number, all: number) => (all ? share(some, all) : '–');

/** Share of cases where a method is sure, of these that its error covers, and of all that it is sure and right. */
function sightOf(cases: readonly HardCase[], told: readonly Told[]): string[] {
  const off = cases.map(({ slope }, i) => Math.abs(told[i].value - slope));
  const sure = cases.flatMap((_, i) => (told[i].sure ? [i] : []));
  const covered = sure.filter((i) => off[i] <= told[i].error).length;
  const close = sure.filter((i) => off[i] <= 1e-3 * Math.abs(cases[i].slope)).length;
  return [part(sure.length, cases.length), part(covered, sure.length), part(close, cases.length)];
}

function verdictsOf(cases: readonly HardCase[]): string[] {
  const verdict = ({ f, x }: HardCase, claim: number) => checkGradient(f, claim, x).verdict;
  const rights = cases.flatMap((each) =>
    Number.isNaN(each.slope) ? [] : (each.sides ?? [each.slope]).map((slope) => verdict(each, slope)),
  );
  const wrongs = cases.flatMap((each) =>
    Number.isNaN(each.slope) || each.slope === 0 || each.sides
      ? []
      : slips.map((factor) => verdict(each, factor * each.slope)),
  );
  const of = (told: readonly string[], which: string) => told.filter((each) => each === which).length;
  return [
    part(of(rights, 'pass') + of(rights, 'kink'), rights.length),
    `${of(rights, 'fail')} of ${rights.length}`,
    part(of(wrongs, 'fail'), wrongs.length),
    `${of(wrongs, 'pass')} of ${wrongs.length}`,
  ];
}

/** Table of the families whose slopes are hard to see. */
function hardTable(): string | null {
  const families = familyNames.map((name) => hardCases(name, HARD, SEED));
  const scipy = askScipy(families.flat().map(({ text, x, rounding }) => [text, ['x'], [x], 0, rounding]));
  if (!scipy) return null;
  const theirs = scipy.methods['differentiate.derivative'].map(
    ([value, error, success]): Told => ({
      value: value ?? NaN,
      error: error ?? Infinity,
      sure: success === true,
    }),
  );
  const lines = families.map((cases, i) => {
    const [smooth, other] = [cases.filter(({ shape }) => shape === 'smooth'), cases[0].shape];
    const own = cases.map(({ f, x }) => difference(f, x));
    const ours = own.map(({ value, error, status }): Told => ({ value, error, sure: status === 'ok' }));
    const their = theirs.slice(i * HARD, (i + 1) * HARD);
    const names = { smooth: '', kink: 'kink', jump: 'jump', steep: 'not finite' };
    const told =
      smooth.length > 0
        ? [...sightOf(cases, ours), ...sightOf(cases, their)]
        : [
            `${part(own.filter(({ status }) => status === names[other]).length, HARD)} \`${names[other]}\``,
            ...['', '', part(their.filter(({ sure }) => sure).length, HARD), '', ''],
          ];
    return `| ${[familyNames[i], ...told, ...verdictsOf(cases)].join(' | ')} |`;
  });
  return `| family | \`ok\` | its error covers | \`ok\` and within a thousandth | scipy: success | its error covers | success and within a thousandth | right claims passed | failed | wrong claims failed | passed |
|${'---|'.repeat(11)}
${lines.join('\n')}`;
}

/** The text of docs/differences.md; null without scipy. */
export function page(): string | null {
  const [published, apart] = ['published', 'apart'].map((name) => table(join('test/golden', `${name}.json`)));
  const hard = hardTable();
  if (!published.versions || !hard) return null;
  return `# Derivatives from values alone

Written by \`npm run accuracy\`, with ${published.versions}. Every method sees values of f only. Errors are relative, at the points that are well posed: whose condition number is below 10, so that rounding the numbers in the formula moves the derivative little. "Its error covers the true one" is the share of all points at which the method's own estimate is at least the true error; "near it" that the estimate is at most 1000 times the true error, or 1e-9·max(1, |f′|).

Ridders is the textbook's method, from four starts, the answer with the least error of its own. scipy's functions run at their defaults, and its extrapolation also from a step that suits the point.

## The functions that others test their derivatives on

${published.all} first derivatives, ${published.well} of them well posed: the test suites of scipy, numdifftools, JAX and autograd, and the 35 problems of Moré, Garbow and Hillstrom. What \`difference\` chooses its steps by was set on these.

${published.text}

## Functions that nothing was set on

${apart.all} first derivatives, ${apart.well} of them well posed: compositions, numbers of every size, poles and ends of domains near by, fast waves, several variables (test/golden/apart.py).

${apart.text}

## Functions whose slope is hard to see

${HARD} functions of each of ${familyNames.length} families (bench/families.ts), from a seed that nothing was set on, against their exact slopes; scipy's is \`differentiate.derivative\` at its defaults. Features lie up to 1e10 from 0, waves turn up to 1e8 times over |x|; noise and rounding are up to 1e-4 of the amplitude, or, in "coarse rounding" and "random noise", much more, where the slope is often not to be had and \`noisy\` is the answer. At a kink, a jump, or where the slope is infinite, nothing is \`ok\`. Claims are those of \`checkGradient\`: the right slope, at a kink those of both sides, which are to be told \`kink\`; and wrong ones, of a percent more and less, twice, half, none, and the other way round. What neither passes nor fails is \`inconclusive\`.

${hard}
`;
}
