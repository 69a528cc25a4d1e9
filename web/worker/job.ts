// A comparison as plain data, and the generator that computes it, in the worker and on the page alike.
import { type Batch, pack } from '../../src/results/lapBatch.js';
import { laps } from '../../src/runs/laps.js';
import type { Lap } from '../../src/runs/run.js';
import { Race } from '../../src/runs/scheduler.js';
import { optionsFrom } from '../../src/spec/madeFrom.js';
import { planOfKnown } from '../../src/spec/plan.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { madeOf, type Wanted } from './training.js';

/** A comparison to compute, as plain data that can be posted to a worker. */
export interface Job extends Wanted {
  /** The runs of the spec. */
  runs: readonly PlannedRun[];
}

/**
 * The samples of a job in batches, one about every `slice` milliseconds. The scheduler yields the thread, so that a
 * page can paint and a worker can receive a cancellation.
 */
export async function* batches(job: Job, signal: AbortSignal, slice: number): AsyncGenerator<Batch> {
  const { problem, rows: found } = await madeOf(job);
  const options = optionsFrom(job.spec);
  const race = new Race(planOfKnown(problem, { ...options, signal }));
  let some: Omit<Lap, 'comparison'>[] = [];
  let rows: Pick<Batch, 'rows'> = found ? { rows: found } : {};
  const packed = (): Batch => {
    const batch = { ...pack(some), ...rows };
    [some, rows] = [[], {}];
    return batch;
  };
  let last = performance.now();
  for await (const lap of laps(race, () => ({ runs: race.runs() }))) {
    some.push(lap);
    if (lap.runs) {
      yield { ...packed(), runs: lap.runs };
      return;
    }
    if (performance.now() - last < slice) continue;
    // With `record`, all samples come in the last batch, which has the points.
    if (!options.record) yield packed();
    last = performance.now();
  }
}
