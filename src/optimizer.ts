import { loadedEngine } from './engine/load.js';
import { allocateZeros, isResident } from './engine/memory.js';
import { dispose, ResidentNumbers, viewOf } from './engine/resident.js';
import {
  type Entry,
  type Knob,
  knobsFrom,
  knobValue,
  type Optimizer,
  type OptimizerGroup,
  type Reference,
  type Settings,
} from './entry.js';
import type { Vec } from './fn.js';
import { isVariableName } from './formula/names.js';
import { type OptimizerState, Update } from './formula/update.js';
import { needKeys, needLength, needNumber, needOptions, needWhole, showValue, wrongKind } from './need.js';
import { checkedNumbers, needInPlace, needOwnMemory, numbersOf } from './numbers.js';

type Knobs = Readonly<Record<string, Knob>>;

/** Knobs of a definition, in which a number stands for one that may be any number. */
type KnobsIn<K> = { readonly [Name in keyof K]: K[Name] extends Knob ? K[Name] : Knob<number> };

export interface OptimizerEntry<K extends Knobs = Knobs> extends Entry, Optimizer<OptimizerState> {
  readonly knobs: K;
  /** Losses that it reaches, by the name of a problem: how low, at which rate, in how many steps. */
  readonly reaches: Readonly<
    Record<string, { readonly rate: number; readonly steps: number; readonly within: number }>
  >;
  readonly reference?: OptimizerReference;
  readonly group?: OptimizerGroup;
  /** Its update with these knobs, as lines of formula text. */
  update(knobs: Readonly<Record<string, unknown>>): Update;
  init(n: number): OptimizerState;
  /**
   * The next x; memory changes. Knobs left out are at their defaults, and any that is a number may be 0, as a schedule
   * makes it.
   * Throws TypeError for unknown settings and for wrong kinds, RangeError for sizes and values.
   */
  step(memory: OptimizerState, x: ArrayLike<number>, g: ArrayLike<number>, settings: Settings): Vec;
  /** `step` in place and unchecked, given every knob: x becomes the next x. */
  advance(memory: OptimizerState, x: Vec, g: Vec, settings: Settings): void;
  /**
   * Stepper of x, a Float64Array or a resident vector, which each `step(g)` makes the next x where it is. Knobs left out
   * are at their defaults. What the optimizer remembers lies where x does; free it when done: `free()`, or `using`.
   * Throws TypeError for unknown settings and for wrong kinds, RangeError for values.
   */
  on(x: Vec | ResidentNumbers, settings?: Readonly<Record<string, number | boolean>>): Stepper;
  /**
   * The largest eigenvalue of P⁻¹H, of a quadratic with the Hessian H, at which steps with these knobs and this clock
   * settle while neither changes; null where there is none, as for steps by signs. P is what `preconditioner` tells, and
   * H has `coupledDecay` on its diagonal.
   */
  threshold(
    knobs?: Readonly<Record<string, unknown>>,
    clock?: Readonly<Record<string, number>>,
  ): number | null;
  /** Diagonal of P, what the steps measure each slope in; null where that is 1. */
  preconditioner(
    memory: OptimizerState,
    knobs?: Readonly<Record<string, unknown>>,
    step?: number,
  ): Vec | null;
  /** Weight decay that is a term of the gradient. */
  coupledDecay(knobs?: Readonly<Record<string, unknown>>): number;
  /** The lines at the default knobs, typeset. */
  readonly tex: string;
  readonly mathml: string;
}

/** Reference point after so many steps on a problem of the catalogue, with these knobs. */
export interface OptimizerValue {
  readonly problem: string;
  readonly knobs: Readonly<Record<string, number | boolean>>;
  readonly steps: number;
  readonly point: readonly number[];
}

type OptimizerReference = Reference<'PyTorch' | 'Optax' | 'NumPy', OptimizerValue>;

/** Whether a knob is on: neither 0 nor false. */
type Switches<K> = { readonly [Name in keyof K]: boolean };

/** Definition of an optimizer, by the lines of its update. */
export interface OptimizerText<K extends Record<string, Knob | number>> {
  title: string;
  says?: string;
  cite?: string;
  group?: OptimizerGroup;
  knobs: K;
  reaches?: OptimizerEntry['reaches'];
  reference?: OptimizerReference;
  /** Numbers that change once a step, whatever the parameters, with their initial values. */
  clock?: Readonly<Record<string, number>>;
  /** Numbers kept of every parameter, with their initial values. */
  state?: Readonly<Record<string, number>>;
  /**
   * The update: what each name becomes, as formula text, in this order; each line sees the new values of those above. x
   * is the parameter, g its slope, `step` the number of the update, from 1; `norm(g)` is √Σg² over all parameters, and
   * so of any expression. A function is given which knobs are on.
   */
  next: Readonly<Record<string, string>> | ((on: Switches<K>) => Readonly<Record<string, string>>);
  /** Fast path of the update, by a kernel; null where there is none. */
  fast?(on: Switches<K>): FastUpdate<never> | null;
  /** What its steps are near a minimum, where there is a rate from which they no longer settle. */
  stability?: Stability<Numbers<K>>;
}

