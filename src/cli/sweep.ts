import { setImmediate } from 'node:timers/promises';
import type { Run, Spec } from '../index.js';
import { Scheduler, SLICE_MS } from '../runs/scheduler.js';
import type { Objective } from '../spec/objective.js';
import { foldPlans, type Plan, planFrom } from '../spec/plan.js';
import type { ProblemSpec } from '../spec/spec.js';
import { modelFingerprint, runOptions } from '../spec/specOf.js';
import { idOf, type RunRecord } from './runRecord.js';
import type { Study } from './studyRecord.js';
import { version } from './version.js';

// Runs of a comparison one after the other, so that each can be kept as soon as it is done, with the numbers of
// `compare`.

/** A run that is to be made. Its spec and its id are made when they are asked for: of a shard others are not. */
export class PendingRun {
  readonly place: number;
  readonly version = version;
  readonly replicate: number | null;
  /** Plan of this run alone. */
  readonly plan: Plan;
  readonly #asked: Spec;
  #spec: Spec | null = null;
  #id: string | null = null;

  constructor(place: number, plan: Plan, asked: Spec) {
    [this.place, this.plan, this.#asked] = [place, plan, asked];
    this.replicate = plan.objectives[0].replicate ?? null;
  }

  /** Spec of this run alone; data of a file by their fingerprint. */
  get spec(): Spec {
    const { start } = this.#asked.options;
    this.#spec ??= {
      ...this.#asked,
      options: { ...runOptions(this.plan), ...(start !== undefined && { start }) },
    };
    return this.#spec;
  }

  get id(): string {
    this.#id ??= idOf(this);
    return this.#id;
  }

  /** Record of the run, once it is made. */
  record(run: Run, study: Study): RunRecord {
    const { id, place, replicate, spec } = this;
    return { id, place, study, version, replicate, spec, run };
  }
}

/** What is to be run: a problem with its spec, or a model for each fold with its own. */
interface Subject {
  problem: unknown;
  spec: Spec;
}

/** Runs that `compare` would make of a problem, or of the folds, and options; and the plans they are of. */
export function pendingRuns(
  subjects: readonly Subject[],
  options: object,
): { all: PendingRun[]; replicates: number; plans: Plan[] } {
  const plans =
    subjects.length > 1
      ? foldPlans(
          subjects.map(({ problem }) => problem),
          options,
        )
      : [planFrom(subjects[0].problem, options)];
  const objectives = plans.flatMap((plan, k) => {
    const { spec } = subjects[k];
    // Once for all: fingerprints of large data take long.
    const told = problemIdentity(spec.problem, plan.objectives[0]);
    return plan.objectives.map((objective) => ({ plan, objective, asked: { ...spec, problem: told } }));
  });
  const all = plans[0].configurations.flatMap((configuration, i) =>
    objectives.map(({ plan: whole, objective, asked }, k): PendingRun => {
      const plan = { ...whole, configurations: [configuration], objectives: [objective] };
      return new PendingRun(i * objectives.length + k, plan, asked);
    }),
  );
  return { all, replicates: objectives.length, plans };
}

/**
 * Problem in the spec of a run; data of a file by their fingerprint, wherever the file is. That a target would be scaled
 * is not said of classes, of which nothing is.
 */
function problemIdentity(problem: ProblemSpec, { model }: Objective): ProblemSpec {
  if (!('data' in problem) || problem.data.file === undefined) return problem;
  const { file: _, changes, ...data } = problem.data;
  const isOfClasses = problem.data.csv?.classes !== undefined || model!.accuracy !== undefined;
  const told = changes?.map((each) => ('standardize' in each && isOfClasses ? { standardize: true } : each));
  const whole = { ...data, ...(told && { changes: told }), fingerprint: modelFingerprint(model!) };
  return { ...problem, data: whole };
}

/** What a run is likely to cost: the rows that its updates and its losses read, times the parameters. */
export function runCost({ plan: { budget, objectives } }: PendingRun): number {
  const [{ start, model }] = objectives;
  const { steps, batch, every } = budget;
  const rows = model?.rows ?? 1;
  const read = batch ? steps * batch.rows + Math.ceil(steps / every) * rows : steps * rows;
  return read * Math.max(1, start.length);
}

/** The one run of a plan, with pauses for other work on the thread; rejects when the plan's signal aborts. */
export async function makeRun(plan: Plan): Promise<Run> {
  const scheduler = new Scheduler(plan);
  let until = performance.now() + SLICE_MS;
  while (!scheduler.over) {
    scheduler.needRunning();
    scheduler.advance();
    if (performance.now() < until) continue;
    scheduler.report();
    await setImmediate();
    until = performance.now() + SLICE_MS;
  }
  return scheduler.runs()[0];
}
