import { limitsFrom } from '../spec/budget.js';
import { contender } from '../spec/configuration.js';
import { scheduleFrom } from '../spec/knobSchedule.js';
import { taskFrom } from '../spec/objective.js';
import { rowsOf } from '../spec/objectiveInPlace.js';
import { made } from '../spec/recipe.js';
import type { Job } from './pool.js';
import type { Run } from './run.js';
import { Race } from './scheduler.js';

/** Runs of a job, made in a worker thread. */
export default function work({ recipe, start, replicate, contenders, options }: Job): Run[] {
  const task = taskFrom('compare', made(recipe), start);
  const race = new Race({
    contenders: contenders.map(({ name, label, knobs, schedule }) => ({
      ...contender('compare', name, knobs, label),
      schedule: scheduleFrom('compare', schedule ?? undefined, options.steps as number),
    })),
    tasks: [{ ...task, ...(replicate !== undefined && { replicate }) }],
    limits: limitsFrom('compare', options, rowsOf(task)),
    told: options,
    workers: 0,
    signal: undefined,
    onProgress: undefined,
  });
  while (!race.over) race.advance();
  // A copy evaluates the lazy properties, which cannot be posted.
  return race.runs().map((run) => ({ ...run }));
}
