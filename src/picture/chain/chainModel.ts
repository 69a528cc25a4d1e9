// A chain as it is asked for in text: a formula, a point, names of its parts, what is folded, which output is meant.

import {
  type Chain,
  type ChainItem,
  type ChainNumbers,
  chainNumbers,
  chainOf,
  type Sweep,
  sweepBack,
  sweepForward,
} from '../../calculus/chain.js';
import { Formula, formula } from '../../formula/formula.js';
import { Graph, type Node, substitute } from '../../formula/graph.js';
import { reachableNodes } from '../../formula/interpret.js';
import { isVariableName } from '../../formula/names.js';
import { nodeText } from '../../formula/print.js';
import { outOfRange, shortenText, unknownName, wrongKind } from '../../need.js';
import { splitWords } from '../../numbers.js';
import { namedNumbers } from '../parameters.js';
import { handwrittenFormula } from '../plainFormula.js';
import { plainName } from './plainName.js';

const tag = 'nabla-chain';

interface ChainAttributes {
  f: string;
  at: string;
  /** Names of parts, as `u = 3x+2`, with semicolons between them. */
  names: string;
  /** Names that are opened. */
  unfold: string;
  output: string;
  mode: string;
  /** An input and its change, as `x=0.1`. */
  nudge: string;
}

/** A part with a name, or an output. */
export interface NamedPart {
  readonly name: string;
  readonly item: number;
  readonly isOpen: boolean;
}

export interface ChainModel {
  readonly chain: Chain;
  readonly numbers: ChainNumbers;
  /** Names of the inputs, and where they are. */
  readonly inputs: readonly string[];
  readonly at: readonly number[];
  /** The values of all variables of the formula. */
  readonly point: Float64Array;
  readonly outputNames: readonly string[];
  /** The output whose slopes are taken: its number and its item. */
  readonly output: number;
  readonly root: number;
  readonly back: Sweep;
  readonly forward: readonly Sweep[];
  /** Parts that fold; none without names. */
  readonly parts: readonly NamedPart[];
  /** What is written in each item. */
  readonly signs: readonly ItemSign[];
  readonly isForward: boolean;
  readonly nudge: Nudge | null;
}

/** What stands in the place of an item. */
interface ItemSign {
  readonly text: string;
  /** Name of an input, of a part or an output; '' where it has none. */
  readonly name: string;
  readonly isFolded: boolean;
  readonly hint: 'copies' | 'swaps' | 'routes' | null;
}

/** A change of an input and what it does: by the slopes, and in truth, for it and for half of it. */
interface Nudge {
  readonly input: number;
  readonly size: number;
  readonly bySlopes: readonly number[];
  readonly inTruth: readonly number[];
  /** Gap of the output now, and with half the change. */
  readonly gap: number;
  readonly halvedGap: number;
}

/** Most items that are drawn, and most expressions that these may have in them. */
const [mostItems, mostExpressions] = [200, 1000];
/** Value of an input that has none. */
const usualValue = 1;

/**
 * The model of attributes, of the chosen output alone or of all; null without a formula. Throws an error that names
 * what was asked.
 */
export function chainModel(asked: ChainAttributes, isAlone = false): ChainModel | null {
  const texts = splitTexts(asked.f);
  if (texts.length === 0) return null;
  const { read, parts } = readParts(texts, asked.names);
  const fixed = read.roots.findIndex(
    (root) => !reachableNodes([root]).some(({ kind }) => kind === 'variable'),
  );
  if (fixed >= 0) throw outOfRange(tag, 'f', 'a variable in each of its parts', texts[fixed]);
  const outputNames = namesOfOutputs(read, parts);
  const chosen = asked.output.trim();
  if (chosen && !outputNames.includes(chosen)) throw unknownName(tag, 'output', chosen, outputNames);
  const output = Math.max(0, outputNames.indexOf(chosen));
  const unfolded = splitWords(asked.unfold);
  const known = [...parts.keys(), ...outputNames];
  for (const name of unfolded) if (!known.includes(name)) throw unknownName(tag, 'part', name, known);
  const folds = new Map<Node, boolean>();
  if (parts.size > 0) {
    for (const [name, node] of parts) folds.set(node, !unfolded.includes(name));
    read.roots.forEach((root, k) => {
      folds.set(root, !unfolded.includes(outputNames[k]));
    });
  }
  const { graph, roots, variables, columns, positional } = read;
  const only = () => new Formula(graph, [roots[output]], variables, columns, positional);
  const chain = chainOf(isAlone ? only() : read, folds);
  if (chain.items.length > mostItems)
    throw outOfRange(tag, 'f', `at most ${mostItems} steps`, chain.items.length);
  const rootNames = isAlone ? [outputNames[output]] : outputNames;
  const named =
    parts.size > 0 ? [...parts, ...rootNames.map((name, k) => [name, chain.formula.roots[k]] as const)] : [];
  const namedParts = named
    .map(([name, node]) => ({
      ...{ name, isOpen: unfolded.includes(name) },
      item: chain.items.findIndex((item) => item.node === node),
    }))
    .filter(({ item }) => item >= chain.inputs);
  return modelOf(asked, chain, namedParts, rootNames, { outputNames, output });
}

