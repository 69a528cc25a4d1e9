import { type Call, type Graph, isZero, type Node, negateNode } from './graph.js';
import type { Operation } from './operations.js';

// Quotients by sums of exponentials, as derivatives of the logistic function and of softmax have them:
// y exp(−x)/(1 + exp(−x))² is ∞/∞ at −1000, y σ(x) σ(−x) is not.

/** Exponents u of Σ exp(u), two terms or more, 1 being exp(0); null for any other sum. */
export function exponentTerms(graph: Graph, sum: Node): Node[] | null {
  const found: Node[] = [];
  const waiting = [sum];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'call' && node.operation === 'add') waiting.push(node.args[1], node.args[0]);
    else if (node.kind === 'call' && node.operation === 'exp') found.push(node.args[0]);
    else if (node.kind === 'constant' && node.value === 1) found.push(graph.constant(0));
    else return null;
  }
  return found.length > 1 ? found : null;
}

/** Factors with their powers, in the order they are written. */
type Factors = Map<Node, number>;

/** Most terms of a numerator that are taken apart. */
const FEW = 16;

/**
 * Node of a/b with each exponential over a sum that has it as a term, and each 1 over a sum that has a 1, as one
 * number from 0 to 1; a sum of exponentials over b term by term. Null where there is none.
 */
export function exponentialQuotient(graph: Graph, a: Node, b: Node): Node | null {
  const below = factorsOf(b).factors;
  const sums = [...below.keys()].flatMap((node) => {
    const terms = exponentTerms(graph, node);
    return terms ? [{ node, terms }] : [];
  });
  if (sums.length === 0) return null;
  return termQuotient(graph, a, below, sums) ?? productQuotient(graph, a, below, sums, true);
}

/** A sum of exponentials, as the divisors have them. */
interface ExponentialSum {
  readonly node: Node;
  /** Exponents, 0 for 1. */
  readonly terms: readonly Node[];
}

/** The quotient of a sum with exponentials in it, term by term; null for anything else. */
function termQuotient(graph: Graph, a: Node, below: Factors, sums: readonly ExponentialSum[]): Node | null {
  if (!isSum(a)) return null;
  const exponents = sums.flatMap(({ terms }) => terms).filter((u) => !isZero(u));
  const exponentials = new Set(exponents.map((u) => graph.call('exp', u)));
  const has = (node: Node) => [...factorsOf(node).factors.keys()].some((each) => exponentials.has(each));
  const parts = signedTerms(a);
  if (!parts?.some(({ node }) => has(node))) return null;
  const terms: SignedTerm[] = [];
  for (const { node, sign } of parts) {
    const each = productQuotient(graph, node, new Map(below), sums, false);
    if (!each) return null;
    terms.push({ node: each, sign });
  }
  const [first, ...others] = joinOpposites(graph, terms);
  return others.reduce(
    (total, { node, sign }) => graph.call(sign < 0 ? 'subtract' : 'add', total, node),
    first.sign < 0 ? negateNode(graph, first.node) : first.node,
  );
}

interface SignedTerm {
  readonly node: Node;
  readonly sign: number;
}

/** Terms with each pair y σ(u) − y σ(−u), which cancels near 0, as y tanh(u/2). */
function joinOpposites(graph: Graph, terms: readonly SignedTerm[]): readonly SignedTerm[] {
  for (const more of terms)
    for (const less of terms) {
      const joint = more.sign > 0 && less.sign < 0 ? oppositeShares(graph, more.node, less.node) : null;
      if (!joint) continue;
      const others = terms.filter((term) => term !== more && term !== less);
      return joinOpposites(graph, [...others, { node: joint, sign: 1 }]);
    }
  return terms;
}

/** y tanh(u/2) for a = y σ(u) and b = y σ(−u); null for anything else. */
function oppositeShares(graph: Graph, a: Node, b: Node): Node | null {
  const [above, below] = [factorsOf(a), factorsOf(b)];
  if (above.negative || below.negative) return null;
  const common: Factors = new Map();
  for (const [node, power] of above.factors) {
    const both = Math.min(power, below.factors.get(node) ?? 0);
    if (both === 0) continue;
    addPower(common, node, both);
    addPower(above.factors, node, -both);
    addPower(below.factors, node, -both);
  }
  const [u, v] = [above, below].map(({ factors }) => onlySigmoid(factors));
  if (!u || !v || (v !== negateNode(graph, u) && u !== negateNode(graph, v))) return null;
  const tangent = graph.call('tanh', graph.call('divide', u, graph.constant(2)));
  // + 0, since a − a is 0 and never −0.
  return graph.call('add', multiplyAll(graph, [...powersOf(graph, common), tangent]), graph.constant(0));
}

