import { byName, knobValue, type Optimizer, positive, type Searcher } from '../entry.js';
import { listed, needKeys, noSuch, shown, wrongKind } from '../need.js';
import * as optimizers from '../optimizers/index.js';
import type { Change } from './knobSchedule.js';
import { type RateList, rateFrom, ratesOf } from './rate.js';

export type OptimizerName = keyof typeof optimizers;
export type AnyOptimizer = OptimizerName | Optimizer<never> | Optimizer | Searcher<never> | Searcher;

/** Optimizer with its knobs set: what makes one run differ from another. */
export interface Contender {
  name: string;
  label: string;
  optimizer: Optimizer | Searcher;
  knobs: Record<string, number | boolean | RateList>;
  /** Knobs that distinguish it from the other configurations, the rate aside. */
  varied: readonly string[];
  /** Schedules of some of its knobs. */
  schedule: readonly Change[];
}

/**
 * Optimizer and its name, from a name of the catalogue, an entry, or any object with init and step, or init and search.
 */
export function optimizerFrom(
  who: string,
  given: unknown,
): { name: string; optimizer: Contender['optimizer'] } {
  if (typeof given !== 'object' || given === null) {
    const optimizer = byName<Contender['optimizer']>(who, 'optimizer', optimizers as never, given);
    return { name: given as string, optimizer };
  }
  const own = given as Partial<Optimizer & Searcher> & { title?: unknown };
  if (typeof own.init !== 'function' || typeof (own.step ?? own.search) !== 'function') {
    throw wrongKind(who, 'optimizer', 'a name, or an object with init and step', given);
  }
  const known = Object.entries(optimizers).find(([, entry]) => (entry as unknown) === given);
  const name = known?.[0] ?? (typeof own.title === 'string' ? own.title : 'custom');
  return { name, optimizer: given as Contender['optimizer'] };
}

/** Knobs of an optimizer; one that steps and declares none has a rate. */
export const knobsOf = (optimizer: Contender['optimizer']) =>
  optimizer.knobs ?? ('search' in optimizer ? {} : { rate: positive(1e-3, 'how long the steps are') });

/** Throws TypeError for a knob that optimizers of the catalogue have, but none of these. */
export function needOwner(who: string, what: string, knob: string, names: readonly string[]): void {
  const owners = Object.entries(optimizers).flatMap(([name, { knobs }]) => (knob in knobs ? [name] : []));
  if (owners.length === 0 || names.some((name) => owners.includes(name))) return;
  throw new TypeError(`${who}: ${what} needs one of ${listed(owners)}, got ${listed([...new Set(names)])}`);
}

/**
 * Configurations with a shared schedule, of which each gets those of knobs that it has and does not schedule itself.
 * Throws TypeError for a knob that none has.
 */
export function scheduled(
  who: string,
  contenders: readonly Contender[],
  schedule: readonly Change[],
): Contender[] {
  const known = [...new Set(contenders.flatMap(({ optimizer }) => Object.keys(knobsOf(optimizer))))];
  for (const { knob } of schedule)
    if (!known.includes(knob)) throw noSuch(who, 'knob in schedule:', knob, known);
  const shared = ({ knobs, schedule: own }: Contender) =>
    schedule.filter(({ knob }) => knob in knobs && !own.some((each) => each.knob === knob));
  return contenders.map((each) => ({ ...each, schedule: [...shared(each), ...each.schedule] }));
}

/**
 * Configuration with the given knobs, checked, and the others at their defaults; its label names those that are varied.
 */
export function contender(
  who: string,
  given: unknown,
  knobs: Record<string, unknown>,
  label?: unknown,
  varied: readonly string[] = [],
): Contender {
  const { name, optimizer } = optimizerFrom(who, given);
  if (label !== undefined && typeof label !== 'string') throw wrongKind(who, 'label', 'a text', label);
  const known = knobsOf(optimizer);
  needKeys(who, 'option', knobs, Object.keys(known));
  const values = Object.entries(known).map(([key, knob]) => [
    key,
    key === 'rate' ? rateFrom(who, knob, knobs[key]) : knobValue(who, key, knob, knobs[key]),
  ]);
  const settled = Object.fromEntries(values) as Contender['knobs'];
  const others = varied.map((key) => ` ${key} ${settled[key]}`).join('');
  return {
    name,
    label: label ?? labelOf(name, settled) + others,
    optimizer,
    knobs: settled,
    varied,
    schedule: [],
  };
}

/** Default label of a run, up to its varied knobs: `sgd 0.1`. */
export const labelOf = (name: string, { rate }: Contender['knobs']): string =>
  rate === undefined ? name : `${name} ${ratesOf(rate).map(shown).join(' → ')}`;