/** Knobs as numbers, switches as whether they are on. */
type Numbers<K> = { readonly [Name in keyof K]: number };

/** Stability of steps on a quadratic, with what they measure slopes in held still. */
interface Stability<K> {
  /** The largest eigenvalue of P⁻¹H at which steps settle, P and the clock standing still. */
  threshold(knobs: K, clock: Readonly<Record<string, number>>): number;
  /** P of parameter i, after a step; without it, 1. */
  scale?(memory: OptimizerState, knobs: K, step: number): (i: number) => number;
  /** Whether the knob weightDecay is a term of the gradient, and so of its slope. */
  coupled?: boolean;
}

/** Update of x by a kernel, after that of the clock; a law compares it with the lines. */
export type FastUpdate<S> = (memory: OptimizerState, x: Vec, g: Vec, settings: S) => void;

/**
 * Optimizer from the lines of its update:
 * `optimizer({ title: 'plain', knobs: { rate: 0.1 }, next: { x: 'x - rate g' } })`.
 * Throws SyntaxError for a line that cannot be read, TypeError where none says what x becomes.
 */
export function ownOptimizer<const K extends Record<string, Knob | number>>(
  text: OptimizerText<K>,
): OptimizerEntry<KnobsIn<K>> {
  const entry = optimizer(text);
  entry.update(Object.fromEntries(Object.entries(entry.knobs).map(([name, knob]) => [name, knob.default])));
  return entry;
}

/** The same for the catalogue: its lines are read when they are first asked for. */
export function optimizer<const K extends Record<string, Knob | number>>(
  text: OptimizerText<K>,
): OptimizerEntry<KnobsIn<K>> {
  const parts = partsFrom(text);
  needTexts({ ...text });
  const variant = variants(text, parts);
  const { title, says = '', cite = '', group, reaches = {}, reference } = text;
  const { knobs, clock, state } = parts;
  const defaults = Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.default]));
  const lines = () => variant(defaults).update.lines;
  const advance: OptimizerEntry['advance'] = (memory, x, g, settings) =>
    updateInPlace(variant(settings), memory, x, g, settings);
  const entry: OptimizerEntry = {
    title,
    says,
    cite,
    knobs,
    reaches,
    ...(reference && { reference }),
    ...(group && { group }),
    get formula() {
      return lines().texts.x;
    },
    get tex() {
      return lines().tex;
    },
    get mathml() {
      return lines().mathml;
    },
    update: (settings) => variant(settings).update,
    init: (n) => ({ clock: { ...clock }, state: arrays(state, n) }),
    step: (memory, x, g, settings) => checkedStep(title, parts, advance, memory, x, g, settings),
    advance,
    on(x, settings = {}) {
      // A method: it is that of a spread with another step too.
      if (this && this.step !== entry.step)
        throw new TypeError(`${title}: on needs the step that it was made with, got another`);
      return new Stepper(title, parts, variant, x, settings);
    },
    ...stabilityOf(title, parts, text.stability as Stability<never> | undefined),
  };
  byStep.set(entry.step, entry);
  return entry as OptimizerEntry<KnobsIn<K>>;
}

/** What an entry says of the curvature that its steps can take. */
function stabilityOf(
  title: string,
  { knobs, state }: Parts,
  stability: Stability<never> | undefined,
): Pick<OptimizerEntry, 'threshold' | 'preconditioner' | 'coupledDecay'> {
  const settle = (given: unknown) => knobsAt(title, knobs, given ?? {}) as never;
  return {
    threshold: (given, clock = {}) => stability?.threshold(settle(given), clock) ?? null,
    preconditioner(memory, given, step = 1) {
      const told = settle(given);
      if (!stability?.scale) return null;
      const n = memory?.state?.[Object.keys(state)[0]]?.length ?? 0;
      needMemory(title, memory, Object.keys(state), n);
      const scale = stability.scale(memory, told, step);
      return Float64Array.from({ length: n }, (_, i) => scale(i));
    },
    coupledDecay: (given) =>
      stability?.coupled ? (settle(given) as Numbers<{ weightDecay: number }>).weightDecay : 0,
  };
}

