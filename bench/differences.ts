// npm run accuracy: docs/differences.md, the errors of first derivatives computed from values alone, ours and others',
// on published functions and on functions that nothing was tuned on. scipy's rows need python3 with scipy.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { difference, formula, value } from '../src/index.js';
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
  const asked = cases.map(({ row, place }) => [row.formula, row.variables, row.point, place]);
  const python = spawnSync('python3', ['bench/differences.py'], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const scipy = python.status === 0 ? (JSON.parse(python.stdout) as Scipy) : null;
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
  methods: Record<string, [number | null, number | null][]>;
}

/** The text of docs/differences.md; null without scipy. */
export function page(): string | null {
  const [published, apart] = ['published', 'apart'].map((name) => table(join('test/golden', `${name}.json`)));
  if (!published.versions) return null;
  return `# Derivatives from values alone

Written by \`npm run accuracy\`, with ${published.versions}. Every method sees values of f only. Errors are relative, at the points that are well posed: whose condition number is below 10, so that rounding the numbers in the formula moves the derivative little. "Its error covers the true one" is the share of all points at which the method's own estimate is at least the true error; "near it" that the estimate is at most 1000 times the true error, or 1e-9·max(1, |f′|).

Ridders is the textbook's method, from four starts, the answer with the least error of its own. scipy's functions run at their defaults, and its extrapolation also from a step that suits the point.

## The functions that others test their derivatives on

${published.all} first derivatives, ${published.well} of them well posed: the test suites of scipy, numdifftools, JAX and autograd, and the 35 problems of Moré, Garbow and Hillstrom. What \`difference\` chooses its steps by was set on these.

${published.text}

## Functions that nothing was set on

${apart.all} first derivatives, ${apart.well} of them well posed: compositions, numbers of every size, poles and ends of domains near by, fast waves, several variables (test/golden/apart.py).

${apart.text}
`;
}
