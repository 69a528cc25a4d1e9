import type { Vec } from '../fn.js';
import { wrongKind } from '../need.js';
import type { Configuration } from '../spec/configuration.js';
import { serializeSchedules } from '../spec/knobSchedule.js';
import type { Objective } from '../spec/objective.js';
import type { Plan } from '../spec/plan.js';
import { isCatalogueOptimizer, type Recipe, recipeOf } from '../spec/recipe.js';
import type { Run } from './run.js';
import { asRun } from './runPrototype.js';
import { Scheduler } from './scheduler.js';
import { rememberTraining } from './training.js';

/** Some runs as data that can be posted to a worker thread. */
export interface PoolJob {
  recipe: Recipe;
  start: Vec;
  replicate: number | undefined;
  configurations: (Pick<Configuration, 'name' | 'label' | 'knobs'> & {
    schedule: ReturnType<typeof serializeSchedules>;
  })[];
  /** Options as the caller gave them. */
  options: Record<string, unknown>;
}

/** Jobs per worker: several, to balance the load. */
const SHARES = 4;

// Imported by a variable, so that bundlers for browsers do not follow: these threads are Node's.
const LIBRARY = 'tinypool';
const WORKER = './poolWorker.js';

/** Runs of a plan, in its order, from worker threads of Node; those that cannot be posted run on this thread. */
export async function runInPool(plan: Plan): Promise<Run[]> {
  const { signal } = plan;
  needThreads(plan);
  if (signal?.aborted) throw signal.reason;
  const { sendable, rest } = splitRuns(plan);
  const { take, runs } = collector(plan);
  const pool = await openPool(plan.workers);
  const send: Send = (job) => pool.run(job, signal && { signal });
  // A thread that does not start fails no job: the pool says so.
  const unstarted = new Promise<never>((_, reject) => {
    pool.on('error', (error) => reject(threadsError(error)));
  });
  try {
    const jobs = [...onWorkers(plan, sendable, send, take), onThisThread(plan, rest, take)];
    await Promise.race([unstarted, Promise.all(jobs)]);
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    await pool.destroy();
  }
  return runs();
}

function needThreads({ workers }: Plan): void {
  if (typeof process !== 'object' || process.release?.name !== 'node')
    throw wrongKind('compare', 'workers', 'Node, or 0', workers);
}

/** Part of a plan for workers: a recipe of the objective, and the configurations that are known by name. */
interface SharedRuns {
  recipe: Recipe | null;
  configurations: readonly Configuration[];
}

/** Configurations for workers, and those for this thread. */
function splitRuns({ configurations, objectives }: Plan): { sendable: SharedRuns; rest: Configuration[] } {
  const recipe = recipeOf(objectives[0]);
  const sendable = configurations.filter((each) => recipe && isCatalogueOptimizer(each));
  return {
    sendable: { recipe, configurations: sendable },
    rest: configurations.filter((each) => !sendable.includes(each)),
  };
}

type TakeRuns = (
  objective: Objective,
  k: number,
  members: readonly Configuration[],
  runs: readonly Run[],
) => void;
type Send = (job: PoolJob) => Promise<Run[]>;

/** Collector of finished runs, which reports progress and returns them in order. */
function collector({ configurations, objectives, budget, onProgress }: Plan): {
  take: TakeRuns;
  runs: () => Run[];
} {
  const found = new Map<Configuration, Run[]>(configurations.map((each) => [each, []]));
  const total = configurations.length * objectives.length * budget.steps;
  let done = 0;
  return {
    take(objective, k, members, runs) {
      members.forEach((each, i) => {
        const run = asRun(runs[i]);
        if (objective.model)
          rememberTraining(run, { model: objective.model, configuration: each, objective, budget });
        found.get(each)![k] = run;
      });
      done += members.length * budget.steps;
      onProgress?.({ done, total });
    },
    runs: () => configurations.flatMap((each) => found.get(each)!),
  };
}

async function openPool(workers: number) {
  try {
    const { Tinypool } = (await import(LIBRARY)) as typeof import('tinypool');
    const filename = new URL(WORKER, import.meta.url).href;
    // Loaded here first: a thread that fails to while the pool is closed ends the process.
    await import(filename);
    return new Tinypool({ filename, minThreads: 0, maxThreads: workers });
  } catch (error) {
    throw threadsError(error);
  }
}

/** TypeError for threads that do not start, as they do not from a bundle: they need files. */
const threadsError = (cause: unknown) =>
  new TypeError(
    `compare: workers needs the files of nabla-workbench and tinypool, which a bundle leaves out; keep both out of the bundle (external), or workers: 0, got ${(cause as Error).message}`,
    { cause },
  );

/** Jobs of some configurations each, on every objective, given to workers. */
function onWorkers(
  plan: Plan,
  { recipe, configurations }: SharedRuns,
  send: Send,
  take: TakeRuns,
): Promise<void>[] {
  const { objectives, workers, givenOptions: options } = plan;
  const size = Math.max(1, Math.ceil((configurations.length * objectives.length) / (workers * SHARES)));
  return objectives.flatMap((objective, k) =>
    splitChunks(configurations, size).map(async (members) =>
      take(objective, k, members, await send(jobOf(recipe!, objective, members, options))),
    ),
  );
}

const jobOf = (
  recipe: Recipe,
  objective: Objective,
  members: readonly Configuration[],
  options: PoolJob['options'],
): PoolJob => ({
  recipe,
  start: objective.start,
  replicate: objective.replicate,
  configurations: members.map(({ name, label, knobs, schedule }) => ({
    ...{ name, label, knobs },
    schedule: serializeSchedules(schedule),
  })),
  options,
});

async function onThisThread(
  plan: Plan,
  configurations: readonly Configuration[],
  take: TakeRuns,
): Promise<void> {
  if (configurations.length === 0) return;
  for (const [k, objective] of plan.objectives.entries()) {
    const scheduler = new Scheduler({
      ...plan,
      configurations: [...configurations],
      objectives: [objective],
    });
    while (!scheduler.over) {
      scheduler.needRunning();
      scheduler.advance();
      await new Promise((resolve) => setImmediate(resolve));
    }
    take(objective, k, configurations, scheduler.runs());
  }
}

const splitChunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, k) => all.slice(k * size, (k + 1) * size));
