import { describe, expect, it } from 'vitest';
import { atManyPoints, compose, type Fn, inPlaceOf, type Vec } from '../../src/fn.js';
import { linear } from '../../src/layers/linear.js';
import { fns } from './fns.js';
import { mulberry32, numbersOf } from './random.js';

// What ties the parts of a Fn together, for every Fn there is. Bounds are relative to the sizes met: exact
// derivatives agree among themselves to a few ε; a difference of values to about ε^⅔; and what itself
// comes by differences is known to about √ε where it is differenced again.

const inner = (a: Vec, b: Vec) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const size = (a: Vec) => a.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
const along = (x: Vec, h: number, v: Vec) => x.map((xi, i) => xi + h * v[i]);
const TRIES = 8;
const H = 1e-5;

function expectClose(got: Vec, wanted: Vec, within: number): void {
  const scale = size(wanted);
  expect(got.length).toBe(wanted.length);
  got.forEach((value, i) => {
    const gap = Math.abs(value - wanted[i]) / scale;
    if (!(gap <= within)) expect.fail(`entry ${i}: ${value} against ${wanted[i]}, off by ${gap} of ${scale}`);
  });
}

describe.each(Object.entries(fns))('Fn %s', (name, f) => {
  const next = mulberry32(name.length);
  const draw = (n: number) => numbersOf(next, n).map((x) => x / 2);
  const cases = Array.from({ length: TRIES }, () => ({
    x: draw(f.inputs),
    v: draw(f.inputs),
    w: draw(f.inputs),
    u: draw(f.outputs),
  }));
  const exact = !f.approximate;

  it('slope: push is the slope of the value', () => {
    for (const { x, v } of cases) {
      const up = f.at(along(x, H, v)).value;
      const down = f.at(along(x, -H, v)).value;
      expectClose(
        f.at(x).push(v),
        up.map((y, i) => (y - down[i]) / (2 * H)),
        1e-7,
      );
    }
  });

  it('adjoint: ⟨u, push v⟩ = ⟨pull u, v⟩', () => {
    for (const { x, v, u } of cases) {
      const near = f.at(x);
      const [a, b] = [inner(u, near.push(v)), inner(near.pull(u), v)];
      expect(Math.abs(a - b)).toBeLessThanOrEqual(
        1e-13 * Math.max(1, Math.abs(a)) * f.inputs * size(near.pull(u)),
      );
    }
  });

  it('residuals, where it has them: half their squares is its value, Jᵀr its gradient, and they are a Fn', () => {
    for (const { x, v, w } of cases) {
      const near = f.at(x);
      const r = near.residuals;
      if (!r) continue;
      expectClose(Float64Array.of(inner(r.value, r.value) / 2), near.value, 1e-13);
      expectClose(r.pull(r.value), near.pull(Float64Array.of(1)), 1e-12);
      const [up, down] = [1, -1].map((side) => f.at(along(x, side * H, v)).residuals!);
      const slope = up.value.map((y, i) => (y - down.value[i]) / (2 * H));
      expectClose(r.push(v), slope, 1e-7);
      const u = numbersOf(next, r.value.length);
      expect(Math.abs(inner(u, r.push(w)) - inner(r.pull(u), w))).toBeLessThan(1e-11 * size(u) * u.length);
      const turn = up.pull(u).map((y, i) => (y - down.pull(u)[i]) / (2 * H));
      expectClose(r.bend(v, u), turn, 1e-6);
    }
  });

  it('bend is the slope of pull', () => {
    for (const { x, v, u } of cases) {
      const h = exact ? H : 1e-3;
      const up = f.at(along(x, h, v)).pull(u);
      const down = f.at(along(x, -h, v)).pull(u);
      expectClose(
        f.at(x).bend(v, u),
        up.map((y, i) => (y - down[i]) / (2 * h)),
        exact ? 1e-7 : 1e-4,
      );
    }
  });

  it('bend is symmetric: ⟨w, bend(v, u)⟩ = ⟨v, bend(w, u)⟩', () => {
    for (const { x, v, w, u } of cases) {
      const near = f.at(x);
      const [a, b] = [inner(w, near.bend(v, u)), inner(v, near.bend(w, u))];
      const scale = Math.max(1, Math.abs(a)) * f.inputs * size(near.bend(v, u));
      expect(Math.abs(a - b)).toBeLessThanOrEqual((exact ? 1e-13 : 1e-4) * scale);
    }
  });

  it('push, pull and bend are linear, and 0 of 0', () => {
    for (const { x, v, w, u } of cases) {
      const near = f.at(x);
      const two = v.map((vi, i) => 2 * vi + w[i]);
      const pushes = near.push(v).map((y, i) => 2 * y + near.push(w)[i]);
      expectClose(near.push(two), pushes, 1e-13);
      expect(near.push(new Float64Array(f.inputs)).every((y) => y === 0)).toBe(true);
      expect(near.pull(new Float64Array(f.outputs)).every((y) => y === 0)).toBe(true);
      expect(near.bend(new Float64Array(f.inputs), u).every((y) => y === 0)).toBe(true);
    }
  });

  it('many points are the points one by one', () => {
    for (const points of [0, 1, 3]) {
      const all = atManyPoints(f, points);
      expect([all.inputs, all.outputs]).toEqual([f.inputs * points, f.outputs * points]);
      const [x, v, u] = [draw(all.inputs), draw(all.inputs), draw(all.outputs)];
      const near = all.at(x);
      const of = (a: Vec, p: number) => a.filter((_, i) => i % points === p);
      for (let p = 0; p < points; p++) {
        const one = f.at(of(x, p));
        expectClose(of(near.value, p), one.value, 1e-15);
        expectClose(of(near.push(v), p), one.push(of(v, p)), 1e-15);
        expectClose(of(near.pull(u), p), one.pull(of(u, p)), 1e-15);
        expectClose(of(near.bend(v, u), p), one.bend(of(v, p), of(u, p)), 1e-15);
      }
    }
  });

  it('spread with another at is that one, at many points and in place', () => {
    const at = (x: Vec) => ({ ...f.at(x), value: f.at(x).value.map((y) => 2 * y) });
    const twice: Fn = { ...f, inputs: f.inputs, outputs: f.outputs, at };
    const x = draw(3 * f.inputs);
    expectClose(
      atManyPoints(twice, 3).at(x).value,
      atManyPoints(f, 3)
        .at(x)
        .value.map((y) => 2 * y),
      1e-14,
    );
    expect(inPlaceOf(twice)).toBeNull();
    if (f.inPlace) expect(inPlaceOf({ ...f })).not.toBeNull();
  });

  it('is not shaken by what a caller does to x, or to what it was given', () => {
    for (const { x, v, u } of cases) {
      const given = x.slice();
      const near = f.at(given);
      const first = [near.push(v), near.pull(u), near.bend(v, u)];
      const kept = first.map((a) => a.slice());
      given.fill(99);
      near.value.slice().fill(99);
      for (const answer of first) answer.fill(-7);
      const again = [near.push(v), near.pull(u), near.bend(v, u)];
      expect(again).toEqual(kept);
    }
  });

  it('where the value is NaN, so are its derivatives', () => {
    const x = draw(f.inputs);
    x.fill(NaN);
    const near = f.at(x);
    const [v, u] = [draw(f.inputs), draw(f.outputs)];
    expect(near.value.every(Number.isNaN)).toBe(true);
    expect(near.push(v).every(Number.isNaN)).toBe(true);
    expect(near.pull(u).every(Number.isNaN)).toBe(true);
    expect(near.bend(v, u).every(Number.isNaN)).toBe(true);
  });
});

