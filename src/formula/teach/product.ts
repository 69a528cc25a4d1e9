import type { Graph, Node } from '../graph.js';
import { reachable } from '../interpret.js';
import type { Operation } from '../operations.js';
import { negated, power as powerOf, type Ratio, ratioOf, reduced, times } from './ratio.js';

// Products as a number, factors and divisors, and as graphs again to be read.

/** The product coefficient · Π over / Π under, each a factor and its whole power, from 1. */
export interface Product {
  readonly coefficient: Ratio;
  readonly over: ReadonlyMap<Node, number>;
  readonly under: ReadonlyMap<Node, number>;
}

export const sums: ReadonlySet<Operation> = new Set(['add', 'subtract']);

export const isSum = (node: Node): node is Node & { kind: 'call' } =>
  node.kind === 'call' && sums.has(node.operation);

const none: ReadonlyMap<Node, number> = new Map();

/** A node as a product; any other node is its own only factor. */
export function factored(node: Node): Product {
  if (node.kind === 'constant' && node.name === null) return number(ratioOf(node.value));
  if (node.kind === 'call') {
    const [a, b] = node.args;
    if (node.operation === 'negate') return scaled(factored(a), ratioOf(-1));
    if (node.operation === 'multiply') return chained(node);
    if (node.operation === 'divide') return divided(factored(a), factored(b)) ?? single(node);
    if (node.operation === 'power' && isWhole(b)) return raised(factored(a), b.value) ?? single(a, b.value);
    // As a double, log(e) is 1.
    if (node.operation === 'log' && a.kind === 'constant' && a.name === 'e') return number(ratioOf(1));
  }
  return single(node);
}

/** Product of a chain a·b·c…, from its first factor on: in one pass, however long it is. */
function chained(product: Node & { kind: 'call' }): Product {
  const links: Node[] = [];
  let first: Node = product;
  for (; first.kind === 'call' && first.operation === 'multiply'; first = first.args[0])
    links.push(first.args[1]);
  const { coefficient, over, under } = factored(first);
  let number = coefficient;
  const [above, below] = [new Map(over), new Map(under)];
  for (let link = links.pop(); link; link = links.pop()) {
    const next = factored(link);
    number = times(number, next.coefficient);
    gather(above, next.over);
    gather(below, next.under);
  }
  return { coefficient: number, over: above, under: below };
}

const isWhole = (node: Node): node is Node & { kind: 'constant' } =>
  node.kind === 'constant' && Number.isInteger(node.value);

const number = (coefficient: Ratio): Product => ({ coefficient, over: none, under: none });

export function single(node: Node, power = 1): Product {
  const powers = new Map([[node, Math.abs(power)]]);
  return power > 0
    ? { coefficient: ratioOf(1), over: powers, under: none }
    : { coefficient: ratioOf(1), over: none, under: powers };
}

export const scaled = (product: Product, by: Ratio): Product => ({
  ...product,
  coefficient: times(product.coefficient, by),
});

export const joined = (a: Product, b: Product): Product => ({
  coefficient: times(a.coefficient, b.coefficient),
  over: together(a.over, b.over),
  under: together(a.under, b.under),
});

function together(a: ReadonlyMap<Node, number>, b: ReadonlyMap<Node, number>): ReadonlyMap<Node, number> {
  const all = new Map(a);
  gather(all, b);
  return all;
}

function gather(all: Map<Node, number>, more: ReadonlyMap<Node, number>): void {
  for (const [node, power] of more) all.set(node, (all.get(node) ?? 0) + power);
}

/** The quotient a/b; null for what divides by a quotient, which has another domain, or by 0. */
function divided(a: Product, b: Product): Product | null {
  if (b.under.size > 0 || b.coefficient.over === 0) return null;
  const { over, under } = b.coefficient;
  return {
    coefficient: times(a.coefficient, reduced(under, over)),
    over: a.over,
    under: together(a.under, b.over),
  };
}

/** Highest power of several factors that is written factor by factor; in a higher one a factor could overflow. */
const HIGHEST = 9;

/** Whole power of a product; null where the number would not be exact, and for what divides by a quotient or by 0. */
export function raised({ coefficient, over, under }: Product, power: number): Product | null {
  const size = Math.abs(power);
  if (size > HIGHEST && over.size + under.size > 1) return null;
  const number = powerOf(coefficient, size);
  if (!number) return null;
  const all = (factors: ReadonlyMap<Node, number>) =>
    new Map([...factors].map(([node, own]) => [node, own * size]));
  const product = { coefficient: number, over: all(over), under: all(under) };
  return power > 0 ? product : divided({ coefficient: ratioOf(1), over: none, under: none }, product);
}

