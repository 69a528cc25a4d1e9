import { parseDecimal } from '../numbers.js';
import * as optimizers from '../optimizers/index.js';
import { serializeSchedules } from './knobSchedule.js';
import { configurationsFrom } from './plan.js';
import type { RateList } from './rate.js';
import type { SpecOptions } from './spec.js';

/** Description of a run before it is made. */
export interface PlannedRun {
  readonly optimizer: string;
  /** Learning rate; null for an optimizer that has none. */
  readonly rate: number | RateList | null;
  /** Index of the replicate, from 0, where there are several. */
  readonly replicate?: number;
  /** Its schedule, and the knobs that distinguish it from its neighbours. */
  readonly [knob: string]: unknown;
}

/** Descriptions of a spec's runs in order, the replicates of each together. Throws as `compare` does. */
export function plannedRuns(options: SpecOptions): PlannedRun[] {
  const { replicates = 1 } = options;
  const own = configurationsFrom({ ...options }).map(
    ({ name, knobs, varied, schedule }): PlannedRun => ({
      optimizer: name,
      rate: (knobs.rate as number | RateList | undefined) ?? null,
      ...Object.fromEntries(varied.map((knob) => [knob, knobs[knob]])),
      ...(schedule.length > 0 && { schedule: serializeSchedules(schedule) }),
    }),
  );
  if (replicates === 1) return own;
  return own.flatMap((run) => Array.from({ length: replicates }, (_, replicate) => ({ ...run, replicate })));
}

/** What a label says of its run: `sgd 0.1` is of an optimizer of the catalogue, at a rate. */
export function plannedFromLabel(label: string): PlannedRun {
  const [, optimizer, rate] = /^(\w+) (\S+)$/.exec(label) ?? [];
  const value = parseDecimal((rate ?? '').replaceAll('−', '-'));
  const known = optimizer !== undefined && Object.hasOwn(optimizers, optimizer) && value > 0;
  return known && value < Number.POSITIVE_INFINITY
    ? { optimizer, rate: value }
    : { optimizer: '', rate: null };
}
