import { afterEach, describe, expect, it } from 'vitest';
import { adoptModule, compiledModule, loadedEngine } from '../../../src/engine/load.js';
import {
  affine,
  callback,
  compose,
  elementwise,
  formula,
  gradient,
  grid,
  jacobian,
  linear,
  matrix,
  resident,
  type Source,
  softmax,
  type Vec,
  values,
} from '../../../src/index.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

// What is written into `out` has the bits of what is returned without, wherever its arrays lie; and is returned.

const module = compiledModule();
afterEach(() => adoptModule(module));
const next = mulberry32(16);
const CANONICAL = 0x7ff8000000000000n;

function expectBits(got: Float64Array, wanted: Float64Array, note: string): void {
  const words = new BigUint64Array(got.buffer, got.byteOffset, got.length);
  expect(got.length, note).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    if (!Object.is(got[i], wanted[i])) expect.fail(`${note}: ${i} is ${got[i]}, not ${wanted[i]}`);
    if (Number.isNaN(got[i])) expect(words[i], note).toBe(CANONICAL);
  }
}

const texts = ['(1 - x)^2 + 100 (y - x^2)^2', 'exp(x) sin(y)', 'log(x) + sqrt(y)', 'x/y', 'max(x, y)', '3'];
const elementary = ['exp(x)', 'tanh(x)', 'sigmoid(x)', 'log(x)', 'gelu(x)', 'x^3', 'erf(x)'];

describe.each(['with an engine', 'without'])('out, %s', (how) => {
  const start = () => adoptModule(how === 'without' ? null : module);

  it('takes the values of formulas and callbacks, and their slopes', { tags: ['long'] }, () => {
    start();
    const held = loadedEngine()?.memory.used;
    for (const text of [...texts, ...elementary])
      for (const n of [0, 1, 2, 3, 64, 1501]) {
        const variables = elementary.includes(text) ? ['x'] : ['x', 'y'];
        const x = variables.map(() => numbersOf(next, n, 0.1));
        const f: Source<Vec>[] = [formula(text, { variables })];
        if (n < 64) f.push(callback(([a, b = 0]) => a * a - b, { inputs: x.length, outputs: 1 }));
        for (const each of f) {
          const note = `${text} at ${n} points`;
          const wanted = values(each, x, { gradient: true });
          const there = x.map((column) => resident(column));
          const room = () => new Float64Array(n).fill(7);
          const plain = { values: room(), gradient: x.map(room) };
          expect(values(each, there, { gradient: true, out: plain })).toBe(plain);
          const own = { values: resident(room()), gradient: x.map(() => resident(room())) };
          values(each, there, { gradient: true, out: own });
          const mixed = { values: resident(room()), gradient: x.map(room) };
          values(each, x, { gradient: true, out: mixed as never });
          for (const got of [plain, own, mixed]) {
            const all = [got.values, ...got.gradient].map((array) =>
              'free' in array ? array.toArray() : array,
            );
            [wanted.values, ...wanted.gradient].forEach((array, k) => {
              expectBits(all[k], array, `${note}, ${k}`);
            });
          }
          const [alone, ordinary] = [resident(room()), room()];
          expect(values(each, there, { out: [alone] })[0]).toBe(alone);
          values(each, x, { out: [ordinary] });
          expectBits(alone.toArray(), wanted.values, note);
          expectBits(ordinary, wanted.values, note);
          for (const one of [...there, alone, own.values, ...own.gradient, mixed.values]) one.free();
        }
      }
    expect(loadedEngine()?.memory.used).toEqual(held);
  });

  it('takes the values on a grid, of odd and even sizes', { tags: ['long'] }, () => {
    start();
    for (const f of [
      ...texts.slice(0, 5).map((text) => formula(text, { variables: ['x', 'y'] })),
      callback(([x, y]) => x - y, { inputs: 2 }),
    ])
      for (const [columns, rows] of [
        [1, 1],
        [3, 5],
        [120, 130],
        [121, 131],
      ]) {
        const ranges = { x: [-2, 2, columns], y: [-1, 3, rows] } as const;
        const wanted = grid(f as Source<Vec>, ranges);
        const [plain, own, after] = [
          matrix(rows, columns),
          resident(matrix(rows, columns)),
          resident([8, 9]),
        ];
        expect(grid(f as Source<Vec>, ranges, { out: plain })).toBe(plain);
        expect(grid(f as Source<Vec>, ranges, { out: own })).toBe(own);
        expectBits(plain.data, wanted.data, `${columns}×${rows}`);
        expectBits(own.toArray(), wanted.data, `${columns}×${rows}, resident`);
        expect([...after.toArray()]).toEqual([8, 9]);
        for (const one of [own, after]) one.free();
      }
  });

  it('takes gradients and Jacobians', () => {
    start();
    const w = (m: number, n: number) => matrix(m, n, numbersOf(next, m * n));
    const layers: [Source, number, number][] = [
      [formula('exp(x) sin(y) + z^2'), 3, 1],
      [formula(['x y', 'x + z', 'exp(y)']), 3, 3],
      [callback(([x, y]) => [x * y, x, y], { inputs: 2 }), 2, 3],
      [linear(w(4, 3)), 3, 4],
      [elementwise('tanh', 5), 5, 5],
      [softmax(4), 4, 4],
      [compose(elementwise('sigmoid', 6), linear(w(6, 6))), 6, 6],
      [compose(elementwise('tanh', 9), elementwise('sigmoid', 9), linear(w(9, 4))), 4, 9],
      [compose(elementwise('tanh', 3), linear(w(3, 8)), elementwise('gelu', 8)), 8, 3],
      [
        compose(softmax(3), affine(w(3, 7), numbersOf(next, 3)), elementwise('tanh', 7), linear(w(7, 5))),
        5,
        3,
      ],
    ];
    for (const [f, n, m] of layers) {
      const x = numbersOf(next, n);
      const there = resident(x);
      const wanted = jacobian(f, x);
      const [plain, own] = [matrix(m, n, new Float64Array(m * n).fill(7)), resident(matrix(m, n))];
      expect(jacobian(f, there, { out: plain })).toBe(plain);
      expect(jacobian(f, x, { out: own })).toBe(own);
      expectBits(plain.data, wanted.data, `${m}×${n}`);
      expectBits(own.toArray(), wanted.data, `${m}×${n}, resident`);
      if (m === 1) {
        const [out, held] = [new Float64Array(n), resident(new Float64Array(n))];
        expect(gradient(f, there, { out })).toBe(out);
        expect(gradient(f, x, { out: held })).toBe(held);
        expectBits(out, gradient(f, x), 'gradient');
        expectBits(held.toArray(), out, 'gradient, resident');
        held.free();
      }
      for (const one of [there, own]) one.free();
    }
  });
});

