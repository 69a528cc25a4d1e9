import { needShare } from '../data/split.js';
import * as datasets from '../datasets/index.js';
import type { MakerEntry } from '../entry.js';
import { formula } from '../formula/formula.js';
import { nearest, noSuch, shown } from '../need.js';
import { numeric, pointFrom, scalar, splitWords } from '../numbers.js';
import { limitsFrom } from './budget.js';
import { columnsOf } from './columnsText.js';
import { scheduled } from './configuration.js';
import { scheduleFrom } from './knobSchedule.js';
import { ratesFrom } from './logspace.js';
import { modelFromText } from './modelText.js';
import { isWord } from './objective.js';
import { plain } from './plainJson.js';
import { contendersFrom } from './plan.js';
import { runsFromText } from './runsText.js';
import { problemSettings, settingTable } from './settings.js';
import { askedBy, type Speaker } from './speaker.js';
import {
  type DataSpec,
  type ModelSpec,
  type ProblemSpec,
  SPEC_VERSION,
  type Spec,
  type SpecOptions,
} from './spec.js';
import { needCatalogue, optionsOf, specOfCall } from './specOf.js';

const STEPS = 1000;
/** Errors name `compare` until `askedBy` rewords them for the speaker. */
const who = 'compare';

type Given = Readonly<Record<string, unknown>>;

/**
 * Spec from settings, by their names in `settingTable`: texts of attributes or options are parsed, other values are
 * taken as they are; undefined, null and empty texts count as not given. All is checked but what only the data can
 * show. `isFile` says whether a name is that of a file.
 * Throws TypeError and RangeError in the words of the speaker, SyntaxError for formulas.
 */
export function readSpec(speaker: Speaker, asked: Given, isFile: (name: string) => boolean): Spec {
  return askedBy(speaker, () => {
    const given = readSettings(asked);
    const problem = readProblem(speaker, given, isFile);
    const options = readOptions(given);
    return { version: SPEC_VERSION, problem, options: checkedOptions(problem, options, given.start) };
  });
}

function readSettings(asked: Given): Given {
  const read = Object.entries(settingTable).map(([name, { kind }]) => {
    const value = asked[name] ?? undefined;
    return [name, typeof value === 'string' ? READERS[kind](value) : value] as const;
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined && value !== ''));
}

const READERS: Readonly<Record<(typeof settingTable)[string]['kind'], (text: string) => unknown>> = {
  number: numeric,
  numbers: (text) => (/[\s,]/.test(text.trim()) ? splitWords(text).map(numeric) : numeric(text)),
  // An attribute without a value is on.
  switch: (text) => (text === '' ? true : scalar(text)),
  words: (text) => (text.trim() === '' ? '' : splitWords(text)),
  names: (text) => scalar(text) === true || (text === '' ? text : columnsOf(who, text)),
  text: (text) => text.trim(),
};

function readProblem(speaker: Speaker, given: Given, isFile: (name: string) => boolean): ProblemSpec {
  const named = ['problem', 'formula', 'data'].filter((name) => name in given);
  if (named.length !== 1)
    throw new TypeError(
      `${who}: a comparison needs ${speaker.called('problem')} or ${speaker.called('data')}, got ${named.length === 0 ? 'none' : 'both'}`,
    );
  const [name] = named;
  if (name === 'data') return readModel(speaker, given, isFile);
  const other = Object.keys(settingTable).find(
    (each) => each in given && (settingTable[each].ofData || settingTable[each].ofFile),
  );
  if (other !== undefined)
    throw new TypeError(`${who}: ${other} needs ${speaker.called('data')}, got ${speaker.called(name)}`);
  const text = String(given[name]);
  if (name === 'problem' && isWord(text)) return { name: text };
  return { formula: text, variables: [...formula(text).variables] };
}

