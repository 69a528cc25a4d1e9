// What a figure of Jacobians shows, as plain data.

import type { Span } from '../panel.js';

/** Dense matrix, row by row. */
interface SlopeMatrix {
  rows: number;
  columns: number;
  data: Float64Array;
}

/** An input or an output: its name, its value, and what it is as text. */
export interface Port {
  name: string;
  value: number;
  text: string;
}

/** The row or the column that is pointed at: a gradient, or a push. */
export interface Hand {
  along: 'row' | 'column';
  row: number;
  column: number;
}

/** A factor of the product; without numbers where they are not known. */
export interface LayerSlopes {
  name: string;
  kind: 'formulas' | 'linear' | 'activation' | 'softmax';
  rows: number;
  columns: number;
  data: Float64Array | null;
}

/** Lines of a grid of a plane: x₀, y₀, x₁, y₁ …, NaN between lines. */
export interface GridLines {
  fine: readonly number[];
  strong: readonly number[];
}

/** A map of the plane near a point. */
export interface PlaneMap {
  spans: readonly [Span, Span];
  grid: GridLines;
  image: { spans: readonly [Span, Span]; grid: GridLines };
  h: number;
  /** The boundary of the square's true image. */
  patch: readonly number[];
  det: number;
  /** Signed area of the true image by that of the square; NaN where it has none. */
  ratio: number;
  /** Singular values, the larger first, with the directions that they stretch and those that these become. */
  stretches: readonly [number, number];
  from: readonly [number, number][];
  to: readonly [number, number][];
  isLinear: boolean;
}

export interface JacobianView {
  inputs: readonly Port[];
  outputs: readonly Port[];
  /** Null where shapes of composed maps do not fit. */
  matrix: SlopeMatrix | null;
  rank: number;
  hand: Hand;
  /** Whether an output sees an input, row by row. */
  sees: readonly boolean[];
  /** Composed maps, the last first; none of a single one. */
  factors: readonly LayerSlopes[];
  /** Kind of a single map. */
  kind: LayerSlopes['kind'] | 'composed';
  /** Fewest sweeps that give the matrix, back and forward, where rows or columns that meet nowhere share one. */
  sweeps: { back: number; forward: number };
  plane: PlaneMap | null;
  /** Index in `factors` of the one whose columns are no rows of the next; null where all fit. */
  misfit: number | null;
}

/** Whether directions are stretched by different amounts. */
export const isStretched = ([large, small]: readonly [number, number]): boolean =>
  Number.isFinite(large) && large - small > 1e-9 * large;