it('is refused before anything is written, in one grammar', () => {
  const [x, y, held, freed, m] = [
    new Float64Array(4),
    new Float64Array(4),
    resident([1, 2, 3, 4]),
    resident([1, 2, 3, 4]),
    resident(matrix(2, 2)),
  ];
  freed.free();
  const f = '(x - y)^2';
  const gone = new Float64Array(4);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  const whole = new Float64Array(7);
  const ranges = { x: [0, 1, 2], y: [0, 1, 2] } as const;
  const wrong: [() => unknown, Error | string][] = [
    [
      () => values(f, [x, y], { out: x } as never),
      new TypeError('values: out needs an array of numbers for each output, got a typed array'),
    ],
    [
      () => values(f, [x, y], { out: null } as never),
      new TypeError('values: out needs an array of numbers for each output, got null'),
    ],
    [() => values(f, [x, y], { out: [] }), new RangeError('values: out needs 1 array, got 0')],
    [
      () => values(f, [x, y], { out: [new Float64Array(3)] }),
      new RangeError('values: out[0] needs 4 numbers, got 3'),
    ],
    [
      () => values(f, [x, y], { out: [new Float32Array(4)] as never }),
      new TypeError('values: out[0] needs a Float64Array or a resident vector, got a typed array'),
    ],
    [
      () => values(f, [x, y], { out: [x] }),
      new RangeError('values: out[0] needs memory of its own, got that of points[0]'),
    ],
    [
      () => values(f, [held, y], { out: [held] }),
      new RangeError('values: out[0] needs memory of its own, got that of points[0]'),
    ],
    [
      () => values(f, [whole.subarray(0, 4), y], { out: [whole.subarray(3)] }),
      new RangeError('values: out[0] needs memory of its own, got that of points[0]'),
    ],
    [
      () => values(['x + y', 'x - y'], [x, y], { out: [held, held] }),
      new RangeError('values: out[1] needs memory of its own, got that of out[0]'),
    ],
    [
      () => values(f, [x, y], { out: [freed] }),
      new RangeError('values: out[0] needs to be in memory, got one that was freed'),
    ],
    [() => values(f, [x, gone]), 'values: points[1] needs an array of numbers, got a detached one'],
    [
      () => values(f, [x, y], { out: [gone] }),
      'values: out[0] needs an array of numbers, got a detached one',
    ],
    [
      () => values(f, [x, y], { gradient: true, out: [held] } as never),
      new TypeError('values: out needs { values, gradient }, got an array of 1'),
    ],
    [
      () => values(f, [x, y], { gradient: true, out: { values: held, gradient: [x.slice()] } as never }),
      new RangeError('values: out.gradient needs 2 arrays, got 1'),
    ],
    [
      () =>
        values(f, [x, y], { gradient: true, out: { values: held, gradient: [held, x.slice()] } as never }),
      new RangeError('values: out.gradient[0] needs memory of its own, got that of out.values'),
    ],
    [() => grid(f, ranges, { out: matrix(2, 3) }), new RangeError('grid: out needs 2×2, got 2×3')],
    [() => grid(f, ranges, { out: held as never }), new TypeError('grid: out needs a matrix, got an object')],
    [() => grid(f, ranges, { into: m } as never), new TypeError('grid: no option "into"; there is out')],
    [() => gradient(f, [1, 2], { out: held }), new RangeError('gradient: out needs 2 numbers, got 4')],
    [
      () => gradient(f, x.subarray(0, 2), { out: x.subarray(1, 3) }),
      new RangeError('gradient: out needs memory of its own, got that of x'),
    ],
    [
      () => gradient(f, [1, 2], { out: [0, 0] as never }),
      new TypeError('gradient: out needs a Float64Array or a resident vector, got an array of 2'),
    ],
    [
      () => jacobian(['x y', 'x'], [1, 2], { out: matrix(1, 2) }),
      new RangeError('jacobian: out needs 2×2, got 1×2'),
    ],
    [() => jacobian(['x y', 'x'], [1, 2], { out: matrix(2, 3) }), 'jacobian: out needs'],
  ];
  for (const [call, error] of wrong) expect(call).toThrow(error);
  expect([...held.toArray()]).toEqual([1, 2, 3, 4]);
  for (const one of [held, m]) one.free();
});
