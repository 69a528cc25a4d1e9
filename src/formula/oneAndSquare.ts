import { factorsOf, type Graph, type Node } from './graph.js';
import type { Operation } from './operations.js';

// 1 and a square, however the square is written. √(1 + x²): x² overflows from 1e154 on, where the root is |x|. Quotients
// by powers of 1 + x², and of roots: they are 0 where a power overflows, which is earlier than what is divided by all of
// them one after the other. Both are computed as written, to the bit, where that does not overflow. Quotients by 1 − x²,
// which is (1 − x)(1 + x) there and does not cancel near 1.

/** What is computed in place of an operation on 1 and a square; null for anything else. */
export function oneAndSquare(graph: Graph, operation: Operation, [a, b]: readonly Node[]): Node | null {
  if (operation === 'divide') return powersQuotient(graph, a, b);
  const found = operation === 'sqrt' ? squareBesideOne(graph, a, false) : null;
  return found && graph.call('hypot1', found.root, found.square);
}

const isOne = (node: Node) => node.kind === 'constant' && node.value === 1;

/** The square of a sum of 1 and a square, and its root; null for anything else. */
function squareBesideOne(graph: Graph, sum: Node, exactly: boolean): { root: Node; square: Node } | null {
  if (sum.kind !== 'call' || sum.operation !== 'add') return null;
  const [a, b] = sum.args;
  const square = isOne(a) ? b : isOne(b) ? a : null;
  const root = square?.kind === 'call' ? rootOf(graph, square, exactly) : null;
  return root && { root, square: square! };
}

/** Expression whose square a node is, numbers `exactly` or but for rounding, products taken apart `depth` times. */
function rootOf(graph: Graph, node: Node, exactly: boolean, depth = 8): Node | null {
  if (node.kind === 'constant') {
    const root = Math.sqrt(node.value);
    return root > 0 && (root * root === node.value || !exactly) ? graph.constant(root) : null;
  }
  if (node.kind !== 'call') return null;
  const { operation, args } = node;
  const [a, b] = args;
  if (operation === 'power') {
    if (b.kind !== 'constant' || !(b.value > 0) || b.value % 2 !== 0) return null;
    return b.value === 2 ? a : graph.call('power', a, graph.constant(b.value / 2));
  }
  if (operation !== 'multiply' && operation !== 'divide') return null;
  if (operation === 'multiply' && a === b) return a;
  const roots = depth > 0 ? args.map((arg) => rootOf(graph, arg, exactly, depth - 1)) : [];
  const [p, q] = roots;
  return p && q ? graph.call(operation, p, q) : null;
}

/** Most divisors that are taken one after the other. */
const FEW = 16;

/** The quotient a/b where b has 1 − x² as a factor, or powers that overflow; null where it has neither. */
function powersQuotient(graph: Graph, a: Node, b: Node): Node | null {
  const written = factorsOf(b).map(asPower);
  const factors = written.map(([node, power]): [Node, number] => [withoutCancelling(graph, node), power]);
  const isKept = factors.every(([node], i) => node === written[i][0]);
  const below = isKept ? b : productOf(graph, factors)!;
  const far = quotientByRoots(graph, a, factors);
  if (far) return graph.call('whereZero', far, graph.call('divide', a, below));
  return isKept ? null : graph.call('divide', a, below);
}

/** A factor in which 1 − x², or what is under its root, is a product. */
function withoutCancelling(graph: Graph, factor: Node): Node {
  if (factor.kind !== 'call') return factor;
  const [a, b] = factor.args;
  if (factor.operation === 'sqrt') {
    const inner = withoutCancelling(graph, a);
    return inner === a ? factor : graph.call('sqrt', inner);
  }
  const root =
    factor.operation === 'subtract' && isOne(a) && b.kind === 'call' ? rootOf(graph, b, true) : null;
  return root ? graph.call('oneMinusSquare', root) : factor;
}

/**
 * The quotient of a by factors, with √(1 + x²), twice for 1 + x², and roots that there are several of taken from it one
 * after the other, so that no power of them overflows; null where there are none.
 */
function quotientByRoots(graph: Graph, a: Node, factors: readonly [Node, number][]): Node | null {
  const roots: [root: Node, power: number][] = [];
  const others: [Node, number][] = [];
  let isOverflowing = false;
  for (const [node, power] of factors) {
    const sum = squareBesideOne(graph, node, true);
    if (sum) roots.push([graph.call('hypot1', sum.root, sum.square), 2 * power]);
    else if (isRoot(node) && power > 1) roots.push([node, power]);
    else others.push([node, power]);
    isOverflowing ||= sum !== null || (power > 1 && isCall(node, 'hypot1'));
  }
  const steps = roots.reduce((all, [, power]) => all + power, 0);
  if (!(isOverflowing || roots.length > 1) || steps > FEW) return null;
  const rest = productOf(graph, others);
  let quotient = rest ? graph.call('divide', a, rest) : a;
  for (const [root, power] of roots)
    for (let k = 0; k < power; k++) quotient = graph.call('divide', quotient, root);
  return quotient;
}

/** Product of powers; null for none. */
const productOf = (graph: Graph, factors: readonly [Node, number][]): Node | null =>
  factors.reduce<Node | null>((product, [node, power]) => {
    const factor = power === 1 ? node : graph.call('power', node, graph.constant(power));
    return product ? graph.call('multiply', product, factor) : factor;
  }, null);

const isCall = (node: Node, operation: Operation) => node.kind === 'call' && node.operation === operation;
const isRoot = (node: Node) => isCall(node, 'sqrt') || isCall(node, 'hypot1');

/** A factor as a power, whole and positive, of what it is one of. */
function asPower(factor: Node): [Node, number] {
  const [base, exponent] = factor.kind === 'call' ? factor.args : [];
  return isCall(factor, 'power') && isWhole(exponent) ? [base, exponent.value] : [factor, 1];
}

const isWhole = (node: Node): node is Node & { kind: 'constant' } =>
  node.kind === 'constant' && Number.isInteger(node.value) && node.value > 0;
