import type { Graph, Node } from './graph.js';
import { reachable } from './interpret.js';
import type { Operation } from './operations.js';
import { negated, type Ratio, ratioOf, reduced, times } from './ratio.js';

// Graphs rewritten to be read: numbers multiplied out in front, like factors joined to powers and like terms
// to multiples. Only steps that are sound everywhere are taken: x/x stays, since it is not 1 at 0, and so
// does sqrt(x^2); a term that cancels goes only where it was defined.

/** coefficient · Π over / Π under, each a factor and its whole power. */
interface Product {
  coefficient: Ratio;
  over: Map<Node, number>;
  under: Map<Node, number>;
}

export function simplified(graph: Graph, roots: readonly Node[]): Node[] {
  const order = reachable(roots);
  const whole = tops(order, roots);
  const simpler = new Map<Node, Node>();
  for (const node of order) simpler.set(node, simplifiedNode(graph, node, simpler, whole.has(node)));
  return roots.map((root) => simpler.get(root)!);
}

/**
 * Sums that are not just a part of a longer sum, and products likewise: only these are taken apart, so
 * that a sum of a thousand terms is taken apart once.
 */
function tops(order: readonly Node[], roots: readonly Node[]): Set<Node> {
  const found = new Set<Node>(roots);
  for (const node of order) {
    if (node.kind !== 'call') continue;
    const kept = node.operation === 'power' || node.operation === 'divide';
    for (const arg of node.args)
      if (kept || (arg.kind === 'call' && family(arg) !== family(node))) found.add(arg);
  }
  return found;
}

const family = ({ operation }: Node & { kind: 'call' }) =>
  sums.has(operation) ? sums : products.has(operation) ? products : null;

function simplifiedNode(graph: Graph, node: Node, simpler: ReadonlyMap<Node, Node>, whole: boolean): Node {
  if (node.kind !== 'call') return node;
  const same = graph.call(node.operation, ...node.args.map((arg) => simpler.get(arg)!));
  if (!whole) return same;
  if (family(node) === sums) return sumOf(graph, same);
  return family(node) === products ? rebuilt(graph, factored(graph, same)) : same;
}

const sums: ReadonlySet<Operation> = new Set(['add', 'subtract']);
const products: ReadonlySet<Operation> = new Set(['multiply', 'divide', 'power', 'negate']);

const isWhole = (node: Node): node is Node & { kind: 'constant' } =>
  node.kind === 'constant' && Number.isInteger(node.value);

/** A node as a product; what is no product is its own only factor. */
function factored(graph: Graph, node: Node): Product {
  if (node.kind === 'constant' && node.name === null) {
    return { coefficient: ratioOf(node.value), over: new Map(), under: new Map() };
  }
  if (node.kind === 'call') {
    const [a, b] = node.args;
    if (node.operation === 'negate') {
      const inner = factored(graph, a);
      return { ...inner, coefficient: negated(inner.coefficient) };
    }
    if (node.operation === 'multiply') return joined(factored(graph, a), factored(graph, b));
    if (node.operation === 'divide') return divided(factored(graph, a), factored(graph, b), node);
    if (node.operation === 'power' && isWhole(b)) return raised(factored(graph, a), a, b.value);
  }
  return single(node);
}

const single = (node: Node): Product => ({
  coefficient: ratioOf(1),
  over: new Map([[node, 1]]),
  under: new Map(),
});

function joined(a: Product, b: Product): Product {
  return {
    coefficient: times(a.coefficient, b.coefficient),
    over: together(a.over, b.over),
    under: together(a.under, b.under),
  };
}

function together(a: ReadonlyMap<Node, number>, b: ReadonlyMap<Node, number>): Map<Node, number> {
  const all = new Map(a);
  for (const [node, power] of b) all.set(node, (all.get(node) ?? 0) + power);
  return all;
}

/** What divides by a quotient, or by 0, stays as it was written. */
function divided(a: Product, b: Product, whole: Node): Product {
  if (b.under.size > 0 || b.coefficient.over === 0) return single(whole);
  const { over, under } = b.coefficient;
  return {
    coefficient: times(a.coefficient, reduced(under, over)),
    over: a.over,
    under: together(a.under, b.over),
  };
}

/** A whole power of a single factor, up or down; of a longer product or of 0 to a negative power it stays. */
function raised(inner: Product, base: Node, power: number): Product {
  const { coefficient, over, under } = inner;
  const lone =
    over.size === 1 && under.size === 0 && Math.abs(coefficient.over) === 1 && coefficient.under === 1;
  const [factor, own] = lone ? [...over][0] : [base, 1];
  const sign = lone && coefficient.over === -1 && power % 2 !== 0 ? -1 : 1;
  const powers = new Map([[factor, own * Math.abs(power)]]);
  const none = new Map<Node, number>();
  return { coefficient: ratioOf(sign), over: power > 0 ? powers : none, under: power > 0 ? none : powers };
}

