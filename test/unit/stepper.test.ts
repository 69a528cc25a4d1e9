import { expect, it } from 'vitest';
import { loadedEngine } from '../../src/engine/load.js';
import { matrix, optimizers, resident } from '../../src/index.js';

const { adam, sgd, bfgs, newton } = optimizers;
const x = Float64Array.of(1, 2);

it('steps x where it is, with the knobs that it was given', () => {
  const here = Float64Array.of(1, 2);
  const stepper = sgd.on(here, { rate: 0.5 });
  stepper.step([2, 4]);
  expect([...here]).toEqual([0, 0]);
  using held = resident([1, 2]);
  using own = adam.on(held);
  own.step(Float64Array.of(1, -1));
  const wanted = adam.step(adam.init(2), [1, 2], [1, -1], { step: 1 });
  expect(held.toArray()).toEqual(wanted);
  expect(own.steps).toBe(1);
});

it('refuses what it cannot step, before it is changed', () => {
  const [held, freed] = [resident([1, 2]), resident([1, 2])];
  freed.free();
  const gone = new Float64Array(2);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  const stepper = adam.on(x);
  const over = adam.on(held);
  const wrong: [() => unknown, Error | string][] = [
    [
      () => adam.on([1, 2] as never),
      new TypeError('Adam: x needs a Float64Array or a resident vector, got an array of 2'),
    ],
    [
      () => adam.on(new Float32Array(2) as never),
      'Adam: x needs a Float64Array or a resident vector, got a typed array',
    ],
    [
      () => adam.on(resident(matrix(1, 1)) as never),
      'Adam: x needs a Float64Array or a resident vector, got an object',
    ],
    [() => adam.on(freed), new RangeError('Adam: x needs to be in memory, got one that was freed')],
    [() => adam.on(gone), 'Adam: x needs an array of numbers, got a detached one'],
    [() => adam.on(x, { rat: 1 }), new TypeError('Adam: no setting "rat"; did you mean "rate"?')],
    [
      () => adam.on(x, { step: 1 }),
      new TypeError('Adam: no setting "step"; there is rate, beta1, beta2, epsilon, weightDecay, amsgrad'),
    ],
    [() => adam.on(x, { rate: -1 }), new RangeError('Adam: rate needs a number above 0, got -1')],
    [() => stepper.step([1]), new RangeError('Adam: g needs 2 numbers, got 1')],
    [() => stepper.step(['1', 2] as never), new TypeError('Adam: g[0] needs a number, got "1"')],
    [() => stepper.step(x), new RangeError('Adam: g needs memory of its own, got that of x')],
    [() => over.step(held), new RangeError('Adam: g needs memory of its own, got that of x')],
    [() => over.step(freed), new RangeError('Adam: g needs to be in memory, got one that was freed')],
    [
      () => bfgs.on(),
      new TypeError(
        'BFGS: on needs an optimizer that steps by its gradient, got one that searches: take minimize',
      ),
    ],
    [() => newton.on(), TypeError as never],
    [
      () => ({ ...adam, step: () => x }).on(x),
      new TypeError('Adam: on needs the step that it was made with, got another'),
    ],
  ];
  for (const [call, error] of wrong) expect(call).toThrow(error);
  expect([...x]).toEqual([1, 2]);
  expect([stepper.steps, over.steps]).toEqual([0, 0]);
  held.free();
  expect(() => over.step([1, 2])).toThrow(
    new RangeError('Adam: x needs to be in memory, got one that was freed'),
  );
  over.free();
  stepper.free();
  expect(() => stepper.step([1, 2])).toThrow(
    new RangeError('Adam: step needs the memory of its steps, got one that was freed'),
  );
});

it('has as much memory as its lines need', () => {
  const { memory } = loadedEngine()!;
  const before = memory.used.held;
  using held = resident(new Float64Array(1000));
  using plain = sgd.on(held);
  using more = adam.on(held);
  expect(memory.used.held).toBe(before + 3 * 8000);
  plain.step(new Float64Array(1000));
  more.free();
  // A copy of the slopes.
  expect(memory.used.held).toBe(before + 2 * 8000);
});
