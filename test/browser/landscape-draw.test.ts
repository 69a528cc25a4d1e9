import { describe, expect, it } from 'vitest';
import { formula, gradient } from '../../src/index.js';
import { clipSegment } from '../../src/picture/clip.js';
import { contourAt, sampleField, spreadLevels } from '../../src/picture/contours.js';
import { arrowLength } from '../../src/picture/landscape/arrows.js';
import { curvePanels } from '../../src/picture/landscape/curveLayout.js';
import { curveDrawing } from '../../src/picture/landscape/curvePanels.js';
import { scalarField } from '../../src/picture/landscape/landscapeModel.js';
import { landscapeWords } from '../../src/picture/landscape/landscapeSentences.js';
import { domainAround, mapSpans } from '../../src/picture/landscape/landscapeSpans.js';
import type { LandscapeMapView, LandscapeView, RunPath } from '../../src/picture/landscape/landscapeView.js';
import { mapDrawing, mapLayout } from '../../src/picture/landscape/map.js';
import { nearestMinimum } from '../../src/picture/landscape/nearestMinimum.js';
import { markerPositions } from '../../src/picture/landscape/paths.js';
import { english } from '../../src/picture/language.js';
import type { Palette } from '../../src/picture/palette.js';
import type { LineMark, Measure } from '../../src/picture/scene.js';
import { readLandscape } from '../../web/landscape/readLandscape.js';

const palette: Palette = {
  sunken: 'sunken',
  surface: 'surface',
  text: 'text',
  quiet: 'quiet',
  grid: 'grid',
  control: 'control',
  series: ['s1', 's2', 's3', 's4', 's5', 's6'],
  labels: ['l1', 'l2', 'l3', 'l4', 'l5', 'l6'],
  lowest: null,
  family: 'sans-serif',
  paper: false,
  line: 1.5,
};
const measure: Measure = (text) => text.length * 7;

const asked = { start: '', optimizers: '', rates: '', runs: '', domain: '', steps: 10, at: '' };

function viewOf(f: string, domain: string, at: number[] = [0, 0]): LandscapeMapView {
  const terrain = readLandscape({ ...asked, f, domain })!;
  const ground = scalarField(terrain.f);
  const [across, up] =
    terrain.domain!.length === 2 ? mapSpans(terrain.domain!, true) : [terrain.domain![0], terrain.domain![0]];
  const view: LandscapeView = {
    field: ground,
    domain: terrain.domain!,
    fixed: false,
    heights: null,
    paths: [],
    start: null,
    head: 0,
    future: false,
    narrowWidth: false,
    words: landscapeWords(english, null, []),
  };
  if (terrain.domain!.length === 1) return view as LandscapeMapView;
  const land = sampleField(ground, across, up);
  return { ...view, grid: land, at, contour: contourAt(land, ground.value(at)), direction: 30, handle: null };
}

function walk(points: number[], values: number[], more: Partial<RunPath> = {}): RunPath {
  return {
    label: 'sgd 0.1',
    rate: 0.1,
    changes: [],
    optimizer: 'sgd',
    family: 'sgd',
    values,
    points,
    end: values.length - 1,
    diverged: null,
    leads: false,
    lowest: false,
    hidden: false,
    paired: null,
    colour: 0,
    dash: 0,
    marker: 0,
    ...more,
  };
}

const maps: [f: string, domain: string, at: number[]][] = [
  ['(x^2+y-11)^2 + (x+y^2-7)^2', '-5..5', [-1.6, 1.6]],
  ['rosenbrock', '', [-0.6, 1.6]],
  ['x^2 + 9 y^2', 'x=-3..3,y=-1..1', [1, 0.4]],
  ['sin(x) cos(y)', '-3..3', [0.5, 0.7]],
];

