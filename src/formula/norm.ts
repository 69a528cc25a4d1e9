import type { Graph, Node } from './graph.js';

/** √Σ of the squares of some nodes, unscaled, summed as the kernel `dot` sums. */
export function normNode(graph: Graph, nodes: readonly Node[]): Node {
  const add = (a: Node, b: Node) => graph.call('add', a, b);
  const squares = nodes.map((node) => graph.call('multiply', node, node));
  const fours = squares.length - (squares.length % 4);
  const stripe = (k: number) => squares.filter((_, i) => i < fours && i % 4 === k).reduce(add);
  const striped = fours > 0 ? [add(add(stripe(0), stripe(1)), add(stripe(2), stripe(3)))] : [];
  const terms = [...striped, ...squares.slice(fours)];
  return graph.call('sqrt', terms.length > 0 ? terms.reduce(add) : graph.constant(0));
}
