import { type Matrix, matrix } from '../algebra/matrix.js';
import type { Vec } from '../fn.js';
import { needKeys, needWhole, outOfRange, showValue, wrongKind } from '../need.js';
import { hashJson } from '../spec/fingerprint.js';
import { numberWords } from '../spec/plainJson.js';
import type { Spec } from '../spec/spec.js';

// A trained model as plain JSON: what it takes to predict, and what it was made of.

const MODEL_FORMAT = 'nabla-model';
/** Version of the models that are written. */
const MODEL_VERSION = 1;

/** Number, or the text of one that JSON lacks: `-0`. */
type JsonNumber = number | string;

interface JsonScaling {
  readonly mean: readonly JsonNumber[];
  readonly deviation: readonly JsonNumber[];
  readonly target?: { readonly mean: JsonNumber; readonly deviation: JsonNumber };
}

/** Trained model as plain JSON, as `exportModel` makes it and `importModel` takes it. */
export interface ExportedModel {
  readonly format: typeof MODEL_FORMAT;
  readonly version: typeof MODEL_VERSION;
  /** Digest of all the rest, by which damage shows: 16 hexadecimal digits. */
  readonly hash: string;
  /** Name of the model and its options: `mlp`, `{ layers: [16], activation: 'tanh', l2: 0, seed: 0 }`. */
  readonly model: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Names of the columns it predicts from, in their order. */
  readonly columns: readonly string[];
  /** Columns of text that were made columns of 0 and 1, `city=Rome` for each level. */
  readonly encodings?: readonly { readonly column: string; readonly levels: readonly string[] }[];
  /** Name of what it predicts, where that is known; its classes, or none for numbers. */
  readonly target?: string;
  readonly classes?: readonly string[];
  /** Mean and deviation that each column, and a target of numbers, is scaled by first. */
  readonly scaling?: JsonScaling;
  /** Weights, a row for each output, and biases of each layer. */
  readonly layers: readonly {
    readonly W: readonly (readonly JsonNumber[])[];
    readonly b: readonly JsonNumber[];
  }[];
  /** What it was trained by; data by a name or a fingerprint. The index of the replicate, where there were several. */
  readonly spec?: Spec;
  readonly replicate?: number;
}

/** The model with its hash. */
export function withHash(model: Omit<ExportedModel, 'hash' | 'format' | 'version'>): ExportedModel {
  const head = { format: MODEL_FORMAT, version: MODEL_VERSION } as const;
  return { ...head, hash: hashJson({ ...head, ...model }), ...model };
}

const KEYS = [
  ...['format', 'version', 'hash', 'model', 'settings', 'columns', 'encodings', 'target', 'classes'],
  ...['scaling', 'layers', 'spec', 'replicate'],
];

/** Exported model, checked, with its numbers as arrays. */
export interface CheckedModel
  extends Pick<ExportedModel, 'model' | 'settings' | 'columns' | 'target' | 'classes'> {
  readonly file: ExportedModel;
  readonly encodings: NonNullable<ExportedModel['encodings']>;
  readonly scaling: { mean: Vec; deviation: Vec; target?: { mean: number; deviation: number } } | null;
  readonly layers: readonly { W: Matrix; b: Vec }[];
}

/**
 * Exported model, checked in all its parts. Throws TypeError for what is none and for unknown keys, RangeError for a
 * newer version, sizes that do not fit, numbers that are not finite, and where it was damaged.
 */
export function needModelFile(who: string, given: unknown): CheckedModel {
  const file = needObject(who, 'model', given);
  if (file.format !== MODEL_FORMAT)
    throw wrongKind(who, 'model.format', showValue(MODEL_FORMAT), file.format);
  const { version } = file;
  if (typeof version === 'number' && Number.isInteger(version) && version > MODEL_VERSION)
    throw new RangeError(
      `${who}: model needs a version up to ${MODEL_VERSION}, got ${version}, which a newer nabla-workbench wrote; a newer one reads it`,
    );
  needWhole(who, 'model.version', version, 1, MODEL_VERSION);
  needKeys(who, 'key in model:', file, KEYS);
  const { hash, ...rest } = file;
  if (typeof hash !== 'string') throw wrongKind(who, 'model.hash', 'a text', hash);
  const found = hashJson(rest);
  if (found !== hash)
    throw new RangeError(
      `${who}: model needs what its hash was made of, got other numbers or names: it was changed or damaged (hash ${found}, not ${showValue(hash)})`,
    );
  return checkedParts(who, file as unknown as ExportedModel);
}

