import { setImmediate } from 'node:timers/promises';
import type { Run, Spec } from '../index.js';
import { Scheduler, SLICE_MS } from '../runs/scheduler.js';
import type { Objective } from '../spec/objective.js';
import { type Plan, planFrom } from '../spec/plan.js';
import type { ProblemSpec } from '../spec/spec.js';
import { modelFingerprint, runOptions } from '../spec/specOf.js';
import { idOf, type RunRecord } from './runRecord.js';
import { version } from './version.js';

// Runs of a comparison one after the other, so that each can be kept as soon as it is done, with the numbers of
// `compare`.

/** Record of a run that is to be made, and its plan. */
export interface PendingRun extends Omit<RunRecord, 'run'> {
  /** Plan of this run alone. */
  plan: Plan;
}

/** Runs that `compare` would make of a problem and options, and the number of replicates of each. */
export function pendingRuns(
  problem: unknown,
  asked: Spec,
  options: object,
): { all: PendingRun[]; replicates: number } {
  const whole = planFrom(problem, options);
  const { configurations, objectives } = whole;
  // Once for all: fingerprints of large data take long.
  const told = problemIdentity(asked.problem, objectives[0]);
  const all = configurations.flatMap((configuration, i) =>
    objectives.map((objective, k): PendingRun => {
      const plan = { ...whole, configurations: [configuration], objectives: [objective] };
      const { start } = asked.options;
      const spec = {
        ...asked,
        problem: told,
        options: { ...runOptions(plan), ...(start !== undefined && { start }) },
      };
      const record = { version, replicate: objective.replicate ?? null, spec };
      return { place: i * objectives.length + k, id: idOf(record), ...record, plan };
    }),
  );
  return { all, replicates: objectives.length };
}

/**
 * Problem in the spec of a run; data of a file by their fingerprint, wherever the file is. That a target would be scaled
 * is not said of classes, of which nothing is.
 */
function problemIdentity(problem: ProblemSpec, { model }: Objective): ProblemSpec {
  if (!('data' in problem) || problem.data.file === undefined) return problem;
  const { file: _, changes, ...data } = problem.data;
  const isOfClasses = problem.data.csv?.classes !== undefined || model!.accuracy !== undefined;
  const told = changes?.map((each) => ('standardize' in each && isOfClasses ? { standardize: true } : each));
  const whole = { ...data, ...(told && { changes: told }), fingerprint: modelFingerprint(model!) };
  return { ...problem, data: whole };
}

/** The one run of a plan, with pauses for other work on the thread; rejects when the plan's signal aborts. */
export async function makeRun(plan: Plan): Promise<Run> {
  const scheduler = new Scheduler(plan);
  let until = performance.now() + SLICE_MS;
  while (!scheduler.over) {
    scheduler.needRunning();
    scheduler.advance();
    if (performance.now() < until) continue;
    scheduler.report();
    await setImmediate();
    until = performance.now() + SLICE_MS;
  }
  return scheduler.runs()[0];
}
