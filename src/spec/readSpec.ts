import { type CsvOptions, csvSettings } from '../data/csvOptions.js';
import type { DatasetEntry } from '../data/origin.js';
import { needShare } from '../data/split.js';
import * as datasets from '../datasets/index.js';
import { formula } from '../formula/formula.js';
import { nearestName, showValue, unknownName, wrongKind } from '../need.js';
import { needClassWeights } from '../network/classWeights.js';
import { weightStarts } from '../network/start.js';
import { parseIfNumber, parseScalar, pointFrom, splitWords } from '../numbers.js';
import { askedSteps, budgetFrom, needPrecision } from './budget.js';
import { classWeightsFromText } from './classWeightsText.js';
import { columnsFromText } from './columnsText.js';
import { withSchedules } from './configuration.js';
import { knobSchedulesFrom } from './knobSchedule.js';
import { ratesFrom } from './logspace.js';
import { modelFromText } from './modelText.js';
import { isEntryName } from './objective.js';
import { toPlainJson } from './plainJson.js';
import { configurationsFrom, needReplicates } from './plan.js';
import { runsFromText } from './runsText.js';
import { rewordErrors, type SettingSyntax } from './settingSyntax.js';
import { problemSettings, settingTable } from './settings.js';
import {
  type DataSpec,
  type ModelSpec,
  type ProblemSpec,
  SPEC_VERSION,
  type Spec,
  type SpecOptions,
} from './spec.js';
import { needCatalogue, serializeOptions, specFromCall } from './specOf.js';

const DEFAULT_STEPS = 1000;
/** Errors name `compare` until `rewordErrors` rewords them for the speaker. */
const who = 'compare';

type SettingValues = Readonly<Record<string, unknown>>;

/**
 * Spec from settings, by their names in `settingTable`: texts of attributes or options are parsed, other values are
 * taken as they are; undefined, null and empty texts count as not given. All is checked but what only the data can
 * show. `isFile` says whether a name is that of a file.
 * Throws TypeError and RangeError in the words of the caller, SyntaxError for formulas.
 */
export function readSpec(
  syntax: SettingSyntax,
  settings: SettingValues,
  isFile: (name: string) => boolean,
): Spec {
  return rewordErrors(syntax, () => {
    const given = readSettings(settings);
    const problem = readProblem(syntax, given, isFile);
    const options = readOptions(given);
    return { version: SPEC_VERSION, problem, options: checkedOptions(problem, options, given.start) };
  });
}

function readSettings(settings: SettingValues): SettingValues {
  const read = Object.entries(settingTable).map(([name, { kind }]) => {
    const value = settings[name] ?? undefined;
    return [name, typeof value === 'string' ? SETTING_READERS[kind](value) : value] as const;
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined && value !== ''));
}

const SETTING_READERS: Readonly<Record<(typeof settingTable)[string]['kind'], (text: string) => unknown>> = {
  number: parseIfNumber,
  numbers: (text) => (/[\s,]/.test(text.trim()) ? splitWords(text).map(parseIfNumber) : parseIfNumber(text)),
  // An attribute without a value is on.
  switch: (text) => (text === '' ? true : parseScalar(text)),
  words: (text) => (text.trim() === '' ? '' : splitWords(text)),
  names: (text) => parseScalar(text) === true || (text === '' ? text : columnsFromText(who, text)),
  text: (text) => text.trim(),
  // A tab, or a space, is one.
  character: (text) => (text.length === 1 ? text : text.trim()),
  data: (text) => text.trim(),
};

function readProblem(
  syntax: SettingSyntax,
  given: SettingValues,
  isFile: (name: string) => boolean,
): ProblemSpec {
  const named = ['problem', 'formula', 'data'].filter((name) => name in given);
  if (named.length !== 1)
    throw new TypeError(
      `${who}: a comparison needs ${syntax.settingName('problem')} or ${syntax.settingName('data')}, got ${named.length === 0 ? 'none' : 'both'}`,
    );
  const [name] = named;
  if (name === 'data') return readModel(syntax, given, isFile);
  const other = Object.keys(settingTable).find(
    (each) => each in given && (settingTable[each].ofData || settingTable[each].ofFile),
  );
  if (other !== undefined)
    throw new TypeError(
      `${who}: ${other} needs ${syntax.settingName('data')}, got ${syntax.settingName(name)}`,
    );
  const text = needText(name, given[name], 'a name or a formula');
  if (name === 'problem' && isEntryName(text)) return { name: text };
  return { formula: text, variables: [...formula(text).variables] };
}

function readModel(
  syntax: SettingSyntax,
  given: SettingValues,
  isFile: (name: string) => boolean,
): ModelSpec {
  const { seed, l2, init, classWeights: weights } = given;
  const classWeights = typeof weights === 'string' ? classWeightsFromText(who, weights) : weights;
  needClassWeights(who, classWeights);
  const written =
    given.model === undefined
      ? null
      : modelFromText(who, needText('model', given.model, 'a text like mlp:8'));
  if (init !== undefined) needInit(init, written);
  const own = {
    ...written?.settings,
    ...(init !== undefined && { init }),
    ...(classWeights !== undefined && { classWeights }),
    ...(l2 !== undefined && { l2 }),
    ...(seed !== undefined && written?.hasSeed && { seed }),
  };
  return {
    data: readData(syntax, given, isFile, written?.tells === 'classes'),
    ...(written && { model: written.model }),
    ...(Object.keys(own).length > 0 && { settings: own }),
  };
}

