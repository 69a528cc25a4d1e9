import { entryByName, fitsKnob, type Knob, knobNeeds } from '../entry.js';
import { needKeys, needNumber, needOptions, outOfRange, unknownName, wrongKind } from '../need.js';
import { parseIfNumber, parseScalar } from '../numbers.js';
import type { Factor, Schedule, ScheduleEntry } from '../schedule.js';
import * as schedules from '../schedules/index.js';

export type ScheduleName = keyof typeof schedules;

/** Schedule by name, by name with some of its knobs, as text or as an object, by entry, or one of the caller's own. */
type OneSchedule =
  | ScheduleName
  | `${ScheduleName}:${string}`
  | Schedule
  | { schedule: ScheduleName; [knob: string]: unknown };

/** Schedules one after the other, each but the last with its number of updates. */
type ScheduleChain = readonly { schedule: ScheduleName; steps?: number; [knob: string]: unknown }[];

/** Schedule of the rate, or of several knobs, by their names. */
export type ScheduleOption =
  | OneSchedule
  | ScheduleChain
  | Readonly<Record<string, OneSchedule | ScheduleChain>>;

/** Name and knobs of a schedule, or of several with the numbers of their updates. */
export type WrittenSchedule = Record<string, unknown> | readonly Record<string, unknown>[];

/** Schedule of one knob. */
export interface KnobSchedule {
  knob: string;
  start(): Factor;
  /**
   * Whether the factor depends on the losses, of which there is one per sample, and not on the number of the update.
   */
  watchesLoss: boolean;
  /** Name and knobs, which can be posted to another thread; null for a schedule of the caller's own. */
  serializable: WrittenSchedule | null;
}

/** Schedules from an option, checked, one for each knob. */
export function knobSchedulesFrom(who: string, given: unknown, steps: number): readonly KnobSchedule[] {
  if (given === undefined) return [];
  const isOne =
    typeof given !== 'object' ||
    given === null ||
    Array.isArray(given) ||
    'schedule' in given ||
    'start' in given;
  const byKnob = isOne ? { rate: given } : (needOptions(who, given) as Record<string, unknown>);
  return Object.entries(byKnob).map(([knob, one]) => knobScheduleFrom(who, knob, one, steps));
}

/** Schedule from text: one, or several with a plus between them, `warmup:100+cosine`. */
function scheduleFromText(who: string, text: string): string | WrittenSchedule {
  const parts = text.split(/\+(?=\s*[A-Za-z])/);
  if (parts.length === 1) return oneFromText(who, text);
  return parts.map((part) => {
    const [, name, steps, rest = ''] = /^([^:]*):\s*(\d+)\s*(,.*)?$/.exec(part) ?? [];
    const one = oneFromText(who, steps === undefined ? part : rest ? `${name}:${rest.slice(1)}` : name);
    const written = typeof one === 'string' ? { schedule: one } : one;
    return { ...written, ...(steps !== undefined && { steps: Number(steps) }) };
  });
}

/**
 * One schedule from text: `cosine`, or with knobs, `cosine:etaMin=0.1`; a list extends to the next name:
 * `multistep:milestones=300,600,gamma=0.5`.
 */
function oneFromText(who: string, text: string): string | Record<string, unknown> {
  const [schedule, given, ...rest] = text.split(':').map((part) => part.trim());
  if (given === undefined) return schedule;
  const needs = (what: string) => outOfRange(who, 'schedule', what, text);
  if (rest.length > 0) throw needs(EXAMPLE);
  const found = splitSettings(given, needs);
  const { knobs } = entryByName<ScheduleEntry>(who, 'schedule', schedules, schedule);
  const settingOf = ([name, ...values]: string[]) => {
    if (!Object.hasOwn(knobs, name)) throw unknownName(who, `knob of ${schedule}:`, name, Object.keys(knobs));
    if (Array.isArray(knobs[name].default)) return [name, values.map(parseIfNumber)];
    if (values.length > 1) throw needs(`one value for ${name}`);
    return [name, parseScalar(values[0])];
  };
  return { schedule, ...Object.fromEntries(found.map(settingOf)) };
}

const EXAMPLE = 'a name like cosine, or with knobs cosine:etaMin=0.1';

/** Names in `milestones=300,600,gamma=0.5`, each with its values behind it. */
function splitSettings(text: string, needs: (what: string) => Error): string[][] {
  const found: string[][] = [];
  for (const part of text.split(',')) {
    const words = part.split('=').map((word) => word.trim());
    if (words.length > 2 || (words.length === 1 && found.length === 0)) throw needs(EXAMPLE);
    if (words.length === 1) found[found.length - 1].push(words[0]);
    else if (found.some(([name]) => name === words[0])) throw needs('each knob once');
    else found.push(words);
  }
  return found;
}

/** Text of a schedule that is given by its name and knobs, or of several: `warmup:100+cosine:etaMin=0.1`. */
export function scheduleText(given: WrittenSchedule): string {
  if (Array.isArray(given)) return given.map(scheduleText).join('+');
  const { schedule, steps, ...knobs } = given as Record<string, unknown>;
  const written = [
    ...(steps === undefined ? [] : [String(steps)]),
    ...Object.entries(knobs).map(([name, value]) => `${name}=${value}`),
  ];
  return written.length > 0 ? `${schedule}:${written.join(',')}` : String(schedule);
}

