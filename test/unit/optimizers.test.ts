import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/entry.js';
import { formula } from '../../src/index.js';
import type { OptimizerEntry } from '../../src/optimizer.js';
import * as optimizers from '../../src/optimizers/index.js';
import golden from '../golden/optimizers.json' with { type: 'json' };

// Where PyTorch's optimizers, and Optax's lion, get to: test/golden/optimizers.py says how that was written.

type Knobs = Partial<Record<string, number | boolean>>;

const all = Object.fromEntries(
  Object.entries(optimizers).flatMap(([name, entry]): [string, OptimizerEntry][] =>
    'update' in entry ? [[name, entry]] : [],
  ),
);
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

/** The points after the steps that the table keeps. */
function path({ init, step, knobs }: OptimizerEntry, given: Knobs, problem: keyof typeof golden.problems) {
  const { start, gradient } = golden.problems[problem];
  const slopes = formula(gradient, { variables: ['x', 'y'] });
  const settings = {
    ...Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.default])),
    ...given,
  };
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

it('every optimizer is in the table', () => {
  expect([...new Set(golden.runs.map((run) => run.optimizer))].sort()).toEqual(Object.keys(all).sort());
});

describe.each(Object.entries(all))("%s goes where PyTorch's goes", (name, entry) => {
  const runs = golden.runs.filter(({ optimizer }) => optimizer === name);

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
    const settings = Object.fromEntries(
      Object.entries(entry.knobs).map(([knob, { default: value }]) => [knob, value]),
    );
    expect(entry.update({ ...settings, ...knobs }).staysLost).toBe(true);
  });
});

it('a step of RAdam is finite at every memory', () => {
  for (const beta2 of [0, 0.3, 0.5, 0.6, 0.61, 0.9, 0.999]) {
    for (const [x, y] of path(optimizers.radam, { beta2 }, 'beale')) expect(x - y).toBeLessThan(Infinity);
  }
});

it('RMSprop, centered, stays finite where the gradient does not change', () => {
  const { init, step, knobs } = optimizers.rmsprop;
  const settings = Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.default]));
  const [state, x] = [init(1), Float64Array.of(0)];
  for (let number = 1; number <= 5000; number++)
    x.set(step(state, x.slice(), Float64Array.of(0.1), { ...settings, centered: true, step: number }) ?? x);
  expect(x[0]).toBeLessThan(0);
});
