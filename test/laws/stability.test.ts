import { describe, expect, it } from 'vitest';
import { optimizers } from '../../src/index.js';
import type { OptimizerEntry } from '../../src/optimizer.js';

// On a quadratic with what an optimizer measures slopes in held still, steps settle just below the curvature that it says
// they can take, and grow just above it.

const entries = Object.entries(optimizers as unknown as Record<string, OptimizerEntry>).filter(
  ([, { threshold }]) => threshold?.() != null,
);

/** What makes steps of another kind, where an optimizer has it. */
const variants: readonly Record<string, number | boolean>[] = [
  {},
  { momentum: 0.9 },
  { momentum: 0.6, dampening: 0.5 },
  { momentum: 0.9, nesterov: true },
  { momentum: 0.5, dampening: 0.25, nesterov: true },
  { momentum: 0.7, centered: true },
  { beta1: 0.5 },
  { amsgrad: true },
  { weightDecay: 0.3 },
  { weightDecay: 0 },
  { rateDecay: 0.5, initialAccumulator: 0.1 },
  { momentumDecay: 0.5 },
  { gamma: 0.5 },
  { alpha: 1 },
  { asPublished: true },
];
const cases = entries.flatMap(([name, entry]) =>
  variants
    .filter((knobs) => Object.keys(knobs).every((knob) => knob in entry.knobs))
    .flatMap((knobs) => [6, 60].map((step) => ({ name, entry, knobs, step }))),
);

/** Numbers kept that slopes are measured in; the others are averages of gradients. */
const measures = ['s', 'u', 'most'];

describe.each(cases)('$name $knobs, step $step', ({ entry, knobs: given, step }) => {
  const knobs = {
    rate: 0.1,
    // Adadelta goes by its steps before the last one.
    ...('rho' in entry.knobs && { rho: 1 - 2 ** -40 }),
    // A long average settles in its own time.
    ...('beta3' in entry.knobs && { beta3: 0.99 }),
    ...given,
  };
  const settings = {
    ...Object.fromEntries(Object.entries(entry.knobs).map(([name, knob]) => [name, knob.default])),
    ...knobs,
    step,
  };
  const memory = entry.init(1);
  for (const [name, each] of Object.entries(memory.state)) if (!measures.includes(name)) each.fill(0);
  for (let k = 1; k < step; k++)
    entry.advance(memory, new Float64Array(1), new Float64Array(1), { ...settings, step: k });
  const clock = { ...memory.clock };

  /** A step on λx²/2 that changes nothing but x and averages of gradients. */
  function advance(x: Float64Array, lambda: number): void {
    Object.assign(memory.clock, clock);
    for (const name of measures) memory.state[name]?.fill(0.04);
    entry.advance(memory, x, Float64Array.of(lambda * x[0]), settings);
  }

  it.each([0.98, 1.02])('%d of the threshold', (share) => {
    const x = new Float64Array(1);
    advance(x, 0);
    const scale = entry.preconditioner(memory, knobs, step)?.[0] ?? 1;
    const threshold = entry.threshold(knobs, { ...memory.clock, step })!;
    const lambda = share * threshold * scale - entry.coupledDecay(knobs);
    x[0] = 1e-100;
    for (let k = 0; k < 50_000 && Math.abs(x[0]) > 1e-103 && Math.abs(x[0]) < 1e-97; k++) advance(x, lambda);
    if (share < 1) expect(Math.abs(x[0])).toBeLessThanOrEqual(1e-103);
    else expect(Math.abs(x[0])).toBeGreaterThanOrEqual(1e-97);
  });
});

it('most optimizers say it; steps by signs have none', () => {
  expect(entries.map(([name]) => name)).toEqual(
    expect.arrayContaining(['sgd', 'adam', 'adamw', 'rmsprop', 'nadam', 'radam', 'adamax', 'adagrad']),
  );
  for (const name of ['lion', 'rprop'] as const) expect(optimizers[name].threshold()).toBe(null);
});

it('thresholds are those that are published', () => {
  const told = (name: keyof typeof optimizers, knobs: object) =>
    (optimizers[name] as OptimizerEntry).threshold({ rate: 0.5, ...knobs } as never);
  expect(told('sgd', {})).toBe(4);
  expect(told('sgd', { momentum: 0.9 })).toBeCloseTo(7.6, 13);
  expect(told('sgd', { momentum: 0.9, dampening: 0.9 })).toBeCloseTo(76, 11);
  expect(told('sgd', { momentum: 0.9, nesterov: true })).toBeCloseTo(3.8 / 2.8 / 0.5, 13);
  expect(told('adam', {})).toBeCloseTo(76, 12);
  expect(told('nadam', {})).toBeCloseTo(3.8 / 0.1 / 2.8 / 0.5, 12);
  expect(told('adamw', { weightDecay: 0.1 })).toBeCloseTo((2 - 0.05) * 19 * 2, 12);
});
