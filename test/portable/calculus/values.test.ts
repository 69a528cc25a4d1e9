import { describe, expect, it } from 'vitest';
import { formula, gradient, grid, linear, type Source, softmax, value, values } from '../../../src/index.js';

const count = 2500;
const x = Float64Array.from({ length: count }, (_, i) => ((i * 7919) % 613) / 100 - 3);
const y = Float64Array.from({ length: count }, (_, i) => ((i * 104729) % 557) / 90 - 3);
x.set([-0, NaN, Infinity, -Infinity, 0]);
const some = [0, 1, 2, 3, 4, 5, 700, 1023, 1024, 1025, 2047, 2048, count - 1];
const one = formula('log(x) y - sin(x)/y', { variables: ['x', 'y'] });

describe('values', () => {
  it.each<[string, Source<number[]>]>([
    ['text', 'x^2 y - sin(y)/x'],
    ['a formula', one],
    ['several texts', ['x y', 'x + y', 'exp(-x^2)']],
    [
      'a layer',
      linear([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ],
    ['softmax', softmax(2)],
    ['a callback', (p) => p[0] ** 2 - p[1]],
  ])('of %s are those of value at each point', (_, f) => {
    for (const n of [1, 2, 30, count]) {
      const found = values(f, [x.slice(0, n), y.slice(0, n)]);
      for (const p of some.filter((each) => each < n)) {
        const at = value(f, [x[p], y[p]]);
        expect(found.map((column) => column[p])).toEqual(typeof at === 'number' ? [at] : [...at]);
      }
    }
  });

  it.each<[string, Source<number[]>]>([
    ['a formula', one],
    ['a callback', (p) => p[0] ** 2 - p[1] * p[0]],
    ['a callback with its gradient', { value: (p) => p[0] * p[1], gradient: (p) => [p[1], p[0]] }],
  ])('of %s with the gradient are those of value and gradient', (_, f) => {
    for (const n of [6, count]) {
      const found = values(f, [x.slice(0, n), y.slice(0, n)], { gradient: true });
      for (const p of some.filter((each) => each < n)) {
        expect(found.values[p]).toBe(value(f, [x[p], y[p]]));
        expect(found.gradient.map((slope) => slope[p])).toEqual([...gradient(f, [x[p], y[p]])]);
      }
    }
  });

  it('go by name, in any array of numbers, and leave what they were given alone', () => {
    const given = { b: Object.freeze([1, 2]), a: Float32Array.of(3, 4) };
    expect(values('a - 2b', given)).toEqual([Float64Array.of(1, 0)]);
    expect(values('x', [x])[0]).toEqual(x);
    expect(values('x', [x])[0].buffer).not.toBe(x.buffer);
    expect(values('2', [])).toEqual([Float64Array.of(2)]);
  });

  it('of no points are none', () => {
    expect(values('x y', [[], []], { gradient: true })).toEqual({
      values: new Float64Array(),
      gradient: [new Float64Array(), new Float64Array()],
    });
    expect(values(['x', 'y'], { x: [], y: [] })).toEqual([new Float64Array(), new Float64Array()]);
    expect(values(softmax(2), [[], []])).toEqual([new Float64Array(), new Float64Array()]);
  });

  it.each<[() => unknown, string]>([
    [
      () => values('a b', [[1], [2]]),
      'values: points needs names, since a, b have no plain order: write { a: …, b: … }, or',
    ],
    [() => values('x + y', [[1], [2, 3]]), 'values: points[1] needs 1 number, got 2'],
    [() => values('x + y', [[1]]), 'values: points needs 2 arrays, got 1'],
    [() => values('x', { x: ['1'] as never }), 'values: points.x[0] needs a number, got "1"'],
    [() => values('x', { y: [1] }), 'values: no variable in points: "y"'],
    [() => values('x', 3 as never), 'values: points needs an array of numbers for each input, got 3'],
    [() => values(null as never, [[1]]), 'values: f needs a function, got null'],
    [() => values((p) => p[0], []), 'values: points needs an array for each input, got none'],
    [() => values(linear([[1, 2]]), [[1]]), 'values: points needs 2 numbers, got 1'],
    [() => values(['x', 'y'], { x: [1], y: [1] }, { gradient: true }), 'values: f needs one output, got 2'],
    [() => values('x', [[1]], { gradient: 1 as never }), 'values: gradient needs true or false, got 1'],
    [() => values('x', [[1]], { grad: true } as never), 'values: no option "grad"; there is gradient'],
  ])('refuse what they cannot use: %#', (call, message) => {
    expect(call).toThrow(message);
  });
});

describe('grid', () => {
  it.each<[string, Source<number[]>, number, number]>([
    ['a formula, a few points', '(1 - x)^2 + 100 (y - x^2)^2', 3, 2],
    ['a formula', '(1 - x)^2 + 100 (y - x^2)^2', 1027, 61],
    ['a product of parts', 'sin(x) exp(-y^2)', 131, 601],
    ['parts that meet at every point', 'log(x y) + max(x, y, x - y)', 131, 101],
    ['a formula of x alone', 'x^3 + y - y', 257, 257],
    ['text whose variables go by other names', 'a^2 - b', 5, 4],
    ['a callback', (p) => p[0] - 10 * p[1], 5, 4],
  ])('of %s is value at each point', (_, f, columns, rows) => {
    const [across, down] = typeof f === 'string' ? formula(f).variables : ['x', 'y'];
    const found = grid(f, { [across]: [-1.3, 2.1, columns], [down]: [0.2, 3.7, rows] });
    expect([found.rows, found.columns, found.data.length]).toEqual([rows, columns, rows * columns]);
    for (const [i, j] of [
      [0, 0],
      [1, 0],
      [columns - 1, 0],
      [columns - 1, rows - 1],
      [columns >> 1, rows >> 1],
    ]) {
      const at = [
        i === columns - 1 ? 2.1 : -1.3 + i * (3.4000000000000004 / (columns - 1)),
        j === rows - 1 ? 3.7 : 0.2 + j * (3.5 / (rows - 1)),
      ];
      const point = typeof f === 'string' ? { [across]: at[0], [down]: at[1] } : at;
      expect(found.data[j * columns + i], `${i}, ${j}`).toBe(value(f as Source, point as number[]));
    }
  });

  it('has its ranges in the order in which they are written', () => {
    const wanted = Float64Array.of(10, 11, 12, 20, 21, 22);
    expect(grid('x + 10 y', { x: [0, 2, 3], y: [1, 2, 2] })).toEqual({ rows: 2, columns: 3, data: wanted });
    const turned = { rows: 3, columns: 2, data: Float64Array.of(10, 20, 11, 21, 12, 22) };
    const out = { rows: 3, columns: 2, data: new Float64Array(6) };
    for (const f of ['x + 10 y', (p: ArrayLike<number>) => p[0] + 10 * p[1]]) {
      expect(grid(f, { y: [1, 2, 2], x: [0, 2, 3] })).toEqual(turned);
      expect(grid(f, { y: [1, 2, 2], x: [0, 2, 3] }, { out })).toEqual(turned);
    }
  });

  it('of one variable, declared beside another', () => {
    const found = grid(formula('x^2', { variables: ['x', 'y'] }), { x: [0, 2, 3], y: [5, 6, 2] });
    expect([...found.data]).toEqual([0, 1, 4, 0, 1, 4]);
    expect(
      [...grid(formula('7', { variables: ['x', 'y'] }), { x: [0, 2, 300], y: [5, 6, 300] }).data].every(
        (z) => z === 7,
      ),
    ).toBe(true);
  });

  it.each<[() => unknown, string]>([
    [() => grid('x', { x: [0, 1, 2] }), 'grid: f needs two inputs, got 1'],
    [() => grid('x + y', { x: [0, 1, 2] }), 'grid: y needs [from, to, count], got undefined'],
    [() => grid('x + y', { x: [0, 1, 2], z: [0, 1, 2] }), 'grid: no range "z"; there is x, y'],
    [() => grid('x + y', { x: [0, 1, 0], y: [0, 1, 2] }), 'grid: x[2] needs a whole number from 1 to'],
    [() => grid('x + y', { x: [0, NaN, 2], y: [0, 1, 2] }), 'grid: x[1] needs a finite number, got NaN'],
    [
      () => grid('x + y', { x: [0, 1, 1e6], y: [0, 1, 1e6] }),
      'grid: the number of values needs a whole number',
    ],
    [() => grid(['x', 'x + y'], { x: [0, 1, 2], y: [0, 1, 2] }), 'grid: f needs one output, got 2'],
    [() => grid('x + y', null as never), 'grid: options needs an object, got null'],
  ])('refuses what it cannot use: %#', (call, message) => {
    expect(call).toThrow(message);
  });
});
