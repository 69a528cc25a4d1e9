import { type Graph, isZero, type Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import { type DerivativeForm, partialDerivatives } from './rules.js';

// Forward and reverse mode differentiation of graphs. Terms that are 0 because nothing varies are never made, so that
// no domain is lost by leaving them out later.

/** Forward mode: the derivative of each root along `changes`, null where it does not vary. */
export function pushForward(
  graph: Graph,
  roots: readonly Node[],
  changes: ReadonlyMap<string, Node>,
  use: DerivativeForm,
): (Node | null)[] {
  const known = new Map<Node, Node>();
  for (const node of reachableNodes(roots)) {
    if (node.kind === 'variable') {
      const change = changes.get(node.name);
      if (change) known.set(node, change);
    } else if (node.kind === 'call' && node.args.some((arg) => known.has(arg)) && !isZerothPower(node)) {
      if (use === 'read' && node.operation === 'divide' && !known.has(node.args[1])) {
        // Not times 1/3, but over 3.
        known.set(node, graph.call('divide', known.get(node.args[0])!, node.args[1]));
        continue;
      }
      const parts = partialDerivatives(graph, node, use);
      const terms = node.args.map((arg, i) =>
        known.has(arg) ? multiplyTerms(graph, parts[i], known.get(arg)!) : null,
      );
      const change = addTerms(graph, terms);
      if (change) known.set(node, change);
    }
  }
  return roots.map((root) => known.get(root) ?? null);
}

/** Reverse mode: ∂(Σ weight·root)/∂variable for each variable, null where it does not vary. */
export function pullBack(
  graph: Graph,
  roots: readonly Node[],
  weights: readonly Node[],
  variables: readonly string[],
): (Node | null)[] {
  const order = reachableNodes(roots);
  const varies = new Set<Node>();
  for (const node of order) {
    const does =
      node.kind === 'variable'
        ? variables.includes(node.name)
        : node.kind === 'call' && node.args.some((arg) => varies.has(arg));
    if (does) varies.add(node);
  }
  const back = new Map<Node, Node>();
  const addWeight = (node: Node, weight: Node | null) => {
    if (!weight || !varies.has(node)) return;
    const has = back.get(node);
    back.set(node, has ? graph.call('add', has, weight) : weight);
  };
  roots.forEach((root, k) => {
    addWeight(root, weights[k]);
  });
  for (const node of order.reverse()) {
    const weight = back.get(node);
    if (!weight || node.kind !== 'call') continue;
    const parts = partialDerivatives(graph, node, 'compute');
    node.args.forEach((arg, i) => {
      if (varies.has(arg)) addWeight(arg, multiplyTerms(graph, parts[i], weight));
    });
  }
  return variables.map((name) => back.get(graph.variable(name)) ?? null);
}

const addTerms = (graph: Graph, terms: readonly (Node | null)[]): Node | null =>
  terms.reduce((total, next) => (total && next ? graph.call('add', total, next) : (total ?? next)), null);

/** slope·change without factors of 1; null where a factor is 0. */
function multiplyTerms(graph: Graph, slope: Node, change: Node): Node | null {
  if (isConstantValue(slope, 0) || isConstantValue(change, 0)) return null;
  if (isConstantValue(slope, 1)) return change;
  if (isConstantValue(change, 1)) return slope;
  if (isConstantValue(slope, -1)) return graph.call('negate', change);
  return graph.call('multiply', slope, change);
}

/** Whether a call is x⁰, which is 1 whatever x is. */
const isZerothPower = ({ operation, args }: Node & { kind: 'call' }) =>
  operation === 'power' && isZero(args[1]);

const isConstantValue = (node: Node, value: number) => node.kind === 'constant' && node.value === value;
