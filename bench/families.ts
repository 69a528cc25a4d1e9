// Functions whose slope is hard to see in their values, drawn at random by family: the table of docs/differences.md,
// and in part test/portable/calculus/difference.test.ts.
import { mulberry32 } from '../src/calculus/mulberry32.js';
import { derivative, formula } from '../src/index.js';

/** What happens to the values of a formula, or to x before. */
export interface Rounding {
  /** Name of the step and its parameter, as bench/differences.py has them too. */
  kind: 'none' | 'single' | 'decimal' | 'floor' | 'single x' | 'floor x' | 'noise';
  by: number;
}

export interface HardCase {
  family: string;
  text: string;
  rounding: Rounding;
  x: number;
  f: (x: number) => number;
  /** True derivative; of a kink, those of both sides; null where there is none. */
  slope: number;
  sides?: readonly [left: number, right: number];
  shape: 'smooth' | 'kink' | 'jump' | 'steep';
  /** Largest change by rounding, relative to the amplitude. */
  noise: number;
}

type Draw = () => number;

const shapes = [
  'sin(u)',
  'tanh(u)',
  'exp(-(u)^2)',
  'sigmoid(u)',
  'u/(1+(u)^2)',
  'cos(u)+(u)/4',
  'log(1+exp(u))',
];

const pick = <T>(next: Draw, list: readonly T[]): T => list[Math.floor(next() * list.length)];
const between = (next: Draw, low: number, high: number) => low + (high - low) * next();
/** Number of a size drawn evenly by its logarithm. */
const sized = (next: Draw, low: number, high: number) => 10 ** between(next, low, high);
const short = (x: number, digits = 6) => Number(x.toPrecision(digits));
const signed = (next: Draw, x: number) => (next() < 0.5 ? -x : x);
/** Noise of one place, from −½ to ½: its bits, stirred. */
const words = new Uint32Array(2);
const place = new Float64Array(words.buffer);
const scatter = (x: number) => {
  place[0] = x;
  let stirred = Math.imul(words[0] ^ Math.imul(words[1], 0x85ebca6b), 0xc2b2ae35);
  stirred = Math.imul(stirred ^ (stirred >>> 15), 0x27d4eb2f);
  return ((stirred ^ (stirred >>> 13)) >>> 0) / 2 ** 32 - 0.5;
};

const rounded = (f: (x: number) => number, { kind, by }: Rounding): ((x: number) => number) => {
  if (kind === 'single') return (x) => Math.fround(f(x));
  if (kind === 'decimal') return (x) => Math.round(f(x) / by) * by;
  if (kind === 'floor') return (x) => Math.floor(f(x) / by) * by;
  if (kind === 'single x') return (x) => f(Math.fround(x));
  if (kind === 'floor x') return (x) => f(Math.floor(x / by) * by);
  if (kind === 'noise') return (x) => f(x) + by * scatter(x);
  return f;
};

const none: Rounding = { kind: 'none', by: 0 };
const write = (shape: string, u: string) =>
  shape.replaceAll('u', `(${u})`).replace(/\((\([^()]*\))\)/g, '$1');

/** A shape around c, of width s, at a point up to two widths from it. */
function feature(next: Draw, c: number, s: number, offset = 0, amplitude = 1) {
  const shape = write(pick(next, shapes), `(x-${c})/${s}`.replace('--', '+'));
  const x = c + s * between(next, -2, 2);
  return { text: `${offset ? `${offset}+` : ''}${amplitude}*(${shape})`, x };
}

const families: Record<
  string,
  (next: Draw) => Omit<HardCase, 'family' | 'f' | 'slope'> & { slope?: number }
