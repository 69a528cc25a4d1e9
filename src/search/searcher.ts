import { type Entry, type Knob, type OptimizerGroup, positive, type Searcher } from '../entry.js';
import { formula } from '../formula/formula.js';

/** Catalogue entry of a searcher. */
export interface SearcherEntry<
  State = unknown,
  Knobs extends Readonly<Record<string, Knob>> = Readonly<Record<string, Knob>>,
> extends Entry,
    Searcher<State> {
  readonly knobs: Knobs;
  readonly group: OptimizerGroup;
  /** Result it is held to, by the name of a problem: how low it gets in how many steps. */
  readonly reaches: Readonly<Record<string, { readonly steps: number; readonly within: number }>>;
  readonly tex: string;
  readonly mathml: string;
  /** Refusal: it asks for values elsewhere, which a stepper of a gradient cannot give. */
  on(): never;
}

/**
 * Entry with its formula as TeX and MathML. `formula` is the step for one parameter: g and h are the slope and
 * curvature there, r and j a residual and its slope.
 */
export const searcher = <State, const Knobs extends Readonly<Record<string, Knob>>>(
  entry: Omit<SearcherEntry<State, Knobs>, 'tex' | 'mathml' | 'on'>,
): SearcherEntry<State, Knobs> => ({
  ...entry,
  get tex() {
    return formula(entry.formula).tex;
  },
  get mathml() {
    return formula(entry.formula).mathml;
  },
  on() {
    throw new TypeError(
      `${entry.title}: on needs an optimizer that steps by its gradient, got one that searches: take minimize`,
    );
  },
});

const boundedKnob = (low: number, high: number, words: string) => (value: number, says: string) => ({
  ...positive(value, says),
  needs: `a number ${words}`,
  fits: (x: number) => x > low && x <= high,
  scale: 'linear' as const,
});

/** Knobs c₁ and c₂ of the strong Wolfe conditions, in ranges that keep the first below the second. */
export const wolfeKnobs = {
  c1: boundedKnob(
    0,
    0.1,
    'above 0, at most 0.1',
  )(1e-4, 'the share of the slope by which the loss has to fall'),
  c2: boundedKnob(0.1, 0.999, 'above 0.1, at most 0.999')(0.9, 'the share of the slope that may be left'),
};
