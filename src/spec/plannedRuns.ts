import { toldOf } from './knobSchedule.js';
import { contendersFrom } from './plan.js';
import type { RateList } from './rate.js';
import type { SpecOptions } from './spec.js';

/** A run that is going to be made: what can be said of it before there are numbers. */
export interface PlannedRun {
  readonly optimizer: string;
  /** Null for an optimizer that has no rate. */
  readonly rate: number | RateList | null;
  /** Which of its replicates it is, from 0, where there are several. */
  readonly replicate?: number;
  /** A schedule of its own, and the knobs that tell it from its neighbours. */
  readonly [knob: string]: unknown;
}

/** The runs of a spec in their order, replicates after each other. Throws as `compare` does. */
export function plannedRuns(options: SpecOptions): PlannedRun[] {
  const { replicates = 1 } = options;
  const own = contendersFrom({ ...options }).map(
    ({ name, knobs, varied, schedule }): PlannedRun => ({
      optimizer: name,
      rate: (knobs.rate as number | RateList | undefined) ?? null,
      ...Object.fromEntries(varied.map((knob) => [knob, knobs[knob]])),
      ...(schedule.length > 0 && { schedule: toldOf(schedule) }),
    }),
  );
  if (replicates === 1) return own;
  return own.flatMap((run) => Array.from({ length: replicates }, (_, replicate) => ({ ...run, replicate })));
}