type Starts = Readonly<Record<string, number>>;

/** Names that a definition declares, checked. */
interface Parts {
  readonly knobs: Readonly<Record<string, Knob>>;
  readonly clock: Starts;
  readonly state: Starts;
}

function partsFrom(text: Pick<OptimizerText<Record<string, Knob | number>>, keyof Parts>): Parts {
  needKeys('optimizer', 'part', text, PARTS);
  const knobs = knobsFrom('optimizer', text.knobs);
  const taken = new Set(['x', 'g', 'step']);
  for (const name of Object.keys(knobs)) needNewName('knobs', name, taken);
  const clock = startsFrom('clock', text.clock, taken);
  return { knobs, clock, state: startsFrom('state', text.state, taken) };
}

/** Update for one choice of knobs that are on. */
interface Variant {
  readonly update: Update;
  readonly fast: FastUpdate<never> | null;
}

/** Update for any settings, made once for each choice of knobs that are on. */
function variants<K extends Record<string, Knob | number>>(text: OptimizerText<K>, parts: Parts) {
  const [known, own] = [new Map<string, Variant>(), { ...text }];
  return (settings: Readonly<Record<string, unknown>>): Variant => {
    let key = '';
    for (const name in parts.knobs) key += settings[name] ? 1 : 0;
    let found = known.get(key);
    if (!found) {
      found = variantOf(own, parts, settings);
      known.set(key, found);
    }
    return found;
  };
}

function variantOf<K extends Record<string, Knob | number>>(
  { next, fast }: OptimizerText<K>,
  { knobs, clock, state }: Parts,
  settings: Readonly<Record<string, unknown>>,
): Variant {
  const names = Object.keys(knobs);
  const on = Object.fromEntries(names.map((name) => [name, !!settings[name]])) as Switches<K>;
  const lines = typeof next === 'function' ? next(on) : next;
  if (typeof lines !== 'object' || lines === null)
    throw wrongKind('optimizer', 'next', 'lines of formula text', lines);
  const scalars = names.filter((name) => typeof knobs[name].default === 'number');
  const update = new Update(lines, Object.keys(clock), Object.keys(state), scalars);
  return { update, fast: fast?.(on) ?? null };
}

function updateInPlace(
  { update, fast }: Variant,
  memory: OptimizerState,
  x: Vec,
  g: Vec,
  settings: Settings,
): void {
  if (!fast) {
    update.advance(memory, x, g, settings);
    return;
  }
  update.advanceClock(memory, x, g, settings);
  fast(memory, x, g, settings as never);
}

/** Optimizer on one x, which its steps change where it is. */
export class Stepper {
  readonly #who: string;
  readonly #x: unknown;
  readonly #length: number;
  readonly #variant: Variant;
  readonly #settings: Record<string, number | boolean> & { step: number };
  /** Residents of its own, where x is one. */
  readonly #residents: ResidentNumbers[] = [];
  #memory: OptimizerState | null;
  /** Copy of gradients that do not lie where x does. */
  #copy: Vec | null = null;

  constructor(
    who: string,
    { knobs, clock, state }: Parts,
    variant: (settings: Settings) => Variant,
    x: unknown,
    settings: unknown,
  ) {
    this.#who = who;
    this.#x = x;
    this.#length = needInPlace(who, 'x', x).length;
    this.#settings = { ...knobsAt(who, knobs, settings), step: 0 };
    this.#variant = variant(this.#settings);
    try {
      const arrays = this.#variant.update.used.map((name) => [name, this.#allocate().fill(state[name])]);
      this.#memory = { clock: { ...clock }, state: Object.fromEntries(arrays) };
    } catch (error) {
      this.#freeResidents();
      throw error;
    }
  }

  /** Number of updates made. */
  get steps(): number {
    return this.#settings.step;
  }

