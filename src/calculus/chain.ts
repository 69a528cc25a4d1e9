// A formula as a chain of steps: values forward, slopes back or along, each step's slope by the rules of the library.

import type { Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { Graph, type Node } from '../formula/graph.js';
import { reachableNodes } from '../formula/interpret.js';
import { checkGradient } from './checkGradient.js';
import { gradient } from './gradient.js';
import { value } from './value.js';
import type { Component } from './verdict.js';

/** An input, or a step that makes a value of others. */
export interface ChainItem {
  readonly node: Node;
  /** The expression of a step in the values that it is made of, named as `variables`; null for an input. */
  readonly own: Formula | null;
  /** What is written, in the values that it is made of; the numbers in it are no values of their own. */
  readonly written: Node;
}

/** The way of one value into a step. */
interface ChainEdge {
  readonly from: number;
  readonly to: number;
  /** Its place among the values that the step is made of. */
  readonly place: number;
}

export interface Chain {
  readonly formula: Formula;
  /** Inputs, then steps, each after what it is made of. */
  readonly items: readonly ChainItem[];
  readonly edges: readonly ChainEdge[];
  readonly inputs: number;
  /** The item of each output. */
  readonly outputs: readonly number[];
  /** All values in one formula. */
  readonly whole: Formula;
}

/**
 * The chain of a formula, a step for each operation on what varies. Of the expressions in `folds` those that are true
 * there are one step each, made of inputs and of others in it.
 */
export function chainOf(formula: Formula, folds: ReadonlyMap<Node, boolean> = new Map()): Chain {
  const { graph, roots, variables } = formula;
  const varies = varyingNodes(roots);
  const cuts = (node: Node) => node.kind === 'variable' || folds.has(node);
  const isClosed = (node: Node) => folds.get(node) === true;
  const partsOf = (node: Node): Node[] => {
    if (node.kind !== 'call') return [];
    if (!isClosed(node)) return node.args.filter((arg) => varies.has(arg));
    return reachableNodes(node.args, (each) => !cuts(each)).filter((each) => varies.has(each) && cuts(each));
  };
  const found = new Set<Node>();
  const waiting = roots.filter((root) => varies.has(root));
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    waiting.push(...partsOf(node));
  }
  const inputs = variables.map((name) => graph.variable(name)).filter((node) => found.has(node));
  const steps = [...found].filter(({ kind }) => kind === 'call').sort((a, b) => a.id - b.id);
  const nodes = [...inputs, ...steps];
  const own = new Graph();
  const items = nodes.map((node) => itemOf(own, node, partsOf(node), isClosed(node)));
  const edges = nodes.flatMap((node, to) =>
    partsOf(node).map((part, place) => ({ from: nodes.indexOf(part), to, place })),
  );
  const outputs = roots.map((root) => nodes.indexOf(root));
  const whole = new Formula(graph, nodes, variables, new Map(), true);
  return { formula, items, edges, inputs: inputs.length, outputs, whole };
}

/** The expressions that vary with a variable. */
function varyingNodes(roots: readonly Node[]): ReadonlySet<Node> {
  const varies = new Set<Node>();
  for (const node of reachableNodes(roots))
    if (node.kind === 'variable' || (node.kind === 'call' && node.args.some((arg) => varies.has(arg))))
      varies.add(node);
  return varies;
}

function itemOf(graph: Graph, node: Node, parts: readonly Node[], isClosed: boolean): ChainItem {
  if (node.kind !== 'call') return { node, own: null, written: node };
  // No text can name these.
  const names = parts.map((_, i) => `part#${i}`);
  const variables = names.map((name) => graph.variable(name));
  const made = new Map<Node, Node>();
  const copyOf = (each: Node): Node => made.get(each) ?? copyNode(graph, each, copyOf);
  if (isClosed) {
    parts.forEach((part, i) => {
      made.set(part, variables[i]);
    });
    for (const each of reachableNodes(node.args, (inner) => !made.has(inner)))
      if (!made.has(each)) made.set(each, copyNode(graph, each, copyOf));
  }
  let next = 0;
  const args = node.args.map((arg) => (!isClosed && arg === parts[next] ? variables[next++] : copyOf(arg)));
  const written = graph.callAsWritten(node.operation, ...args);
  return { node, own: new Formula(graph, [written], names, new Map(), true), written };
}

function copyNode(graph: Graph, node: Node, copyOf: (node: Node) => Node): Node {
  if (node.kind === 'constant') return graph.constant(node.value, node.name);
  if (node.kind === 'variable') return graph.variable(node.name);
  return graph.callAsWritten(node.operation, ...node.args.map(copyOf));
}

