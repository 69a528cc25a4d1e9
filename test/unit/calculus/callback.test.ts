import { describe, expect, it } from 'vitest';
import { loadedEngine } from '../../../src/engine/load.js';
import {
  activations,
  affine,
  callback,
  compose,
  crossEntropy,
  derivative,
  directional,
  elementwise,
  formula,
  gradient,
  hvp,
  jacobian,
  jvp,
  linear,
  matrix,
  minimize,
  problems,
  softmax,
  value,
  vjp,
} from '../../../src/index.js';
import { exp } from '../../../src/math/exp.js';

/** After whatever happened, no scratch is left behind and the next call is right. */
function expectWhole() {
  expect(loadedEngine()!.memory.used.scratch).toBe(0);
  expect(gradient(problems.bowl, [3, 4])).toEqual(Float64Array.of(6, 8));
}

describe('value, gradient, jacobian, jvp, vjp and hvp', () => {
  it('give a number for one output, else an array', () => {
    expect(value((x: number) => x ** 3, 2)).toBe(8);
    expect(value(problems.bowl, [3, 4])).toBe(25);
    expect(value(([x]: Float64Array) => [x, 2 * x], [3])).toEqual(Float64Array.of(3, 6));
  });

  it('hand a callback what the point is: a number for a number, else an array', () => {
    const seen: unknown[] = [];
    value((x: unknown) => (seen.push(x), 0), 2);
    value((x: unknown) => (seen.push(x), 0), [2]);
    expect(seen[0]).toBe(2);
    expect(seen[1]).toBeInstanceOf(Float64Array);
  });

  it('take the derivative a callback brings', () => {
    const f = {
      value: (w: Float64Array) => (w[0] - 3) ** 2,
      gradient: (w: Float64Array) => [2 * (w[0] - 3)],
    };
    expect(gradient(f, [1])).toEqual(Float64Array.of(-4));
    expect(gradient({ value: (x: number) => x * x, gradient: (x: number) => 2 * x }, 5)).toEqual(
      Float64Array.of(10),
    );
  });

  it('difference what brings none, to nearly every digit', () => {
    const f = ([x, y]: Float64Array) => x * x * y + y;
    const slope = gradient(f, [2, 3]);
    expect(slope[0]).toBeCloseTo(12, 12);
    expect(slope[1]).toBeCloseTo(5, 12);
    expect(jvp(f, [2, 3], [1, 2])[0]).toBeCloseTo(22, 11);
    expect(vjp(f, [2, 3], [2])[0]).toBeCloseTo(24, 12);
    expect(directional(f, [2, 3], [3, 4])).toBeCloseTo(11.2, 12);
    expect(derivative((x: number) => x ** 3, 2, { order: 2 })).toBeCloseTo(12, 9);
    expect(gradient(problems.rosenbrock, [1, 2], { method: 'central' })[1]).toBeCloseTo(200, 6);
  });

  it.each(['forward', 'backward', 'central', 'five-point', 'complex-step', 'extrapolated'] as const)(
    'take gradients and Jacobians by %s',
    (method) => {
      const f = formula(['x^2 y + y', 'sin(x)/y']);
      const { rows, columns, data } = jacobian(f, [2, 3], { method });
      expect([rows, columns]).toEqual([2, 2]);
      const exact = jacobian(f, [2, 3]).data;
      data.forEach((slope, i) => {
        expect(slope).toBeCloseTo(exact[i], method === 'complex-step' ? 15 : 6);
      });
      expect(gradient('x^2 y + y', [2, 3], { method })[0]).toBeCloseTo(12, 6);
      expect(derivative('exp(x)', 1, { method })).toBeCloseTo(Math.E, 6);
    },
  );

  it('are differenced centrally in runs, and extrapolated when called', () => {
    let calls = 0;
    const f = (x: Float64Array) => (calls++, x[0] ** 2);
    minimize({ value: f, start: [1] }, { optimizer: 'sgd', rate: 0.1, steps: 10 });
    expect(calls).toBeLessThanOrEqual(11 * 3);
    calls = 0;
    gradient(f, [1]);
    expect(calls).toBeGreaterThan(20);
    expect(calls).toBeLessThanOrEqual(101);
  });

  it('work at more inputs than values are asked for at once', { tags: ['long'] }, () => {
    const n = 1500;
    const x = Float64Array.from({ length: n }, (_, i) => i / n);
    const slope = gradient((p: Float64Array) => p.reduce((sum, each) => sum + each * each, 0) / 2, x);
    expect(Math.max(...slope.map((each, i) => Math.abs(each - x[i])))).toBeLessThan(1e-6);
  });

  it('agree with the Jacobian', () => {
    const f = compose(
      softmax(3),
      linear([
        [1, 2],
        [3, 4],
        [5, 7],
      ]),
    );
    const x = [0.1, -0.2];
    const j = jacobian(f, x);
    expect([j.rows, j.columns]).toEqual([3, 2]);
    expect([...jvp(f, x, [1, 0])]).toEqual([j.data[0], j.data[2], j.data[4]]);
    const row = vjp(f, x, [0, 1, 0]);
    expect(row[0]).toBeCloseTo(j.data[2], 14);
    expect(row[1]).toBeCloseTo(j.data[3], 14);
    expect(
      jacobian(
        linear([
          [1, 2],
          [3, 4],
        ]),
        x,
      ).data,
    ).toEqual(Float64Array.of(1, 2, 3, 4));
  });

  it('know the second derivative exactly where f does', () => {
    expect(hvp(problems.rosenbrock, [1, 1], [1, 0])).toEqual(Float64Array.of(802, -400));
  });

  it.each([
    [() => value(3 as never, 1), TypeError, 'value: f needs a function, got 3'],
    [() => value([1, 2] as never, 1), TypeError, 'value: f needs a function, got an array of 2'],
    [() => value(problems.bowl, [1]), RangeError, 'value: x needs 2 numbers, got 1'],
    [() => value(problems.bowl, '12'), RangeError, 'value: x needs 2 numbers, got 1'],
    [() => value(problems.bowl, 'here'), TypeError, 'value: x needs a point like x=1,y=1, got "here"'],
    [() => value(softmax(2), 'x=1,y=2'), TypeError, 'value: x needs an array of numbers, got "x=1,y=2"'],
    [() => value(problems.bowl, ['1', 2] as never), TypeError, 'value: x[0] needs a number, got "1"'],
    [() => gradient(softmax(3), [1, 2, 3]), RangeError, 'gradient: f needs one output, got 3'],
    [() => hvp(softmax(3), [1, 2, 3], [1, 2, 3]), RangeError, 'hvp: f needs one output, got 3'],
    [() => jvp(problems.bowl, [1, 2], [1]), RangeError, 'jvp: v needs 2 numbers, got 1'],
    [() => vjp(problems.bowl, [1, 2], [1, 2]), RangeError, 'vjp: u needs 1 number, got 2'],
    [
      () => gradient(problems.bowl, [1, 2], { method: 'centre' as never }),
      TypeError,
      'gradient: no method "centre"; did you mean "central"?',
    ],
    [
      () => gradient(problems.bowl, [1, 2], { methods: 'x' } as never),
      TypeError,
      'gradient: no option "methods"; did you mean "method"?',
    ],
    [
      () => gradient({ value: () => 1, grad: () => 1 } as never, 1),
      TypeError,
      'gradient: no part of f "grad"; there is value, gradient, start',
    ],
    [() => value({ length: -1 } as never, 1), TypeError, 'value: f needs a function, got an object'],
    [
      () => value(problems.bowl, { length: 1e300 } as never),
      TypeError,
      'value: x needs an array of numbers, got an object',
    ],
  ])('refuse case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
    expectWhole();
  });
});