describe('compose', () => {
  const next = mulberry32(11);
  const square = (n: number) => linear({ rows: n, columns: n, data: numbersOf(next, n * n) });

  it('is associative, bit for bit', () => {
    const [h, g, f] = [fns['cross-entropy, hard target'], square(3), square(3)];
    const [x, v] = [numbersOf(next, 3), numbersOf(next, 3)];
    const flat = compose(h, g, f).at(x);
    for (const nested of [compose(compose(h, g), f), compose(h, compose(g, f))]) {
      const near = nested.at(x);
      expect(near.value).toEqual(flat.value);
      expect(near.push(v)).toEqual(flat.push(v));
      expect(near.pull(Float64Array.of(1))).toEqual(flat.pull(Float64Array.of(1)));
      expectClose(near.bend(v, Float64Array.of(1)), flat.bend(v, Float64Array.of(1)), 1e-14);
    }
  });

  it('is the chain rule: the Jacobian of g ∘ f is the product of theirs', () => {
    const [g, f] = [fns['softmax of five'], fns.affine];
    const outer = linear({ rows: 5, columns: 2, data: numbersOf(next, 10) });
    const x = numbersOf(next, f.inputs);
    const v = numbersOf(next, f.inputs);
    const y = f.at(x);
    const z = outer.at(y.value);
    expect(compose(g, outer, f).at(x).push(v)).toEqual(g.at(z.value).push(z.push(y.push(v))));
  });

  it('costs what its functions cost, once each: linear in depth', () => {
    for (const depth of [1, 10, 100]) {
      const asked = { at: 0, push: 0, pull: 0, bend: 0 };
      const counted: Fn = {
        inputs: 2,
        outputs: 2,
        at(x) {
          asked.at++;
          return {
            value: x.slice(),
            push: (v) => (asked.push++, v.slice()),
            pull: (u) => (asked.pull++, u.slice()),
            bend: (v) => (asked.bend++, v.slice()),
          };
        },
      };
      const near = compose(...Array<Fn>(depth).fill(counted)).at(Float64Array.of(1, 2));
      near.push(Float64Array.of(1, 0));
      near.pull(Float64Array.of(1, 0));
      expect(asked).toEqual({ at: depth, push: depth, pull: depth, bend: 0 });
      near.bend(Float64Array.of(1, 0), Float64Array.of(1, 0));
      expect(asked).toEqual({ at: depth, push: 2 * depth - 1, pull: 3 * depth - 2, bend: depth });
    }
  });
});
