import type { Vec } from '../fn.js';
import { wrongKind } from '../need.js';
import { remember } from '../network/trained.js';
import type { Contender } from './contender.js';
import type { Plan } from './plan.js';
import type { Task } from './problem.js';
import { Race } from './race.js';
import { isKnown, type Recipe, recipeOf } from './recipe.js';
import type { Run } from './run.js';
import { toldOf } from './scheduling.js';

/** Some runs, as they are told to a worker. */
export interface Job {
  recipe: Recipe;
  start: Vec;
  replicate: number | undefined;
  contenders: (Pick<Contender, 'name' | 'label' | 'knobs'> & { schedule: ReturnType<typeof toldOf> })[];
  /** As the caller gave them. */
  options: Record<string, unknown>;
}

/** Jobs for each worker, so that none has to wait long for another's last. */
const SHARES = 4;

// Told by name, so that no bundler for browsers follows: there are no such threads there.
const LIBRARY = 'tinypool';
const WORKER = './poolWorker.js';

/** The runs of a plan, in its order, by worker threads of Node; those that cannot be told to another thread by this one. */
export async function inPool(plan: Plan): Promise<Run[]> {
  const { contenders, tasks, limits, signal, onProgress } = plan;
  if (typeof process !== 'object' || process.release?.name !== 'node')
    throw wrongKind('compare', 'workers', 'Node, or 0', plan.workers);
  if (signal?.aborted) throw signal.reason;
  const recipe = recipeOf(tasks[0]);
  const told = contenders.filter((each) => recipe && isKnown(each));
  const own = contenders.filter((each) => !told.includes(each));
  const found = new Map<Contender, Run[]>(contenders.map((each) => [each, []]));
  const total = contenders.length * tasks.length * limits.steps;
  let done = 0;
  const take = (task: Task, k: number, kin: readonly Contender[], runs: readonly Run[]) => {
    kin.forEach((each, i) => {
      found.get(each)![k] = known(runs[i], task);
    });
    done += kin.length * limits.steps;
    onProgress?.({ done, total });
  };
  const { Tinypool } = (await import(LIBRARY)) as typeof import('tinypool');
  const pool = new Tinypool({
    filename: new URL(WORKER, import.meta.url).href,
    minThreads: 0,
    maxThreads: plan.workers,
  });
  try {
    const size = Math.max(1, Math.ceil((told.length * tasks.length) / (plan.workers * SHARES)));
    const jobs = tasks.flatMap((task, k) =>
      chunks(told, size).map(async (kin) => {
        const job: Job = {
          recipe: recipe!,
          start: task.start,
          replicate: task.replicate,
          contenders: kin.map(({ name, label, knobs, schedule }) => ({
            ...{ name, label, knobs },
            schedule: toldOf(schedule),
          })),
          options: plan.told,
        };
        take(task, k, kin, (await pool.run(job, signal && { signal })) as Run[]);
      }),
    );
    await Promise.all([...jobs, onThisThread(plan, own, take)]);
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    await pool.destroy();
  }
  return contenders.flatMap((each) => found.get(each)!);
}

type Take = (task: Task, k: number, kin: readonly Contender[], runs: readonly Run[]) => void;

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

/** A run that came from another thread, as one of this: what it is of is known. */
function known(run: Run, { model }: Task): Run {
  if (model) for (const each of [run, run.point]) remember(each, model);
  return run;
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, k) => all.slice(k * size, (k + 1) * size));
