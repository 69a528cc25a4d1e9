// The trained model of a run, made where its data are.
import { exportedModel } from '../../src/exported/exportModel.js';
import type { ExportedModel } from '../../src/exported/modelFile.js';
import { planOfKnown } from '../../src/spec/plan.js';
import { optionsFromSpec } from '../../src/spec/resolveProblem.js';
import { specOfTraining } from '../../src/spec/specOf.js';
import type { Job } from './job.js';
import { prepareProblem } from './training.js';

/** A run of a job on data, by its index, and its point. */
export interface ModelRequest {
  job: Job;
  index: number;
  point: Float64Array;
}

/** The exported model of a run. */
export async function modelOfRun({ job, index, point }: ModelRequest): Promise<ExportedModel> {
  const { problem } = await prepareProblem(job);
  const { configurations, objectives, budget } = planOfKnown(problem, optionsFromSpec(job.spec));
  const objective = objectives[index % objectives.length];
  const configuration = configurations[Math.floor(index / objectives.length)];
  const { model, replicate } = objective;
  const spec = specOfTraining(model!, { configuration, objective, budget });
  return exportedModel('toModel', model!, { point, ...(replicate !== undefined && { replicate }) }, spec);
}
