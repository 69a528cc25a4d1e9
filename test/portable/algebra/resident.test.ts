import { afterEach, describe, expect, it } from 'vitest';
import { adoptModule, compiledModule, loadedEngine } from '../../../src/engine/load.js';
import { gradient, matmul, matrix, resident, value, values } from '../../../src/index.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

const module = compiledModule();
afterEach(() => adoptModule(module));

describe.each(['with an engine', 'without'])('resident, %s', (how) => {
  const start = () => adoptModule(how === 'without' ? null : module);

  it('holds a vector: read, written, copied, freed', () => {
    start();
    const given = [1, 2, 3];
    const x = resident(given);
    given[0] = 9;
    expect([x.length, x.precision, x.get(0), x.get(2)]).toEqual([3, 'f64', 1, 3]);
    x.set(Float64Array.of(4, 5, 6));
    expect(x.toArray()).toEqual(Float64Array.of(4, 5, 6));
    const other = resident(x);
    x.set([7, 8, 9]);
    expect(other.get(1)).toBe(5);
    x.set(other);
    expect(x.get(1)).toBe(5);
    other.free();
    x.free();
    x.free();
    expect(() => x.get(0)).toThrow(
      new RangeError('resident: the vector needs to be in memory, got one that was freed'),
    );
  });

  it('holds a matrix: of a Matrix, of rows, of another resident', () => {
    start();
    const a = resident(matrix(2, 2, [1, 2, 3, 4]));
    const b = resident([
      [5, 6],
      [7, 8],
    ]);
    expect([a.rows, a.columns, a.get(1, 0), b.get(0, 1)]).toEqual([2, 2, 3, 6]);
    a.set(b);
    expect(a.get(1, 1)).toBe(8);
    a.set([
      [0, 1],
      [2, 3],
    ]);
    const copy = resident(a);
    a.set(matrix(2, 2));
    expect(copy.toArray()).toEqual(Float64Array.of(0, 1, 2, 3));
    for (const each of [a, b, copy]) each.free();
  });

  it('is taken where an array or a matrix is', () => {
    start();
    const [x, m] = [resident([1, 2]), resident(matrix(1, 2, [3, 4]))];
    expect(value('x + 10 y', x)).toBe(21);
    expect(gradient('x y', x)).toEqual(Float64Array.of(2, 1));
    expect(values('x^2', [x])[0]).toEqual(Float64Array.of(1, 4));
    expect(resident(m).get(0, 1)).toBe(4);
    x.free();
    expect(() => value('x + y', x)).toThrow(
      new RangeError('value: x needs to be in memory, got one that was freed'),
    );
  });

  it('has the canonical NaN in its copies', () => {
    start();
    const word = new BigUint64Array([0xfff8000000000001n]);
    const x = resident(new Float64Array(word.buffer));
    expect(new BigUint64Array(x.toArray().buffer)[0]).toBe(0x7ff8000000000000n);
    x.free();
  });
});

it('refuses wrong lengths, sizes and kinds', () => {
  const [x, a] = [resident([1, 2]), resident(matrix(2, 2))];
  const wrong: [() => unknown, Error][] = [
    [() => x.set([1]), new RangeError('resident: values needs 2 numbers, got 1')],
    [() => x.set(['1', 2] as never), new TypeError('resident: values[0] needs a number, got "1"')],
    [() => x.set(a as never), new TypeError('resident: values needs an array of numbers, got an object')],
    [() => x.get(2), new RangeError('resident: i needs a whole number from 0 to 1, got 2')],
    [() => a.set(matrix(1, 4)), new RangeError('resident: values needs 2×2, got 1×4')],
    [() => a.set(x as never), new TypeError('resident: values needs a matrix, got an object')],
    [() => a.set([[1, 2]]), new RangeError('resident: values needs 2×2, got 1×2')],
    [() => resident('1' as never), new TypeError('resident: vector needs an array of numbers, got "1"')],
    [
      () => resident(undefined as never),
      new TypeError('resident: vector needs an array of numbers, got undefined'),
    ],
    [() => value('x + y', a as never), new TypeError('value: x needs an array of numbers, got an object')],
  ];
  for (const [call, error] of wrong) expect(call).toThrow(error);
  const detached = new Float64Array(2);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  expect(() => x.set(detached)).toThrow('resident: values needs an array of numbers, got a detached one');
  for (const each of [x, a]) each.free();
});

