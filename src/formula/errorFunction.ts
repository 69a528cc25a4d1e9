import { evaluateOperation } from './evaluate.js';
import type { Call, Graph, Node } from './graph.js';
import type { Operation } from './operations.js';

// Sums of a number and an error function, which cancel where that is near ±1: 1 − erf(x), ½ + ½ erf(x/√2),
// 2 − erfc(x). Each of these functions is α + βE with an odd E: erf(u), or erf(v/√2), of which 1 + E is twice the
// normal distribution function of v.

/** Half of what `ndtr64` tends to. */
const HALF = 2 ** 63;

const parts: ReadonlyMap<Operation, { readonly alpha: number; readonly beta: number }> = new Map([
  ['erf', { alpha: 0, beta: 1 }],
  ['erfc', { alpha: 1, beta: -1 }],
  ['ndtr64', { alpha: HALF, beta: HALF }],
]);

/** Greatest height of a number, or of a product with an error function, that is looked into. */
const HEIGHT = 4;

/** Node that computes a sum which is a multiple of 1 ± E or of E, or erfc(v/√2); null for anything else. */
export function errorFunction(graph: Graph, operation: Operation, [a, b]: readonly Node[]): Node | null {
  if (operation === 'erfc') return normalTail(graph, a);
  if (operation !== 'add' && operation !== 'subtract') return null;
  const sign = operation === 'add' ? 1 : -1;
  return sumOf(graph, [a, 1], [b, sign]) ?? sumOf(graph, [b, sign], [a, 1]);
}

type Signed = readonly [node: Node, sign: number];

function sumOf(graph: Graph, [still, k]: Signed, [varying, s]: Signed): Node | null {
  const term = termOf(graph, varying, HEIGHT);
  if (!term) return null;
  const { of, factor } = term;
  const { alpha, beta } = parts.get(of.operation)!;
  const [number, times] = [numberOf(still, HEIGHT), numberOf(factor, HEIGHT)];
  if (number === null || times === null) {
    if (alpha !== 0 || factor !== still) return null;
    return scale(graph, k, graph.call('multiply', still, oneAnd(graph, of, k * s)));
  }
  const [level, slope] = [k * number + s * times * alpha, s * times * beta];
  // + 0, since E may be −0.
  if (level === 0 && alpha !== 0)
    return graph.call('add', scale(graph, slope, oddPart(graph, of)), graph.constant(0));
  return Math.abs(level) === Math.abs(slope)
    ? scale(graph, level, oneAnd(graph, of, level === slope ? 1 : -1))
    : null;
}

/** Error function in a product, and what it is multiplied by; null where there is none. */
function termOf(graph: Graph, node: Node, height: number): { of: Call; factor: Node } | null {
  if (node.kind !== 'call' || height === 0) return null;
  const { operation, args } = node;
  if (parts.has(operation)) return { of: node, factor: graph.constant(1) };
  if (operation !== 'multiply' && operation !== 'divide' && operation !== 'negate') return null;
  for (const i of operation === 'multiply' ? [1, 0] : [0]) {
    const term = termOf(graph, args[i], height - 1);
    if (!term) continue;
    const others = args.map((arg, j) => (j === i ? term.factor : arg));
    const isLone = operation === 'multiply' && term.factor === graph.constant(1);
    return { of: term.of, factor: isLone ? args[1 - i] : graph.call(operation, ...others) };
  }
  return null;
}

/** 1 + E, or 1 − E. */
function oneAnd(graph: Graph, { operation, args: [u] }: Call, sign: number): Node {
  if (operation === 'ndtr64')
    return scale(graph, 1 / HALF, graph.call('ndtr64', sign > 0 ? u : negated(graph, u)));
  const argument = sign < 0 ? u : negated(graph, u);
  return normalTail(graph, argument) ?? graph.call('erfc', argument);
}

/** E. */
const oddPart = (graph: Graph, { operation, args: [u] }: Call): Node =>
  graph.call(
    'erf',
    operation === 'ndtr64' ? graph.call('divide', u, graph.call('sqrt', graph.constant(2))) : u,
  );

/** erfc(u) as 2Φ(−v), where u is v/√2; null elsewhere. */
function normalTail(graph: Graph, u: Node): Node | null {
  const v = timesRootTwo(graph, u);
  return v && scale(graph, 1 / HALF, graph.call('ndtr64', negated(graph, v)));
}

/** v where a node is v/√2, a quotient or a product, or −v/√2; null elsewhere. */
function timesRootTwo(graph: Graph, node: Node): Node | null {
  if (node.kind !== 'call') return null;
  const [a, b] = node.args;
  if (node.operation === 'negate' && a.kind === 'call' && a.operation !== 'negate') {
    const v = timesRootTwo(graph, a);
    return v && negated(graph, v);
  }
  if (node.operation === 'divide') return isRoot(b, 2) ? a : null;
  if (node.operation !== 'multiply') return null;
  return isRoot(b, 0.5) ? a : isRoot(a, 0.5) ? b : null;
}

/** Whether a node is written as the root of a number; digits mean themselves. */
function isRoot(node: Node, of: number): boolean {
  const value = node.kind === 'call' ? numberOf(node, HEIGHT) : null;
  return value !== null && value > 0 && Math.abs(value * value - of) < 1e-15 * of;
}

/** A number times a node; a negative one by 0 − …, as the difference of two equal numbers is 0. */
function scale(graph: Graph, by: number, node: Node): Node {
  if (by < 0) return graph.call('subtract', graph.constant(0), scale(graph, -by, node));
  if (by === 1) return node;
  const [first, second] = node.kind === 'call' && node.operation === 'multiply' ? node.args : [];
  return first?.kind === 'constant'
    ? scale(graph, by * first.value, second)
    : graph.call('multiply', graph.constant(by), node);
}

const negated = (graph: Graph, node: Node): Node =>
  node.kind === 'call' && node.operation === 'negate' ? node.args[0] : graph.call('negate', node);

/** Value of an expression without variables; null for one with them. */
function numberOf(node: Node, height: number): number | null {
  if (node.kind === 'constant') return node.value;
  if (node.kind === 'variable' || height === 0) return null;
  const args = node.args.map((arg) => numberOf(arg, height - 1));
  return args.every((arg) => arg !== null) ? evaluateOperation(node.operation, args as number[]) : null;
}