function modelOf(
  asked: ChainAttributes,
  chain: Chain,
  parts: readonly NamedPart[],
  rootNames: readonly string[],
  { outputNames, output }: Pick<ChainModel, 'outputNames' | 'output'>,
): ChainModel {
  const { variables } = chain.formula;
  const inputs = chain.items.slice(0, chain.inputs).map(({ node }) => (node as { name: string }).name);
  const point = pointOf(asked.at, variables);
  const numbers = chainNumbers(chain, point);
  const root = chain.outputs[rootNames.indexOf(outputNames[output])];
  const nameAt = new Map(parts.map(({ name, item }) => [item, name]));
  chain.outputs.forEach((item, k) => {
    if (item >= chain.inputs) nameAt.set(item, rootNames[k]);
  });
  const names = chain.items.map((_, i) => inputs[i] ?? nameAt.get(i) ?? '');
  return {
    ...{ chain, numbers, inputs, point, outputNames, output, root, parts },
    at: inputs.map((name) => point[variables.indexOf(name)]),
    back: sweepBack(chain, numbers, root),
    forward: inputs.map((_, input) => sweepForward(chain, numbers, input)),
    signs: chain.items.map((item, i) => signOf(chain, item, i, names, parts)),
    isForward: asked.mode === 'forward',
    nudge: nudgeOf(asked.nudge, chain, numbers, point, inputs, root),
  };
}

const splitTexts = (text: string) =>
  text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** The formula with its named parts put in, and the node of each. */
function readParts(texts: readonly string[], names: string) {
  const pairs = splitTexts(names).map((text) => {
    const at = text.indexOf('=');
    const name = text.slice(0, at).trim();
    if (at < 0 || !isVariableName(name)) throw wrongKind(tag, 'names', 'parts with names, as u = 3x+2', text);
    return [name, needReadable(text, text.slice(at + 1))] as const;
  });
  const read = formula([...texts, ...pairs.map(([, text]) => text)]);
  if (reachableNodes(read.roots).length > mostExpressions)
    throw outOfRange(tag, 'f', `at most ${mostItems} steps`, 'more');
  const { graph, roots } = read;
  const put = new Map(read.variables.map((name) => [name, graph.variable(name) as Node]));
  const parts = new Map<string, Node>();
  pairs.forEach(([name], k) => {
    const node = substitute(graph, roots[texts.length + k], put);
    parts.set(name, node);
    put.set(name, node);
  });
  const own =
    pairs.length > 0 ? roots.slice(0, texts.length).map((root) => substitute(graph, root, put)) : roots;
  const inside = reachableNodes(own);
  for (const [name, node] of parts)
    if (!inside.includes(node) || node.kind !== 'call')
      throw outOfRange(tag, 'names', `for ${name} a part of f as it is written`, nodeText(node));
  const used = new Set(inside.flatMap((node) => (node.kind === 'variable' ? [node.name] : [])));
  const variables = read.variables.filter((name) => used.has(name));
  return { read: new Formula(graph, own, variables, read.columns, read.positional), parts };
}

/** The text of a part, where it is a formula. */
function needReadable(whole: string, text: string): string {
  try {
    formula(text);
  } catch {
    throw outOfRange(tag, 'names', 'formulas of parts, as u = 3x+2', whole);
  }
  return text;
}

/** y, or f where that is taken; of several y1, y2. */
function namesOfOutputs({ variables, outputs }: Formula, parts: ReadonlyMap<string, Node>): string[] {
  const isFree = (name: string) => !variables.includes(name) && !parts.has(name);
  const all = (stem: string) =>
    outputs === 1 ? [stem] : Array.from({ length: outputs }, (_, k) => `${stem}${k + 1}`);
  const stem = ['y', 'f', 'L', 'out'].find((each) => all(each).every(isFree)) ?? 'result';
  return all(stem);
}

