import { setImmediate } from 'node:timers/promises';
import { type Plan, planFrom } from '../descent/plan.js';
import type { Task } from '../descent/problem.js';
import { Race, SLICE } from '../descent/race.js';
import { recipeOf } from '../descent/recipe.js';
import { toldOf } from '../descent/scheduling.js';
import type { Run } from '../index.js';
import { fingerprint, idOf } from './record.js';
import { version } from './version.js';

// A comparison run after run, so that each can be kept as soon as it is done. The numbers are those of `compare`.

/** A run that is to be made. */
export interface Planned {
  /** In the list of all, replicates after each other. */
  place: number;
  id: string;
  config: unknown;
  /** Of this run alone. */
  plan: Plan;
}

/** The runs that `compare` would make of a problem and options, and how many replicates of each. */
export function planned(problem: unknown, options: object): { all: Planned[]; replicates: number } {
  const whole = planFrom(problem, options);
  const { contenders, tasks } = whole;
  // Fingerprints of much take long, and are the same for all contenders.
  const made = problemOf(tasks[0]);
  const starts = tasks.map(({ start }) => fingerprint(start));
  const all = contenders.flatMap((contender, i) =>
    tasks.map((task, k): Planned => {
      const plan = { ...whole, contenders: [contender], tasks: [task] };
      const config = { version, problem: made, start: starts[k], ...configOf(plan) };
      return { place: i * tasks.length + k, id: idOf(config), config, plan };
    }),
  );
  return { all, replicates: tasks.length };
}

/** How what is minimised is made, data by their fingerprint; the same for all replicates. */
function problemOf(task: Task): unknown {
  const recipe = recipeOf(task);
  return recipe && 'data' in recipe ? { ...recipe, data: fingerprint(recipe.data) } : recipe;
}

/** What else the numbers of a run depend on. */
function configOf({ contenders, tasks, limits }: Plan): object {
  const { optimizer, schedule, ...contender } = contenders[0];
  const replicate = tasks[0].replicate ?? null;
  return { contender, replicate, limits: { ...limits, schedule: toldOf(schedule) } };
}

/** Makes a run, leaving the thread now and then; rejects when the signal of its plan aborts. */
export async function make({ plan }: Planned): Promise<Run> {
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
