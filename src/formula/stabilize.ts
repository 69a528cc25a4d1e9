import type { Graph, Node } from './graph.js';
import { reachable } from './interpret.js';
import type { Operation } from './operations.js';

// What is written keeps its text; what is computed may be an equal expression that keeps its digits. Typed
// as they stand, the logistic function and its logarithms overflow or cancel where they matter most:
// log(1+exp(1000)) would be ∞, log(1-sigmoid(40)) −∞, and the slope of 1/(1+exp(-x)) at −1000 NaN. Near 0,
// exp(x) - 1 and log(1+x) have the digits of 1 and not of x.

/** The nodes to compute in place of those of the roots. Equal for every number, signs of zero included. */
export function steadied(graph: Graph, roots: readonly Node[]): Map<Node, Node> {
  const steady = new Map<Node, Node>();
  for (const node of reachable(roots)) {
    if (node.kind !== 'call') steady.set(node, node);
    else {
      const args = node.args.map((arg) => steady.get(arg)!);
      steady.set(node, better(graph, node.operation, args) ?? graph.call(node.operation, ...args));
    }
  }
  return steady;
}

/** The better form of an operation on arguments that have theirs; null where there is none. */
function better(graph: Graph, operation: Operation, args: readonly Node[]): Node | null {
  const [a, b] = args;
  const sigmoid = (u: Node) => graph.call('sigmoid', u);
  const minus = (u: Node) => opposite(graph, u);
  if (operation === 'power' && a.kind === 'constant' && a.name === 'e') return graph.call('exp', b);
  if (operation === 'log') {
    const u = inside('sigmoid', a);
    // 0 − y, since −y would turn 0 into −0.
    if (u) return graph.call('subtract', graph.constant(0), graph.call('softplus', minus(u)));
    const v = oneAndExp(a);
    if (v) return graph.call('softplus', v);
    const all = exponents(graph, a);
    if (all) return graph.call('logsumexp', ...all);
    const w = besideOne(graph, a);
    // + 0, since log1p(−0) is −0 and log(1) is 0.
    return w && graph.call('add', graph.call('log1p', w), graph.constant(0));
  }
  if (operation === 'log1p') {
    const u = inside('exp', a);
    return u && graph.call('softplus', u);
  }
  if (operation === 'subtract' && isOne(a)) {
    const u = inside('sigmoid', b);
    if (u) return sigmoid(minus(u));
    const v = inside('exp', b);
    if (v) return graph.call('subtract', graph.constant(0), graph.call('expm1', v));
    const w = ofTanhSquared(b);
    return w && slopeOfTanh(graph, w);
  }
  if (operation === 'subtract' && isOne(b)) {
    const u = inside('exp', a);
    return u && graph.call('add', graph.call('expm1', u), graph.constant(0));
  }
  if (operation === 'divide') {
    const u = oneAndExp(b);
    if (u && isOne(a)) return sigmoid(minus(u));
    if (u && inside('exp', a) === u) return sigmoid(u);
    const [top, all] = [inside('exp', a), exponents(graph, b)];
    if (top && all) return graph.call('softmax', top, ...all);
  }
  return null;
}

const isOne = (node: Node) => node.kind === 'constant' && node.value === 1;

/** u of 1 + exp(u). */
function oneAndExp(node: Node): Node | null {
  if (node.kind !== 'call' || node.operation !== 'add') return null;
  const [a, b] = node.args;
  return isOne(a) ? inside('exp', b) : isOne(b) ? inside('exp', a) : null;
}

/** u of 1 + u, u + 1 and 1 − u, which is 1 + −u. */
function besideOne(graph: Graph, node: Node): Node | null {
  if (node.kind !== 'call' || (node.operation !== 'add' && node.operation !== 'subtract')) return null;
  const [a, b] = node.args;
  if (isOne(a)) return node.operation === 'add' ? b : opposite(graph, b);
  return isOne(b) && node.operation === 'add' ? a : null;
}

/** u of tanh(u)². */
function ofTanhSquared(node: Node): Node | null {
  if (node.kind !== 'call' || node.operation !== 'power') return null;
  const [base, exponent] = node.args;
  return exponent.kind === 'constant' && exponent.value === 2 ? inside('tanh', base) : null;
}

/** 4 σ(2u) σ(−2u). */
function slopeOfTanh(graph: Graph, u: Node): Node {
  const sigmoid = (factor: number) =>
    graph.call('sigmoid', graph.call('multiply', graph.constant(factor), u));
  return graph.call('multiply', graph.call('multiply', graph.constant(4), sigmoid(2)), sigmoid(-2));
}

/** The u of Σ exp(u), of two terms and more, 1 being exp(0); null for any other sum. */
function exponents(graph: Graph, sum: Node): Node[] | null {
  const found: Node[] = [];
  const waiting = [sum];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'call' && node.operation === 'add') waiting.push(node.args[1], node.args[0]);
    else {
      const u = isOne(node) ? graph.constant(0) : inside('exp', node);
      if (!u) return null;
      found.push(u);
    }
  }
  return found.length > 1 ? found : null;
}

/** What an operation is applied to, where the node is that operation. */
const inside = (operation: Operation, node: Node): Node | null =>
  node.kind === 'call' && node.operation === operation ? node.args[0] : null;

/** −u, without two signs in a row. */
const opposite = (graph: Graph, node: Node): Node => inside('negate', node) ?? graph.call('negate', node);