/** The u of factors that are σ(u) alone. */
function onlySigmoid(factors: Factors): Node | null {
  const [first, ...others] = factors;
  if (!first || others.length > 0 || first[1] !== 1) return null;
  const [node] = first;
  return node.kind === 'call' && node.operation === 'sigmoid' ? node.args[0] : null;
}

/** Terms of a sum; null for many. */
function signedTerms(sum: Node): SignedTerm[] | null {
  const found: SignedTerm[] = [];
  const waiting: [Node, number][] = [[sum, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, sign] = next;
    if (isSum(node)) {
      const [a, b] = node.args;
      waiting.push([b, node.operation === 'add' ? sign : -sign], [a, sign]);
    } else found.push({ node, sign });
    if (found.length + waiting.length > FEW) return null;
  }
  return found;
}

/** The quotient of a product, the sums that are `opened` among its factors too; `below` is taken apart. */
function productQuotient(
  graph: Graph,
  a: Node,
  below: Factors,
  sums: readonly ExponentialSum[],
  opened: boolean,
): Node | null {
  const above = factorsOf(a);
  const shares: Factors = new Map();
  for (const sum of sums) {
    const { node, terms } = sum;
    const exponentials = new Map(terms.map((term) => [graph.call('exp', term), term]));
    for (const [factor] of above.factors) {
      const term = exponentials.get(factor);
      const times = Math.min(above.factors.get(factor)!, below.get(node) ?? 0);
      if (times === 0 || !(term || opened)) continue;
      const share = term
        ? shareOf(graph, term, terms)
        : termQuotient(graph, factor, new Map([[node, 1]]), [sum]);
      if (!share) continue;
      addPower(above.factors, factor, -times);
      addPower(below, node, -times);
      addPower(shares, share, times);
    }
    const one = terms.find(isZero);
    const left = below.get(node);
    if (one && left) {
      below.delete(node);
      addPower(shares, shareOf(graph, one, terms), left);
    }
  }
  if (shares.size === 0) return null;
  const top = [above.factors, shares].flatMap((factors) => powersOf(graph, factors));
  const divisors = powersOf(graph, below);
  const product = multiplyAll(graph, top);
  const quotient =
    divisors.length > 0 ? graph.call('divide', product, multiplyAll(graph, divisors)) : product;
  return above.negative ? graph.call('negate', quotient) : quotient;
}

const isSum = (node: Node): node is Call =>
  node.kind === 'call' && (node.operation === 'add' || node.operation === 'subtract');

/** exp(u)/Σ exp(v), u being one of the v: σ where there are two and one of them is 0. */
function shareOf(graph: Graph, u: Node, terms: readonly Node[]): Node {
  const [other] = terms.filter((each) => each !== u);
  if (terms.length !== 2 || !other) return graph.call('softmax', u, ...terms);
  if (isZero(other)) return graph.call('sigmoid', u);
  if (isZero(u)) return graph.call('sigmoid', negateNode(graph, other));
  return graph.call('softmax', u, ...terms);
}

function addPower(factors: Factors, node: Node, power: number): void {
  const sum = (factors.get(node) ?? 0) + power;
  if (sum === 0) factors.delete(node);
  else factors.set(node, sum);
}

/** Factors of a product, with whole powers from 1 taken apart, and whether an odd number of signs stands before them. */
function factorsOf(product: Node): { factors: Factors; negative: boolean } {
  const factors: Factors = new Map();
  let negative = false;
  const waiting: [Node, number][] = [[product, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, power] = next;
    const [a, b] = node.kind === 'call' ? node.args : [];
    const operation: Operation | null = node.kind === 'call' ? node.operation : null;
    if (operation === 'multiply') waiting.push([b, power], [a, power]);
    else if (operation === 'negate') {
      negative = negative !== (power % 2 === 1);
      waiting.push([a, power]);
    } else if (operation === 'power' && b.kind === 'constant' && Number.isInteger(b.value) && b.value > 0)
      waiting.push([a, power * b.value]);
    else addPower(factors, node, power);
  }
  return { factors, negative };
}

const powersOf = (graph: Graph, factors: Factors): Node[] =>
  [...factors].map(([node, power]) =>
    power === 1 ? node : graph.call('power', node, graph.constant(power)),
  );

const multiplyAll = (graph: Graph, nodes: readonly Node[]): Node =>
  nodes.length === 0
    ? graph.constant(1)
    : nodes.reduce((product, node) => graph.call('multiply', product, node));
