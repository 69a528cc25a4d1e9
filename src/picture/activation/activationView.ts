// What a figure of activations shows, as plain data.

import type { Span } from '../panel.js';

/** A place where the slope jumps: its limits on both sides, and the one that is taken. */
export interface SlopeKink {
  at: number;
  slopes: readonly [left: number, right: number];
  taken: number;
}

/** A layer of a chain: what comes in, the slope there, and the product of all slopes up to it. */
export interface DepthStep {
  x: number;
  value: number;
  slope: number;
  product: number;
}

export interface ActivationCurve {
  name: string;
  x: readonly number[];
  value: readonly number[];
  slope: readonly number[];
  second: readonly number[];
  /** What it is more than the function that it is compared with; null without one, and of that one itself. */
  more: readonly number[] | null;
  /** Where its slope is next to nothing. */
  flat: readonly Span[];
  kinks: readonly SlopeKink[];
  /** At the point. */
  here: { value: number; slope: number; second: number };
  chain: readonly DepthStep[];
}

export interface ActivationView {
  curves: readonly ActivationCurve[];
  span: Span;
  /** Ranges of the panels, the same for all functions. */
  heights: { value: Span; slope: Span; second: Span };
  x: number;
  depth: number;
  /** Whether second derivatives are shown. */
  bends: boolean;
  /** The function that others are compared with; '' for none. */
  against: string;
  held: boolean;
}