describe('a callback', () => {
  it.each([
    [
      () => value(() => undefined as never, 1),
      TypeError,
      'value: f needs to return a number or an array of numbers, got undefined',
    ],
    [
      () => value(() => '3' as never, 1),
      TypeError,
      'value: f needs to return a number or an array of numbers, got "3"',
    ],
    [() => value(() => ['3'] as never, 1), TypeError, 'value: f[0] needs a number, got "3"'],
    [
      () => gradient({ value: () => 1, gradient: () => [1] }, [1, 2]),
      RangeError,
      'gradient: gradient needs 2 numbers, got 1',
    ],
    [
      () => gradient({ value: () => 1, gradient: () => undefined as never }, [1, 2]),
      TypeError,
      'gradient: gradient needs to return a number or an array of numbers, got undefined',
    ],
    [
      () => gradient((x: Float64Array) => (x[0] > 1 ? [1, 2] : 1), [1]),
      RangeError,
      'gradient: f needs 1 number, got 2',
    ],
    [
      () => callback(() => 1, { outputs: 2 }).at(Float64Array.of(1)),
      RangeError,
      'callback: f needs 2 numbers, got 1',
    ],
    [
      () => callback(() => 1, { input: 2 } as never),
      TypeError,
      'callback: no option "input"; did you mean "inputs"?',
    ],
    [() => callback(3 as never), TypeError, 'callback: f needs a function, got 3'],
    [
      () => callback(() => 1, { gradient: 3 as never }),
      TypeError,
      'callback: gradient needs a function, got 3',
    ],
    [
      () => callback(() => 1, { inputs: 1.5 }),
      RangeError,
      'callback: inputs needs a whole number from 0 to 4294967296, got 1.5',
    ],
    [
      () =>
        callback(() => [1, 2], { gradient: () => [1] })
          .at(Float64Array.of(1))
          .pull(Float64Array.of(1, 1)),
      RangeError,
      'callback: gradient needs f to have one output, got 2',
    ],
    [
      () =>
        callback(() => [1, 2], { jacobian: () => [[1]] })
          .at(Float64Array.of(1))
          .pull(Float64Array.of(1, 1)),
      RangeError,
      'callback: jacobian needs 2×1, got 1×1',
    ],
    [
      () =>
        compose(
          linear([[1]]),
          callback((x) => x[0]),
        ),
      TypeError,
      'compose: argument 2 needs its inputs and outputs said, got a callback without them',
    ],
    [
      () => compose(linear([[1, 2]]), softmax(3)),
      RangeError,
      'compose: argument 1 needs 2 inputs, got 3 outputs of argument 2',
    ],
    [() => compose(), TypeError, 'compose: the call needs functions, got none'],
    [() => compose((() => 1) as never), TypeError, 'compose: argument 1 needs a Fn, got a function'],
  ])('that goes wrong is refused: case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
    expectWhole();
  });

  it('that throws passes its own error on, the same object, from wherever it throws', () => {
    const mine = new Error('mine');
    let calls = 0;
    const late = (x: Float64Array) => {
      if (++calls > 3) throw mine;
      return x[0];
    };
    for (const call of [
      () =>
        value(() => {
          throw mine;
        }, 1),
      () => gradient(late, [1, 2, 3, 4]),
      () =>
        gradient(
          {
            value: () => 1,
            gradient: () => {
              throw mine;
            },
          },
          1,
        ),
    ]) {
      expect(call).toThrow(mine);
      expectWhole();
    }
  });

  it('that returns NaN gives NaN, in values and in gradients', () => {
    const nan = () => NaN;
    expect(value(nan, [1, 2])).toBeNaN();
    expect(gradient(nan, [1, 2])).toEqual(Float64Array.of(NaN, NaN));
    expect(gradient({ value: nan, gradient: () => [1, 2] }, [1, 2])).toEqual(Float64Array.of(NaN, NaN));
    const half = (x: Float64Array) => [x[0], NaN];
    expect(jacobian(half, [1]).data[1]).toBeNaN();
    expect(jacobian(half, [1]).data[0]).toBeCloseTo(1, 9);
    expectWhole();
  });

  it('that asks for gradients itself, even its own, is answered', () => {
    const f = callback(
      (x): number =>
        x[0] > 5 ? x[0] ** 2 : x[0] ** 2 + gradient(f, [x[0] + 6], { method: 'central' })[0] * 0 + x[0] * 0,
      {
        inputs: 1,
        outputs: 1,
      },
    );
    expect(gradient(f, [2])[0]).toBeCloseTo(4, 8);
    const outer = (x: Float64Array) => gradient((y: Float64Array) => y[0] ** 3 * x[0], [x[0]])[0];
    expect(value(outer, [2])).toBeCloseTo(24, 6);
    expectWhole();
  });

  it('cannot change the point it was asked about', () => {
    const x = [1, 2];
    value((p: Float64Array) => (p.fill(9), p[0]), x);
    expect(x).toEqual([1, 2]);
    expect(
      gradient((p: Float64Array) => {
        const y = p[0] + 2 * p[1];
        p.fill(9);
        return y;
      }, x)[1],
    ).toBeCloseTo(2, 8);
  });
});