describe('nabla-landscape’s drawing: a map', () => {
  it.each(maps)('%s has equal units on both axes, whatever its width', (f, domain, at) => {
    for (const [width, narrow] of [
      [680, false],
      [960, false],
      [500, false],
      [328, true],
    ] as const) {
      const { map } = mapLayout({ ...viewOf(f, domain, at), narrowWidth: narrow }, width, measure);
      expect(map.x(1) - map.x(0)).toBeCloseTo(map.y(0) - map.y(1), 9);
      expect(map.width).toBe(map.height);
    }
  });

  it.each(maps)(
    '%s: the level curve goes through the point, at a right angle to the gradient',
    (f, domain, at) => {
      const view = viewOf(f, domain, at);
      const { map } = mapLayout(view, 680, measure);
      const [px, py] = [map.x(at[0]), map.y(at[1])];
      const [gx, gy] = view.field.gradient(at);
      const curve = mapDrawing(view, 680, palette, measure).marks.filter(
        (mark): mark is LineMark => mark.kind === 'line' && mark.color === 'quiet' && mark.width === 1.5,
      );
      const far = (points: number[], i: number, [x, y]: number[]) =>
        Math.hypot(points[i] - x, points[i + 1] - y);
      const places = curve.flatMap(({ points }) =>
        Array.from({ length: points.length / 2 }, (_, k) => ({
          points,
          i: 2 * k,
          far: far(points, 2 * k, [px, py]),
        })),
      );
      const { points, i, far: apart } = places.reduce((a, b) => (b.far < a.far ? b : a));
      expect(apart).toBeLessThan(4);
      // Along the curve, 4 px to either side: between two samples a single piece may point anywhere.
      const here = points.slice(i, i + 2);
      const end = (by: number) => {
        let at = i;
        while (points[at + by] !== undefined && far(points, at, here) < 4) at += by;
        return at;
      };
      const [from, to] = [end(-2), end(2)];
      const [dx, dy] = [points[to] - points[from], points[to + 1] - points[from + 1]];
      const cosine = (dx * gx - dy * gy) / Math.hypot(dx, dy) / Math.hypot(gx, gy);
      expect(Math.abs(cosine)).toBeLessThan(0.08);
    },
  );

  it.each(maps)('%s: the arrow points up the gradient, from 24 to 72 px long', (f, domain, at) => {
    const view = viewOf(f, domain, at);
    const { map } = mapLayout(view, 680, measure);
    const head = mapDrawing(view, 680, palette, measure).marks.find(
      (mark) => mark.kind === 'shape' && mark.color === 'text',
    ) as { points: number[] };
    const [dx, dy] = [head.points[0] - map.x(at[0]), head.points[1] - map.y(at[1])];
    const [gx, gy] = gradient(view.field.variables.length ? readLandscape({ ...asked, f })!.f : f, at);
    const length = Math.hypot(dx, dy);
    expect((dx * gx - dy * gy) / length / Math.hypot(gx, gy)).toBeCloseTo(1, 6);
    expect(length).toBeGreaterThanOrEqual(24);
    expect(length).toBeLessThanOrEqual(72);
    expect(arrowLength(0, 1)).toBe(24);
    expect(arrowLength(1e300, 1)).toBeCloseTo(72);
  });

  it('leaves out the contours within 6 px of the highlighted curve', () => {
    const view = viewOf('rosenbrock', '', [-0.6, 1.6]);
    const { marks } = mapDrawing(view, 680, palette, measure);
    const lines = marks.filter((mark): mark is LineMark => mark.kind === 'line' && mark.within !== undefined);
    const pairs = ({ points }: LineMark) =>
      points.flatMap((x, i) => (i % 2 === 0 && x < 440 ? [[x, points[i + 1]]] : []));
    const own = lines.filter(({ color, width }) => color === 'quiet' && width === 1.5).flatMap(pairs);
    const others = lines.filter(({ color }) => color === 'control').flatMap(pairs);
    expect(own.length).toBeGreaterThan(100);
    expect(others.length).toBeGreaterThan(500);
    const nearest = Math.min(
      ...others.map(([x, y]) => Math.min(...own.map(([a, b]) => Math.hypot(a - x, b - y)))),
    );
    expect(nearest).toBeGreaterThanOrEqual(5.5);
  });

  it('keeps markers 7 px apart', () => {
    const view = viewOf('x^2 + y^2', '-5..5');
    const { map } = mapLayout(view, 680, measure);
    const points = Array.from({ length: 400 }, (_, i) => [Math.cos(i / 60) * 3, Math.sin(i / 45) * 3]).flat();
    const found = markerPositions(walk(points, new Array(400).fill(1)), 399, map);
    expect(found.length).toBeGreaterThan(20);
    found.forEach(([x, y], i) => {
      for (const [a, b] of found.slice(i + 1)) expect(Math.hypot(a - x, b - y)).toBeGreaterThanOrEqual(7);
    });
  });

  it('tells paths apart by their markers as well as by colour', () => {
    const path = [3, 3, 2, 2, 1, 1];
    const view = viewOf('x^2 + y^2', '-5..5');
    const walks = [walk(path, [18, 8, 2]), walk(path, [18, 8, 2], { marker: 1, colour: 1 })];
    const { marks } = mapDrawing({ ...view, paths: walks, start: [3, 3], head: 2 }, 680, palette, measure);
    expect(marks.some((mark) => mark.kind === 'dot' && mark.color === 's1')).toBe(true);
    expect(marks.some((mark) => mark.kind === 'shape' && mark.color === 's2')).toBe(true);
  });
});

