// npm run bench -- slips: how often checkGradient passes right gradients and fails wrong ones, over the functions that
// others test their derivatives on and ten kinds of slip.
import { readFileSync } from 'node:fs';
import { checkGradient, type Formula, formula, gradient, value } from '../src/index.js';

interface Row {
  list: string;
  name: string;
  formula: string;
  variables: string[];
  point: number[];
  gradient: number[][];
}

const table: Row[] = JSON.parse(readFileSync('test/golden/published.json', 'utf8'));

/** A gradient with a slip in it, from the right one; null where there is no such slip to make. */
type Plant = (g: readonly number[], f: Formula, x: readonly number[]) => (number | null)[];

const each =
  (slip: (g: number, i: number, x: number) => number): Plant =>
  (g, _, x) =>
    g.map((gi, i) => slip(gi, i, x[i]));

const elsewhere = (f: Formula, x: readonly number[], by: number) => [
  ...gradient(
    f,
    x.map((xi) => xi + by * Math.max(1, Math.abs(xi))),
  ),
];

const plants: Record<string, Plant> = {
  'the sign': each((g) => -g),
  'a factor of 2': each((g) => 2 * g),
  'a factor of 1/2': each((g) => g / 2),
  'a factor of n + 1, as of a mean': (g) => g.map((gi) => gi / (g.length + 1)),
  'a part in ten thousand': each((g) => g * 1.0001),
  'a component left out': each(() => 0),
  'a component of another variable': (g) => g.map((_, i) => (g.length > 1 ? g[(i + 1) % g.length] : null)),
  'a power too many': each((g, _, x) => g * x),
  'a term too many': each((g) => g + 0.01 * (1 + Math.abs(g))),
  'taken elsewhere': (_, f, x) => elsewhere(f, x, 1e-3),
};

interface Count {
  all: number;
  told: number;
  /** Of those that can be seen in values. */
  seen: number;
  seenTold: number;
  missed: string[];
}

const counts = new Map<string, Count>();
const count = (kind: string, told: boolean, seen: boolean, what: string) => {
  const has = counts.get(kind) ?? { all: 0, told: 0, seen: 0, seenTold: 0, missed: [] };
  has.all++;
  if (seen) has.seen++;
  if (seen && told) has.seenTold++;
  if (told) has.told++;
  else has.missed.push(what);
  counts.set(kind, has);
};

/** What differs by so little is not wrong. */
const WRONG = 1e-5;
/**
 * What changes f, over a step as wide as the point, by less than so many of its last places is not in its values; nor,
 * between the slopes of either side, is what a claim at a kink should be.
 */
const SEEN = 1000 * 2 ** -52;

for (const row of table) {
  const f = formula(row.formula, { variables: row.variables });
  const right = row.gradient.map(([y]) => y);
  const named = ({ name }: Row, i: number) => `${name} at ${row.point} ∂/∂${row.variables[i]}`;
  const check = (claimed: readonly number[]) => checkGradient(f, claimed, row.point).components;
  const smooth = check(right).map(({ verdict }) => verdict !== 'kink');
  const size = Math.abs(value(f, row.point) as number);
  for (const part of check(right))
    count(
      'right',
      part.verdict === 'pass',
      smooth[part.index],
      `${named(row, part.index)}: ${part.verdict}, ${part.numeric} ± ${part.estimatedError} for ${part.claimed}`,
    );
  for (const [kind, plant] of Object.entries(plants)) {
    const wrong = plant(right, f, row.point);
    const claimed = wrong.map((g, i) => g ?? right[i]);
    for (const part of check(claimed)) {
      const [is, was] = [claimed[part.index], right[part.index]];
      if (!(Math.abs(is - was) > WRONG * Math.max(Math.abs(is), Math.abs(was)))) continue;
      count(
        kind,
        part.verdict === 'fail',
        smooth[part.index] && Math.abs(is - was) * Math.max(1, Math.abs(row.point[part.index])) > SEEN * size,
        `${named(row, part.index)}: ${part.verdict}, ${part.numeric} ± ${part.estimatedError} for ${part.claimed}, not ${was}`,
      );
    }
  }
}

const percent = ({ told, all, seen, seenTold }: Count) =>
  `${((100 * told) / all).toFixed(2)} %; of what can be seen ${seenTold} of ${seen}, ${((100 * seenTold) / seen).toFixed(2)} %`;
const right = counts.get('right')!;
console.log(`right, passed: ${right.told} of ${right.all}, ${percent(right)}`);
counts.delete('right');
const total = { all: 0, told: 0, seen: 0, seenTold: 0, missed: [] };
for (const [kind, each] of counts) {
  console.log(`${kind}, failed: ${each.told} of ${each.all}, ${percent(each)}`);
  total.all += each.all;
  total.told += each.told;
  total.seen += each.seen;
  total.seenTold += each.seenTold;
}
console.log(`wrong, failed: ${total.told} of ${total.all}, ${percent(total)}`);
if (process.argv.includes('--missed')) {
  for (const line of right.missed) console.log(`right: ${line}`);
  for (const [kind, { missed }] of counts) for (const line of missed) console.log(`${kind}: ${line}`);
}
