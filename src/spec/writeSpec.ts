import { formula } from '../formula/formula.js';
import * as problems from '../problems/index.js';
import { classWeightsText } from './classWeightsText.js';
import { columnsText } from './columnsText.js';
import { modelText } from './modelText.js';
import { rateScheduleText, runsText, type WrittenRun } from './runsText.js';
import type { ModelSpec, ProblemSpec, Spec, SpecOptions } from './spec.js';

type Settings = Record<string, unknown>;

/**
 * Settings from which `readSpec` makes the spec again, as texts and numbers. Null where there are none: data without
 * name or address, seeds that differ, changes of data in another order.
 */
export function writeSpec({ problem, options }: Spec): Settings | null {
  const told = 'data' in problem ? settingsOfModel(problem, options) : settingsOfProblem(problem, options);
  return told && { ...told, ...settingsOfOptions(options) };
}

function settingsOfProblem(problem: Exclude<ProblemSpec, ModelSpec>, { start }: SpecOptions): Settings {
  const [text, variables] =
    'name' in problem
      ? [problem.name, (problems as Record<string, { variables: readonly string[] }>)[problem.name].variables]
      : [problem.formula, formula(problem.formula).variables];
  return {
    problem: text,
    ...(start && { start: variables.map((name, i) => `${name}=${start[i]}`).join(',') }),
  };
}

function settingsOfModel(
  { model, settings = {}, data }: ModelSpec,
  { seed = 0, start }: SpecOptions,
): Settings | null {
  const { set, file, csv = {}, changes = [] } = data;
  const name = set ?? file;
  const [columns, split, scaled] = ['columns', 'split', 'standardize'].map((key) =>
    changes.find((each) => key in each),
  );
  const order = [columns, split, scaled].filter(Boolean);
  const seeds = [settings.seed, data.settings?.seed, (split?.split as { seed?: number } | undefined)?.seed];
  const isOne = seeds.every((each) => each === undefined || each === seed);
  if (
    name === undefined ||
    !isOne ||
    order.some((each, i) => each !== changes[i]) ||
    order.length < changes.length
  )
    return null;
  const chosen = columns ? { columns: columns.columns } : {};
  return {
    data: name,
    ...settingsOfFile({ ...csv, ...chosen }),
    ...(model !== undefined && { model: modelText({ model, settings }) }),
    ...(settings.init !== undefined && { init: settings.init }),
    ...(settings.classWeights !== undefined && { classWeights: classWeightsText(settings.classWeights) }),
    ...(settings.l2 !== undefined && { l2: settings.l2 }),
    ...(split && { validation: (split.split as { validation: number }).validation }),
    ...(!scaled && { standardize: false }),
    ...(start && { start: start.join(',') }),
  };
}

/** Settings of how a file is read, names as one text. */
const settingsOfFile = (csv: Settings): Settings =>
  Object.fromEntries(
    Object.entries(csv).map(([name, value]) => [
      name,
      isList(value)
        ? columnsText(value as string[])
        : value === '\t'
          ? 'tab'
          : typeof value === 'boolean'
            ? String(value)
            : value,
    ]),
  );

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function settingsOfOptions({
  optimizers,
  rates,
  runs,
  schedule,
  start: _,
  record: __,
  ...rest
}: SpecOptions): Settings {
  const others = Object.entries(rest).map(([name, value]) => [name, isList(value) ? value.join(' ') : value]);
  return {
    ...(isList(optimizers) && runs === undefined && { optimizers: optimizers.join(' ') }),
    ...(rates !== undefined && { rates: isList(rates) ? rates.join(' ') : rates }),
    ...(isList(runs) && { runs: runsText(runs as WrittenRun[]) }),
    ...(schedule !== undefined && { schedule: rateScheduleText(schedule) }),
    ...Object.fromEntries(others),
  };
}
