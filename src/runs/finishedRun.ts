import type { Budget } from '../spec/budget.js';
import type { Configuration } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import { LockstepGroup } from './lockstep/group.js';
import type { Run } from './run.js';
import { startSingleRun } from './searchRun.js';
import type { OnStep } from './trajectory.js';

/** Milliseconds after which a lockstep group copies out its losses; a run alone is worked on in one go. */
const SLICE = 50;

/** Run from its start to its outcome, in one go. Throws the signal's reason once that has aborted, be it by a callback. */
export function finishedRun(
  who: string,
  objective: Objective,
  configuration: Configuration,
  budget: Budget,
  onStep?: OnStep,
  signal?: AbortSignal,
): Run {
  if (signal?.aborted) throw signal.reason;
  const group = onStep ? null : LockstepGroup.of(who, objective, [configuration], budget);
  // Nothing of the caller's is called in one.
  if (group) return groupOutcomes(group)[0];
  return toOutcome(startSingleRun(who, objective, configuration, budget, onStepUntil(signal, onStep)));
}

/** Runs of one optimizer that differ in its rate, in lockstep where they can be, else one after another. */
export function finishedRuns(
  who: string,
  objective: Objective,
  configurations: readonly Configuration[],
  budget: Budget,
): Run[] {
  const group = LockstepGroup.of(who, objective, configurations, budget);
  if (group) return groupOutcomes(group);
  return configurations.map((each) => toOutcome(startSingleRun(who, objective, each, budget)));
}

/** A callback that throws the signal's reason where that has aborted, before the next step is made. */
export const onStepUntil = (signal: AbortSignal | undefined, onStep?: OnStep): OnStep | undefined =>
  signal
    ? (now) => {
        const answer = onStep?.(now);
        if (signal.aborted) throw signal.reason;
        return answer;
      }
    : onStep;

function groupOutcomes(group: LockstepGroup): Run[] {
  while (!group.over) group.advance(SLICE);
  return group.runs.map((run) => run.toRun());
}

function toOutcome(run: ReturnType<typeof startSingleRun>): Run {
  while (!run.over) run.advance(Infinity);
  return run.toRun();
}