/**
 * Product with common factors cancelled, as far as that makes nothing defined that was not: x³/x is x²/x; unless x is
 * never 0, or is `guarded`: 0 where something else is undefined. In the `open`, where ∞ stays ∞, x/x³ is 1/x².
 */
export function cancelled(product: Product, open: boolean, guarded: ReadonlySet<Node> = nothing): Product {
  const { coefficient, over, under } = product;
  const [above, below] = [new Map(over), new Map(under)];
  for (const [node, up] of over) {
    const down = under.get(node);
    if (down === undefined) continue;
    const never = isNeverZero(node) && (up !== down || isTotal(node));
    const all = never || guarded.has(node) || (open && down > up);
    const common = Math.min(up, down) - (all ? 0 : 1);
    put(above, node, up - common);
    put(below, node, down - common);
  }
  return { coefficient, over: above, under: below };
}

const nothing: ReadonlySet<Node> = new Set();

function put(powers: Map<Node, number>, node: Node, power: number): void {
  if (power === 0) powers.delete(node);
  else powers.set(node, power);
}

const logarithms: ReadonlySet<Operation> = new Set(['log', 'log2', 'log10']);

/** Divisors of a product and arguments of its logarithms: where one of them is 0 it is undefined anyway. */
export function guards({ over, under }: Product): Node[] {
  const logarithmsOf = [...over.keys()].flatMap((node) =>
    node.kind === 'call' && logarithms.has(node.operation) && !under.has(node) ? [node.args[0]] : [],
  );
  return [...logarithmsOf, ...[...under.keys()].filter((node) => !over.has(node))];
}

const positive: ReadonlySet<Operation> = new Set(['exp', 'cosh', 'sigmoid', 'softplus']);

function isNeverZero(node: Node): boolean {
  if (node.kind !== 'call') return node.kind === 'constant' && node.value !== 0;
  if (node.operation === 'power') return node.args[0].kind === 'constant' && node.args[0].value > 0;
  return positive.has(node.operation);
}

/** Key of a product, the same for like terms: the same factors with the same powers. */
export function likeness({ over, under }: Product): string {
  const side = (factors: ReadonlyMap<Node, number>) =>
    [...factors]
      .map(([{ id }, power]) => `${id}^${power}`)
      .sort()
      .join();
  return `${side(over)}/${side(under)}`;
}

/** Node of a product: number, names, sums, functions; the divisors in one denominator. */
export function rebuilt(graph: Graph, product: Product): Node {
  const { coefficient, over, under } = product;
  const { over: top, under: bottom } = coefficient;
  if (vanishes(product)) return graph.constant(0);
  const above = chain(graph, top === 0 ? 0 : top, over);
  return under.size > 0 || bottom !== 1 ? graph.call('divide', above, chain(graph, bottom, under)) : above;
}

/** Whether a product is 0 for all values of its variables. */
export const vanishes = ({ coefficient, over, under }: Product): boolean =>
  coefficient.over === 0 && under.size === 0 && [...over.keys()].every(isTotal);

/** Node of a number times factors, the number left out where it is 1; of −1 the sign goes to the first factor. */
function chain(graph: Graph, number: number, factors: ReadonlyMap<Node, number>): Node {
  const nodes = [...factors]
    .sort(([a], [b]) => rank(a) - rank(b) || a.id - b.id)
    .map(([node, power]) => (power === 1 ? node : graph.call('power', node, graph.constant(power))));
  if (number === -1 && nodes.length > 0) nodes[0] = graph.call('negate', nodes[0]);
  else if (number !== 1 || nodes.length === 0) nodes.unshift(graph.constant(number));
  return nodes.reduce((product, node) => graph.call('multiply', product, node));
}

/** Order of a factor: pi, names, sums, functions. */
function rank(node: Node): number {
  if (node.kind !== 'call') return node.kind === 'constant' ? 0 : 1;
  if (node.operation === 'power') return isWhole(node.args[1]) ? rank(node.args[0]) : 3;
  return sums.has(node.operation) ? 2 : 3;
}

export const opposite = (product: Product): Product => ({
  ...product,
  coefficient: negated(product.coefficient),
});

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
    if (each.operation === 'power')
      return isNeverZero(each) || (isWhole(each.args[1]) && each.args[1].value >= 0);
    return everywhere.has(each.operation);
  });
}
