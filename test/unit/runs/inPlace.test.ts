import { afterEach, expect, it, vi } from 'vitest';
import { adoptModule, compiledModule } from '../../../src/engine/load.js';
import {
  affine,
  binaryCrossEntropy,
  compare,
  compose,
  crossEntropy,
  elementwise,
  type Fn,
  huber,
  iris,
  linear,
  matrix,
  meanSquaredError,
  minimize,
  standardize,
  type Vec,
} from '../../../src/index.js';

// What somebody composes of public functions trains in arrays that stay, with the numbers that it has anywhere.

const { x, y } = standardize(iris());
const classes = matrix(x.rows, 3);
y.forEach((k, i) => {
  classes.data[3 * i + k] = 1;
});
const ones = (n: number) => new Float64Array(n).fill(0.5);
/** An activation of one's own. */
const own = {
  value: (z: number) => z * Math.abs(z),
  slope: (z: number) => 2 * Math.abs(z),
  curve: Math.sign,
};

const composed: Record<string, { f: Fn; start: Vec }> = {
  'a layer, tanh, cross-entropy': {
    f: compose(crossEntropy(classes), elementwise('tanh', 450), affine.parameters(x, 3)),
    start: ones(15),
  },
  'an activation of my own': {
    f: compose(meanSquaredError(classes), elementwise(own as never, 450), affine.parameters(x, 3)),
    start: ones(15),
  },
  'a fixed layer behind it': {
    f: compose(
      huber([0.1, 0.7, -0.2], 0.5),
      affine(
        [
          [1, 2, 0.5],
          [0.3, -1, 2],
          [1, 1, 1],
        ],
        [0.1, 0.2, 0.3],
      ),
      elementwise('silu', 3),
      affine.parameters([1, -2, 3, 0.5], 3),
    ),
    start: ones(15),
  },
  'weights that are made of others': {
    f: compose(
      binaryCrossEntropy(y.map((k) => k / 2)),
      affine.parameters(x, 1),
      linear(matrix(5, 2, ones(10))),
    ),
    start: Float64Array.of(0.3, -0.4),
  },
};
const cases = Object.entries(composed);

afterEach(() => {
  vi.restoreAllMocks();
  adoptModule(compiledModule());
});

/** The same function without its in-place form. */
const anywhere = (f: Fn): Fn => ({ inputs: f.inputs, outputs: f.outputs, at: f.at });

it.each(cases)('%s: to the bit the numbers of at, with the engine and without', async (_, { f, start }) => {
  expect(f.inPlace).toBeDefined();
  const engine = compiledModule();
  const options = { optimizer: 'adam', rate: 0.05, steps: 40, start } as const;
  const wanted = minimize(anywhere(f), options);
  const rates = [0.01, 0.1];
  const all = await compare({ ...anywhere(f), start } as never, {
    optimizers: ['sgd', 'rmsprop'],
    rates,
    steps: 20,
  });
  for (const each of [engine, null]) {
    adoptModule(each);
    const run = minimize(f, options);
    expect(run.losses).toEqual(wanted.losses);
    expect(run.point).toEqual(wanted.point);
    expect(run.because).toBe(wanted.because);
    const found = await compare({ ...f, start } as never, {
      optimizers: ['sgd', 'rmsprop'],
      rates,
      steps: 20,
    });
    expect(found.hash).toBe(all.hash);
  }
  adoptModule(engine);
  expect(wanted.losses[40]).toBeLessThan(wanted.losses[0]);
});

/** Arrays of numbers that are made while something is done, views and copies among them. */
function arraysMade(work: () => void): number {
  let made = 0;
  for (const name of ['slice', 'subarray', 'map'] as const) {
    const original = Float64Array.prototype[name] as (...told: unknown[]) => unknown;
    vi.spyOn(Float64Array.prototype, name).mockImplementation(function (this: Vec, ...told: unknown[]) {
      made++;
      return original.apply(this, told) as never;
    });
  }
  vi.stubGlobal(
    'Float64Array',
    new Proxy(Float64Array, {
      construct(target, told) {
        made++;
        return Reflect.construct(target, told);
      },
    }),
  );
  try {
    work();
  } finally {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }
  return made;
}

it.each(cases)(
  '%s: no array is made from step to step but for what the optimizer makes',
  (_, { f, start }) => {
    const run = (g: Fn, steps: number) => () => {
      // All of it is one slice of time.
      vi.spyOn(performance, 'now').mockReturnValue(0);
      expect(minimize(g, { optimizer: 'sgd', rate: 1e-3, steps, start }).steps).toBe(steps);
    };
    const grown = (g: Fn) => arraysMade(run(g, 300)) - arraysMade(run(g, 100));
    run(f, 300)();
    const slope = new Float64Array(f.inputs).fill(1);
    const line: Fn = {
      ...linear([slope]),
      inPlace: () => ({
        value: (x, out) => out.fill(x.reduce((sum, each) => sum + each)),
        pull: (_, out) => out.set(slope),
      }),
    };
    const byOptimizer = grown(line);
    expect(grown(f) - byOptimizer).toBeLessThan(8);
    expect(grown(anywhere(f)) - byOptimizer).toBeGreaterThan(1000);
  },
);

it('a function of my own brings an in-place form, or the older one of one output', () => {
  const asked = { at: 0, value: 0 };
  const f: Fn = {
    inputs: 1,
    outputs: 1,
    at([w]) {
      asked.at++;
      return {
        value: Float64Array.of(w * w),
        push: ([v]) => Float64Array.of(2 * w * v),
        pull: ([u]) => Float64Array.of(2 * w * u),
        bend: ([v], [u]) => Float64Array.of(2 * v * u),
      };
    },
  };
  const options = { optimizer: 'sgd', rate: 0.1, steps: 10, start: 1 } as const;
  const { losses } = minimize(f, options);
  expect(asked.at).toBe(11);
  let w: Vec;
  const value = (x: Vec) => {
    asked.value++;
    w = x;
    return w[0] * w[0];
  };
  const forms: Pick<Fn, 'inPlace' | 'ground'>[] = [
    {
      inPlace: () => ({
        value: (x, out) => out.fill(value(x)),
        pull: ([u], out) => out.fill(2 * w[0] * u),
      }),
    },
    { ground: () => ({ value, slope: () => Float64Array.of(2 * w[0]) }) },
  ];
  for (const [i, form] of forms.entries()) {
    expect(minimize({ ...f, ...form }, options).losses).toEqual(losses);
    expect(asked).toEqual({ at: 11, value: 11 * (i + 1) });
  }
});
