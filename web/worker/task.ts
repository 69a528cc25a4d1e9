// What a worker computes, or the page where there is none: a comparison, a model of it, or what the derivative figure shows. Tasks and
// results are plain data.
import {
  type DerivativeRequest,
  type WorkedDerivative,
  workOutDerivative,
} from '../../src/calculus/workedDerivative.js';
import type { ExportedModel } from '../../src/exported/modelFile.js';
import type { LossBatch } from '../../src/results/sampleBatch.js';
import { type Job, streamBatches } from './job.js';
import { type ModelRequest, modelOfRun } from './modelOfRun.js';
import { runInTurns } from './turns.js';

export type Task = { job: Job } | { derivative: DerivativeRequest } | { model: ModelRequest };
export type TaskResult = { batch: LossBatch } | { worked: WorkedDerivative } | { exported: ExportedModel };

/** Results of a task; about every `slice` milliseconds others have a turn, which may end it by the signal. */
export async function* streamResults(
  task: Task,
  signal: AbortSignal,
  slice: number,
): AsyncGenerator<TaskResult> {
  if ('job' in task) for await (const batch of streamBatches(task.job, signal, slice)) yield { batch };
  else if ('model' in task) yield { exported: await modelOfRun(task.model) };
  else {
    const worked = await runInTurns(workOutDerivative(task.derivative), signal, slice);
    if (worked) yield { worked };
  }
}
