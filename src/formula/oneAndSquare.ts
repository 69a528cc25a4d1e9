import type { Graph, Node } from './graph.js';
import type { Operation } from './operations.js';

// √(1 + x²), however the square is written: x² overflows from 1e154 on, where the root is |x|. Below it is computed as
// written, to the bit.

/** What is computed in place of a root of 1 and a square; null for anything else. */
export function oneAndSquare(graph: Graph, operation: Operation, [sum]: readonly Node[]): Node | null {
  if (operation !== 'sqrt' || sum.kind !== 'call' || sum.operation !== 'add') return null;
  const [a, b] = sum.args;
  const square = isOne(a) ? b : isOne(b) ? a : null;
  const root = square?.kind === 'call' ? rootOf(graph, square) : null;
  return root && graph.call('hypot1', root, square!);
}

const isOne = (node: Node) => node.kind === 'constant' && node.value === 1;

/** Expression whose square a node is, products taken apart `depth` times; null where it is none. */
function rootOf(graph: Graph, node: Node, depth = 8): Node | null {
  if (node.kind === 'constant') return node.value > 0 ? graph.constant(Math.sqrt(node.value)) : null;
  if (node.kind !== 'call') return null;
  const { operation, args } = node;
  const [a, b] = args;
  if (operation === 'power') {
    if (b.kind !== 'constant' || !(b.value > 0) || b.value % 2 !== 0) return null;
    return b.value === 2 ? a : graph.call('power', a, graph.constant(b.value / 2));
  }
  if (operation !== 'multiply' && operation !== 'divide') return null;
  if (operation === 'multiply' && a === b) return a;
  const roots = depth > 0 ? args.map((arg) => rootOf(graph, arg, depth - 1)) : [];
  const [p, q] = roots;
  return p && q ? graph.call(operation, p, q) : null;
}