describe('nabla-landscape’s drawing: levels', () => {
  it('are close together at the foot of a valley, and even on an even slope', () => {
    const { levels } = viewOf('rosenbrock', '').grid;
    const values = levels.map(({ value }) => value);
    expect(values.length).toBeGreaterThanOrEqual(10);
    expect(values[0]).toBeLessThan(5);
    expect(values.at(-1)).toBeGreaterThan(1000);
    const even = spreadLevels(Float64Array.from({ length: 1000 }, (_, i) => i));
    const steps = even.slice(1).map((value, i) => value - even[i]);
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.6);
  });

  it.each([[[]], [[1]], [[3, 3, 3]], [[0, 5e-324]], [[-1e308, 1e308]]])(
    'are finite and rising for %j',
    (values) => {
      const found = spreadLevels(Float64Array.from(values));
      for (const [i, level] of found.entries()) {
        expect(Number.isFinite(level)).toBe(true);
        if (i > 0) expect(level).toBeGreaterThan(found[i - 1]);
      }
    },
  );

  it('stop where the function does', () => {
    const land = sampleField(scalarField(formula('log(x) + y^2')), { from: -2, to: 2 }, { from: -2, to: 2 });
    for (const { curves } of land.levels)
      for (const curve of curves)
        for (let i = 0; i < curve.length; i += 2) expect(curve[i]).toBeGreaterThan(-0.05);
  });
});