/** Values of the variables: those that `at` has, by name or in order, and 1 for others. */
function pointOf(text: string, variables: readonly string[]): Float64Array {
  const named = namedNumbers(tag, text.replaceAll('−', '-'));
  if (named) return Float64Array.from(variables, (name) => named.get(name) ?? usualValue);
  const words = splitWords(text);
  const numbers = namedNumbers(tag, words.map((word, i) => `${i}=${word}`).join(' '));
  return Float64Array.from(variables, (_, i) => numbers?.get(String(i)) ?? usualValue);
}

function nudgeOf(
  text: string,
  chain: Chain,
  numbers: ChainNumbers,
  all: Float64Array,
  inputs: readonly string[],
  root: number,
): Nudge | null {
  if (text.trim() === '') return null;
  const [[name, size] = ['', 0]] = namedNumbers(tag, text) ?? [];
  if (size === 0) throw wrongKind(tag, 'nudge', 'an input and its change, as x=0.1', text);
  const input = inputs.indexOf(name);
  if (input < 0) throw unknownName(tag, 'input', name, inputs);
  const { slopes } = sweepForward(chain, numbers, input);
  const changesBy = (change: number) => {
    const moved = all.slice();
    moved[chain.formula.variables.indexOf(name)] += change;
    const { values } = chainNumbers(chain, moved);
    return values.map((each, i) => each - numbers.values[i]);
  };
  const [whole, half] = [changesBy(size), changesBy(size / 2)];
  return {
    ...{ input, size },
    bySlopes: Array.from(slopes, (slope) => slope * size),
    inTruth: [...whole],
    gap: Math.abs(whole[root] - slopes[root] * size),
    halvedGap: Math.abs(half[root] - (slopes[root] * size) / 2),
  };
}

const signs: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '−',
  multiply: '×',
  divide: '÷',
  power: '^',
  negate: '−',
  sigmoid: 'σ',
};
const hints: Readonly<Record<string, ItemSign['hint']>> = {
  add: 'copies',
  subtract: 'copies',
  multiply: 'swaps',
  max: 'routes',
  min: 'routes',
  relu: 'routes',
};

function signOf(
  chain: Chain,
  { node, written, own }: ChainItem,
  item: number,
  names: readonly string[],
  parts: readonly NamedPart[],
): ItemSign {
  const name = names[item];
  if (node.kind !== 'call' || written.kind !== 'call' || !own)
    return { text: plainName(name), name, isFolded: false, hint: null };
  const part = parts.find((each) => each.item === item);
  if (part && !part.isOpen) {
    const edges = chain.edges.filter(({ to }) => to === item);
    const shown = new Map(edges.map(({ from, place }) => [`part#${place}`, names[from]]));
    const text = handwrittenFormula(nodeText(renamed(written, shown)));
    return { text: `${plainName(name)} = ${shortenText(text, 24)}`, name, isFolded: true, hint: null };
  }
  const { operation, args } = written;
  const sign = signs[operation] ?? operation;
  const varying = args.filter((arg) => arg.kind === 'variable').length;
  const hint = varying > 1 || operation === 'relu' || args.length > 2 ? (hints[operation] ?? null) : null;
  return { text: signWithNumbers(sign, args), name, isFolded: false, hint };
}

/** A sign with the numbers that belong to it: `+ 2`, `1 −`, `max 0`. */
function signWithNumbers(sign: string, args: readonly Node[]): string {
  const isNumber = args.map((arg) => !(arg.kind === 'variable'));
  if (!isNumber.includes(true)) return sign;
  const said = args.filter((_, i) => isNumber[i]).map((arg) => handwrittenFormula(nodeText(arg)));
  const numbers = shortenText(said.join(', '), 8);
  if (sign === '×') return `× ${numbers}`;
  return isNumber[0] && !/\w/.test(sign) ? `${numbers} ${sign}` : `${sign} ${numbers}`;
}

/** A copy of an expression with names for its parts. */
function renamed(written: Node, names: ReadonlyMap<string, string>): Node {
  const graph = new Graph();
  return substitute(graph, written, new Map([...names].map(([part, name]) => [part, graph.variable(name)])));
}
