import { type Entry, type Knob, knobValue, type Reference } from './entry.js';
import { formula } from './formula/formula.js';
import { Program } from './formula/interpret.js';
import { needKeys, needWhole, outOfRange, wrongKind } from './need.js';

/**
 * Factor of the rate at an update, counted from 1. `loss` is that of the point the update starts from: a schedule that
 * depends on losses needs that of every update, in order; the others need none, and take updates in any order.
 */
export type Factor = (update: number, loss?: number) => number;

/** Schedule of a rate: any object with a `start` will do. */
export interface Schedule {
  /** Factor for one run of so many steps. */
  start(settings: ScheduleSettings, who?: string): Factor;
}

/** Number of steps of the run, and any of the knobs. */
export type ScheduleSettings = { readonly steps: number } & Readonly<Record<string, unknown>>;

/** Knob that is a list of whole numbers. */
interface ListKnob {
  readonly default: readonly number[];
  readonly says: string;
}

type Knobs = Readonly<Record<string, Knob<number> | Knob<boolean> | ListKnob>>;

export interface ScheduleEntry extends Omit<Entry, 'knobs'>, Schedule {
  readonly knobs: Knobs;
  readonly reference?: Reference<'PyTorch', ScheduleValue>;
  readonly tex: string;
  readonly mathml: string;
}

/** Reference factors of the updates from 1, in a run of so many steps with these losses. */
export interface ScheduleValue {
  readonly steps: number;
  readonly knobs: Readonly<Record<string, unknown>>;
  readonly factors: readonly number[];
  readonly losses?: readonly number[];
}

/** Schedule that depends on the number of the update alone. */
export interface PlannedSchedule extends ScheduleEntry {
  /** Factor of one update, from 1. Throws as `start` does. */
  at(update: number, settings: ScheduleSettings): number;
}

type Value<K> = K extends Knob<number> ? number : K extends Knob<boolean> ? boolean : readonly number[];
type Values<K> = { readonly [Name in keyof K]: Value<K[Name]> } & { readonly steps: number };
type Switches<K> = { readonly [Name in keyof K as K[Name] extends Knob<boolean> ? Name : never]: boolean };

interface ScheduleBase<K extends Knobs> {
  title: string;
  says: string;
  cite: string;
  knobs: K;
  reference?: Reference<'PyTorch', ScheduleValue>;
  /**
   * Formula of the factor, in the knobs that are numbers, `update`, `steps` and `uses`. A function is given which
   * switches are on.
   */
  formula: string | ((on: Switches<K>) => string);
  /** Other names in the formula. */
  uses?: readonly string[];
}

interface ScheduleText<K extends Knobs> extends ScheduleBase<K> {
  /** Values of `uses` at an update. */
  counts?(update: number, settings: Values<K>): readonly number[];
}

interface WatcherText<K extends Knobs> extends ScheduleBase<K> {
  /** Function called with every loss; `value` evaluates the formula at values of `uses`. */
  watch(settings: Values<K>, value: (...uses: number[]) => number): (loss: number) => number;
}

/** Schedule from the formula of its factor: a function of the update and of the number of steps. */
export function schedule<const K extends Knobs>(text: ScheduleText<K>): PlannedSchedule {
  const entry = makeSchedule(text, (settings, value) => {
    const { counts } = text;
    return (update) => value(update, counts?.(update, settings) ?? []);
  });
  return Object.assign(entry, {
    at: (update: number, settings: ScheduleSettings) =>
      entry.start(settings)(needWhole('schedule', 'update', update, 1, Number.MAX_SAFE_INTEGER)),
  });
}

/** Schedule that depends on the losses. */
export const watcher = <const K extends Knobs>(text: WatcherText<K>): ScheduleEntry =>
  makeSchedule(text, (settings, value) => {
    const next = text.watch(settings, (...uses) => value(0, uses));
    return (_, loss = NaN) => next(loss);
  });

type Evaluate = (update: number, uses: readonly number[]) => number;

const MOST_STEPS = 1e9;

function makeSchedule<K extends Knobs>(
  { title, says, cite, knobs, reference, formula: given, uses = [] }: ScheduleBase<K>,
  begin: (settings: Values<K>, value: Evaluate) => Factor,
): ScheduleEntry {
  const numbers = Object.keys(knobs).filter((name) => typeof knobs[name].default === 'number');
  const names = [...numbers, 'steps', 'update', ...uses];
  const textOf = (settings: Readonly<Record<string, unknown>>) =>
    typeof given === 'function' ? given(settings as Switches<K>) : given;
  const read = (text: string) => formula(text, { variables: names });
  const usual = textOf(Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.default])));
  return {
    title,
    says,
    cite,
    knobs,
    ...(reference && { reference }),
    formula: usual,
    get tex() {
      return read(usual).tex;
    },
    get mathml() {
      return read(usual).mathml;
    },
    start(options, who = 'schedule') {
      const settings = scheduleSettings(who, knobs, options);
      const program = new Program(read(textOf(settings)).computed, names);
      const x = Float64Array.from(names, (name) => Number(settings[name] ?? 0));
      return begin(settings as Values<K>, (update, counted) => {
        x[numbers.length + 1] = update;
        x.set(counted, numbers.length + 2);
        return program.run(x)[0];
      });
    },
  };
}

/** Number of steps and every knob, checked, the others at their defaults. */
function scheduleSettings(who: string, knobs: Knobs, options: ScheduleSettings): Record<string, unknown> {
  needKeys(who, 'option', options, [...Object.keys(knobs), 'steps']);
  const values = Object.entries(knobs).map(([name, knob]) => {
    const given = options[name];
    return [name, isList(knob) ? listFrom(who, name, knob, given) : knobValue(who, name, knob, given)];
  });
  return { ...Object.fromEntries(values), steps: needWhole(who, 'steps', options.steps, 1, MOST_STEPS) };
}

const isList = (knob: Knob | ListKnob): knob is ListKnob => Array.isArray(knob.default);

function listFrom(who: string, name: string, knob: ListKnob, given: unknown): readonly number[] {
  const needs = 'a list of whole numbers from 1 up';
  if (given === undefined) return knob.default;
  if (!Array.isArray(given)) throw wrongKind(who, name, needs, given);
  for (const each of given) {
    if (typeof each !== 'number') throw wrongKind(who, name, needs, each);
    if (!(Number.isInteger(each) && each >= 1)) throw outOfRange(who, name, needs, each);
  }
  return [...given];
}
