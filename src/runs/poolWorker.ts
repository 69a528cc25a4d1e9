import { budgetFrom } from '../spec/budget.js';
import { makeConfiguration } from '../spec/configuration.js';
import { knobSchedulesFrom } from '../spec/knobSchedule.js';
import { objectiveFrom } from '../spec/objective.js';
import { batchableRows } from '../spec/objectiveInPlace.js';
import { problemFromRecipe } from '../spec/recipe.js';
import type { PoolJob } from './pool.js';
import type { Run } from './run.js';
import { Scheduler } from './scheduler.js';

/** Runs of a job, made in a worker thread. */
export default function runJob({ recipe, start, replicate, configurations, options }: PoolJob): Run[] {
  const objective = objectiveFrom('compare', problemFromRecipe(recipe), start);
  const budget = budgetFrom('compare', options, batchableRows(objective));
  const scheduler = new Scheduler({
    configurations: configurations.map(({ name, label, knobs, schedule }) => ({
      ...makeConfiguration('compare', name, knobs, { label }),
      schedule: knobSchedulesFrom('compare', schedule ?? undefined, budget.steps),
    })),
    objectives: [{ ...objective, ...(replicate !== undefined && { replicate }) }],
    budget,
    givenOptions: options,
    workers: 0,
    signal: undefined,
    onProgress: undefined,
  });
  while (!scheduler.over) scheduler.advance();
  // A copy evaluates the lazy properties, which cannot be posted.
  return scheduler.runs().map((run) => ({ ...run }));
}
