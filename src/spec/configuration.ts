import {
  entryByName,
  type Knob,
  knobsFrom,
  knobValue,
  type Optimizer,
  positive,
  type Searcher,
} from '../entry.js';
import { listNames, needKeys, showValue, unknownName, wrongKind } from '../need.js';
import * as optimizers from '../optimizers/index.js';
import type { KnobSchedule } from './knobSchedule.js';
import { type RateList, rateFrom, ratesInOrder } from './rate.js';

/** Optimizer with its knobs set: what makes one run differ from another. */
export interface Configuration {
  name: string;
  label: string;
  optimizer: Optimizer | Searcher;
  knobs: Record<string, number | boolean | RateList>;
  /** Knobs that distinguish it from the other configurations, the rate aside. */
  varied: readonly string[];
  /** Schedules of some of its knobs. */
  schedule: readonly KnobSchedule[];
}

/**
 * Optimizer and its name, from a name of the catalogue, an entry, or any object with init and step, or init and search.
 */
export function optimizerFrom(
  who: string,
  given: unknown,
): { name: string; optimizer: Configuration['optimizer'] } {
  if (typeof given !== 'object' || given === null) {
    const optimizer = entryByName<Configuration['optimizer']>(who, 'optimizer', optimizers as never, given);
    return { name: given as string, optimizer };
  }
  const own = given as Partial<Optimizer & Searcher> & { title?: unknown; name?: unknown };
  if (typeof own.init !== 'function' || typeof (own.step ?? own.search) !== 'function') {
    throw wrongKind(who, 'optimizer', 'a name, or an object with init and step', given);
  }
  const known = Object.entries(optimizers).find(([, entry]) => (entry as unknown) === given);
  if (!known && own.knobs !== undefined) knobsFrom(who, own.knobs, 'optimizer.knobs');
  const name = known?.[0] ?? [own.name, own.title].find((each) => typeof each === 'string') ?? 'custom';
  return { name: name as string, optimizer: given as Configuration['optimizer'] };
}

/** Knobs of an optimizer; one that steps and declares none has a rate. */
export function optimizerKnobs(optimizer: Configuration['optimizer']): Readonly<Record<string, Knob>> {
  const { knobs } = optimizer;
  if (!knobs) return 'search' in optimizer ? {} : { rate: positive(1e-3, 'how long the steps are') };
  // Asked for several times a run, and checked by `optimizerFrom`.
  const hasNumbers = Object.values<unknown>(knobs).some((knob) => typeof knob === 'number');
  return hasNumbers ? knobsFrom('optimizer', knobs) : knobs;
}

/** Throws TypeError for a knob that optimizers of the catalogue have, but none of these. */
export function needKnobOwner(who: string, what: string, knob: string, names: readonly string[]): void {
  const owners = Object.entries(optimizers).flatMap(([name, { knobs }]) => (knob in knobs ? [name] : []));
  if (owners.length === 0 || names.some((name) => owners.includes(name))) return;
  throw new TypeError(
    `${who}: ${what} needs one of ${listNames(owners)}, got ${listNames([...new Set(names)])}`,
  );
}

/**
 * Configurations with a shared schedule, of which each gets those of knobs that it has and does not schedule itself.
 * Throws TypeError for a knob that none has.
 */
export function withSchedules(
  who: string,
  configurations: readonly Configuration[],
  schedule: readonly KnobSchedule[],
): readonly Configuration[] {
  if (schedule.length === 0) return configurations;
  const known = [
    ...new Set(configurations.flatMap(({ optimizer }) => Object.keys(optimizerKnobs(optimizer)))),
  ];
  for (const { knob } of schedule)
    if (!known.includes(knob)) throw unknownName(who, 'knob in schedule:', knob, known);
  const shared = ({ knobs, schedule: own }: Configuration) =>
    schedule.filter(({ knob }) => knob in knobs && !own.some((each) => each.knob === knob));
  return configurations.map((each) => ({ ...each, schedule: [...shared(each), ...each.schedule] }));
}

/** What makes a configuration beside its optimizer and its knobs. */
interface ConfigurationParts {
  /** Its label, made of its name and varied knobs unless given. */
  label?: unknown;
  varied?: readonly string[];
  /** Name of the optimizer, where two would have the same. */
  name?: string;
  /** The call's other options, for suggestions. */
  options?: readonly string[];
}

/**
 * Configuration with the given knobs, checked, and the others at their defaults; its label names those that are varied.
 */
export function makeConfiguration(
  who: string,
  given: unknown,
  knobs: Record<string, unknown>,
  { label, varied = [], options = [], ...own }: ConfigurationParts = {},
): Configuration {
  const found = optimizerFrom(who, given);
  const { name, optimizer } = { ...found, ...own };
  if (label !== undefined && typeof label !== 'string') throw wrongKind(who, 'label', 'a text', label);
  const known = optimizerKnobs(optimizer);
  for (const key of Object.keys(knobs)) if (!(key in known)) needKnobOwner(who, key, key, [name]);
  needKeys(who, 'option', knobs, Object.keys(known), options);
  const values = Object.entries(known).map(([key, knob]) => [
    key,
    key === 'rate' ? rateFrom(who, knob, knobs[key]) : knobValue(who, key, knob, knobs[key]),
  ]);
  const settled = Object.fromEntries(values) as Configuration['knobs'];
  return {
    name,
    label: label ?? configurationLabel(name, settled) + variedText(settled, varied),
    optimizer,
    knobs: settled,
    varied,
    schedule: [],
  };
}

/** The same configuration, without a label of its own, at another rate, which is checked. */
export function configurationAt(
  who: string,
  configuration: Configuration,
  known: Readonly<Record<string, Knob>>,
  rate: number,
): Configuration {
  const { name, varied } = configuration;
  const knobs = { ...configuration.knobs, rate: rateFrom(who, known.rate, rate) };
  return { ...configuration, label: configurationLabel(name, knobs) + variedText(knobs, varied), knobs };
}

/** Default label of a run, up to its varied knobs: `sgd 0.1`. */
export function configurationLabel(name: string, { rate }: Configuration['knobs']): string {
  if (rate === undefined) return name;
  return `${name} ${typeof rate === 'object' ? ratesInOrder(rate).map(showValue).join(' → ') : showValue(rate)}`;
}

/** What a label says of knobs that distinguish it: ` momentum 0.9`. */
const variedText = (knobs: Configuration['knobs'], varied: readonly string[]) =>
  varied.length > 0 ? varied.map((key) => ` ${key} ${knobs[key]}`).join('') : '';
