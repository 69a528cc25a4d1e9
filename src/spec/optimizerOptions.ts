import type { Knob, Searcher } from '../entry.js';
import type { Vec } from '../fn.js';
import type * as optimizers from '../optimizers/index.js';
import type { RateList } from './rate.js';

// Types of the options that set an optimizer's knobs: those it has, and no others.

type Catalogue = typeof optimizers;
export type OptimizerName = keyof Catalogue;

/** Knobs as an optimizer of one's own is given them, and the number of the update, from 1. */
type OwnSettings = Readonly<Record<string, number>> & { readonly step: number };

interface Own {
  /** Name in labels and results, beside the title of an entry. */
  readonly name?: string;
  readonly knobs?: Readonly<Record<string, Knob | number>>;
}

// Its state is the caller's own: of any type, which each of its methods may write down.
type State = ReturnType<typeof JSON.parse>;

/** Optimizer of one's own, that steps along gradients. */
interface OwnOptimizer extends Own {
  init(n: number): State;
  step(state: State, x: Vec, g: Vec, settings: OwnSettings): ArrayLike<number>;
}

/** Optimizer of one's own, that evaluates the objective where it wants. */
type OwnSearcher = Own & Pick<Searcher<State>, 'init' | 'search'>;

export type AnyOptimizer = OptimizerName | OwnOptimizer | OwnSearcher;

type KnobValue<Name, K> = Name extends 'rate'
  ? number | RateList
  : K extends { readonly default: boolean }
    ? boolean
    : K extends { readonly default: number }
      ? number
      : K extends number
        ? number
        : number | boolean;

/** Options for some knobs; for any, where the names of the knobs are not known. */
type Values<Knobs> = string extends keyof Knobs
  ? { readonly [knob: string]: unknown }
  : { readonly [Name in keyof Knobs]?: KnobValue<Name, Knobs[Name]> };

/** Options that set the knobs of an optimizer. */
export type KnobOptions<O> = [O] extends [never] ? unknown : OptionsOf<O>;

type OptionsOf<O> = O extends OptimizerName
  ? Values<Catalogue[O]['knobs']>
  : O extends { readonly knobs: infer Knobs }
    ? Values<Knobs>
    : O extends { search: unknown }
      ? unknown
      : { readonly rate?: number | RateList };

type KnobName<O> = O extends unknown ? keyof KnobOptions<O> : never;
type ValueOf<O, Name> = O extends unknown
  ? Name extends keyof KnobOptions<O>
    ? Exclude<KnobOptions<O>[Name], undefined>
    : never
  : never;

/** Options that set knobs of several optimizers, for each that has them; a list has values to try one by one. */
export type SharedKnobOptions<O> =
  string extends KnobName<O>
    ? { readonly [knob: string]: unknown }
    : { readonly [Name in KnobName<O>]?: ValueOf<O, Name> | readonly ValueOf<O, Name>[] };
