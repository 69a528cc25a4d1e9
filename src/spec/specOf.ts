import type { Point, Source } from '../calculus/source.js';
import type { Data } from '../data/data.js';
import type { Origin } from '../data/origin.js';
import * as datasets from '../datasets/index.js';
import type { Problem } from '../entry.js';
import type { Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { wrongKind } from '../need.js';
import type { Model } from '../network/model.js';
import { originOfModel, recipeOfModel } from '../network/modelRecipe.js';
import * as problems from '../problems/index.js';
import { askedSteps, type Budget } from './budget.js';
import { type Configuration, optimizerFrom } from './configuration.js';
import { dataFingerprint, hashJson } from './fingerprint.js';
import { knobSchedulesFrom, serializeSchedules } from './knobSchedule.js';
import { isEntryName, type Objective } from './objective.js';
import type { AnyOptimizer, OptimizerName } from './optimizerOptions.js';
import { toPlainJson } from './plainJson.js';
import { type CompareOptions, type Plan, planFrom } from './plan.js';
import { isCatalogueOptimizer } from './recipe.js';
import { dataFromSpec } from './resolveProblem.js';
import { apiSyntax, rewordErrors } from './settingSyntax.js';
import { type DataSpec, type ProblemSpec, SPEC_VERSION, type Spec, type SpecOptions } from './spec.js';

/** Most characters of inline data. */
const MAX_INLINE = 20_000;
/** Errors name `compare` until `rewordErrors` rewords them for the speaker. */
const who = 'compare';
/** Options that change no result, and the start, which is taken from the plan. */
const OMITTED_OPTIONS = ['signal', 'onProgress', 'workers', 'start'];

/**
 * Spec of a call of `compare`, from which `fromSpec` makes a call with the same hash. Data go by the name of their set,
 * else as their text or numbers up to 20 KB, else by a fingerprint. Options that change no result (`signal`,
 * `onProgress`, `workers`) are left out.
 * Throws as `compare` does, and TypeError for functions, optimizers and schedules of the caller's own, which JSON
 * cannot hold.
 */
export function specOf<P extends Point, const O extends AnyOptimizer = OptimizerName>(
  problem: Problem | Source<P>,
  options: CompareOptions<P, O>,
): Spec {
  return rewordErrors(apiSyntax('specOf'), () => specFromCall(problem, options));
}

/** `specOf` with the errors of `compare`. */
export function specFromCall(problem: unknown, options: Readonly<Record<string, unknown>>): Spec {
  const { configurations, objectives } = planFrom(problem, options);
  const [objective] = objectives;
  needCatalogue(configurations);
  const isPlain =
    options.start === undefined &&
    (isEntryName(problem) || catalogueName(problem) !== null || objective.model);
  return {
    version: SPEC_VERSION,
    problem: problemSpecOf(problem, objective),
    options: toPlainJson({
      ...serializeOptions(options),
      ...(!isPlain && { start: objective.start }),
    }) as SpecOptions,
  };
}

/** Options of a plan in normal form, every run with all its knobs; without the start. */
export function runOptions({
  configurations,
  objectives,
  budget,
}: Pick<Plan, 'configurations' | 'objectives' | 'budget'>): SpecOptions {
  const { steps, tolerance, record, clip, batch, precision, roundsPoints, validateEvery } = budget;
  const { patience, keep } = budget;
  return toPlainJson({
    ...{ steps, tolerance, record },
    ...(clip < Infinity && { clip }),
    ...(batch && { batch: batch.rows, seed: batch.seed }),
    ...(precision !== 'f64' && { precision, masterWeights: !roundsPoints }),
    ...(validateEvery !== 1 && { validateEvery }),
    ...(patience < Infinity && { patience }),
    ...(keep !== 'last' && { keep }),
    ...(objectives.length > 1 && { replicates: objectives.length }),
    runs: configurations.map(({ name, label, knobs, schedule }) => ({
      ...{ optimizer: name, label, ...knobs },
      ...(schedule.length > 0 && { schedule: serializeSchedules(schedule) }),
    })),
  }) as SpecOptions;
}

/** Fingerprint of a model's data. */
export const modelFingerprint = (model: Model): string => dataFingerprint(recipeOfModel(model)!.data as Data);

/** Spec of one run on a model: data by the name of their set, or by a fingerprint with how they were read. */
export function specOfTraining(
  model: Model,
  {
    configuration,
    objective,
    budget,
  }: { configuration: Configuration; objective: Objective; budget: Budget },
): Spec | null {
  const recipe = recipeOfModel(model);
  if (!recipe || !isCatalogueOptimizer(configuration)) return null;
  const plan = { configurations: [configuration], objectives: [objective], budget };
  const told = dataToName(recipe.data as Data, originOfModel(model));
  const settings = toPlainJson(recipe.options) as Record<string, unknown>;
  const { start, replicate } = objective;
  const isOwn = replicate === undefined && start.some((x, i) => !Object.is(x, (model.start as Vec)[i]));
  return {
    version: SPEC_VERSION,
    problem: { model: recipe.maker, settings, data: told },
    options: { ...runOptions(plan), ...(isOwn && { start: toPlainJson(start) as number[] }) },
  };
}

/** Name of data, without their numbers. */
function dataToName(data: Data, origin: Origin | null): DataSpec {
  const told = origin && 'maker' in origin.source ? dataSpecFromOrigin(origin) : null;
  if (told) return told;
  const read = origin && 'text' in origin.source && { csv: toPlainJson(origin.source.options) as object };
  const changes = origin &&
    origin.changes.length > 0 && { changes: origin.changes as DataSpec['changes'] & object };
  return { ...read, ...changes, fingerprint: dataFingerprint(data) } as DataSpec;
}

/** Hash of a plan, 16 hexadecimal digits: the same wherever its data came from and however it was written. */
export function planHash(plan: Plan): string {
  const { fn, model, start } = plan.objectives[0];
  const recipe = model && recipeOfModel(model);
  const problem =
    fn instanceof Formula
      ? { texts: fn.texts, variables: fn.variables }
      : recipe && { ...recipe, data: dataFingerprint(recipe.data as Data) };
  return hashJson({ problem, start, options: runOptions(plan) });
}

/** Throws TypeError for optimizers and schedules of the caller's own, which a spec cannot hold. */
export function needCatalogue(configurations: readonly Configuration[]): void {
  const own = configurations.find((each) => !isCatalogueOptimizer(each));
  if (own)
    throw new TypeError(
      `${who}: ${own.schedule.some(({ serializable }) => !serializable) ? 'schedule' : 'optimizers'} needs names of the catalogue, got one's own, which a spec cannot hold; compare where it is defined`,
    );
}

/** Options of `compare` as data: optimizers and schedules by their names. */
export function serializeOptions(
  options: Readonly<Record<string, unknown>>,
  steps = askedSteps(who, options),
): Record<string, unknown> {
  const given = Object.entries(options).filter(
    ([key, value]) => value !== undefined && !OMITTED_OPTIONS.includes(key),
  );
  return Object.fromEntries(given.map(([key, value]) => [key, serializeOption(key, value, steps)]));
}

function serializeOption(key: string, value: unknown, steps: number): unknown {
  if (key === 'schedule') return serializeSchedules(knobSchedulesFrom(who, value, steps));
  if (key === 'optimizer') return optimizerFrom(who, value).name;
  if (key === 'optimizers') return Array.from(value as unknown[], (each) => optimizerFrom(who, each).name);
  if (key !== 'runs') return value;
  return Array.from(value as object[], (run) => serializeOptions({ ...run }, steps));
}

/** Name of a problem in the catalogue; null for others. */
const catalogueName = (problem: unknown): string | null =>
  Object.entries<unknown>(problems).find(([, entry]) => entry === problem)?.[0] ?? null;

function problemSpecOf(problem: unknown, { fn, model }: Objective): ProblemSpec {
  if (isEntryName(problem)) return { name: problem.trim() };
  const name = catalogueName(problem);
  if (name) return { name };
  if (fn instanceof Formula) {
    const { text, variables } = fn;
    return { formula: typeof problem === 'string' ? problem.trim() : text, variables: [...variables] };
  }
  const recipe = model && recipeOfModel(model);
  if (!recipe)
    throw wrongKind(
      who,
      'problem',
      "what text can tell (a formula, an entry, a model of the library's activations), or compare where it is defined",
      problem,
    );
  const { maker, options, data } = recipe;
  return {
    model: maker,
    settings: toPlainJson(options) as Record<string, unknown>,
    data: dataSpecOf(data as Data, originOfModel(model)),
  };
}

/** Shortest spec of data that makes the same numbers again. */
function dataSpecOf(data: Data, origin: Origin | null): DataSpec {
  const known = dataFingerprint(data);
  const told = origin && dataSpecFromOrigin(origin);
  if (told && dataFingerprint(dataFromSpec(who, told)) === known) return told;
  const inline = toPlainJson(data) as Record<string, unknown>;
  return JSON.stringify(inline).length <= MAX_INLINE ? { inline } : { fingerprint: known };
}

function dataSpecFromOrigin({ source, changes }: Origin): DataSpec | null {
  const rest = changes.length > 0 ? { changes: changes as DataSpec['changes'] & object } : {};
  if ('text' in source && source.text === null) return null;
  if ('text' in source)
    return { text: source.text, csv: toPlainJson(source.options) as object, ...rest } as DataSpec;
  const set = Object.entries<unknown>(datasets).find(([, maker]) => maker === source.maker)?.[0];
  return set ? ({ set, settings: toPlainJson(source.options), ...rest } as DataSpec) : null;
}
