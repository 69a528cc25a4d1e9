import type { Model } from '../network/model.js';
import { rememberModel } from '../network/trained.js';
import type { Budget } from '../spec/budget.js';
import type { Configuration } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import type { Run } from './run.js';

/** What a run on a model was asked for. */
interface Training {
  readonly model: Model;
  readonly configuration: Configuration;
  readonly objective: Objective;
  readonly budget: Budget;
}

const trainings = new WeakMap<object, Training>();

/** Notes what a run was asked for, and its model for `predict` and `unflatten`, of its points too. */
export function rememberTraining(run: Run, training: Training): void {
  trainings.set(run, training);
  for (const each of [run, run.point, run.best.point]) if (each) rememberModel(each, training.model);
}

/** What a run on a model was asked for; undefined of others. */
export const trainingOf = (run: object): Training | undefined => trainings.get(run);
