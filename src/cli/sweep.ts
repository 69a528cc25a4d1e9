import { setImmediate } from 'node:timers/promises';
import type { Run, Spec } from '../index.js';
import { Race, SLICE } from '../runs/scheduler.js';
import type { Task } from '../spec/objective.js';
import { type Plan, planFrom } from '../spec/plan.js';
import type { ProblemSpec } from '../spec/spec.js';
import { modelFingerprint, runOptions } from '../spec/specOf.js';
import { idOf, type RunRecord } from './runRecord.js';
import { version } from './version.js';

// A comparison run after run, so that each can be kept as soon as it is done. The numbers are those of `compare`.

/** A run that is to be made. */
export interface Planned extends Omit<RunRecord, 'run'> {
  /** Of this run alone. */
  plan: Plan;
}

/** The runs that `compare` would make of a problem and options, and how many replicates of each. */
export function planned(
  problem: unknown,
  asked: Spec,
  options: object,
): { all: Planned[]; replicates: number } {
  const whole = planFrom(problem, options);
  const { contenders, tasks } = whole;
  // Fingerprints of much take long, and are the same for all contenders.
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

/** What is minimised; data of a file by their numbers, wherever it is. */
function problemOf(problem: ProblemSpec, { model }: Task): ProblemSpec {
  if (!('data' in problem) || problem.data.file === undefined) return problem;
  const { file: _, ...data } = problem.data;
  return { ...problem, data: { ...data, fingerprint: modelFingerprint(model!) } };
}

/** Makes a run, leaving the thread now and then; rejects when the signal of its plan aborts. */
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
