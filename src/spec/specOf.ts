import type { Point, Source } from '../calculus/source.js';
import type { Data } from '../data/data.js';
import type { Origin } from '../data/origin.js';
import * as datasets from '../datasets/index.js';
import type { Problem } from '../entry.js';
import { Formula } from '../formula/formula.js';
import { wrongKind } from '../need.js';
import type { Model } from '../network/model.js';
import { originOfModel, recipeOfModel } from '../network/modelRecipe.js';
import * as problems from '../problems/index.js';
import { type Contender, optimizerFrom } from './configuration.js';
import { digestOf, fingerprintOf } from './fingerprint.js';
import { scheduleFrom, toldOf } from './knobSchedule.js';
import { dataFromSpec } from './madeFrom.js';
import { isWord, type Task } from './objective.js';
import { plain } from './plainJson.js';
import { type CompareOptions, type Plan, planFrom } from './plan.js';
import { isKnown } from './recipe.js';
import { askedBy, caller } from './speaker.js';
import { type DataSpec, type ProblemSpec, SPEC_VERSION, type Spec, type SpecOptions } from './spec.js';

/** Most characters of inline data. */
const MOST_INLINE = 20_000;
/** Errors name `compare` until `askedBy` rewords them for the speaker. */
const who = 'compare';
/** Options that change no result, and the start, which is taken from the plan. */
const LEFT_OUT = ['signal', 'onProgress', 'workers', 'start'];

/**
 * Spec of a call of `compare`, from which `fromSpec` makes a call with the same hash. Data go by the name of their set,
 * else as their text or numbers up to 20 KB, else by a fingerprint. Options that change no result (`signal`,
 * `onProgress`, `workers`) are left out.
 * Throws as `compare` does, and TypeError for functions, optimizers and schedules of the caller's own, which JSON
 * cannot hold.
 */
export function specOf<P extends Point>(problem: Problem | Source<P>, options: CompareOptions<P>): Spec {
  return askedBy(caller('specOf'), () => specOfCall(problem, options));
}

/** `specOf` with the errors of `compare`. */
export function specOfCall(problem: unknown, options: Readonly<Record<string, unknown>>): Spec {
  const { contenders, tasks } = planFrom(problem, options);
  const [task] = tasks;
  needCatalogue(contenders);
  const isPlain = options.start === undefined && (isWord(problem) || nameOf(problem) !== null || task.model);
  return {
    version: SPEC_VERSION,
    problem: problemOf(problem, task),
    options: plain({ ...optionsOf(options), ...(!isPlain && { start: task.start }) }) as SpecOptions,
  };
}

/** Options of a plan in normal form, every run with all its knobs; without the start. */
export function runOptions({ contenders, tasks, limits }: Plan): SpecOptions {
  const { steps, tolerance, record, clip, batch } = limits;
  return plain({
    ...{ steps, tolerance, record },
    ...(clip < Infinity && { clip }),
    ...(batch && { batch: batch.rows, seed: batch.seed }),
    ...(tasks.length > 1 && { replicates: tasks.length }),
    runs: contenders.map(({ name, label, knobs, schedule }) => ({
      ...{ optimizer: name, label, ...knobs },
      ...(schedule.length > 0 && { schedule: toldOf(schedule) }),
    })),
  }) as SpecOptions;
}

/** Fingerprint of a model's data. */
export const modelFingerprint = (model: Model): string => fingerprintOf(recipeOfModel(model)!.data as Data);

/** Hash of a plan, 16 hexadecimal digits: the same wherever its data came from and however it was written. */
export function planHash(plan: Plan): string {
  const { fn, model, start } = plan.tasks[0];
  const recipe = model && recipeOfModel(model);
  const problem =
    fn instanceof Formula
      ? { texts: fn.texts, variables: fn.variables }
      : recipe && { ...recipe, data: fingerprintOf(recipe.data as Data) };
  return digestOf({ problem, start, options: runOptions(plan) });
}

/** Throws TypeError for optimizers and schedules of the caller's own, which a spec cannot hold. */
export function needCatalogue(contenders: readonly Contender[]): void {
  const own = contenders.find((each) => !isKnown(each));
  if (own)
    throw new TypeError(
      `${who}: ${own.schedule.some(({ told }) => !told) ? 'schedule' : 'optimizers'} needs names of the catalogue, got one's own, which a spec cannot hold; compare where it is defined`,
    );
}

/** Options of `compare` as data: optimizers and schedules by their names. */
export function optionsOf(
  options: Readonly<Record<string, unknown>>,
  steps = options.steps as number,
): Record<string, unknown> {
  const given = Object.entries(options).filter(
    ([key, value]) => value !== undefined && !LEFT_OUT.includes(key),
  );
  return Object.fromEntries(given.map(([key, value]) => [key, optionOf(key, value, steps)]));
}

function optionOf(key: string, value: unknown, steps: number): unknown {
  if (key === 'schedule') return toldOf(scheduleFrom(who, value, steps));
  if (key === 'optimizer') return optimizerFrom(who, value).name;
  if (key === 'optimizers') return Array.from(value as unknown[], (each) => optimizerFrom(who, each).name);
  if (key !== 'runs') return value;
  return Array.from(value as object[], (run) => optionsOf({ ...run }, steps));
}

/** Name of a problem in the catalogue; null for others. */
const nameOf = (problem: unknown): string | null =>
  Object.entries<unknown>(problems).find(([, entry]) => entry === problem)?.[0] ?? null;

function problemOf(problem: unknown, { fn, model }: Task): ProblemSpec {
  if (isWord(problem)) return { name: problem.trim() };
  const name = nameOf(problem);
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
    settings: plain(options) as Record<string, unknown>,
    data: dataOf(data as Data, originOfModel(model)),
  };
}

/** Shortest spec of data that makes the same numbers again. */
function dataOf(data: Data, origin: Origin | null): DataSpec {
  const known = fingerprintOf(data);
  const told = origin && fromOrigin(origin);
  if (told && fingerprintOf(dataFromSpec(who, told)) === known) return told;
  const inline = plain(data) as Record<string, unknown>;
  return JSON.stringify(inline).length <= MOST_INLINE ? { inline } : { fingerprint: known };
}

function fromOrigin({ source, changes }: Origin): DataSpec | null {
  const rest = changes.length > 0 ? { changes: changes as DataSpec['changes'] & object } : {};
  if ('text' in source)
    return { text: source.text, csv: plain(source.options) as object, ...rest } as DataSpec;
  const set = Object.entries<unknown>(datasets).find(([, maker]) => maker === source.maker)?.[0];
  return set ? ({ set, settings: plain(source.options), ...rest } as DataSpec) : null;
}