it('gives its memory back', () => {
  const { memory } = loadedEngine()!;
  const before = memory.used.held;
  const all = [resident([1, 2, 3]), resident(matrix(3, 3)), resident(new Float64Array(1000))];
  expect(memory.used.held).toBeGreaterThan(before);
  for (const each of all) each[Symbol.dispose]?.();
  expect(memory.used.held).toBe(before);
});

describe.each(['with an engine', 'without'])('a resident in single precision, %s', (how) => {
  const start = () => adoptModule(how === 'without' ? null : module);
  const next = mulberry32(32);
  const drawn = (rows: number, columns: number) => matrix(rows, columns, numbersOf(next, rows * columns));

  it('holds numbers rounded to it, and is copied where numbers are', () => {
    start();
    const x = resident([0.1, 2], { precision: 'f32' });
    expect([x.precision, x.length, x.get(0)]).toEqual(['f32', 2, Math.fround(0.1)]);
    expect(x.toArray()).toEqual(Float64Array.of(Math.fround(0.1), 2));
    x.set([3, 0.7]);
    expect(value('x + y', x)).toBe(3 + Math.fround(0.7));
    x.free();
    expect(() => x.get(0)).toThrow(/needs to be in memory, got one that was freed/);
  });

  it('is multiplied in single precision, whichever factors are transposed', () => {
    start();
    for (const [m, k, n] of [
      [1, 1, 1],
      [4, 4, 4],
      [9, 17, 10],
      [33, 5, 18],
    ]) {
      const [a, b] = [drawn(m, k), drawn(k, n)];
      const wanted = matrix(m, n);
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let l = 0; l < k; l++) {
            const factors = [a.data[i * k + l], b.data[l * n + j]].map(Math.fround);
            sum = Math.fround(sum + Math.fround(factors[0] * factors[1]));
          }
          wanted.data[i * n + j] = sum;
        }
      const turned = ({ rows, columns, data }: typeof a) =>
        matrix(
          columns,
          rows,
          data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]),
        );
      const single = (of: typeof a) => resident(of, { precision: 'f32' });
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ]) {
        const [left, right] = [single(transposeA ? turned(a) : a), single(transposeB ? turned(b) : b)];
        const out = single(matrix(m, n));
        for (let twice = 0; twice < 2; twice++)
          expect(matmul(left, right, { transposeA, transposeB, out }).toArray()).toEqual(wanted.data);
        expect(matmul(left, right, { transposeA, transposeB })).toEqual(wanted);
        for (const each of [left, right, out]) each.free();
      }
    }
  });

  it('is not multiplied with doubles, nor written to by what is for them', () => {
    start();
    const [a, b] = [resident(matrix(2, 2), { precision: 'f32' }), resident(matrix(2, 2))];
    const x = resident([1, 2], { precision: 'f32' });
    expect(() => matmul(a, b)).toThrow(/^matmul: b needs a resident of precision 'f32', as the others, got/);
    expect(() => matmul(b, b, { out: a })).toThrow(/^matmul: a needs a resident of precision 'f32'/);
    expect(() => values('x', [[1, 2]], { out: [x] })).toThrow(/needs precision 'f64', got one of 'f32'/);
    expect(() => resident([1], { precision: 'f16' as never })).toThrow(
      /^resident: no precision "f16"; there is f64, f32$/,
    );
    for (const each of [a, b, x]) each.free();
  });
});
