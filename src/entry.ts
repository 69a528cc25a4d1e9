import { type Fn, fastPath, type ScalarFn, type Vec } from './fn.js';
import { formula, formulaOnDemand, type ScalarFormula } from './formula/formula.js';
import type { Allocate, InPlace, Precision } from './inPlace.js';
import { needWhole, outOfRange, unknownName, wrongKind } from './need.js';
import type { Place } from './place.js';

// Entries of the catalogue: problems, activations, losses, optimizers, schedules, data sets, models. Each is one small
// file, and the ES-module namespace of its folder is the registry.

/** Description that every entry has. */
export interface Entry {
  readonly title: string;
  /** One sentence, without its full stop. */
  readonly says: string;
  /** Text in the formula language. */
  readonly formula: string;
  readonly cite: string;
  readonly knobs: Readonly<Record<string, Knob>>;
}

/** What optimizers of a catalogue have in common, as a heading for those of it. */
export type OptimizerGroup =
  | 'along the gradient'
  | 'each slope in its own size'
  | 'by signs'
  | 'without a rate'
  | 'by curvature';

/**
 * Reference values of an entry, for tests: a table, by the name of the library it was made with, or values with where
 * they are published. An entry without them is tested by the laws of its kind alone.
 */
export type Reference<Table extends string, Value> =
  | Table
  | { readonly cite: string; readonly values: readonly [Value, ...Value[]] };

/** Description of a function that makes data or a model. */
export interface MakerEntry extends Omit<Entry, 'formula' | 'knobs'> {
  readonly knobs: Readonly<Record<string, Setting>>;
}

/** Setting of any kind. */
export interface Setting {
  readonly default: number | boolean | string | readonly number[];
  readonly says: string;
}

export const maker = <E extends MakerEntry, Make extends (...told: never[]) => unknown>(
  entry: E,
  make: Make,
): Make & E => Object.assign(make, entry);

/** Entry of a namespace by its name. Throws TypeError for an unknown one. */
export function entryByName<E>(who: string, noun: string, namespace: Record<string, E>, name: unknown): E {
  if (typeof name !== 'string' || !Object.hasOwn(namespace, name)) {
    throw unknownName(who, noun, name, Object.keys(namespace));
  }
  return namespace[name];
}

/** Numeric setting of an entry, or a switch. */
export interface Knob<V extends number | boolean = number | boolean> {
  readonly default: V;
  readonly says: string;
  /** Condition on its values, in words and as a test: any number will do without; a switch has neither. */
  readonly needs?: string;
  readonly fits?: (value: number) => boolean;
  /** Scale of a control for it. */
  readonly scale?: 'log' | 'linear';
}

const knobWithin =
  (needs: string, fits: (value: number) => boolean, scale: 'log' | 'linear') =>
  (value: number, says: string): Knob<number> => ({ default: value, says, needs, fits, scale });

export const positive = knobWithin('a number above 0', (x) => x > 0, 'log');
export const nonNegative = knobWithin('a number from 0 up', (x) => x >= 0, 'linear');
/** Knob for a decay factor, like a momentum. */
export const fraction = knobWithin('a number from 0 to below 1', (x) => x >= 0 && x < 1, 'linear');
/** Knob for a share, up to all. */
export const share = knobWithin('a number from 0 to 1', (x) => x >= 0 && x <= 1, 'linear');
/** Knob for a count. */
export const whole = knobWithin('a whole number from 0 up', (x) => Number.isInteger(x) && x >= 0, 'linear');
export const atLeastOne = knobWithin(
  'a whole number from 1 up',
  (x) => Number.isInteger(x) && x >= 1,
  'linear',
);
/** Knob for a growth factor. */
export const growth = knobWithin('a number above 1', (x) => x > 1, 'linear');
export const toggle = (says: string): Knob<boolean> => ({ default: false, says });

/** Value of a knob: the given one, checked, else the default. */
export function knobValue(who: string, name: string, knob: Knob, value: unknown): number | boolean {
  if (value === undefined) return knob.default;
  const needs = knobNeeds(knob);
  if (typeof value !== typeof knob.default) throw wrongKind(who, name, needs, value);
  if (typeof value === 'number' && !fitsKnob(knob, value)) throw outOfRange(who, name, needs, value);
  return value as number | boolean;
}

export const knobNeeds = ({ needs, default: value }: Knob): string =>
  needs ?? (typeof value === 'number' ? 'a finite number' : 'true or false');

export const fitsKnob = ({ fits }: Knob, value: number): boolean =>
  Number.isFinite(value) && (fits === undefined || !!fits(value));

