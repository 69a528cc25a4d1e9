import type { Budget } from '../spec/budget.js';
import type { Configuration } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import type { OnStep } from './gradientRun.js';
import { LockstepGroup } from './lockstep/group.js';
import type { Run } from './run.js';
import { startSingleRun } from './searchRun.js';

/** Milliseconds after which a lockstep group copies out its losses; a run alone is worked on in one go. */
const SLICE = 50;

/** Run from its start to its outcome, in one go. */
export function finishedRun(
  who: string,
  objective: Objective,
  configuration: Configuration,
  budget: Budget,
  onStep?: OnStep,
): Run {
  if (onStep === undefined) return finishedRuns(who, objective, [configuration], budget)[0];
  return toOutcome(startSingleRun(who, objective, configuration, budget, onStep));
}

/** Runs of one optimizer that differ in its rate, in lockstep where they can be, else one after another. */
export function finishedRuns(
  who: string,
  objective: Objective,
  configurations: readonly Configuration[],
  budget: Budget,
): Run[] {
  const group = LockstepGroup.of(who, objective, configurations, budget);
  if (!group) return configurations.map((each) => toOutcome(startSingleRun(who, objective, each, budget)));
  while (!group.over) group.advance(SLICE);
  return group.runs.map((run) => run.toRun());
}

function toOutcome(run: ReturnType<typeof startSingleRun>): Run {
  while (!run.over) run.advance(Infinity);
  return run.toRun();
}