/** A product as a graph: number, names, sums, functions; what divides under one stroke. */
function rebuilt(graph: Graph, { coefficient, over, under }: Product): Node {
  const { over: top, under: bottom } = coefficient;
  const factors = [...over.keys(), ...under.keys()];
  if (top === 0 && under.size === 0 && factors.every(isTotal)) return graph.constant(0);
  const above = chain(graph, top, over);
  return under.size > 0 || bottom !== 1 ? graph.call('divide', above, chain(graph, bottom, under)) : above;
}

/** A number and factors multiplied, the number left out where it is 1; of −1 the sign goes to the first factor. */
function chain(graph: Graph, number: number, factors: ReadonlyMap<Node, number>): Node {
  const nodes = [...factors]
    .filter(([, power]) => power !== 0)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([node, power]) => (power === 1 ? node : graph.call('power', node, graph.constant(power))));
  if (number === -1 && nodes.length > 0) nodes[0] = graph.call('negate', nodes[0]);
  else if (number !== 1 || nodes.length === 0) nodes.unshift(graph.constant(number));
  return nodes.reduce((product, node) => graph.call('multiply', product, node));
}

/** Names before sums before functions. */
function rank(node: Node): number {
  if (node.kind !== 'call') return 0;
  if (node.operation === 'power') return rank(node.args[0]);
  return sums.has(node.operation) ? 1 : 2;
}

/** A sum with its like terms joined: numbers where the first stood, a positive term in front if there is one. */
function sumOf(graph: Graph, node: Node): Node {
  const terms = new Map<Node, { coefficient: Ratio; product: Product }>();
  const unit = graph.constant(1);
  collect(graph, node, 1, (sign, product) => {
    const bare = { ...product, coefficient: ratioOf(1) };
    const key = bare.over.size + bare.under.size === 0 ? unit : rebuilt(graph, bare);
    const own = sign < 0 ? negated(product.coefficient) : product.coefficient;
    const known = terms.get(key);
    terms.set(key, { coefficient: known ? plus(known.coefficient, own) : own, product: bare });
  });
  const parts = [...terms.values()].map(({ coefficient, product }) => ({ ...product, coefficient }));
  const kept = parts.filter((part) => part.coefficient.over !== 0 || !vanishes(graph, part));
  if (kept.length === 0) return graph.constant(0);
  const first = kept.findIndex(({ coefficient }) => coefficient.over > 0);
  if (first > 0) kept.unshift(...kept.splice(first, 1));
  return kept.slice(1).reduce(
    (sum, part) => {
      const minus = part.coefficient.over < 0;
      const size = rebuilt(graph, minus ? { ...part, coefficient: negated(part.coefficient) } : part);
      return graph.call(minus ? 'subtract' : 'add', sum, size);
    },
    rebuilt(graph, kept[0]),
  );
}

const vanishes = (graph: Graph, part: Product) => {
  const node = rebuilt(graph, part);
  return node.kind === 'constant' && node.value === 0;
};

const plus = (a: Ratio, b: Ratio): Ratio => {
  const [x, y] = [a.over * b.under, b.over * a.under];
  return reduced(x + y, a.under * b.under);
};

/** The terms of a sum, outermost signs first, without going down the machine's stack. */
function collect(
  graph: Graph,
  node: Node,
  sign: number,
  give: (sign: number, product: Product) => void,
): void {
  const waiting: [Node, number][] = [[node, sign]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [term, own] = next;
    if (term.kind === 'call' && sums.has(term.operation)) {
      const [a, b] = term.args;
      waiting.push([b, term.operation === 'add' ? own : -own], [a, own]);
    } else give(own, factored(graph, term));
  }
}

const everywhere: ReadonlySet<Operation> = new Set([
  'add',
  'subtract',
  'multiply',
  'negate',
  'sin',
  'cos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'exp',
  'expm1',
  'cbrt',
  'abs',
  'sign',
  'heaviside',
  'relu',
  'sigmoid',
  'softplus',
  'erf',
  'min',
  'max',
]);

/** Whether an expression is defined for all values of its variables. */
function isTotal(node: Node): boolean {
  return reachable([node]).every((each) => {
    if (each.kind !== 'call') return true;
    if (each.operation === 'power') return isWhole(each.args[1]) && each.args[1].value >= 0;
    return everywhere.has(each.operation);
  });
}
