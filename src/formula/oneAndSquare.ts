import type { Graph, Node } from './graph.js';
import type { Operation } from './operations.js';

// 1 and a square, however the square is written. √(1 + x²): x² overflows from 1e154 on, where the root is |x|; below it
// is computed as written, to the bit. Quotients by powers of 1 + x², and of roots, which overflow earlier than what is
// divided by them does not. 1 − x² is (1 − x)(1 + x), which does not cancel near 1.

/** What is computed in place of an operation on 1 and a square; null for anything else. */
export function oneAndSquare(graph: Graph, operation: Operation, [a, b]: readonly Node[]): Node | null {
  if (operation === 'divide') return powersQuotient(graph, a, b);
  if (operation === 'subtract') {
    const root = isOne(a) && b.kind === 'call' ? rootOf(graph, b, true) : null;
    return root && graph.call('oneMinusSquare', root);
  }
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
const FEW = 12;

/**
 * The quotient a/b with what is squared beyond a root in b taken from a one after the other, so that no power of it
 * overflows: 1/(1 + x²) as it is, scaled, and the powers of √(1 + x²) and of the roots that b has several of. Null
 * where b has none.
 */
function powersQuotient(graph: Graph, a: Node, b: Node): Node | null {
  const roots: [root: Node, power: number][] = [];
  const sums: [reciprocal: Node, power: number][] = [];
  let rest: Node | null = null;
  for (const [node, power] of factorsOf(b)) {
    const sum = squareBesideOne(graph, node, true);
    if (sum) sums.push([reciprocalOfSum(graph, sum.root), power]);
    else if (isRoot(node) && power > 1) roots.push([node, power]);
    else
      rest = rest ? graph.call('multiply', rest, powerOf(graph, node, power)) : powerOf(graph, node, power);
  }
  const isOverflowing = roots.length > 1 || roots.some(([node]) => isCall(node, 'hypot1'));
  const steps = [...roots, ...sums].reduce((all, [, power]) => all + power, 0);
  if ((sums.length === 0 && !isOverflowing) || steps > FEW) return null;
  let quotient = rest ? graph.call('divide', a, rest) : a;
  for (const [reciprocal, power] of sums)
    for (let k = 0; k < power; k++)
      quotient = isOne(quotient) ? reciprocal : graph.call('multiply', quotient, reciprocal);
  for (const [root, power] of roots)
    for (let k = 0; k < power; k++) quotient = graph.call('divide', quotient, root);
  return quotient;
}

const isCall = (node: Node, operation: Operation) => node.kind === 'call' && node.operation === operation;
const isRoot = (node: Node) => isCall(node, 'sqrt') || isCall(node, 'hypot1');

const powerOf = (graph: Graph, node: Node, power: number): Node =>
  power === 1 ? node : graph.call('power', node, graph.constant(power));

/** 1/(1 + x²), both sides times 2⁻¹⁰⁰⁰, which is exact and does not overflow below 2¹⁰¹². */
function reciprocalOfSum(graph: Graph, root: Node): Node {
  const scale = graph.constant(2 ** -1000);
  const scaled = graph.call('multiply', graph.constant(2 ** -500), root);
  const square = graph.call('power', scaled, graph.constant(2));
  return graph.call('divide', scale, graph.call('add', scale, square));
}

/** Factors of a product with their powers, whole and positive, in the order they are written. */
function factorsOf(product: Node): [Node, number][] {
  const found: [Node, number][] = [];
  const waiting = [product];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const [x, y] = node.kind === 'call' ? node.args : [];
    if (isCall(node, 'multiply')) waiting.push(y, x);
    else if (isCall(node, 'power') && isWhole(y)) found.push([x, y.value]);
    else found.push([node, 1]);
  }
  return found;
}

const isWhole = (node: Node): node is Node & { kind: 'constant' } =>
  node.kind === 'constant' && Number.isInteger(node.value) && node.value > 0;