function readModel(speaker: Speaker, given: Given, isFile: (name: string) => boolean): ModelSpec {
  const { seed, l2 } = given;
  const written = given.model === undefined ? null : modelFromText(who, String(given.model));
  const own = {
    ...written?.settings,
    ...(l2 !== undefined && { l2 }),
    ...(seed !== undefined && written?.hasSeed && { seed }),
  };
  return {
    data: readData(speaker, given, isFile, written?.tells === 'classes'),
    ...(written && { model: written.model }),
    ...(Object.keys(own).length > 0 && { settings: own }),
  };
}

const makers: Readonly<Record<string, MakerEntry>> = datasets;

function readData(
  speaker: Speaker,
  given: Given,
  isFile: (name: string) => boolean,
  needsClasses: boolean,
): DataSpec {
  const { seed = 0, columns, validation = 0, standardize = true } = given;
  const data = String(given.data);
  const isSet = Object.hasOwn(makers, data);
  if (!isSet && !isFile(data)) throw noData(data);
  if (validation !== 0) needShare(who, validation);
  if (typeof standardize !== 'boolean')
    throw new TypeError(`${who}: standardize needs true or false, got ${shown(standardize)}`);
  const changes = [
    ...(isSet && columns !== undefined ? [{ columns }] : []),
    ...(validation !== 0 ? [{ split: { validation, seed } }] : []),
    ...(standardize ? [{ standardize }] : []),
  ];
  const rest = changes.length > 0 ? { changes } : {};
  if (!isSet) return { file: data, csv: readCsv(given, needsClasses), ...rest };
  const lost = Object.keys(settingTable).find((name) => settingTable[name].ofFile && name in given);
  if (lost !== undefined)
    throw new TypeError(`${who}: ${lost} needs a CSV file as ${speaker.called('data')}, got ${shown(data)}`);
  return { set: data, ...('seed' in makers[data].knobs && { settings: { seed } }), ...rest };
}

function noData(name: string): TypeError {
  const names = Object.keys(makers);
  if (nearest(name, names)) return noSuch(who, 'data set', name, names);
  return new TypeError(`${who}: data needs one of ${names.join(', ')}, or a CSV file, got ${shown(name)}`);
}

function readCsv({ target, columns, classes, missing }: Given, needsClasses: boolean): Given {
  return {
    ...(target !== undefined && { target }),
    ...(columns !== undefined && { columns }),
    ...((classes !== undefined || needsClasses) && { classes: classes ?? true }),
    ...(missing !== undefined && { missing }),
  };
}

/** Options of `compare`, with the defaults of the command line and the elements. */
function readOptions(given: Given): Given & { steps: unknown } {
  const { rates, runs } = given;
  const others = Object.entries(given).filter(([name]) => !problemSettings.includes(name));
  return {
    ...(runs === undefined && { optimizers: ['sgd'] }),
    ...Object.fromEntries(others),
    ...(typeof rates === 'string' && { rates: readRates(rates) }),
    ...(typeof runs === 'string' && { runs: runsFromText(who, runs) }),
    steps: given.steps ?? STEPS,
  };
}

/** Rates as numbers, or a range as text, so that it is shown as it was written. */
function readRates(text: string): string | number[] {
  const rates = ratesFrom(who, text);
  return text.includes('..') ? text.replace(/\s/g, '') : rates;
}

/** Options as plain data, checked against the objective as far as it is known without data. */
function checkedOptions(problem: ProblemSpec, given: Given, start: unknown): SpecOptions {
  if (!('data' in problem)) {
    const options = { ...given, ...(start !== undefined && { start }) };
    return specOfCall('name' in problem ? problem.name : formula(problem.formula), options).options;
  }
  const contenders = contendersFrom(given);
  const { steps } = limitsFrom(who, { ...given, batch: undefined });
  needCatalogue(scheduled(who, contenders, scheduleFrom(who, given.schedule, steps)));
  const from = start === undefined ? {} : { start: pointFrom(who, 'start', start) };
  return plain({ ...optionsOf(given), ...from }) as SpecOptions;
}
