// What a figure of softmax and its cross-entropy shows, as plain data.

import type { Span } from '../panel.js';

/** One class: its logit z and what comes of it. */
export interface SoftmaxClass {
  name: string;
  /** z, shifted. */
  logit: number;
  /** exp(z/T) as it is written, which may be ∞ or 0. */
  exp: number;
  /** exp((z − the largest z)/T), from 0 to 1. */
  taken: number;
  probability: number;
  /** The probability that it should have. */
  target: number;
  /** ∂loss/∂z = (p − y)/T. */
  slope: number;
}

/** Sums over several classes. */
type SoftmaxTotals = Pick<SoftmaxClass, 'exp' | 'taken' | 'probability' | 'target' | 'slope'>;

export interface SoftmaxView {
  classes: readonly SoftmaxClass[];
  /** Classes that have no bar of their own, together; null where all have. */
  others: (SoftmaxTotals & { count: number }) | null;
  /** The class whose logit was moved last; its place among `classes`. */
  chosen: number;
  temperature: number;
  shift: number;
  /** Sums over all classes. */
  together: SoftmaxTotals;
  largest: number;
  loss: number;
  /** The loss as the logit of the chosen class moves, all others as they are. */
  curve: { logit: readonly number[]; loss: readonly number[] };
  /** The range of the logits' bars. */
  logits: Span;
  /** Probabilities without the shift. */
  unshifted: readonly number[];
}

/** Whether the formula as it is written gives no probabilities. */
export const breaks = ({ together }: SoftmaxView): boolean => !(together.exp > 0 && together.exp < Infinity);

/** Whether the exponentials as they are written stand beside those that cannot overflow. */
export const showsBoth = (view: SoftmaxView): boolean => view.shift !== 0 || breaks(view);

/** Whether the bars of logits begin at the edge of their panel, since 0 is too far away. */
export const isFarFromZero = ({ logits: { from, to } }: SoftmaxView): boolean => from > 0 || to < 0;