/** Knobs of one's own, checked; a number is one that may be any number. Throws TypeError, RangeError for a default. */
export function knobsFrom(who: string, given: unknown, what = 'knobs'): Record<string, Knob> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongKind(who, what, 'an object', given);
  return Object.fromEntries(
    Object.entries(given).map(([name, knob]) => [name, knobFrom(who, `${what}.${name}`, knob)]),
  );
}

function knobFrom(who: string, what: string, given: unknown): Knob {
  if (typeof given === 'number') return knobFrom(who, what, { default: given, says: '' });
  if (typeof given !== 'object' || given === null || !('default' in given))
    throw wrongKind(who, what, 'a number or a knob', given);
  const { default: value, says, needs, fits, scale } = given as Record<keyof Knob, unknown>;
  for (const [part, text] of Object.entries({ says, needs }))
    if (text !== undefined && typeof text !== 'string')
      throw wrongKind(who, `${what}.${part}`, 'a text', text);
  if (fits !== undefined && typeof fits !== 'function')
    throw wrongKind(who, `${what}.fits`, 'a function', fits);
  if (scale !== undefined && scale !== 'log' && scale !== 'linear')
    throw wrongKind(who, `${what}.scale`, "'log' or 'linear'", scale);
  if (typeof value !== 'number' && typeof value !== 'boolean')
    throw wrongKind(who, `${what}.default`, 'a number, true or false', value);
  knobValue(who, `${what}.default`, given as Knob, value);
  return given as Knob;
}

/** Function of one number that a layer applies to each by itself: a formula of x. */
export interface Activation extends Entry {
  value(x: number): number;
  /** First derivative; at a corner the one the field agrees on. */
  slope(x: number): number;
  /** Second derivative. */
  curve(x: number): number;
  /** Fast path for many numbers at once, where it is a formula. */
  readonly many?: Pointwise;
  readonly tex: string;
  readonly mathml: string;
  /** Points at which it or its slope has no derivative. */
  readonly corners: readonly number[];
  readonly reference?: Reference<'mpmath', ActivationValue>;
}

interface ActivationValue {
  readonly at: number;
  readonly value: number;
  readonly slope?: number;
  readonly curve?: number;
}

/** Function of one number at each of many; `out` may be one of the arrays that are read. */
export interface Pointwise {
  value(x: Vec, out: Vec): void;
  /** First derivative times a weight. */
  slope(x: Vec, weight: Vec, out: Vec): void;
  curve(x: Vec, weight: Vec, out: Vec): void;
}

type ActivationText = Omit<Entry, 'knobs'> & Partial<Pick<Activation, 'corners' | 'reference'>>;

/** Entry of an activation, all of it from its formula, which is read on first use. */
export function activation(entry: ActivationText): Activation {
  const read = once(() => {
    const value = formula(entry.formula, { variables: ['x'] });
    const slope = value.slope();
    return { value, slope, curve: slope.slope() };
  });
  const one = {
    value: (x: number) => read().value.of(x),
    slope: (x: number) => read().slope.of(x),
    curve: (x: number) => read().curve.of(x),
  };
  const many: Pointwise = {
    value: (x, out) => read().value.weigh([x], out),
    slope: (x, weight, out) => read().slope.weigh([x], out, weight),
    curve: (x, weight, out) => read().curve.weigh([x], out, weight),
  };
  return {
    knobs: {},
    corners: [],
    ...entry,
    ...one,
    many: fastPath(many, one.value, one.slope, one.curve),
    get tex() {
      return read().value.tex;
    },
    get mathml() {
      return read().value.mathml;
    },
  };
}

/** Function that makes its result when it is first called, and has it from then on. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Entry of a loss: a function from targets to a Fn of a model's outputs, with one output. */
export const loss = <Make extends (...told: never[]) => ScalarFn>(entry: Entry, make: Make): Make & Entry =>
  Object.assign(make, entry);

/** How far predicted numbers are from those that were measured, in the units of these. */
export interface PredictionErrors {
  /** Root of the mean squared error. */
  rmse: number;
  /** Share of the variance that is predicted, 1 − Σ(y − ŷ)²/Σ(y − ȳ)²: 0 of the mean, NaN where all are equal. */
  r2: number;
}

