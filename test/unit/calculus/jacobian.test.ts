import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/algebra/matrix.js';
import { jacobian } from '../../../src/calculus/jacobian.js';
import { compose, type Fn } from '../../../src/fn.js';
import { formula } from '../../../src/formula/formula.js';
import { affine } from '../../../src/layers/affine.js';
import { elementwise } from '../../../src/layers/elementwise.js';
import { linear } from '../../../src/layers/linear.js';
import { softmax } from '../../../src/layers/softmax.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

const next = mulberry32(23);
const w = (rows: number, columns: number) => linear(matrix(rows, columns, numbersOf(next, rows * columns)));

const compositions: Record<string, Fn> = {
  'a layer': compose(elementwise('sigmoid', 5), w(5, 7)),
  'curves alone': compose(elementwise('sigmoid', 4), elementwise('sigmoid', 4)),
  'a curve first': compose(w(3, 6), elementwise('sigmoid', 6)),
  'wider than tall': compose(softmax(3), w(3, 5), elementwise('sigmoid', 5), w(5, 8)),
  'taller than wide': compose(
    elementwise('sigmoid', 9),
    affine(matrix(9, 5, numbersOf(next, 45)), numbersOf(next, 9)),
    elementwise('sigmoid', 5),
    w(5, 2),
  ),
  'a composition within, and a formula': compose(
    w(4, 2),
    compose(formula(['x*y', 'sin(x) - y^2']), elementwise('sigmoid', 2)),
  ),
  'one output': compose(w(1, 6), elementwise('sigmoid', 6), w(6, 3)),
};

describe.each(Object.entries(compositions))('the Jacobian of %s', (_, f) => {
  it('has as columns what push gives of unit vectors', () => {
    const x = numbersOf(next, f.inputs).map((each) => Math.sign(each) * Math.min(3, Math.abs(each)));
    const j = jacobian(f, x);
    expect([j.rows, j.columns]).toEqual([f.outputs, f.inputs]);
    const near = f.at(x);
    for (let column = 0; column < f.inputs; column++) {
      const unit = new Float64Array(f.inputs);
      unit[column] = 1;
      near.push(unit).forEach((slope, row) => {
        const got = j.data[row * f.inputs + column];
        expect(Math.abs(got - slope)).toBeLessThanOrEqual(1e-13 * (1 + Math.abs(slope)));
      });
    }
  });

  it('is its caller’s own, and NaN where the value is', () => {
    const x = new Float64Array(f.inputs).fill(0.5);
    const first = jacobian(f, x);
    const kept = first.data.slice();
    first.data.fill(9);
    expect(jacobian(f, x).data).toEqual(kept);
    expect(jacobian(f, x.fill(NaN)).data.every(Number.isNaN)).toBe(true);
  });
});

describe('an infinite slope in one row or column', () => {
  it.each<[string[], number[], number[]]>([
    [
      ['sqrt(x)', 'x + y'],
      [0, 1],
      [Infinity, 0, 1, 1],
    ],
    [
      ['x + y', 'sqrt(x)', 'y'],
      [0, 1],
      [1, 1, Infinity, 0, 0, 1],
    ],
    [
      ['log(x)', 'cbrt(y)', 'x y'],
      [2, 0],
      [0.5, 0, 0, Infinity, 0, 2],
    ],
  ])('%j at %j leaves the others alone', (texts, x, entries) => {
    expect([...jacobian(texts, x).data]).toEqual(entries);
  });

  it('stays NaN in the rows of what is NaN', () => {
    expect([...jacobian(['log(x)', 'x + y'], [-1, 1]).data]).toEqual([NaN, NaN, 1, 1]);
  });
});
