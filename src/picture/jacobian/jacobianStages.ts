// Maps of a figure of Jacobians as they are asked for in text: formulas, or layers of a network, one after another.

import {
  activations,
  elementwise,
  type Fn,
  formula,
  linear,
  type Matrix,
  matrix,
  softmax,
} from '../../index.js';
import { outOfRange, unknownName } from '../../need.js';
import { parseDecimal, splitWords } from '../../numbers.js';
import { smallNetwork } from '../smallNetwork.js';

type StageKind = 'formulas' | 'linear' | 'activation' | 'softmax';

/** One map of a chain. */
export interface Stage {
  kind: StageKind;
  /** What it is called in the product: `f`, `W₁`, `tanh`. */
  name: string;
  fn: Fn;
  inputs: number;
  outputs: number;
  /** Names of its variables, where it is of formulas. */
  variables: readonly string[];
  /** Whether these have no plain order, so that a point needs their names. */
  isNamed: boolean;
  /** What each output is, as text: formulas, else ''. */
  texts: readonly string[];
  /** Whether an output sees an input, row by row: where not, its slope is 0 wherever one is. */
  sees: readonly boolean[];
}

interface StagesAsked {
  f: string;
  model: string;
  w: string;
  at: string;
}

/** Most inputs and outputs of a map, and most maps. */
const most = 100;
const mostStages = 50;

/** Inputs of a network at no point, and outputs of one. */
const [usualInputs, usualOutputs] = [2, 2];

const stageNames = ['f', 'g', 'h'];

/** The maps that are asked for, the first first; none where nothing is. Throws an error that names what was asked. */
export function stagesOf(who: string, asked: StagesAsked): Stage[] {
  const isOfLayers = asked.model.trim() !== '' || asked.w.trim() !== '';
  const stages = isOfLayers ? layersFrom(who, asked) : formulasFrom(asked.f);
  if (stages.length > mostStages)
    throw outOfRange(who, isOfLayers ? 'model' : 'f', `at most ${mostStages} maps`, stages.length);
  if (stages.some(({ inputs }) => inputs === 0)) throw new TypeError(`${who}: f needs a variable, got none`);
  for (const { inputs, outputs, name } of stages)
    if (Math.max(inputs, outputs) > most)
      throw outOfRange(who, name, `at most ${most} inputs and outputs`, Math.max(inputs, outputs));
  return stages;
}

/** The texts of an attribute of formulas, map by map; one map where signs between maps have nothing between them. */
export function formulaTexts(f: string): string[][] {
  const maps = f.split('|');
  const isWhole = maps.every((map) => map.trim() !== '');
  return (isWhole ? maps : [f]).map((map) => {
    const texts = map.split(';');
    return texts.length > 1 && texts.at(-1)!.trim() === '' ? texts.slice(0, -1) : texts;
  });
}

function formulasFrom(f: string): Stage[] {
  if (f.trim() === '') return [];
  const maps = formulaTexts(f);
  return maps.map((texts, k) => {
    const {
      variables,
      positional,
      inputs,
      outputs,
      texts: written,
    } = inPlace(f, maps, k, () => formula(texts));
    const own = texts.map((text) => new Set(formula(text).variables));
    return {
      ...{ kind: 'formulas', name: stageNames[k] ?? `f${k + 1}`, inputs, outputs, variables, texts: written },
      ...{ fn: formula(texts, { variables }), isNamed: !positional },
      sees: own.flatMap((names) => variables.map((name) => names.has(name))),
    };
  });
}

/** What `read` returns; a SyntaxError of one of its texts with the column that it has in the whole attribute. */
function inPlace<T>(whole: string, maps: readonly string[][], k: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { column, text = 1, message } = error as SyntaxError & { column?: number; text?: number };
    if (column === undefined || (maps.length === 1 && maps[0].length === 1)) throw error;
    const before = [...maps.slice(0, k).flat(), ...maps[k].slice(0, text - 1)];
    const offset = before.reduce((sum, each) => sum + each.length + 1, 0);
    const moved = message
      .replace(/ of text \d+/, '')
      .replace(/at column \d+/, `at column ${offset + column}`);
    throw Object.assign(new SyntaxError(moved), {
      column: Math.min(offset + column, whole.length + 1),
      own: { column, text: before.length },
    });
  }
}

/** The layers of a network, as it starts; of as many inputs as the point has numbers. */
function networkFrom(who: string, { model, w, at }: StagesAsked): Stage[] {
  if (w.trim() !== '') throw outOfRange(who, 'w', 'no matrices beside a network, which has its own', w);
  const inputs = splitWords(at).length || usualInputs;
  const { weights, activation } = smallNetwork(who, model, inputs, usualOutputs);
  return weights.flatMap(({ W: own }, i) => [ofWeights(own, `W${i + 1}`), ofWidth(activation, own.rows)]);
}

function layersFrom(who: string, asked: StagesAsked): Stage[] {
  const { model, w, at } = asked;
  if (/^\s*mlp\b/.test(model)) return networkFrom(who, asked);
  const weights = w.trim() === '' ? [] : w.split('|').map((text, k) => weightsFrom(who, text, k));
  const words = model.trim() === '' ? weights.map(() => 'linear') : splitWords(model);
  const known = ['linear', 'softmax', ...Object.keys(activations)];
  const wrong = words.find((word) => !known.includes(word));
  if (wrong !== undefined) throw unknownName(who, 'layer', wrong, known);
  const wanted = words.filter((word) => word === 'linear').length;
  if (wanted !== weights.length)
    throw outOfRange(
      who,
      'w',
      `a matrix for each of ${wanted} linear layers, with | between them`,
      weights.length,
    );
  const waiting = [...weights];
  let width = words[0] === 'linear' ? weights[0].columns : Math.max(1, splitWords(at).length);
  let place = 0;
  return words.map((word) => {
    if (word !== 'linear') return ofWidth(word, width);
    const own = waiting.shift()!;
    width = own.rows;
    place++;
    return ofWeights(own, weights.length > 1 ? `W${place}` : 'W');
  });
}

function ofWeights(weights: Matrix, name: string): Stage {
  const { rows, columns, data } = weights;
  return {
    ...{ kind: 'linear', name, fn: linear(weights), inputs: columns, outputs: rows },
    ...{ variables: [], isNamed: false, texts: [], sees: Array.from(data, (weight) => weight !== 0) },
  };
}

function ofWidth(word: string, n: number): Stage {
  const isSoftmax = word === 'softmax';
  const fn = isSoftmax ? softmax(n) : elementwise(word as keyof typeof activations, n);
  const sees = Array.from({ length: n * n }, (_, i) => isSoftmax || i % (n + 1) === 0);
  return {
    ...{ kind: isSoftmax ? 'softmax' : 'activation', name: word, fn, inputs: n, outputs: n },
    ...{ variables: [], isNamed: false, texts: [], sees },
  };
}

/** A matrix as text, a row after each `;`. */
function weightsFrom(who: string, text: string, k: number): Matrix {
  const rows = text.split(';').map(splitWords);
  const width = rows[0].length;
  const name = k === 0 ? 'w' : `matrix ${k + 1} of w`;
  if (width === 0 || rows.some(({ length }) => length !== width))
    throw outOfRange(who, name, 'rows of equally many numbers, as 1 2; 3 4', text.trim());
  const numbers = rows.flat().map((word) => {
    const number = parseDecimal(word.replace('−', '-'));
    if (Number.isFinite(number)) return number;
    throw outOfRange(who, name, 'rows of numbers, as 1 2; 3 4', word);
  });
  return matrix(rows.length, width, numbers);
}