function knobScheduleFrom(who: string, knob: string, option: unknown, steps: number): KnobSchedule {
  const given = typeof option === 'string' ? scheduleFromText(who, option) : option;
  return Array.isArray(given) ? chainFrom(who, knob, given, steps) : oneScheduleFrom(who, knob, given, steps);
}

/** Schedules one after the other, each of which counts its own updates from 1. */
function chainFrom(who: string, knob: string, given: readonly unknown[], steps: number): KnobSchedule {
  if (given.length === 0) throw new RangeError(`${who}: schedule needs at least one, got 0`);
  let left = steps;
  const parts = Array.from(given, (part, k) => {
    const { steps: own, ...rest } = needOptions(who, part);
    const what = `steps of schedule ${k + 1}`;
    const isLast = k === given.length - 1;
    if (isLast && own !== undefined)
      throw wrongKind(who, what, 'none, since the last goes on to the end', own);
    const most = `a whole number from 1 up, with those before fewer than the ${steps} of the run`;
    const length = isLast
      ? left
      : needNumber(who, what, own, most, (n) => Number.isInteger(n) && n > 0 && n < left);
    left -= length;
    return { ...oneScheduleFrom(who, knob, filled(rest, length, isLast), length), length };
  });
  const start = (): Factor => {
    const factors = parts.map((part) => part.start());
    return (update, loss) => {
      let [k, before] = [0, 0];
      while (k < parts.length - 1 && update - before > parts[k].length) before += parts[k++].length;
      return factors[k](update - before, loss);
    };
  };
  const serializable = Array.from(given as Record<string, unknown>[], (part) => ({ ...part }));
  return { knob, start, watchesLoss: parts.some((part) => part.watchesLoss), serializable };
}

/** Schedule before others, which takes as many updates to its end as it has, unless said. */
function filled(given: Readonly<Record<string, unknown>>, steps: number, isLast: boolean) {
  const { schedule: name } = given;
  const entry = Object.hasOwn(schedules, String(name)) && schedules[name as ScheduleName];
  return entry && !isLast && 'totalIters' in entry.knobs ? { totalIters: steps, ...given } : given;
}

function oneScheduleFrom(who: string, knob: string, given: unknown, steps: number): KnobSchedule {
  const own = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : null;
  const known = Object.entries<unknown>(schedules).find(([, entry]) => entry === given)?.[0];
  const isNamed = own === null || known !== undefined || 'schedule' in own;
  if (!isNamed && typeof own.start !== 'function')
    throw wrongKind(who, 'schedule', 'a name, or an object with start', given);
  const { schedule: name, ...knobs } = own && !known ? own : { schedule: known ?? given };
  const entry = isNamed
    ? entryByName<Schedule>(who, 'schedule', schedules as never, name)
    : (given as Schedule);
  // `steps` is no knob: it is the run's.
  if (isNamed) needKeys(who, 'option', knobs, Object.keys((entry as ScheduleEntry).knobs));
  const start = () => {
    const factor: unknown = entry.start({ ...(isNamed && knobs), steps }, who);
    if (typeof factor !== 'function')
      throw wrongKind(who, 'schedule', 'a start that returns a function', factor);
    return factor as Factor;
  };
  // Checks the knobs before any run begins.
  start();
  const watchesLoss = isNamed && !('at' in entry);
  return { knob, start, watchesLoss, serializable: isNamed ? { schedule: name, ...knobs } : null };
}

/** Schedules as data, by the names of their knobs, without those of the caller's own; null where none is left. */
export function serializeSchedules(
  schedule: readonly KnobSchedule[],
): Record<string, WrittenSchedule> | null {
  const all = schedule.flatMap(({ knob, serializable }): [string, WrittenSchedule][] =>
    serializable ? [[knob, serializable]] : [],
  );
  return all.length > 0 ? Object.fromEntries(all) : null;
}

/** Function that multiplies the knobs of one run by their factors at an update; null where no knob has a schedule. */
export function applySchedules(
  who: string,
  schedule: readonly KnobSchedule[],
  known: Readonly<Record<string, Knob>>,
): ((base: Record<string, unknown>, update: number, loss: number, isEntry: boolean) => void) | null {
  const own = schedule
    .filter(({ knob }) => knob in known)
    .map(({ knob, start, watchesLoss }) => ({ knob, watchesLoss, factor: start(), now: 1 }));
  for (const { knob } of own)
    if (typeof known[knob].default !== 'number')
      throw wrongKind(who, `schedule of ${knob}`, 'a knob that is a number', known[knob].default);
  if (own.length === 0) return null;
  return (base, update, loss, isEntry) => {
    for (const each of own) {
      if (!each.watchesLoss || isEntry) each.now = each.factor(update, loss);
      if (typeof each.now !== 'number')
        throw wrongKind(who, `the factor of ${each.knob} at step ${update}`, 'a number', each.now);
      const value = (base[each.knob] as number) * each.now;
      // 0 is allowed of every knob, a rate too.
      if (value !== 0 && !fitsKnob(known[each.knob], value))
        throw outOfRange(who, `${each.knob} at step ${update}`, knobNeeds(known[each.knob]), value);
      base[each.knob] = value;
    }
  };
}
