import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/entry.js';
import { formula, minimize } from '../../src/index.js';
import type { OptimizerEntry, OptimizerValue } from '../../src/optimizer.js';
import * as optimizers from '../../src/optimizers/index.js';
import newer from '../golden/newer.json' with { type: 'json' };
import golden from '../golden/optimizers.json' with { type: 'json' };
import { inTable, published } from './reference.js';

// Where PyTorch's optimizers, and Optax's lion, get to: test/golden/optimizers.py says how that was written, newer.py of
// those that came after Adam.

const rows: { optimizer: string; knobs: Knobs; problem: string; points: number[][] }[] = [
  ...golden.runs,
  ...newer.runs,
];

type Knobs = Partial<Record<string, number | boolean>>;

const all = Object.fromEntries(
  Object.entries(optimizers).flatMap(([name, entry]): [string, OptimizerEntry][] =>
    'update' in entry ? [[name, entry]] : [],
  ),
);
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

const defaults = ({ knobs }: Pick<OptimizerEntry, 'knobs'>) =>
  Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.default]));

/** The points after the steps that the table keeps. */
function path({ init, step, knobs }: OptimizerEntry, given: Knobs, problem: keyof typeof golden.problems) {
  const { start, gradient } = golden.problems[problem];
  const slopes = formula(gradient, { variables: ['x', 'y'] });
  const settings = { ...defaults({ knobs }), ...given };
  const state = init(start.length);
  const x = Float64Array.from(start);
  const points: number[][] = [];
  for (let number = 1; number <= golden.kept.at(-1)!; number++) {
    const told = { ...settings, step: number } as Settings;
    x.set(step(state, x.slice(), slopes.at(x).value, told) ?? x);
    if (golden.kept.includes(number)) points.push([...x]);
  }
  return points;
}

/** Where it is after so many steps on a problem of the catalogue. */
const reached = (
  optimizer: OptimizerEntry,
  { problem, knobs, steps }: Pick<OptimizerValue, 'problem' | 'knobs' | 'steps'>,
) => minimize(problem as 'bowl', { ...knobs, optimizer, steps, tolerance: 0 }).point;

it('the table has every optimizer that claims it, and no other', () => {
  expect([...new Set(rows.map((run) => run.optimizer))].sort()).toEqual(inTable(all));
});

it('a step on a bowl is what it is by hand', () => {
  const once = { problem: 'bowl', knobs: { rate: 0.25 }, steps: 1 };
  expect([...reached(optimizers.sgd, once)]).toEqual([1.5, 2]);
});

it.each(published(all))('$name, $knobs, is after $steps steps on $problem where $cite has it', (value) => {
  const found = reached(all[value.name], value);
  expect(value.point).toHaveLength(found.length);
  value.point.forEach((wanted, i) => {
    expect(close(found[i], wanted), `${found[i]}, not ${wanted}`).toBe(true);
  });
});

describe.each(inTable(all))("%s goes where its library's goes", (name) => {
  const entry = all[name];
  const runs = rows.filter(({ optimizer }) => optimizer === name);

  it('with every knob it has', () => {
    const set = new Set(runs.flatMap(({ knobs }) => Object.keys(knobs)));
    expect([...set].sort()).toEqual(Object.keys(entry.knobs).sort());
  });

  it.each(runs)('$knobs on $problem', ({ knobs, problem, points }) => {
    const found = path(entry, knobs, problem as 'beale');
    points.forEach((point, k) => {
      point.forEach((wanted, i) => {
        expect(close(found[k][i], wanted), `step ${golden.kept[k]}: ${found[k][i]}, not ${wanted}`).toBe(
          true,
        );
      });
    });
  });

  it.each(runs.filter(({ problem }) => problem === 'beale'))('runs in lockstep: $knobs', ({ knobs }) => {
    expect(entry.update({ ...defaults(entry), ...knobs }).staysNonFinite).toBe(true);
  });
});

it('a step of RAdam is finite at every memory', () => {
  for (const beta2 of [0, 0.3, 0.5, 0.6, 0.61, 0.9, 0.999]) {
    for (const [x, y] of path(optimizers.radam, { beta2 }, 'beale')) expect(x - y).toBeLessThan(Infinity);
  }
});

it('RMSprop, centered, stays finite where the gradient does not change', () => {
  const { init, step, knobs } = optimizers.rmsprop;
  const settings = defaults({ knobs });
  const [state, x] = [init(1), Float64Array.of(0)];
  for (let number = 1; number <= 5000; number++)
    x.set(step(state, x.slice(), Float64Array.of(0.1), { ...settings, centered: true, step: number }) ?? x);
  expect(x[0]).toBeLessThan(0);
});
