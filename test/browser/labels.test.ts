import { afterEach, describe, expect, it } from 'vitest';
import { distanceFrom } from '../../src/picture/namePlaces.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Area, Drawing, LineMark, Mark, Measure, TextMark } from '../../src/picture/scene.js';
import * as exported from '../../web/elements/index.js';
import { canvasMeasure } from '../../web/figure/canvas.js';
import type { Demo } from '../../web/figure/figure.js';
import { all, figure, inside, until, valley } from './figure.js';

interface Drawn extends HTMLElement {
  updateComplete: Promise<boolean>;
  colours: { palette: Palette };
  step?(steps: number): void;
  createDrawing(width: number, palette: Palette, measure: Measure): Drawing;
}
const widths = [320, 360, 480, 712, 960];

afterEach(() => document.body.replaceChildren());

/** A figure at the end of its runs, with the answer where it asks for one. */
async function still(tag: string, attributes: Readonly<Record<string, string>>): Promise<Drawn> {
  const element = document.createElement(tag) as Drawn;
  const usual = { loading: 'eager', autoplay: 'false', ...(attributes.predict && { answered: '' }) };
  for (const [name, value] of Object.entries({ ...usual, ...attributes })) element.setAttribute(name, value);
  document.body.append(element);
  await until('it is drawn', () => inside(element, 'canvas') && element.colours.palette);
  if (attributes.optimizers || attributes.runs)
    await until('it is computed', () => inside(element, '[part=outcomes]'));
  element.step?.(100_000);
  await element.updateComplete;
  return element;
}

const areaOf = ({ x, y, text, bold, align }: TextMark, measure: Measure): Area => {
  const width = measure(text, bold);
  return { left: align === 'right' ? x - width : x, top: y - 8, width, height: 16 };
};

/** Drawings of all demos of an element, at all widths. */
async function drawings(kind: { demos: readonly Demo[] }, tag: string) {
  const found: { name: string; width: number; palette: Palette; measure: Measure; marks: readonly Mark[] }[] =
    [];
  for (const { title, attributes } of kind.demos) {
    const element = await still(tag, attributes);
    const { palette } = element.colours;
    const measure = canvasMeasure(palette);
    for (const width of widths) {
      const { marks } = element.createDrawing(width, palette, measure);
      found.push({ name: `${title} at ${width}`, width, palette, measure, marks });
    }
    element.remove();
  }
  return found;
}

const isWords = (mark: Mark): mark is TextMark => mark.kind === 'words';
const isLine = (mark: Mark): mark is LineMark => mark.kind === 'line';

describe('labels', () => {
  it('of secants and tangents are nearer to their own end than to the other, within the drawing', async () => {
    for (const { name, width, palette, measure, marks } of await drawings(
      exported.NablaDerivative,
      'nabla-derivative',
    )) {
      const straight = marks.filter(isLine).filter(({ points, within }) => within && points.length === 4);
      const ends = straight.map(({ color, points }) => ({
        color: palette.labels[palette.series.indexOf(color)],
        x: points[2],
        y: points[3],
      }));
      for (const label of marks.filter(isWords).filter(({ text }) => /^(tangent|secant)/.test(text))) {
        const area = areaOf(label, measure);
        expect(area.left, name).toBeGreaterThanOrEqual(0);
        expect(area.left + area.width, name).toBeLessThanOrEqual(width);
        const far = (own: boolean) =>
          ends
            .filter(({ color }) => (color === label.color) === own)
            .map(({ x, y }) => distanceFrom(area, x, y));
        expect(Math.min(...far(true)), `${label.text}, ${name}`).toBeLessThan(
          Math.min(Number.POSITIVE_INFINITY, ...far(false)),
        );
      }
    }
  });

  it('of paths on a map are nearer to their own end than to any other', async () => {
    const maps = exported.NablaLandscape.demos.filter(({ attributes }) => /adam/.test(attributes.optimizers));
    expect(maps.length).toBeGreaterThan(0);
    for (const { name, palette, measure, marks } of await drawings({ demos: maps }, 'nabla-landscape')) {
      const labels = marks.filter(isWords).filter(({ text }) => /^(sgd|adam)/.test(text));
      expect(labels.length, name).toBeGreaterThan(1);
      const endOf = (color: string) => {
        const own = marks.filter(isLine).filter((mark) => mark.color === color && mark.alpha === undefined);
        return own[0].points.slice(-2);
      };
      const ends = labels.map(({ color }) => endOf(palette.series[palette.labels.indexOf(color)]));
      for (const [i, label] of labels.entries()) {
        const far = ends.map(([x, y]) => distanceFrom(areaOf(label, measure), x, y));
        expect(far.indexOf(Math.min(...far)), `${label.text}, ${name}`).toBe(i);
      }
    }
  });

  it('of runs stand at the height of their own end, or have a line to it, and end where the drawing does', async () => {
    for (const { name, width, palette, measure, marks } of await drawings(
      exported.NablaCompare,
      'nabla-compare',
    )) {
      const ends = marks.filter((mark) => mark.kind === 'dot' || mark.kind === 'cross');
      for (const label of marks.filter(isWords).filter(({ text }) => /^(sgd|adam) \S+$/.test(text))) {
        const area = areaOf(label, measure);
        expect(area.left + area.width, `${label.text}, ${name}`).toBeLessThanOrEqual(width);
        const color = palette.series[palette.labels.indexOf(label.color)];
        const leads = marks.some(
          (mark) => isLine(mark) && mark.points.at(-1) === label.y && mark.color === color,
        );
        const beside = ends.some((end) => end.color === color && Math.abs(end.y - label.y) < 3);
        expect(leads || beside, `${label.text}, ${name}`).toBe(true);
      }
    }
  });

  it('of a crowd that are not drawn take no width from the plot', async () => {
    const rates = '0.00001 0.0000316227766 0.0001 0.000316227766 0.001 0.003 0.01';
    const element = (await still('nabla-compare', { ...valley, rates })) as Drawn;
    const { palette } = element.colours;
    const measure = canvasMeasure(palette);
    const { marks } = element.createDrawing(320, palette, measure);
    const drawn = marks.filter(isWords).filter(({ text }) => /^(sgd|adam) \S+$/.test(text));
    const widest = Math.max(...drawn.map(({ text }) => measure(text, true)));
    const axis = marks.filter(isLine).map(({ points }) => Math.max(...points.filter((_, i) => i % 2 === 0)));
    expect(320 - Math.max(...axis.filter(Number.isFinite))).toBeLessThan(widest + 20);
  });
});

describe('chips', () => {
  it('are as wide as their words, before and after a run is told to be lowest', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    for (const step of [1, 10_000]) {
      element.step(step);
      await element.updateComplete;
      for (const chip of all(element, '[part=chip]')) {
        const range = document.createRange();
        range.selectNodeContents(chip.querySelector('.number')!);
        const [words, box] = [range.getBoundingClientRect(), chip.getBoundingClientRect()];
        expect(box.right - words.right).toBeLessThanOrEqual(9);
      }
    }
  });
});
