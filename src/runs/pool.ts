import type { Vec } from '../fn.js';
import { wrongKind } from '../need.js';
import { remember } from '../network/trained.js';
import type { Contender } from '../spec/configuration.js';
import { toldOf } from '../spec/knobSchedule.js';
import type { Task } from '../spec/objective.js';
import type { Plan } from '../spec/plan.js';
import { isKnown, type Recipe, recipeOf } from '../spec/recipe.js';
import type { Run } from './run.js';
import { Race } from './scheduler.js';

/** Some runs as data that can be posted to a worker thread. */
export interface Job {
  recipe: Recipe;
  start: Vec;
  replicate: number | undefined;
  contenders: (Pick<Contender, 'name' | 'label' | 'knobs'> & { schedule: ReturnType<typeof toldOf> })[];
  /** Options as the caller gave them. */
  options: Record<string, unknown>;
}

/** Jobs per worker: several, to balance the load. */
const SHARES = 4;

// Imported by a variable, so that bundlers for browsers do not follow: these threads are Node's.
const LIBRARY = 'tinypool';
const WORKER = './poolWorker.js';

/** Runs of a plan, in its order, from worker threads of Node; those that cannot be posted run on this thread. */
export async function inPool(plan: Plan): Promise<Run[]> {
  const { signal } = plan;
  needThreads(plan);
  if (signal?.aborted) throw signal.reason;
  const { told, own } = divided(plan);
  const { take, runs } = collector(plan);
  const pool = await opened(plan.workers);
  const send: Send = (job) => pool.run(job, signal && { signal });
  try {
    await Promise.all([...onWorkers(plan, told, send, take), onThisThread(plan, own, take)]);
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
interface Told {
  recipe: Recipe | null;
  contenders: readonly Contender[];
}

/** Configurations for workers, and those for this thread. */
function divided({ contenders, tasks }: Plan): { told: Told; own: Contender[] } {
  const recipe = recipeOf(tasks[0]);
  const told = contenders.filter((each) => recipe && isKnown(each));
  return { told: { recipe, contenders: told }, own: contenders.filter((each) => !told.includes(each)) };
}

type Take = (task: Task, k: number, kin: readonly Contender[], runs: readonly Run[]) => void;
type Send = (job: Job) => Promise<Run[]>;

/** Collector of finished runs, which reports progress and returns them in order. */
function collector({ contenders, tasks, limits, onProgress }: Plan): { take: Take; runs: () => Run[] } {
  const found = new Map<Contender, Run[]>(contenders.map((each) => [each, []]));
  const total = contenders.length * tasks.length * limits.steps;
  let done = 0;
  return {
    take(task, k, kin, runs) {
      kin.forEach((each, i) => {
        found.get(each)![k] = known(runs[i], task);
      });
      done += kin.length * limits.steps;
      onProgress?.({ done, total });
    },
    runs: () => contenders.flatMap((each) => found.get(each)!),
  };
}

async function opened(workers: number) {
  const { Tinypool } = (await import(LIBRARY)) as typeof import('tinypool');
  const filename = new URL(WORKER, import.meta.url).href;
  return new Tinypool({ filename, minThreads: 0, maxThreads: workers });
}

/** Jobs of some configurations each, on every objective, given to workers. */
function onWorkers(plan: Plan, { recipe, contenders }: Told, send: Send, take: Take): Promise<void>[] {
  const { tasks, workers, told } = plan;
  const size = Math.max(1, Math.ceil((contenders.length * tasks.length) / (workers * SHARES)));
  return tasks.flatMap((task, k) =>
    chunks(contenders, size).map(async (kin) =>
      take(task, k, kin, await send(jobOf(recipe!, task, kin, told))),
    ),
  );
}

const jobOf = (recipe: Recipe, task: Task, kin: readonly Contender[], options: Job['options']): Job => ({
  recipe,
  start: task.start,
  replicate: task.replicate,
  contenders: kin.map(({ name, label, knobs, schedule }) => ({
    ...{ name, label, knobs },
    schedule: toldOf(schedule),
  })),
  options,
});

async function onThisThread(plan: Plan, own: readonly Contender[], take: Take): Promise<void> {
  if (own.length === 0) return;
  for (const [k, task] of plan.tasks.entries()) {
    const race = new Race({ ...plan, contenders: [...own], tasks: [task] });
    while (!race.over) {
      race.needRunning();
      race.advance();
      await new Promise((resolve) => setImmediate(resolve));
    }
    take(task, k, own, race.runs());
  }
}

/** Run from another thread, with its model noted for `predict` and `unflatten`. */
function known(run: Run, { model }: Task): Run {
  if (model) for (const each of [run, run.point]) remember(each, model);
  return run;
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, k) => all.slice(k * size, (k + 1) * size));
