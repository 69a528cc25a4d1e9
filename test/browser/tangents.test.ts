import type { ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import { localBehaviourAt, oneSidedLimit } from '../../src/calculus/localBehaviour.js';
import { derivative } from '../../src/index.js';
import {
  derivativePanels,
  derivativeDrawing as drawn,
  heightRange,
} from '../../src/picture/derivative/derivativePanels.js';
import { derivativeView } from '../../src/picture/derivative/derivativeView.js';
import { english } from '../../src/picture/language.js';
import { nearestIndex, niceNumber, niceSizes, niceStep } from '../../src/picture/niceNumbers.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Mark, TextMark } from '../../src/picture/scene.js';
import { svgDocument } from '../../src/picture/svg.js';
import { TangentState } from '../../web/derivative/tangentController.js';

const six = (from: string) => Array.from({ length: 6 }, (_, i) => `${from}${i + 1}`);
const palette: Palette = {
  surface: 'white',
  sunken: 'sunken',
  text: 'ink',
  quiet: 'quiet',
  grid: 'grid',
  control: 'control',
  series: six('series'),
  labels: six('label'),
  lowest: null,
  family: 'sans-serif',
  paper: false,
  line: 1.5,
};
const measure = (text: string) => text.length * 7;
const plain = { at: '', x: 1, h: 0.5, order: 1, domain: '-2..2' };

function view(f: string, more: Partial<typeof plain> = {}, narrow = false) {
  const tangent = new TangentState(
    { addController() {} } as Partial<ReactiveControllerHost> as ReactiveControllerHost,
    () => {},
  );
  tangent.readAttributes({ f, ...plain, ...more });
  if (tangent.error) throw tangent.error;
  return derivativeView(tangent.snapshot, english, narrow, false);
}

const spotsOf = (f: string, domain = '-2..2') =>
  view(f, { domain }).singularities.map(({ at, kind }) => [at, kind] as const);

const words = (marks: readonly Mark[]) => marks.filter((mark): mark is TextMark => mark.kind === 'words');

describe('nabla-derivative where a curve is not smooth', () => {
  it.each<[f: string, domain: string, found: [at: number, kind: string][]]>([
    ['x^3 - 2x', '-2..2', []],
    ['tanh(50x)', '-2..2', []],
    ['exp(-100x^2)', '-2..2', []],
    ['x abs(x)', '-2..2', []],
    ['abs(x - 0.3)', '-2..2', [[0.3, 'kink']]],
    ['relu(x + 1)', '-2..2', [[-1, 'kink']]],
    ['sqrt(x^2)', '-1.7..3.1', [[0, 'kink']]],
    ['min(x, 1)', '-2..2', [[1, 'kink']]],
    ['sqrt(abs(x))', '-2..2', [[0, 'kink']]],
    ['cbrt(x)', '-1.3..2', [[0, 'steep']]],
    ['sin(x)/x', '-8..7.3', [[0, 'hole']]],
    ['(x^2 - 1)/(x - 1)', '-2..2.3', [[1, 'hole']]],
    ['x log(abs(x))', '-2..2', [[0, 'hole']]],
    ['1/(x - 0.7)', '-2..2', [[0.7, 'pole']]],
    ['1/x^2', '-2..1.9', [[0, 'pole']]],
    ['sign(x)', '-2..2.1', [[0, 'jump']]],
    ['abs(x)/x', '-2..2', [[0, 'jump']]],
    ['sqrt(x)', '-1..2', [[0, 'edge']]],
    ['log(x)', '-1..2', [[0, 'pole']]],
  ])('%s in %s', (f, domain, found) => {
    expect(spotsOf(f, domain)).toEqual(found);
  });

  it('finds the poles of the tangent, which no number hits', () => {
    const found = spotsOf('tan(x)', '-4..4');
    expect(found.map(([, kind]) => kind)).toEqual(['pole', 'pole']);
    expect(found[1][0]).toBeCloseTo(Math.PI / 2, 10);
  });

  it('says what both sides come to', () => {
    const { limits, slopes } = localBehaviourAt(Math.abs, Math.sign, 0, 1);
    expect(limits).toEqual([0, 0]);
    expect(slopes).toEqual([-1, 1]);
    expect(oneSidedLimit((x) => 1 / x, 0, -1)).toBe(-Infinity);
    expect(oneSidedLimit((x) => Math.sin(x) / x, 0, 1)).toBeCloseTo(1, 6);
    expect(oneSidedLimit(Math.log, 0, -1)).toBeNaN();
  });
});

describe('nabla-derivative’s drawing', () => {
  it.each([680, 328, 960])('keeps its labels within %i pixels', (width) => {
    for (const f of ['x^3 - 2x', 'exp(3x)', '1000 x', '7', 'abs(x)', '-x^2'])
      for (const x of [-2, -1, 0, 1.9, 2]) {
        const { marks } = drawn(view(f, { x }, width < 480), width, palette, measure);
        for (const { text, x: at, align } of words(marks)) {
          const wide = measure(text);
          const left = align === 'right' ? at - wide : align === 'center' ? at - wide / 2 : at;
          expect(left, `${f} at ${x}: ${text}`).toBeGreaterThanOrEqual(0);
          expect(left + wide, `${f} at ${x}: ${text}`).toBeLessThanOrEqual(width + 4);
        }
      }
  });

  it('writes slopes on their lines, in an SVG too', () => {
    const whole = drawn(view('x^3 - 2x'), 680, palette, measure);
    const text = svgDocument(whole, palette, 'How steep?');
    for (const label of ['tangent 1', 'secant 2.75', 'slope 1', 'h = 0.5', 'f′'])
      expect(text).toContain(`>${label}<`);
    expect(text).not.toContain('NaN');
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
  });

  it('keeps the names of tangent and secant apart, however near the lines are', () => {
    for (const h of [1, 0.1, 0.001, -0.001]) {
      const { marks } = drawn(view('sin(x)', { h }), 680, palette, measure);
      const [a, b] = words(marks).filter(({ text }) => /^(tangent|secant)/.test(text));
      expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(16);
    }
  });

  it('joins nothing across a pole or a hole, and draws no tangent at a kink', () => {
    const { curves, across } = view('1/x', { domain: '-1..1' });
    for (const { x, y } of [curves.upper, curves.lower]) {
      const zero = x.indexOf(0);
      expect(y[zero]).toBeNaN();
      expect(x[zero - 1]).toBeLessThan(0);
      expect(x[zero + 1]).toBeLessThan((across.to - across.from) * 1e-6);
    }
    const texts = words(drawn(view('abs(x)', { x: 0 }), 680, palette, measure).marks).map(({ text }) => text);
    expect(texts).toContain('secant 1');
    expect(texts.filter((text) => /^(tangent|slope)/.test(text))).toEqual([]);
  });

  it('stands point over slope', () => {
    const shown = view('x^2');
    const { upper, lower } = derivativePanels(shown, 680, measure);
    expect(upper.height).toBe(260);
    expect(lower.height).toBe(116);
    expect([upper.left, upper.width]).toEqual([lower.left, lower.width]);
    expect(shown.point!.slope).toBe(derivative('x^2', 1));
  });

  it('has a range for whatever comes', () => {
    for (const values of [[], [NaN], [0], [5, 5], [1e300, -1e300], [Infinity, 1, 2], [1, 1 + 1e-15]]) {
      const { from, to } = heightRange(values, false);
      expect(to - from).toBeGreaterThan(0);
      expect(Number.isFinite(to - from)).toBe(true);
    }
    const endless = Array.from({ length: 1001 }, (_, i) => 1 / ((i - 500.5) / 500));
    expect(heightRange(endless, true).to).toBeLessThan(50);
  });
});

describe('round numbers for sliders and steps', () => {
  it.each([
    [0.3, 0.1, 0.3],
    [0.30000000000000004, 0.05, 0.3],
    [1234.4, 20, 1240],
    [-0.0001, 0.01, 0],
  ])('%d in steps of %d is %d', (value, step, is) => {
    expect(niceNumber(value, step)).toBe(is);
  });

  it('steps by 1, 2 and 5', () => {
    expect([0.04, 0.05, 0.7, 3, 11].map(niceStep)).toEqual([0.05, 0.05, 1, 5, 20]);
  });

  it('has sizes for h, and the nearest of them', () => {
    const all = niceSizes(4);
    expect(all.at(-1)).toBe(4);
    expect(all[0]).toBe(0.001);
    expect(all[nearestIndex(1.24, all)]).toBe(1.2);
    expect(all[nearestIndex(1e-9, all)]).toBe(0.001);
    expect(all[nearestIndex(99, all)]).toBe(4);
  });
});