describe('nabla-landscape’s drawing: panels', () => {
  const view = (): LandscapeView => ({
    ...viewOf('(w-3)^2', '-1.5..7.5'),
    paths: [0, 1, 2, 3, 4].map(() => walk([0, 6, 0, 6], [9, 9, 9, 9])),
    start: [0],
    head: 3,
  });

  it('stand four across, two where it is narrow, with the same axes', () => {
    for (const [width, narrow, columns] of [
      [680, false, 4],
      [328, true, 2],
    ] as const) {
      const { panels } = curvePanels({ ...view(), narrowWidth: narrow }, width, measure);
      expect(panels.filter(({ top }) => top === panels[0].top)).toHaveLength(columns);
      for (const { across, up, width, height } of panels)
        expect({ across, up, width, height }).toEqual({
          across: panels[0].across,
          up: panels[0].up,
          width: panels[0].width,
          height: panels[0].height,
        });
    }
  });

  /** A run of w ↦ 3 + q (w − 3) from 0. */
  const bouncing = (q: number, steps: number) => {
    const points = Array.from({ length: steps + 1 }, (_, n) => 3 - 3 * q ** n);
    return walk(
      points,
      points.map((w) => (w - 3) ** 2),
      { diverged: Math.abs(q) > 1 ? steps : null },
    );
  };

  it('of a run that climbs hold five to eight bounces, and grow while it runs', () => {
    for (const [q, steps, held] of [
      [-1.2, 8, 8],
      [-1.2, 20, 8],
      [-1.5, 30, 8],
      [-3, 30, 5],
    ] as const) {
      const climbing = { ...view(), paths: [bouncing(0.8, steps), bouncing(q, steps)], head: steps };
      const [calm, own] = curvePanels(climbing, 680, measure).panels;
      expect(calm.across).toEqual({ from: -1.5, to: 7.5 });
      expect([calm.own, own.own]).toEqual([false, true]);
      expect(own.width).toBeGreaterThan(1.5 * calm.width);
      const isHeld = ({ across, up }: typeof own, n: number) => {
        const [w, loss] = [climbing.paths[1].points[n], climbing.paths[1].values[n]];
        return w >= across.from && w <= across.to && loss >= up.from && loss <= up.to;
      };
      for (let n = 1; n <= held; n++) expect(isHeld(own, n)).toBe(true);
      if (steps > held) expect(isHeld(own, held + 1)).toBe(false);
      const width = ({ across }: typeof own) => across.to - across.from;
      const grown = Array.from({ length: held + 1 }, (_, head) => {
        const [, at] = curvePanels({ ...climbing, head }, 680, measure).panels;
        for (let n = 0; n <= head; n++) expect(isHeld(at, n)).toBe(true);
        return width(at);
      });
      expect(grown[0]).toBe(9);
      expect(grown.every((wide, i) => i === 0 || wide >= grown[i - 1])).toBe(true);
      const given = curvePanels({ ...climbing, fixed: true }, 680, measure).panels;
      expect(given.map(({ across }) => across)).toEqual([calm.across, calm.across]);
      expect(given[0].up).toEqual({ from: 0, to: 30 });
      const asked = curvePanels({ ...climbing, fixed: true, heights: { from: 0, to: 7 } }, 680, measure);
      expect(asked.panels.map(({ up }) => up.to)).toEqual([7, 7]);
    }
  });

  it('stay within the drawing, and share axes at one size, however many climb', () => {
    for (const climbs of [[1], [0, 1], [1, 1, 1], [0, 0, 0, 1], [1, 0, 0, 0, 0, 1]])
      for (const [width, narrow] of [
        [960, false],
        [480, false],
        [320, true],
      ] as const) {
        const paths = climbs.map((each) => bouncing(each ? -1.3 : 0.5, 9));
        const { panels } = curvePanels({ ...view(), paths, head: 9, narrowWidth: narrow }, width, measure);
        const shared = panels.filter(({ own }) => !own);
        expect(new Set(shared.map((panel) => panel.width)).size).toBeLessThan(2);
        for (const panel of panels) {
          expect(panel.width).toBeGreaterThan(40);
          expect(panel.left + panel.width).toBeLessThanOrEqual(width - 7.9);
        }
      }
  });

  it('have labels at the left of the first of each row only, tangents under the path', () => {
    const { marks } = curveDrawing(view(), 680, palette, measure);
    const left = marks.filter((mark) => mark.kind === 'words' && mark.align === 'right');
    expect(left).toHaveLength(6);
    const colours = marks.map((mark) => mark.color);
    expect(colours.indexOf('s3')).toBeGreaterThan(-1);
    expect(colours.indexOf('s3')).toBeLessThan(colours.indexOf('s1'));
  });

  it('have a hollow ring at the start, and a × where a run leaves', () => {
    const gone = walk([0, 6.6, -1.3, 8.2], [9, 12.96, 18.7, 26.9], { diverged: 3 });
    const { marks } = curveDrawing({ ...view(), paths: [gone] }, 680, palette, measure);
    expect(
      marks.some((mark) => mark.kind === 'dot' && mark.ring === 'text' && mark.color === 'surface'),
    ).toBe(true);
    expect(marks.filter((mark) => mark.kind === 'cross')).toHaveLength(1);
  });
});