/** Throws TypeError for a way to start that is none, or that the model has not. */
function needInit(init: unknown, written: ReturnType<typeof modelFromText> | null): void {
  if (!written?.hasSeed)
    throw new TypeError(`${who}: init needs a model with a random start, like mlp:8, got another`);
  const names = Object.keys(weightStarts);
  if (!names.includes(String(init))) throw unknownName(who, 'init', String(init), names);
}

const datasetEntries: Readonly<Record<string, DatasetEntry>> = datasets;

function readData(
  syntax: SettingSyntax,
  given: SettingValues,
  isFile: (name: string) => boolean,
  needsClasses: boolean,
): DataSpec {
  const { seed = 0, columns, validation = 0, standardize = true } = given;
  const data = needText('data', given.data, 'the name of a data set or of a file');
  const isSet = Object.hasOwn(datasetEntries, data);
  if (!isSet && !isFile(data)) throw unknownData(data);
  if (validation !== 0) needShare(who, validation);
  if (typeof standardize !== 'boolean')
    throw new TypeError(`${who}: standardize needs true or false, got ${showValue(standardize)}`);
  const changes = [
    ...(isSet && columns !== undefined ? [{ columns }] : []),
    ...(validation !== 0 ? [{ split: { validation, seed } }] : []),
    // Whether the target of a file is of numbers only the file can show; of classes nothing is scaled either way.
    ...(standardize
      ? [{ standardize: isSet && datasetEntries[data].tells === 'classes' ? true : { target: true } }]
      : []),
  ];
  const rest = changes.length > 0 ? { changes } : {};
  if (!isSet) return { file: data, csv: readCsv(given, needsClasses), ...rest };
  const lost = Object.keys(settingTable).find((name) => settingTable[name].ofFile && name in given);
  if (lost !== undefined)
    throw new TypeError(
      `${who}: ${lost} needs a CSV file as ${syntax.settingName('data')}, got ${showValue(data)}`,
    );
  return { set: data, ...('seed' in datasetEntries[data].knobs && { settings: { seed } }), ...rest };
}

function unknownData(name: string): TypeError {
  const names = Object.keys(datasetEntries);
  if (nearestName(name, names)) return unknownName(who, 'data set', name, names);
  return new TypeError(
    `${who}: data needs one of ${names.join(', ')}, or a CSV file, got ${showValue(name)}`,
  );
}

/** Options to read a file with, as far as settings have them; the target need not be there yet. */
export const tableOptionsFrom = (settings: SettingValues): Partial<CsvOptions> =>
  readCsv(readSettings(settings), false) as Partial<CsvOptions>;

/** Options to read a file with; those that are not given are not there. */
function readCsv(given: SettingValues, needsClasses: boolean): SettingValues {
  const { classes = needsClasses ? true : undefined } = given;
  const asked = { ...given, classes };
  const names = Object.keys(csvSettings) as (keyof typeof csvSettings)[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = (asked as SettingValues)[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Options of `compare`, with the defaults of the command line and the elements. */
function readOptions(given: SettingValues): SettingValues {
  const { rates, runs } = given;
  const others = Object.entries(given).filter(([name]) => !problemSettings.includes(name));
  return {
    ...(runs === undefined && { optimizers: ['sgd'] }),
    ...Object.fromEntries(others),
    ...(typeof rates === 'string' && { rates: readRates(rates) }),
    ...(typeof runs === 'string' && { runs: runsFromText(who, runs) }),
    ...(given.epochs === undefined && { steps: given.steps ?? DEFAULT_STEPS }),
  };
}

/** Rates as numbers, or a range as text, so that it is shown as it was written. */
function readRates(text: string): string | number[] {
  const rates = ratesFrom(who, text);
  return text.includes('..') ? text.replace(/\s/g, '') : rates;
}

/** Options as plain data, checked against the objective as far as it is known without data. */
function checkedOptions(problem: ProblemSpec, given: SettingValues, start: unknown): SpecOptions {
  if (!('data' in problem)) {
    const options = { ...given, ...(start !== undefined && { start }) };
    return specFromCall('name' in problem ? problem.name : formula(problem.formula), options).options;
  }
  const configurations = configurationsFrom(given);
  // What needs the rows is checked with the data.
  const { precision } = given;
  if (precision !== undefined) needPrecision(who, precision);
  const without = { batch: undefined, precision: undefined, masterWeights: undefined, epochs: undefined };
  const { steps } = budgetFrom(who, { ...given, ...without, steps: askedSteps(who, given) });
  if (given.replicates !== undefined) needReplicates(who, given.replicates);
  needCatalogue(withSchedules(who, configurations, knobSchedulesFrom(who, given.schedule, steps)));
  const from = start === undefined ? {} : { start: pointFrom(who, 'start', start) };
  return toPlainJson({ ...serializeOptions(given), ...from }) as SpecOptions;
}

function needText(setting: string, given: unknown, needs: string): string {
  if (typeof given === 'string') return given;
  throw wrongKind(who, setting, needs, given);
}