/** What a chain comes to at a point: the value of each item, the slope of each step along each of its edges. */
export interface ChainNumbers {
  readonly values: Vec;
  readonly locals: Vec;
}

export function chainNumbers({ items, edges, whole }: Chain, at: Vec): ChainNumbers {
  const found = value(whole, at);
  const values = typeof found === 'number' ? Float64Array.of(found) : found;
  const locals = new Float64Array(edges.length);
  let first = 0;
  for (const { own } of items) {
    if (!own) continue;
    const parts = edges.slice(first, first + own.inputs).map(({ from }) => values[from]);
    locals.set(gradient(own, parts), first);
    first += own.inputs;
  }
  return { values, locals };
}

/** Slopes at every item, and what comes along every edge. */
export interface Sweep {
  readonly slopes: Vec;
  readonly contributions: Vec;
}

/** The slope of an output along every item, by the products along the edges, back from it. */
export function sweepBack({ items, edges }: Chain, { locals }: ChainNumbers, output: number): Sweep {
  const slopes = new Float64Array(items.length);
  const contributions = new Float64Array(edges.length);
  slopes[output] = 1;
  for (let k = edges.length - 1; k >= 0; k--) {
    const { from, to } = edges[k];
    contributions[k] = timesSlope(slopes[to], locals[k]);
    slopes[from] += contributions[k];
  }
  return { slopes, contributions };
}

/** The slope of every item along an input, by the products along the edges, forward from it. */
export function sweepForward({ items, edges }: Chain, { locals }: ChainNumbers, input: number): Sweep {
  const slopes = new Float64Array(items.length);
  const contributions = new Float64Array(edges.length);
  slopes[input] = 1;
  edges.forEach(({ from, to }, k) => {
    contributions[k] = timesSlope(slopes[from], locals[k]);
    slopes[to] += contributions[k];
  });
  return { slopes, contributions };
}

/** A product in which what does not vary stays 0, whatever it is multiplied by. */
const timesSlope = (slope: number, local: number) => (slope === 0 || local === 0 ? 0 : slope * local);

/** A way from an input to an output, by its edges, with the product of the slopes along them. */
interface ChainPath {
  readonly edges: readonly number[];
  readonly product: number;
}

/** The paths from an input to an output: the largest products first, at most so many, and how many there are. */
export function chainPaths(
  { items, edges }: Chain,
  { locals }: ChainNumbers,
  input: number,
  output: number,
  most: number,
): { paths: ChainPath[]; count: number } {
  const best: ChainPath[][] = items.map(() => []);
  const counts = new Float64Array(items.length);
  best[input] = [{ edges: [], product: 1 }];
  counts[input] = 1;
  edges.forEach(({ from, to }, k) => {
    counts[to] += counts[from];
    const more = best[from].map((path) => ({
      edges: [...path.edges, k],
      product: path.product * locals[k],
    }));
    if (more.length === 0) return;
    best[to] = [...best[to], ...more]
      .sort((a, b) => Math.abs(b.product) - Math.abs(a.product))
      .slice(0, most);
  });
  return { paths: best[output], count: counts[output] };
}

/**
 * The slope of an output along each item that reaches it, checked one by one against differences of the formula with
 * that item moved by itself.
 */
export function* checkedSlopes(
  { formula, items }: Chain,
  { values }: ChainNumbers,
  { slopes }: Sweep,
  at: Vec,
  output: number,
): Generator<Component & { item: number }, void> {
  const root = items[output].node;
  const reached = new Set(reachableNodes([root]));
  for (const [item, { node }] of items.entries()) {
    if (item === output || !reached.has(node)) continue;
    const rest = withItemMoved(formula, root, node);
    const moved = (x: number) => rest.at(Float64Array.of(...at, x)).value[0];
    const [component] = checkGradient(moved, slopes[item], values[item]).components;
    yield { ...component, item };
  }
}

/** The expression of a root as a formula of the variables and of one of its parts, which no longer follows them. */
function withItemMoved({ variables }: Formula, root: Node, part: Node): Formula {
  const graph = new Graph();
  const made = new Map<Node, Node>([[part, graph.variable('part#')]]);
  for (const node of reachableNodes([root], (each) => each !== part))
    if (!made.has(node))
      made.set(
        node,
        copyNode(graph, node, (each) => made.get(each)!),
      );
  return new Formula(graph, [made.get(root)!], [...variables, 'part#'], new Map(), true);
}
