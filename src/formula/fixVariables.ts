import type { Formula } from './formula.js';
import { Graph, type Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import { nodeText } from './print.js';

/** Text of a formula of one output in which some variables are numbers. */
export function textWithNumbers({ roots }: Formula, numbers: ReadonlyMap<string, number>): string {
  const graph = new Graph();
  const made = new Map<Node, Node>();
  for (const node of reachableNodes(roots)) made.set(node, copyNode(graph, node, numbers, made));
  return nodeText(made.get(roots[0])!);
}

function copyNode(
  graph: Graph,
  node: Node,
  numbers: ReadonlyMap<string, number>,
  made: ReadonlyMap<Node, Node>,
): Node {
  if (node.kind === 'constant') return graph.constant(node.value, node.name);
  if (node.kind === 'call')
    return graph.callAsWritten(node.operation, ...node.args.map((arg) => made.get(arg)!));
  const number = numbers.get(node.name);
  return number === undefined ? graph.variable(node.name) : graph.constant(number);
}