describe('nabla-landscape’s drawing: a segment, clipped', () => {
  const area = { left: 0, top: 0, width: 10, height: 10 };
  it('is cut at the edges of an area', () => {
    expect(clipSegment(-5, 5, 15, 5, area)).toEqual([0, 5, 10, 5]);
    expect(clipSegment(1, 1, 2, 2, area)).toEqual([1, 1, 2, 2]);
    expect(clipSegment(-5, -5, -1, -1, area)).toBeNull();
    expect(clipSegment(-5, 20, 20, 40, area)).toBeNull();
    expect(clipSegment(0, 0, Number.NaN, 4, area)).toBeNull();
    expect(clipSegment(0, 0, Number.POSITIVE_INFINITY, 4, area)).toBeNull();
  });
});

describe('nabla-landscape’s domain', () => {
  const field = (f: string) => scalarField(formula(f));

  it('holds the start, the nearest minimum, and the other side of a valley', () => {
    for (const [f, start, minimum] of [
      ['(w-3)^2', 0, 3],
      ['w^4/4 - w^2 + 0.3w', -2.1, -1.4839679],
      ['w^4/4 - w^2 + 0.3w', 2.1, 1.33222],
      ['cosh(w+20)', -17, -20],
    ] as const) {
      const found = nearestMinimum(formula(f), [start]);
      expect(found![0]).toBeCloseTo(minimum, 3);
      const [{ from, to }] = domainAround({ field: field(f), start: [start], minimum: found, paths: [] });
      for (const w of [start, minimum, 2 * minimum - start]) expect(w > from && w < to).toBe(true);
    }
    const [{ from }] = domainAround({ field: field('w ln(w)'), start: [2], minimum: [0.3678794], paths: [] });
    expect(from).toBeGreaterThan(-0.1);
    for (const f of ['exp(-w)', '-w^2', '1/w', 'ln(w)', '3w'])
      expect(nearestMinimum(formula(f), [1])).toBeNull();
  });

  it('given by hand is what a map shows, at equal units', () => {
    for (const [domain, tall] of [
      ['x=-3..3,y=-1..1', 1 / 3],
      ['x=-1..1,y=0..6', 3],
      ['x=0..100,y=0..1', 1 / 4],
    ] as const) {
      const view = viewOf('x^2+10y^2', domain);
      const [across, up] = mapSpans(view.domain, false);
      const grid = sampleField(view.field, across, up);
      const { map } = mapLayout({ ...view, grid }, 680, measure);
      expect(map.height / map.width).toBeCloseTo(tall, 9);
      expect(map.x(1) - map.x(0)).toBeCloseTo(map.y(0) - map.y(1), 9);
    }
  });

  it.each([
    ['w=-2..2,L=0..9', [{ from: -2, to: 2 }], { from: 0, to: 9 }],
    ['-2..2, 0..9', [{ from: -2, to: 2 }], { from: 0, to: 9 }],
    ['L=0..9,w=-2..2', [{ from: -2, to: 2 }], { from: 0, to: 9 }],
    ['-2..2', [{ from: -2, to: 2 }], null],
  ])('of one variable has a range of values: %s', (domain, ranges, heights) => {
    const read = readLandscape({ ...asked, f: '(w-3)^2', domain })!;
    expect([read.domain, read.heights]).toEqual([ranges, heights]);
  });

  it.each(['L=0..9', 'w=-2..2,q=0..9', '-2..2,w=0..9', 'w=-2..2,L=0..9,L=1..2', 'w=1..2,w=3..4'])(
    'refuses %s',
    (domain) => {
      expect(() => readLandscape({ ...asked, f: '(w-3)^2', domain })).toThrow(/domain needs ranges/);
    },
  );
});
