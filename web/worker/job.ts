// A comparison as plain data, and the generator that computes it, in the worker and on the page alike.
import { type LossBatch, packSamples } from '../../src/results/sampleBatch.js';
import type { Sample } from '../../src/runs/run.js';
import { samplesAtOnce, streamSamples } from '../../src/runs/samples.js';
import { Scheduler } from '../../src/runs/scheduler.js';
import { planOfKnown } from '../../src/spec/plan.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { optionsFromSpec } from '../../src/spec/resolveProblem.js';
import { type ProblemRequest, prepareAtOnce, prepareProblem } from './training.js';

/** A comparison to compute, as plain data that can be posted to a worker. */
export interface Job extends ProblemRequest {
  /** The runs of the spec. */
  runs: readonly PlannedRun[];
}

/**
 * The samples of a job in batches, one about every `slice` milliseconds. The scheduler yields the thread, so that a
 * page can paint and a worker can receive a cancellation.
 */
export async function* streamBatches(
  job: Job,
  signal: AbortSignal,
  slice: number,
): AsyncGenerator<LossBatch> {
  const { problem, rows: found } = await prepareProblem(job);
  const options = optionsFromSpec(job.spec);
  const scheduler = new Scheduler(planOfKnown(problem, { ...options, signal }));
  let samples: Omit<Sample, 'comparison'>[] = [];
  let rows: Pick<LossBatch, 'rows'> = found ? { rows: found } : {};
  const flushBatch = (): LossBatch => {
    const batch = { ...packSamples(samples), ...rows };
    [samples, rows] = [[], {}];
    return batch;
  };
  let last = performance.now();
  for await (const sample of streamSamples(scheduler, () => ({ runs: scheduler.runs() }))) {
    samples.push(sample);
    if (sample.runs) {
      yield { ...flushBatch(), runs: sample.runs };
      return;
    }
    if (performance.now() - last < slice) continue;
    // With `record`, all samples come in the last batch, which has the points.
    if (!options.record) yield flushBatch();
    last = performance.now();
  }
}

/**
 * The samples of a job at once, those computed before a time where that comes first; null where a file has to be read,
 * or nothing can be shown of a part.
 */
export function computeAtOnce(job: Job, until: number): LossBatch | null {
  const prepared = prepareAtOnce(job);
  if (!prepared) return null;
  const { problem, rows } = prepared;
  const options = optionsFromSpec(job.spec);
  const scheduler = new Scheduler(planOfKnown(problem, options));
  const samples: Omit<Sample, 'comparison'>[] = [];
  for (const sample of samplesAtOnce(scheduler, () => ({ runs: scheduler.runs() }))) {
    samples.push(sample);
    const { runs } = sample;
    if (!runs && performance.now() < until) continue;
    if (!runs && options.record) return null;
    return { ...packSamples(samples), ...(runs && { runs }), ...(rows && { rows }) };
  }
  return null;
}