/** Objective to minimise: one output, and a start. */
export interface Problem extends Fn {
  readonly start: Vec;
  /** Start of a replicate, counted from 0, where starts are random; `start` is that of the first. */
  starts?(replicate: number): Vec;
  /** Share of rows classified correctly at a point, for a classifier. */
  accuracy?(point: Vec): number;
  /** Errors of its predictions at a point, where it predicts numbers. */
  errors?(point: Vec): PredictionErrors;
  /** Validation loss at a point, without weight decay, and the accuracy of a classifier, or the errors of predictions. */
  validation?(point: Vec): { loss: number; accuracy?: number } & Partial<PredictionErrors>;
  /** In-place form of the validation loss. */
  validationInPlace?(allocate: Allocate, precision?: Precision): InPlace;
}

/** Problem of the catalogue, a formula, with what is known of it. */
export interface ProblemEntry extends ScalarFormula, Entry {
  readonly start: Vec;
  /** Global minima, all of them; none where it falls without end. */
  readonly minima: readonly (readonly number[])[];
  /** Those of the minima at which its derivative is NaN. */
  readonly corners: readonly (readonly number[])[];
  /** Range to draw: from and to, for each input. */
  readonly domain: readonly (readonly [from: number, to: number])[];
  readonly reference?: Reference<'literature', ProblemValue>;
}

interface ProblemValue {
  readonly at: readonly number[];
  readonly value: number;
}

/** Problem of x and y that exists in any number of dimensions. */
export interface ProblemFamily extends ProblemEntry {
  /**
   * The problem in n dimensions, a formula of x1 … xn with exact derivatives: n from 1, or from 2 where the terms are
   * of pairs, to 500. Start, minima and domain are those of two dimensions, in turns.
   * Throws RangeError for another n.
   */
  in(n: number): ProblemEntry;
}

type ProblemText = Omit<Entry, 'knobs'> &
  Pick<ProblemEntry, 'minima' | 'domain'> &
  Partial<Pick<ProblemEntry, 'corners' | 'reference'>> & { start: readonly number[] };

/** Formula of a problem by the names of its inputs. */
type FormulaOf = (x: readonly string[]) => string;
type FamilyText = Omit<ProblemText, 'formula'> & { formula: FormulaOf };

/** Most dimensions: the formula of more would be too long. */
const MOST_DIMENSIONS = 500;

/** Entry of a problem, whose value, gradient and Hessian come from its formula. */
export function problem(entry: FamilyText): ProblemFamily;
export function problem(entry: ProblemText): ProblemEntry;
export function problem({ start, ...entry }: ProblemText | FamilyText): ProblemEntry {
  const { formula: text } = entry;
  if (typeof text === 'function') return problemFamily(text, { ...entry, start });
  const known = { corners: [], ...entry, knobs: {}, start: Float64Array.from(start) };
  return Object.assign(formulaOnDemand(text), known, { formula: text });
}

function problemFamily(text: FormulaOf, given: Omit<ProblemText, 'formula'>): ProblemFamily {
  // Reference values are at points of the plane.
  const { reference, ...entry } = given;
  const least = text(['x1']) === '' ? 2 : 1;
  const within = (n: number) => {
    needWhole(`${entry.title} in n dimensions`, 'n', n, least, MOST_DIMENSIONS);
    const inTurns = <Each>(two: readonly Each[]) => Array.from({ length: n }, (_, i) => two[i % 2]);
    return problem({
      ...entry,
      title: `${entry.title} in ${n} dimension${n === 1 ? '' : 's'}`,
      formula: text(Array.from({ length: n }, (_, i) => `x${i + 1}`)),
      start: inTurns(entry.start),
      minima: entry.minima.map(inTurns),
      corners: (entry.corners ?? []).map(inTurns),
      domain: inTurns(entry.domain),
    });
  };
  return Object.assign(problem({ ...given, formula: text(['x', 'y']) }), { in: within });
}

/** Knobs of an optimizer at a step, and the number of the update, from 1. */
export type Settings = Readonly<Record<string, number | boolean>> & { readonly step: number };

/** Optimizer that makes the next point of a point and its gradient: any object with `init` and `step` will do. */
export interface Optimizer<State = unknown> {
  readonly knobs?: Readonly<Record<string, Knob>>;
  init(n: number): State;
  /** The next point. `state` may be changed, x and g may not. */
  step(state: State, x: Vec, g: Vec, settings: Settings): ArrayLike<number>;
}

/** Optimizer that evaluates the objective more than once a step: elsewhere, or its curvature. */
export interface Searcher<State = unknown> {
  readonly knobs?: Readonly<Record<string, Knob>>;
  /** Whether it is for sums of squares alone. */
  readonly residuals?: boolean;
  init(n: number): State;
  /**
   * The next point, evaluated; null where no lower one is found. `at` evaluates the objective at a point; `state` may
   * be changed.
   */
  search(state: State, here: Place, at: (x: Vec) => Place, settings: Settings): Place | null;
}
