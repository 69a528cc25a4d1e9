/** Names of the finders whose way of running may be asked for. */
export type RateTool = 'fastai' | 'torch-lr-finder' | 'ignite' | 'lightning' | 'keras';

/** Losses along one run whose rate rises from step to step. */
export interface RateCurve {
  /** Rate of each step. */
  rates: Float64Array;
  /** Loss before each step: of its batch, or of the whole objective. */
  losses: Float64Array;
  /** The same losses, averaged. */
  smoothed: Float64Array;
  stopped: RateStop;
}

/** Where a run ended, and why. */
export interface RateStop {
  /** Index of its last point. */
  at: number;
  rate: number;
  /** `end` where every rate was tried; `rise` of the loss; or a loss that is `not finite`. */
  why: 'end' | 'rise' | 'not finite';
  because: string;
}

/** Points of a curve from one index to before another. */
export interface CurveSpan {
  readonly from: number;
  readonly to: number;
}

/** Rate that a rule suggests, and why; or why it suggests none. */
export interface RateSuggestion {
  readonly rate: number | null;
  readonly because: string;
  /** Index of the point of the curve that it is read off. */
  readonly at?: number;
  /** Rate of each of the `repeats`, the first being `rate`. */
  readonly repeats?: readonly (number | null)[];
}

/** Curvature at the start, in what the optimizer measures slopes in. */
export interface RateCurvature {
  /** The largest eigenvalue, as `sharpness` tells it. */
  lambdaMax: number;
  /** The rate from which steps no longer settle on a quadratic of this curvature; null where there is none. */
  stableRate: number | null;
  status: 'ok' | 'degenerate' | 'zero' | 'negative' | 'not converged' | 'not finite';
  /** Products of the Hessian and a vector that it all took. */
  products: number;
}

/** What real runs, each at one rate throughout, came to. */
export interface RateTruth {
  /** Updates of each run. */
  steps: number;
  rates: Float64Array;
  /** Loss at the end of the runs at each rate: their mean; NaN where one diverged. */
  losses: Float64Array;
  /** The lowest and the highest of each; those of runs that diverged left out. */
  lowest: Float64Array;
  highest: Float64Array;
  /** Rate of the lowest mean; null where all diverged. */
  best: { rate: number; loss: number } | null;
  /** The largest rate at which no run diverged, and the least above it, at which one did. */
  edge: number | null;
  divergedFrom: number | null;
  /** Rates around the best, without a gap, that end within a tenth of it, or short of it by a millionth of the way. */
  within: { lowest: number; highest: number } | null;
  /** Suggested rates by that range: 1 inside, else the share of its nearer end; null without a rate. */
  factors: Record<string, number | null>;
  /** Which rules were within a factor 2 of that range, and which were not: a sentence without its full stop. */
  verdict: string;
}

/** Result of `findRate`: one curve, and what rules, curvature and real runs make of it. */
export interface FoundRates extends RateCurve {
  /** Range of rates asked for; of real runs too. */
  from: number;
  to: number;
  /** Points of the curve between those that are left out at its ends, as fastai does. */
  kept: CurveSpan;
  /** Share of the average that is memory; 0 where `smoothed` are the losses. */
  smoothing: number;
  /** Rates by the names of rules. */
  suggestions: Record<string, RateSuggestion>;
  /** Curves of the presets asked for. */
  presets?: Partial<Record<RateTool, RateCurve>>;
  curvature?: RateCurvature;
  truth?: RateTruth;
}