> = {
  'shifted features': (next) => {
    const c = short(signed(next, sized(next, 0, 10)));
    const s = short(sized(next, -1, 2) * Math.max(1, Math.abs(c) * 1e-9));
    return { ...feature(next, c, s), rounding: none, shape: 'smooth', noise: 1e-16 * (Math.abs(c) / s) };
  },
  'fast waves': (next) => {
    const x = Math.fround(signed(next, sized(next, -1, 1)));
    const w = Math.fround(sized(next, 1, 8) / Math.abs(x));
    const text = pick(next, [`sin(${w}*x)`, `3+cos(${w}*x)`, `x+sin(${w}*x)`, `exp(sin(${w}*x))`]);
    return { text, x, rounding: none, shape: 'smooth', noise: 1e-16 * Math.abs(w * x) };
  },
  'single precision': (next) => {
    const c = next() < 0.5 ? 0 : short(signed(next, sized(next, 0, 6)));
    const offset = short(sized(next, 0, 3));
    const s = short(sized(next, -1, 1) * Math.max(1, 1e-4 * Math.abs(c)));
    return {
      ...feature(next, c, s, offset),
      rounding: { kind: 'single', by: 0 },
      shape: 'smooth',
      noise: 2 ** -24 * (offset + 1),
    };
  },
  'decimal rounding': (next) => {
    const by = 10 ** -Math.round(between(next, 3.7, 9));
    const rounding = { kind: 'decimal', by } as const;
    return { ...feature(next, 0, short(sized(next, -1, 1)), 10), rounding, shape: 'smooth', noise: by / 2 };
  },
  'coarse rounding': (next) => {
    const by = short(sized(next, -3.5, -0.5));
    const kind = pick(next, ['decimal', 'floor'] as const);
    return { ...feature(next, 0, 1, 3), rounding: { kind, by }, shape: 'smooth', noise: by / 2 };
  },
  staircases: (next) => {
    const by = short(sized(next, -9, -4));
    const kind = pick(next, ['floor', 'floor x'] as const);
    return { ...feature(next, 0, 1), rounding: { kind, by }, shape: 'smooth', noise: by };
  },
  'x in single precision': (next) => {
    const c = short(signed(next, sized(next, 0, 3)));
    const s = short(sized(next, -0.5, 0.5) * Math.max(1, 1e-3 * Math.abs(c)));
    const noise = (2 ** -24 * Math.abs(c)) / s + 6e-8;
    return { ...feature(next, c, s), rounding: { kind: 'single x', by: 0 }, shape: 'smooth', noise };
  },
  'random noise': (next) => {
    const by = sized(next, -12, -2);
    return { ...feature(next, 0, 1), rounding: { kind: 'noise', by }, shape: 'smooth', noise: by / 2 };
  },
  'near overflow': (next) => {
    const x = short(between(next, 650, 709.5));
    const text = pick(next, ['exp(x)', '1e307*sin(x)', 'x*exp(x-7)', 'cosh(x)', '1.5e308/(1+x^2)', 'x^108']);
    return { text, x, rounding: none, shape: 'smooth', noise: 1e-13 };
  },
  'edges of domains': (next) => {
    const c = short(signed(next, sized(next, -2, 3)));
    const x = c + sized(next, -9, 0) * Math.max(1, Math.abs(c));
    const u = `(x-${c})`.replace('--', '+');
    const text = pick(next, [`log${u}`, `sqrt${u}`, `1/${u}`, `${u}^1.5`, `asin(1-${u}/8)`]);
    return { text, x, rounding: none, shape: 'smooth', noise: (1e-16 * Math.abs(x)) / Math.abs(x - c) };
  },
  'near a kink': (next) => {
    const x = short(signed(next, sized(next, -1, 1)));
    const c = short(x + signed(next, sized(next, -9, 1)), 12);
    const u = `(x-${c})`.replace('--', '+');
    const text = pick(next, [
      `abs${u}`,
      `relu${u}+x`,
      `max(${u},2*${u})+sin(x)`,
      `exp(-abs${u})`,
      `relu(-${u})^2+x^3`,
    ]);
    return { text, x, rounding: none, shape: 'smooth', noise: 1e-16 };
  },
  'near a jump': (next) => {
    const x = short(signed(next, sized(next, -1, 1)));
    const c = short(x + signed(next, sized(next, -7, 1)), 12);
    const u = `(x-${c})`.replace('--', '+');
    const text = pick(next, [
      `heaviside${u}+x`,
      `sign${u}*cos(x)`,
      `x^2*heaviside${u}`,
      `exp(x/4)+heaviside${u}/8`,
    ]);
    return { text, x, rounding: none, shape: 'smooth', noise: 1e-16 };
  },
  'at a kink': (next) => {
    const c = short(signed(next, sized(next, -2, 6)));
    const u = `(x-${c})`.replace('--', '+');
    const [text, left, right] = pick(next, [
      [`abs${u}`, -1, 1],
      [`relu${u}+3*x`, 3, 4],
      [`max(${u},2*${u})+sin${u}`, 2, 3],
      [`exp(-abs${u})`, 1, -1],
      [`relu(-${u})`, -1, 0],
    ] as const);
    return { text, x: c, rounding: none, shape: 'kink', sides: [left, right], slope: right, noise: 1e-16 };
  },
  'at a jump': (next) => {
    const c = short(signed(next, sized(next, -2, 6)));
    const u = `(x-${c})`.replace('--', '+');
    const text = pick(next, [
      `heaviside${u}`,
      `sign${u}+sin(x)`,
      `3+heaviside${u}*cos(x)`,
      `exp${u}-2*heaviside${u}`,
    ]);
    return { text, x: c, rounding: none, shape: 'jump', slope: NaN, noise: 1e-16 };
  },
  'infinite slopes': (next) => {
    const c = short(signed(next, sized(next, -2, 6)));
    const u = `(x-${c})`.replace('--', '+');
    const text = pick(next, [
      `sqrt${u}`,
      `cbrt${u}`,
      `${u}+abs${u}^0.7`,
      `asin(1-abs${u})`,
      `sqrt(abs${u})`,
      `5-sqrt${u}`,
    ]);
    return { text, x: c, rounding: none, shape: 'steep', slope: NaN, noise: 1e-16 };
  },
};

export const familyNames = Object.keys(families);

/** Cases of a family, of those whose slope is no less than a hundredth of amplitude over width. */
export function hardCases(family: string, count: number, seed: number): HardCase[] {
  const next = mulberry32(seed * 1000 + familyNames.indexOf(family));
  return Array.from({ length: count }, () => {
    const drawn = families[family](next);
    const f = formula(drawn.text, { variables: ['x'] });
    const slope = drawn.slope ?? derivative(f, drawn.x);
    return { ...drawn, family, slope, f: rounded((x) => f.of(x), drawn.rounding) };
  });
}
