import { describe, expect, it } from 'vitest';
import { derivative, formula, gradient, taylor, value } from '../../../src/index.js';
import golden from '../../golden/published.json' with { type: 'json' };

interface Row {
  readonly list: string;
  readonly name: string;
  readonly formula: string;
  readonly variables: string[];
  readonly point: number[];
  readonly value: number[];
  readonly gradient: number[][];
  readonly sway: number[];
  /** [y, rest, sway] of each coefficient; of one variable only. */
  readonly taylor?: number[][];
}

interface Measured {
  readonly of: string;
  readonly nearest: boolean;
  readonly error: number;
  readonly ulps: number;
  /** Of the true value. */
  readonly size: number;
  readonly sway: number;
}

const table: readonly Row[] = golden;
const lists = [...new Set(table.map(({ list }) => list))];

/** The distance from |y| to the next number up. */
function ulp(y: number): number {
  const whole = new Float64Array([Math.abs(y)]);
  new BigInt64Array(whole.buffer)[0] += 1n;
  return whole[0] - Math.abs(y);
}

function measured(of: string, got: number, [y, rest]: number[], sway: number): Measured {
  const ulps = Math.abs((got - y) / ulp(y) - rest);
  return { of, nearest: got === y, error: ulps * ulp(y), ulps, size: Math.abs(y + rest * ulp(y)), sway };
}

const read = ({ formula: text, variables }: Row) => formula(text, { variables });
const named = ({ list, name, point }: Row) => `${list}: ${name} at ${point.join(', ')}`;

const firsts = table.flatMap((row) => {
  const f = read(row);
  const slopes = row.variables.length === 1 ? [derivative(f, row.point)] : [...gradient(f, row.point)];
  return slopes.map((slope, i) => ({
    ...measured(`${named(row)}, ∂/∂${row.variables[i]}`, slope, row.gradient[i], row.sway[i]),
    list: row.list,
  }));
});

const shown = (worst: readonly Measured[]) =>
  worst.map(({ of, ulps, size, sway }) => `${of}: ${ulps} ulp, condition number ${sway / size}`);

const condition = ({ size, sway }: Measured) => (sway === 0 ? 0 : sway / size);

/** The sway counts what each rounding of an input or a result costs; the slopes and sums have a share of it. */
const explained = ({ error, sway }: Measured) => error <= 2.220446049250313e-16 * sway;

describe('the functions that others test their derivatives on', () => {
  it('are all there: five lists, and the 35 problems with their values at the start', () => {
    expect(lists).toEqual(['scipy', 'numdifftools', 'jax', 'autograd', 'moré']);
    expect(table.filter(({ list }) => list === 'moré').map(({ name }) => Number.parseInt(name, 10))).toEqual(
      Array.from({ length: 35 }, (_, i) => i + 1),
    );
    for (const row of table.filter(({ list }) => list === 'moré')) {
      const got = value(read(row), row.point) as number;
      expect(Math.abs(got / row.value[0] - 1), named(row)).toBeLessThan(1e-11);
    }
  });

  describe.each([...lists, 'every list'])('published derivatives, %s', (list) => {
    const these = firsts.filter((each) => list === 'every list' || each.list === list);

    it('at least half of the first derivatives are the nearest double', () => {
      const nearest = these.filter((each) => each.nearest).length;
      expect(nearest / these.length).toBeGreaterThanOrEqual(0.5);
    });

    // Sums of squares, as those of Moré, Garbow and Hillstrom, are seldom below 10.
    it.each([10, 100])('nine in ten are within 4 ulp where the condition number is below %i', (most) => {
      const calm = these.filter((each) => condition(each) < most).sort((a, b) => a.ulps - b.ulps);
      const at = Math.ceil(0.9 * calm.length) - 1;
      expect(calm[at].ulps, shown(calm.slice(at)).join('\n')).toBeLessThanOrEqual(4);
    });
  });

  it('none has fewer than ten digits, unless its condition number explains it', () => {
    expect(shown(firsts.filter((each) => !(each.error <= 1e-10 * each.size) && !explained(each)))).toEqual(
      [],
    );
  });

  it('Taylor coefficients to order 6 are within 1e-13·4^k, unless their condition number explains it', () => {
    const missed = table.flatMap((row) => {
      const { taylor: wanted } = row;
      if (!wanted) return [];
      const got = taylor(read(row), row.point, wanted.length - 1);
      return wanted
        .map((c, k) => measured(`${named(row)}, c${k}`, got[k], c, c[2]))
        .filter((each, k) => !(each.error <= 1e-13 * 4 ** k * each.size) && !explained(each));
    });
    expect(shown(missed)).toEqual([]);
  });
});