describe('gradients of layers and losses', () => {
  it('for softmax and cross-entropy the gradient is prediction minus target', () => {
    const x = [2, 1, 0.1];
    const p = value(softmax(3), x) as Float64Array;
    const slope = gradient(crossEntropy([1, 0, 0]), x);
    expect(slope[0]).toBeCloseTo(p[0] - 1, 15);
    expect(slope[1]).toBeCloseTo(p[1], 15);
    expect(p[0]).toBeCloseTo(0.6590011388859679, 15);
  });

  it('keep their digits where predictions are sure', () => {
    expect(value(crossEntropy([1, 0]), [40, 0])).toBe(exp(-40));
    expect(gradient(crossEntropy([1, 0]), [1000, -1000])).toEqual(Float64Array.of(-0, 0));
    expect(gradient(crossEntropy([1, 0]), [50, 0])[0]).toBe(-exp(-50));
    expect(value(crossEntropy([1, 0]), [-1000, 1000])).toBe(2000);
    expect(value(crossEntropy([1, 0]), [0, -Infinity])).toBe(0);
    expect(value(elementwise('sigmoid', 1), [-745])).toBeGreaterThan(0);
    expect(gradient(elementwise('sigmoid', 1), [40])[0]).toBe(exp(-40) / (1 + exp(-40)));
  });

  it.each([
    [
      () => crossEntropy([0.5, 0.6]),
      RangeError,
      'crossEntropy: target needs to sum to 1 within 1e-9, got 1.1',
    ],
    [() => crossEntropy([-1, 2]), RangeError, 'crossEntropy: target needs numbers from 0 up, got -1'],
    [() => crossEntropy([NaN, 1]), RangeError, 'crossEntropy: target needs numbers from 0 up, got NaN'],
    [() => crossEntropy([]), RangeError, 'crossEntropy: target needs at least one number, got 0'],
    [() => crossEntropy('1' as never), TypeError, 'crossEntropy: target needs an array of numbers, got "1"'],
    [
      () => elementwise('relo' as never, 2),
      TypeError,
      'elementwise: no activation "relo"; did you mean "relu"?',
    ],
    [
      () => elementwise('toString' as never, 2),
      TypeError,
      `elementwise: no activation "toString"; there is ${Object.keys(activations).join(', ')}`,
    ],
    [
      () => elementwise('relu', -1),
      RangeError,
      'elementwise: n needs a whole number from 0 to 4294967296, got -1',
    ],
    [
      () => elementwise({} as never, 2),
      TypeError,
      'elementwise: activation needs a name, or an object with value, slope and curve, got an object',
    ],
    [
      () => affine.parameters(undefined as never, 2),
      TypeError,
      'affine.parameters: x needs an array of numbers, got undefined',
    ],
    [
      () => affine.parameters(5 as never, 2),
      TypeError,
      'affine.parameters: x needs an array of numbers, got 5',
    ],
    [() => affine.parameters([], 2), RangeError, 'affine.parameters: x needs at least one number, got 0'],
    [
      () => value(affine.parameters(matrix(1e6, 1), 1e6), new Float64Array(2e6)),
      RangeError,
      'affine.parameters: the output needs memory for 1000000000000 numbers (8000000000000 bytes), got none',
    ],
    [() => linear([[1, 2], [3]]), RangeError, 'linear: W[1] needs 2 numbers, got 1'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    [() => linear([[1], , [2]] as never), TypeError, 'linear: W[1] needs an array of numbers, got undefined'],
    [() => linear(new Array(2)), TypeError, 'linear: W[0] needs an array of numbers, got undefined'],
    [() => linear([]), RangeError, 'linear: W needs at least one row and one column, got 0×0'],
    [() => linear([[]]), RangeError, 'linear: W needs at least one row and one column, got 1×0'],
    [
      () => affine({ rows: 0, columns: 0, data: new Float64Array(0) }, []),
      RangeError,
      'affine: W.rows needs a whole number from 1 to 4294967296, got 0',
    ],
    [() => linear(3 as never), TypeError, 'linear: W needs a matrix or an array of rows, got 3'],
  ])('refuse case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
  });
});

