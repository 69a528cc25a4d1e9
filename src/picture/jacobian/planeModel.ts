// A map of the plane near a point: its grid, the image of a small square, how it stretches.

import { det, type Fn, jacobian, svd, values } from '../../index.js';
import { outOfRange } from '../../need.js';
import { parseDomain } from '../domain.js';
import type { Span } from '../panel.js';
import type { JacobianModel } from './jacobianModel.js';
import type { GridLines, PlaneMap } from './jacobianView.js';

/** Cells of the grid along a side, how many lines a strong one is after, and samples of a line and of a side. */
const [cells, strongAfter, lineSamples, sideSamples] = [8, 4, 41, 17];
/** Share of the values of an image that is drawn whatever the others are. */
const inner = 0.1;

/** Nodes and weights of Gauss and Legendre on −1 to 1. */
const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const weights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
const gauss = nodes.flatMap((node, k) =>
  [-node, node].map((at) => ({ at: (1 + at) / 2, weight: weights[k] / 2 })),
);

/** The plane that is drawn, and its image, which stay while the point moves. */
export interface PlaneGrid extends Pick<PlaneMap, 'spans' | 'grid' | 'image'> {}

/** The span of each variable: those asked for, or equally wide ones about a point. */
export function planeSpans(who: string, domain: string, home: readonly number[]): [Span, Span] {
  const spans = home.map((at) => parseDomain(who, domain, at));
  const half = Math.max(...spans.map(({ from, to }) => (to - from) / 2));
  return spans.map(({ from, to }) =>
    to - from === 2 * half ? { from, to } : { from: from / 2 + to / 2 - half, to: from / 2 + to / 2 + half },
  ) as [Span, Span];
}

export function planeGrid(fn: Fn, spans: readonly [Span, Span]): PlaneGrid {
  const { points, lines } = gridPoints(spans);
  const [u, v] = values(fn, points);
  const image = lines.map(({ from, strong }) => ({
    strong,
    line: interleaved(u, v, from, lineSamples),
  }));
  const straight = lines.map(({ from, strong }) => ({
    strong,
    line: interleaved(points[0], points[1], from, lineSamples),
  }));
  return {
    spans,
    grid: gridLines(straight),
    image: { spans: imageSpans(u, v), grid: gridLines(image) },
  };
}

function gridPoints([across, up]: readonly [Span, Span]) {
  const place = ({ from, to }: Span, share: number) => from + (to - from) * share;
  const [x, y]: [number[], number[]] = [[], []];
  const lines: { from: number; strong: boolean }[] = [];
  for (const isUpright of [true, false])
    for (let line = 0; line <= cells; line++) {
      lines.push({ from: x.length, strong: line % strongAfter === 0 });
      for (let k = 0; k < lineSamples; k++) {
        const [own, along] = [line / cells, k / (lineSamples - 1)];
        x.push(place(across, isUpright ? own : along));
        y.push(place(up, isUpright ? along : own));
      }
    }
  return { points: [Float64Array.from(x), Float64Array.from(y)] as const, lines };
}

const interleaved = (x: ArrayLike<number>, y: ArrayLike<number>, from: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => [x[from + k], y[from + k]]).flatMap(([a, b]) =>
    Number.isFinite(a) && Number.isFinite(b) ? [a, b] : [Number.NaN, Number.NaN],
  );

function gridLines(lines: readonly { strong: boolean; line: readonly number[] }[]): GridLines {
  const joined = (wanted: boolean) =>
    lines.filter(({ strong }) => strong === wanted).flatMap(({ line }) => [...line, Number.NaN, Number.NaN]);
  return { fine: joined(false), strong: joined(true) };
}

/** Equally wide spans of an image; where few of its values are far from the others, of these. */
function imageSpans(u: Float64Array, v: Float64Array): [Span, Span] {
  const ranges = [u, v].map(drawnRange);
  const half = Math.max(...ranges.map(([from, to]) => to / 2 - from / 2)) * 1.04 || 1;
  return ranges.map(([from, to]) => ({
    from: from / 2 + to / 2 - half,
    to: from / 2 + to / 2 + half,
  })) as [Span, Span];
}

function drawnRange(all: Float64Array): [number, number] {
  const sorted = all.filter(Number.isFinite).sort();
  if (sorted.length === 0) return [-1, 1];
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const [low, high] = [at(inner), at(1 - inner)];
  const core = high - low;
  const whole = at(1) - at(0);
  return core > 0 && whole > 6 * core ? [low - core, high + core] : [at(0), at(1)];
}

/** The plane near the point of a model, with a square of side h at it. */
export function planeMap(
  who: string,
  { fn, point, matrix, inputs, stages }: JacobianModel,
  grid: PlaneGrid,
  h: number,
): PlaneMap {
  point.forEach((at, i) => {
    const { from, to } = grid.spans[i];
    if (!(at >= from && at <= to))
      throw outOfRange(who, 'at', `a number from ${from} to ${to} for ${inputs[i]}`, at);
  });
  const widest = grid.spans[0].to - grid.spans[0].from;
  if (!(h > 0 && h <= widest)) throw outOfRange(who, 'h', `a number above 0, up to ${widest}`, h);
  const isWhole = matrix!.data.every(Number.isFinite);
  const { U, S, V } = svd(
    isWhole
      ? matrix!
      : [
          [0, 0],
          [0, 0],
        ],
  );
  const column = (data: ArrayLike<number>, j: number): [number, number] => [data[j], data[2 + j]];
  return {
    ...grid,
    h,
    patch: patchOutline(fn!, point, h),
    det: isWhole ? det(matrix!) : Number.NaN,
    ratio: areaRatio(fn!, point, h),
    stretches: isWhole ? [S[0], S[1]] : [Number.NaN, Number.NaN],
    from: [0, 1].map((j) => column(V.data, j)),
    to: [0, 1].map((j) => column(U.data, j)),
    isLinear: stages.every(({ kind }) => kind === 'linear'),
  };
}

function patchOutline(fn: Fn, [x, y]: readonly number[], h: number): number[] {
  const last = sideSamples - 1;
  const corners = [
    [0, 0, 1, 0],
    [1, 0, 1, 1],
    [1, 1, 0, 1],
    [0, 1, 0, 0],
  ];
  const shares = corners.flatMap(([x0, y0, x1, y1]) =>
    Array.from({ length: last }, (_, k) => [x0 + ((x1 - x0) * k) / last, y0 + ((y1 - y0) * k) / last]),
  );
  const [u, v] = values(fn, [
    Float64Array.from(shares, ([share]) => x + share * h),
    Float64Array.from(shares, ([, share]) => y + share * h),
  ]);
  return interleaved(u, v, 0, u.length);
}

/**
 * Signed area of the image of a square of side h by that of the square: the mean of det J over it, by 8 × 8 nodes of
 * Gauss and Legendre.
 */
export function areaRatio(fn: Fn, [x, y]: readonly number[], h: number): number {
  return gauss.reduce(
    (sum, across) =>
      gauss.reduce((rest, up) => {
        const matrix = jacobian(fn, [x + across.at * h, y + up.at * h]);
        const own = matrix.data.every(Number.isFinite) ? det(matrix) : Number.NaN;
        return rest + across.weight * up.weight * own;
      }, sum),
    0,
  );
}
