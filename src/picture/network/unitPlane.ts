// Plane of one hidden unit: where it says much, little and nothing, and the line where its sum is 0.
import type { Palette } from '../palette.js';
import { seriesCount } from '../palette.js';
import type { Area, Drawing, Mark } from '../scene.js';
import { levelCurves } from './classCurves.js';

/** What a unit says on a grid, row after row from below; the outermost places lie beyond the plane. */
interface UnitGrid {
  columns: number;
  rows: number;
  sums: ArrayLike<number>;
  outputs: ArrayLike<number>;
}

/** A unit with its part in the answer: the class that it speaks for where it is above 0, and below. */
export interface UnitView extends UnitGrid {
  unit: number;
  above: number;
  below: number;
  /** Weight of the one against the other; of two classes below 0 where the first is spoken for. */
  weight: number;
}

/** Outputs from which a unit says something, and much; and the opacity that each adds. */
const LEVELS = [
  { from: 0.25, alpha: 0.15 },
  { from: 0.75, alpha: 0.22 },
];

/** Drawing of a unit, `width` × `height`. */
export function unitPlane(view: UnitView, width: number, height: number, palette: Palette): Drawing {
  const area = { left: 0, top: 0, width, height };
  return { width, height, marks: unitMarks(view, area, palette) };
}

function unitMarks(view: UnitView, area: Area, palette: Palette): Mark[] {
  const { outputs, above, below } = view;
  const opposite = Float64Array.from(outputs, (output) => -output);
  // System palettes have no tints.
  const sides = palette.lowest
    ? []
    : [
        { values: outputs, color: palette.series[above % seriesCount] },
        { values: opposite, color: palette.series[below % seriesCount] },
      ];
  const tints = sides.flatMap(({ values, color }) =>
    LEVELS.map(({ from, alpha }): Mark => {
      const points = ringsOf(view, values, from, area);
      return { kind: 'shape', points, color, alpha, within: area };
    }),
  );
  const frame = [0, 0, area.width, 0, area.width, area.height, 0, area.height, 0, 0];
  return [
    ...tints,
    zeroLine(view, view.sums, area, palette.text, 1),
    { kind: 'line', points: frame, color: palette.grid, width: 1, within: area },
  ];
}

/** Line on which numbers of a grid are 0. */
export function zeroLine(
  grid: Pick<UnitGrid, 'columns' | 'rows'>,
  sums: ArrayLike<number>,
  area: Area,
  color: string,
  width: number,
): Mark {
  return { kind: 'line', points: ringsOf(grid, sums, 0, area), color, width, within: area };
}

/** Closed curves around where numbers of a grid are above a level, in pixels. */
function ringsOf(
  { columns, rows }: Pick<UnitGrid, 'columns' | 'rows'>,
  values: ArrayLike<number>,
  level: number,
  { left, top, width, height }: Area,
): number[] {
  const [dx, dy] = [width / (columns - 3), height / (rows - 3)];
  return levelCurves({ columns, rows }, values, level).flatMap((curve) => [
    ...curve.flatMap(([i, j]) => [left + (i - 1) * dx, top + height - (j - 1) * dy]),
    Number.NaN,
    Number.NaN,
  ]);
}
