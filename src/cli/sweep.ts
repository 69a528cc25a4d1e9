import { setImmediate } from 'node:timers/promises';
import type { Run, Spec } from '../index.js';
import { Race, SLICE } from '../runs/scheduler.js';
import type { Task } from '../spec/objective.js';
import { type Plan, planFrom } from '../spec/plan.js';
import type { ProblemSpec } from '../spec/spec.js';
import { modelFingerprint, runOptions } from '../spec/specOf.js';
import { idOf, type RunRecord } from './runRecord.js';
import { version } from './version.js';

// Runs of a comparison one after the other, so that each can be kept as soon as it is done, with the numbers of
// `compare`.

/** Record of a run that is to be made, and its plan. */
export interface Planned extends Omit<RunRecord, 'run'> {
  /** Plan of this run alone. */
  plan: Plan;
}

/** Runs that `compare` would make of a problem and options, and the number of replicates of each. */
export function planned(
  problem: unknown,
  asked: Spec,
  options: object,
): { all: Planned[]; replicates: number } {
  const whole = planFrom(problem, options);
  const { contenders, tasks } = whole;
  // Once for all: fingerprints of large data take long.
  const told = problemOf(asked.problem, tasks[0]);
  const all = contenders.flatMap((contender, i) =>
    tasks.map((task, k): Planned => {
      const plan = { ...whole, contenders: [contender], tasks: [task] };
      const { start } = asked.options;
      const spec = {
        ...asked,
        problem: told,
        options: { ...runOptions(plan), ...(start !== undefined && { start }) },
      };
      const record = { version, replicate: task.replicate ?? null, spec };
      return { place: i * tasks.length + k, id: idOf(record), ...record, plan };
    }),
  );
  return { all, replicates: tasks.length };
}

/** Problem in the spec of a run; data of a file by their fingerprint, wherever the file is. */
function problemOf(problem: ProblemSpec, { model }: Task): ProblemSpec {
  if (!('data' in problem) || problem.data.file === undefined) return problem;
  const { file: _, ...data } = problem.data;
  return { ...problem, data: { ...data, fingerprint: modelFingerprint(model!) } };
}

/** The one run of a plan, with pauses for other work on the thread; rejects when the plan's signal aborts. */
export async function make(plan: Plan): Promise<Run> {
  const race = new Race(plan);
  let until = performance.now() + SLICE;
  while (!race.over) {
    race.needRunning();
    race.advance();
    if (performance.now() < until) continue;
    race.report();
    await setImmediate();
    until = performance.now() + SLICE;
  }
  return race.runs()[0];
}