  /**
   * One update by the gradient at x. Throws TypeError for a wrong kind, RangeError for another length, for memory that
   * is that of x, and once anything is freed.
   */
  step(g: ArrayLike<number> | ResidentNumbers): void {
    const [who, n] = [this.#who, this.#length];
    if (!this.#memory)
      throw new RangeError(`${who}: step needs the memory of its steps, got one that was freed`);
    const x = needInPlace(who, 'x', this.#x, n);
    let slope = numbersOf(who, 'g', g, n);
    needOwnMemory(who, 'g', slope, x, 'x');
    if (isResident(slope) !== isResident(x)) {
      this.#copy ??= this.#allocate();
      this.#copy.set(slope);
      slope = this.#copy;
    }
    this.#settings.step++;
    updateInPlace(this.#variant, this.#memory, x, slope, this.#settings);
  }

  /** Release of what it remembers, not of x; it makes no further step. */
  free(): void {
    this.#memory = null;
    this.#freeResidents();
  }

  [dispose](): void {
    this.free();
  }

  #allocate(): Vec {
    if (!(this.#x instanceof ResidentNumbers))
      return allocateZeros(this.#who, 'what it remembers', this.#length);
    const own = new ResidentNumbers(loadedEngine()?.memory ?? null, 'what it remembers', this.#length);
    this.#residents.push(own);
    return viewOf(this.#who, 'what it remembers', own);
  }

  #freeResidents(): void {
    for (const each of this.#residents.splice(0)) each.free();
  }
}

/** `step` of an entry: on a copy of x, its arguments checked. */
function checkedStep(
  who: string,
  { knobs, state }: Parts,
  advance: OptimizerEntry['advance'],
  memory: OptimizerState,
  x: ArrayLike<number>,
  g: ArrayLike<number>,
  settings: Settings,
): Vec {
  const next = checkedNumbers(who, 'x', x);
  const slope = checkedNumbers(who, 'g', g, next.length);
  const told = settingsFrom(who, knobs, settings);
  needMemory(who, memory, Object.keys(state), next.length);
  advance(memory, next, slope, told);
  return next;
}

const arrays = (state: Starts, n: number) =>
  Object.fromEntries(Object.entries(state).map(([name, from]) => [name, new Float64Array(n).fill(from)]));

const byStep = new WeakMap<object, OptimizerEntry>();

/** Entry whose lines the steps of an optimizer are; null where `step` is another's. */
export const entryOfStep = (of: object): OptimizerEntry | null =>
  ('step' in of && byStep.get(of.step as object)) || null;

/** Settings of a step, checked, with every knob. */
function settingsFrom(who: string, knobs: Readonly<Record<string, Knob>>, given: unknown): Settings {
  const { step, ...told } = needOptions(who, given);
  const settled = knobsAt(who, knobs, told, 'step');
  return { ...settled, step: needWhole(who, 'step', step, 1, Number.MAX_SAFE_INTEGER) };
}

/** Every knob, as given or at its default, checked; any that is a number may be 0. */
function knobsAt(
  who: string,
  knobs: Readonly<Record<string, Knob>>,
  given: unknown,
  ...more: string[]
): Record<string, number | boolean> {
  const told = needOptions(who, given);
  needKeys(who, 'setting', told, [...more, ...Object.keys(knobs)]);
  const settled = Object.entries(knobs).map(([name, knob]) => {
    const rests = told[name] === 0 && typeof knob.default === 'number';
    return [name, rests ? 0 : knobValue(who, name, knob, told[name])];
  });
  return Object.fromEntries(settled);
}

function needMemory(
  who: string,
  memory: Partial<OptimizerState> | null,
  names: readonly string[],
  n: number,
): void {
  const { clock, state } = memory ?? {};
  if (!clock || !state || !names.every((name) => state[name] instanceof Float64Array))
    throw wrongKind(who, 'memory', `what init(${n}) returns`, memory);
  for (const name of names) needLength(who, `${name} of memory`, state[name], n);
}

const PARTS = [
  'title',
  'says',
  'cite',
  'group',
  'knobs',
  'reaches',
  'reference',
  'clock',
  'state',
  'next',
  'fast',
  'stability',
];

function startsFrom(part: string, given: unknown, taken: Set<string>): Record<string, number> {
  const starts = given === undefined ? {} : (needOptions('optimizer', given) as Record<string, number>);
  for (const [name, from] of Object.entries(starts)) {
    needNewName(part, name, taken);
    needNumber('optimizer', `${part}.${name}`, from);
  }
  return { ...starts };
}

function needNewName(part: string, name: string, taken: Set<string>): void {
  if (!isVariableName(name)) throw new TypeError(`optimizer: ${part} needs names, got ${showValue(name)}`);
  if (taken.has(name)) throw new TypeError(`optimizer: ${part} needs names of its own, got ${name} again`);
  taken.add(name);
}

function needTexts({
  title,
  says = '',
  cite = '',
  fast,
  stability,
}: Readonly<Record<string, unknown>>): void {
  for (const [part, text] of Object.entries({ title, says, cite }))
    if (typeof text !== 'string') throw wrongKind('optimizer', part, 'a text', text);
  if (fast !== undefined && typeof fast !== 'function')
    throw wrongKind('optimizer', 'fast', 'a function', fast);
  if (
    stability !== undefined &&
    typeof (stability as Partial<Stability<never>> | null)?.threshold !== 'function'
  )
    throw wrongKind('optimizer', 'stability', 'an object with a threshold function', stability);
}