function checkedParts(who: string, file: ExportedModel): CheckedModel {
  const { model, settings, target } = file;
  if (typeof model !== 'string') throw wrongKind(who, 'model.model', 'a name', model);
  needObject(who, 'model.settings', settings);
  if (target !== undefined && typeof target !== 'string')
    throw wrongKind(who, 'model.target', 'a text', target);
  const columns = needNames(who, 'model.columns', file.columns, 1);
  const classes = file.classes && needNames(who, 'model.classes', file.classes, 1);
  const layers = layersFrom(who, file.layers, columns.length);
  return {
    ...{ file, model, settings, columns, layers },
    ...(target !== undefined && { target }),
    ...(classes && { classes }),
    encodings: encodingsFrom(who, file.encodings, columns),
    scaling: scalingFrom(who, file.scaling, columns.length),
  };
}

function layersFrom(who: string, given: unknown, inputs: number): CheckedModel['layers'] {
  let columns = inputs;
  return needList(who, 'model.layers', given, 1).map((each, k) => {
    const what = `model.layers[${k}]`;
    const { W, b } = needObject(who, what, each);
    needKeys(who, `key in ${what}:`, each as object, ['W', 'b']);
    const rows = needList(who, `${what}.W`, W, 1).map((row, i) =>
      numbersFrom(who, `${what}.W[${i}]`, row, columns),
    );
    const weights = matrix(rows.length, columns);
    rows.forEach((row, i) => {
      weights.data.set(row, i * columns);
    });
    columns = rows.length;
    return { W: weights, b: numbersFrom(who, `${what}.b`, b, columns) };
  });
}

function scalingFrom(who: string, given: unknown, columns: number): CheckedModel['scaling'] {
  if (given === undefined) return null;
  const what = 'model.scaling';
  const { mean, deviation, target } = needObject(who, what, given);
  needKeys(who, `key in ${what}:`, given as object, ['mean', 'deviation', 'target']);
  const own = {
    mean: numbersFrom(who, `${what}.mean`, mean, columns),
    deviation: deviationsFrom(who, `${what}.deviation`, deviation, columns),
  };
  if (target === undefined) return own;
  const each = needObject(who, `${what}.target`, target);
  needKeys(who, `key in ${what}.target:`, each, ['mean', 'deviation']);
  const [of] = numbersFrom(who, `${what}.target.mean`, [each.mean], 1);
  const [by] = deviationsFrom(who, `${what}.target.deviation`, [each.deviation], 1);
  return { ...own, target: { mean: of, deviation: by } };
}

function deviationsFrom(who: string, what: string, given: unknown, count: number): Vec {
  const found = numbersFrom(who, what, given, count);
  const bad = found.findIndex((each) => each < 0);
  if (bad >= 0) throw outOfRange(who, `${what}[${bad}]`, 'a number from 0 up', found[bad]);
  return found;
}

function encodingsFrom(who: string, given: unknown, columns: readonly string[]): CheckedModel['encodings'] {
  if (given === undefined) return [];
  return needList(who, 'model.encodings', given, 0).map((each, k) => {
    const what = `model.encodings[${k}]`;
    const { column, levels } = needObject(who, what, each);
    needKeys(who, `key in ${what}:`, each as object, ['column', 'levels']);
    if (typeof column !== 'string') throw wrongKind(who, `${what}.column`, 'a name', column);
    const names = needNames(who, `${what}.levels`, levels, 1);
    const lost = names.find((level) => !columns.includes(`${column}=${level}`));
    if (lost !== undefined) throw outOfRange(who, `${what}.levels`, 'levels that are columns', lost);
    return { column, levels: names };
  });
}

function needObject(who: string, what: string, given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongKind(who, what, 'an object', given);
  return given as Record<string, unknown>;
}

function needList(who: string, what: string, given: unknown, least: number): unknown[] {
  if (!Array.isArray(given)) throw wrongKind(who, what, 'an array', given);
  if (given.length < least) throw outOfRange(who, what, `at least ${least}`, given.length);
  return Array.from(given);
}

function needNames(who: string, what: string, given: unknown, least: number): string[] {
  const before = new Set<unknown>();
  for (const [i, each] of needList(who, what, given, least).entries()) {
    if (typeof each !== 'string') throw wrongKind(who, `${what}[${i}]`, 'a name', each);
    if (before.has(each)) throw outOfRange(who, `${what}[${i}]`, 'a name that is not there twice', each);
    before.add(each);
  }
  return [...before] as string[];
}

/** So many finite numbers of a JSON array, in which the text `-0` stands for that. */
function numbersFrom(who: string, what: string, given: unknown, count: number): Vec {
  const list = needList(who, what, given, 0);
  if (list.length !== count) throw outOfRange(who, what, `${count} numbers`, list.length);
  return Float64Array.from(list, (each, i) => {
    const number = typeof each === 'string' ? numberWords.get(each) : each;
    if (typeof number !== 'number') throw wrongKind(who, `${what}[${i}]`, 'a number', each);
    if (!Number.isFinite(number)) throw outOfRange(who, `${what}[${i}]`, 'a finite number', each);
    return number;
  });
}