describe('central differences of a callback ask for values in place', () => {
  const f = (x: Float64Array) => x[0] * x[1] ** 2 - Math.sin(x[2]);
  const at = [1.5, -2, 0.25];
  const wanted = [...gradient(f, at, { method: 'central' })];

  it.each<[string, (x: Float64Array) => void]>([
    ['turned round', (x) => x.reverse()],
    ['wiped', (x) => x.fill(0)],
    ['sorted', (x) => x.sort()],
    [
      'counted up',
      (x) => {
        x[2]++;
      },
    ],
  ])('and are right where what was lent comes back %s', (_, spoil) => {
    const spoiling = (x: Float64Array) => {
      const value = f(x);
      spoil(x);
      return value;
    };
    expect([...gradient(spoiling, at, { method: 'central' })]).toEqual(wanted);
    expect([
      ...jacobian((x: Float64Array) => [spoiling(x), 1], at, { method: 'central' }).data.slice(0, 3),
    ]).toEqual(wanted);
  });

  it('at once, of a formula, to the bits of one by one', () => {
    const g = formula('x y^2 - sin(z)', { variables: ['x', 'y', 'z'] });
    const alone = gradient((p) => value(g, p) as number, at, { method: 'central' });
    expect([...gradient(g, at, { method: 'central' })]).toEqual([...alone]);
  });
});
