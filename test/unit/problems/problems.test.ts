import { describe, expect, it } from 'vitest';
import { type Fn, type ProblemEntry, type ProblemName, problems, value } from '../../../src/index.js';
import { inTable, published } from '../reference.js';

const all: Record<string, ProblemEntry> = problems;
const at = (problem: Fn, point: readonly number[]) => value(problem, point) as number;

// The minima as published, in so many digits: Jamil and Yang 2013, and for Goldstein–Price, Himmelblau and
// Rosenbrock what their citations have; the rest by mpmath at 40 digits.
const minima: [ProblemName, number, number[][], number][] = [
  ['bowl', 0, [[0, 0]], 15],
  ['illConditioned', 0, [[0, 0]], 15],
  ['rosenbrock', 0, [[1, 1]], 15],
  ['beale', 0, [[3, 0.5]], 15],
  ['booth', 0, [[1, 3]], 15],
  [
    'himmelblau',
    0,
    [
      [3, 2],
      [-2.805118, 3.131312],
      [-3.77931, -3.283186],
      [3.584428, -1.848126],
    ],
    6,
  ],
  ['rastrigin', 0, [[0, 0]], 15],
  ['ackley', 0, [[0, 0]], 15],
  ['styblinskiTang', -2 * 39.16616570377142, [[-2.903534, -2.903534]], 6],
  ['mcCormick', -1.9132229549810364, [[-0.547198, -1.547198]], 6],
  ['goldsteinPrice', 3, [[0, -1]], 15],
  ['threeHumpCamel', 0, [[0, 0]], 15],
  ['matyas', 0, [[0, 0]], 15],
  ['noisyBowl', 0, [[0, 0]], 15],
];

describe('the minima of the problems', () => {
  it.each(minima)('%s: %d at %j', (name, lowest, points, digits) => {
    const problem = problems[name];
    expect(problem.minima).toHaveLength(points.length);
    problem.minima.forEach((minimum, k) => {
      expect(Math.abs(at(problem, minimum) - lowest)).toBeLessThanOrEqual(4e-16 * Math.abs(lowest) + 1e-28);
      minimum.forEach((x, i) => {
        expect(Math.abs(x - points[k][i])).toBeLessThanOrEqual(10 ** -digits);
      });
    });
  });

  it('are all said, but of what has none', () => {
    const names = inTable(all).filter((name) => all[name].minima.length > 0);
    expect(names).toEqual(minima.map(([name]) => name).sort());
  });
});

// By hand, and by mpmath at 40 digits.
const values: [string, readonly number[], number][] = [
  ['rosenbrock', [-1.2, 1], 24.2],
  ['illConditioned', [3, 4], 804.5],
  ['beale', [1, 1], 14.203125],
  ['booth', [-5, -5], 884],
  ['himmelblau', [0, 0], 170],
  ['rastrigin', [0.5, 0.5], 40.5],
  ['ackley', [1, 2], 5.422131717799509],
  ['styblinskiTang', [1, 2], -24],
  ['mcCormick', [3, 2], 2.5 - 0.9589242746631385],
  ['saddle', [3, 2], 5],
  ['goldsteinPrice', [1, 1], 1876],
  ['threeHumpCamel', [1, 2], 7 + 7 / 60],
  ['matyas', [1, 2], 0.34],
  ['noisyBowl', [3, 4], 25.063591958788052],
];

it.each([...values, ...published(all).map(({ name, at, value }) => [name, at, value] as const)])(
  '%s at %j is %d',
  (name, point, wanted) => {
    expect(Math.abs(at(all[name], point) - wanted)).toBeLessThanOrEqual(1e-15 * Math.max(1, wanted));
  },
);

it('the tables have every problem that claims them, and no other', () => {
  const names = [...minima, ...values].map(([name]) => name);
  expect([...new Set(names)].sort()).toEqual(inTable(all));
});

describe('a problem in n dimensions', () => {
  const { rosenbrock, ackley, rastrigin, styblinskiTang } = problems;

  it('is the plane problem in two, under other names', () => {
    for (const family of [rosenbrock, ackley, rastrigin, styblinskiTang]) {
      const plane = family.in(2);
      expect(plane.variables).toEqual(['x1', 'x2']);
      expect(plane.start).toEqual(family.start);
      expect(plane.minima).toEqual(family.minima);
      expect(plane.domain).toEqual(family.domain);
      expect(plane.formula.replaceAll('x1', 'x').replaceAll('x2', 'y')).toBe(family.formula);
      expect(value(plane, [0.3, -0.7])).toBe(value(family, [0.3, -0.7]));
    }
  });

  it('has the values of the literature, to 500 of them', () => {
    // The standard start of the chain in ten: nine pairs by hand.
    expect(value(rosenbrock.in(10), rosenbrock.in(10).start)).toBeCloseTo(5 * 24.2 + 4 * 484, 10);
    expect(value(styblinskiTang.in(4), styblinskiTang.in(4).minima[0])).toBeCloseTo(
      4 * -39.16616570377142,
      12,
    );
    expect(value(rastrigin.in(3), [0.5, 0.5, 0.5])).toBeCloseTo(60.75, 12);
    for (const family of [rosenbrock, ackley, rastrigin]) {
      const most = family.in(500);
      expect(most.inputs).toBe(500);
      expect(value(most, most.minima[0])).toBe(0);
    }
    expect(value(styblinskiTang.in(500), styblinskiTang.in(500).minima[0])).toBeCloseTo(
      500 * -39.16616570377142,
      8,
    );
  });

  it('is a line in one, where its terms are of one', () => {
    expect(value(rastrigin.in(1), 0.5)).toBe(20.25);
    expect(ackley.in(1).title).toBe('Ackley in 1 dimension');
  });

  it.each([
    [
      () => rosenbrock.in(1),
      RangeError,
      'Rosenbrock in n dimensions: n needs a whole number from 2 to 500, got 1',
    ],
    [
      () => rastrigin.in(0),
      RangeError,
      'Rastrigin in n dimensions: n needs a whole number from 1 to 500, got 0',
    ],
    [
      () => ackley.in(2.5),
      RangeError,
      'Ackley in n dimensions: n needs a whole number from 1 to 500, got 2.5',
    ],
    [
      () => ackley.in(501),
      RangeError,
      'Ackley in n dimensions: n needs a whole number from 1 to 500, got 501',
    ],
    [
      () => ackley.in('3' as never),
      TypeError,
      'Ackley in n dimensions: n needs a whole number from 1 to 500, got "3"',
    ],
  ])('refuses %s', (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
