import { basename } from 'node:path';
import { type Formula, formula, type Model } from '../index.js';
import { needNumber, needWhole, shown } from '../need.js';
import { modelFrom } from '../training/model.js';
import { type Rows, type Trained, train } from '../training/train.js';
import { type DataOptions, dataFrom } from './data.js';
import { understood } from './formula.js';
import { knobNames, needOwners, numeric } from './knobs.js';
import { pointFromText } from './point.js';
import { scheduleFrom } from './schedule.js';

/** What a command was asked to compare, by the names of its options. */
export interface Asked extends Partial<DataOptions> {
  problem?: string;
  formula?: string;
  start?: string;
  model?: string;
  l2?: unknown;
  validation?: number;
  standardize?: boolean;
  optimizer: string;
  rate?: string;
  schedule?: string;
  seed?: unknown;
  [option: string]: unknown;
}

const who = 'compare';
const OF_DATA = ['target', 'columns', 'classes', 'missing', 'model', 'l2', 'validation', 'standardize'];
/** What is for `compare` as it stands. */
const SHARED = ['steps', 'tolerance', 'clip', 'batch', 'seed', 'replicates'];

/** The problem and the options that `compare` takes. */
export interface Setting {
  problem: string | Formula | Model;
  options: object;
  /** Of a model on data. */
  trained?: { title: string; rows: Rows };
}

export function settingFrom(asked: Asked): Setting {
  const { start, ...found } = problemFrom(asked);
  const { optimizer, rate, schedule } = asked;
  const optimizers = list(optimizer);
  needOwners(who, asked, optimizers);
  const given = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && [...SHARED, ...knobNames].includes(name),
  );
  return {
    ...found,
    options: {
      ...Object.fromEntries(given),
      optimizers,
      ...(rate !== undefined && { rates: rate.includes('..') ? rate : list(rate).map(numeric) }),
      ...(schedule !== undefined && { schedule: scheduleFrom(who, schedule) }),
      ...(start !== undefined && { start }),
    },
  };
}

const list = (text: string) => text.split(',').map((each) => each.trim());

function problemFrom(asked: Asked): Pick<Setting, 'problem' | 'trained'> & { start?: unknown } {
  const { problem, formula: text, data, start } = asked;
  const given = [problem, text, data].filter((each) => each !== undefined).length;
  if (given !== 1)
    throw new TypeError(`${who}: one of --problem, --formula and --data is needed, got ${given || 'none'}`);
  if (data !== undefined) {
    const trained = trainedFrom(asked as Asked & DataOptions);
    return { problem: trained.model, trained };
  }
  const lost = OF_DATA.find((name) => asked[name] !== undefined);
  if (lost)
    throw new TypeError(
      `${who}: --${lost} needs --data, got ${problem === undefined ? '--formula' : '--problem'}`,
    );
  if (problem !== undefined && /^\s*\w{2,}\s*$/.test(problem))
    return { problem: problem.trim(), ...(start !== undefined && { start: numbersFrom(start) }) };
  const f = understood((text ?? problem)!);
  if (start === undefined)
    throw new TypeError(
      `${who}: --start needs a point like ${f.variables.map((name) => `${name}=1`).join(',')}, got none`,
    );
  return { problem: formula(f.text, { variables: f.variables }), start: pointOf(start, f.variables) };
}

const pointOf = (text: string, variables: readonly string[]) =>
  text.includes('=') ? pointFromText(who, text, variables, '--start') : numbersFrom(text);

/** A problem of the catalogue has x and y, or knows what it needs. */
function numbersFrom(text: string): unknown {
  if (text.includes('=')) return pointFromText(who, text, ['x', 'y'], '--start');
  const found = list(text).map(numeric);
  if (found.some((each) => typeof each === 'string'))
    throw new RangeError(`${who}: --start needs a point like x=1,y=1, got ${shown(text)}`);
  return found;
}

/** A model on data; without a name, the plainest there is for what is to be told. */
function trainedFrom(asked: Asked & DataOptions): Trained & { title: string } {
  const { seed = 0, validation, l2, model: text, start, standardize } = asked;
  if (start !== undefined) throw new TypeError(`${who}: --start needs --problem or --formula, got --data`);
  needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (validation !== undefined) needNumber(who, 'validation', validation);
  const written = text === undefined ? null : modelFrom(who, '--model', text);
  const data = dataFrom(who, asked, seed as number, written?.tells === 'classes');
  const model = written ?? modelFrom(who, '--model', data.classes ? 'softmax' : 'linear');
  const options = { seed: seed as number, ...(validation !== undefined && { validation }) };
  return {
    ...train(data, model, { ...options, l2, ...(standardize !== undefined && { standardize }) }),
    title: `${model.title} on ${basename(asked.data)}`,
  };
}
