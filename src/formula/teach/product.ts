import { complementOf, isTwofoldComplement } from '../complement.js';
import { type Call, type Graph, isZero as isZeroNode, type Node } from '../graph.js';
import { reachableNodes } from '../interpret.js';
import type { Operation } from '../operations.js';
import { spendWork } from '../work.js';
import {
  multiplyRatios,
  negateRatio,
  ratioPower as powerOf,
  type Ratio,
  ratioOf,
  reduceRatio,
} from './ratio.js';

// Products as a number, factors and divisors, and as graphs again to be read.

/** The product coefficient · Π over / Π under, each a factor and its whole power, from 1. */
export interface Product {
  readonly coefficient: Ratio;
  readonly numerator: ReadonlyMap<Node, number>;
  readonly denominator: ReadonlyMap<Node, number>;
}

export const sumOperations: ReadonlySet<Operation> = new Set(['add', 'subtract']);

/** Whether a node is a sum that may be multiplied out, or its like terms collected with others. */
export const isSumNode = (node: Node): node is Node & { kind: 'call' } =>
  node.kind === 'call' &&
  sumOperations.has(node.operation) &&
  !isChoice(node) &&
  !isTwofoldComplement(node) &&
  !isExcess(node);

/**
 * Whether a sum is of whole numbers and steps, like 1 + sign(x) or 1 − heaviside(x): it takes one branch or another
 * by being 0 exactly, which it would not be once it is multiplied out.
 */
export function isChoice(sum: Node): boolean {
  let node = sum;
  while (node.kind === 'call' && sumOperations.has(node.operation) && isStep(node.args[1]))
    [node] = node.args;
  return node !== sum && (isStep(node) || (node.kind === 'constant' && Number.isInteger(node.value)));
}

/** Whether a sum is x − relu(x), which is 0 exactly where x is above 0, and not once x is written otherwise. */
export function isExcess({ operation, args: [x, relu] }: Call): boolean {
  return operation === 'subtract' && relu.kind === 'call' && relu.operation === 'relu' && relu.args[0] === x;
}

const isStep = (node: Node) =>
  node.kind === 'call' && (node.operation === 'sign' || node.operation === 'heaviside');

const noFactors: ReadonlyMap<Node, number> = new Map();

/** A product while it is put together. */
interface ProductDraft {
  coefficient: Ratio;
  numerator: Map<Node, number>;
  denominator: Map<Node, number>;
}

/**
 * A node as a product; any other node is its own only factor. Without recursion, and joined to the longer part, so
 * that a chain of thousands of factors is no deeper and no slower than they are many.
 */
export function factorNode(root: Node): Product {
  const drafts: ProductDraft[] = [];
  const waiting: { node: Node; known: boolean }[] = [{ node: root, known: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, known } = next;
    spendWork(1);
    const parts = factoredArguments(node);
    if (known || parts.length === 0)
      drafts.push(joinFactors(node, drafts.splice(drafts.length - parts.length)));
    else {
      waiting.push({ node, known: true });
      for (const part of parts.toReversed()) waiting.push({ node: part, known: false });
    }
  }
  return drafts[0];
}

/** Arguments of which a call is a product; none for what is its own only factor. */
function factoredArguments(node: Node): readonly Node[] {
  if (node.kind !== 'call') return [];
  const { operation, args } = node;
  if (operation === 'multiply' || operation === 'divide' || operation === 'negate') return args;
  return operation === 'power' && isWholeConstant(args[1]) ? args.slice(0, 1) : [];
}

/** Product of a call whose arguments are products; they are taken apart. */
function joinFactors(node: Node, [a, b]: readonly ProductDraft[]): ProductDraft {
  if (node.kind === 'constant' && node.name === null) return draftOf(constantProduct(ratioOf(node.value)));
  if (node.kind !== 'call') return draftOf(singleFactor(node));
  switch (node.operation) {
    case 'negate':
      a.coefficient = multiplyRatios(a.coefficient, ratioOf(-1));
      return a;
    case 'multiply':
      return {
        coefficient: multiplyRatios(a.coefficient, b.coefficient),
        numerator: joinPowers(a.numerator, b.numerator),
        denominator: joinPowers(a.denominator, b.denominator),
      };
    case 'divide':
      return divideDrafts(a, b) ?? draftOf(singleFactor(node));
    case 'power': {
      const [base, exponent] = node.args;
      if (exponent.kind !== 'constant' || !a) return draftOf(singleFactor(node));
      return draftOf(raiseProduct(a, exponent.value) ?? singleFactor(base, exponent.value));
    }
    case 'log': {
      // As a double, log(e) is 1.
      const [of] = node.args;
      const isOne = of.kind === 'constant' && of.name === 'e';
      return draftOf(isOne ? constantProduct(ratioOf(1)) : singleFactor(node));
    }
    default:
      return draftOf(singleFactor(node));
  }
}

const draftOf = ({ coefficient, numerator, denominator }: Product): ProductDraft => ({
  coefficient,
  numerator: new Map(numerator),
  denominator: new Map(denominator),
});

/** Powers of both, in the longer of them. */
function joinPowers(a: Map<Node, number>, b: Map<Node, number>): Map<Node, number> {
  const [more, fewer] = a.size < b.size ? [b, a] : [a, b];
  addPowers(more, fewer);
  return more;
}

/** The quotient a/b; null for what divides by a quotient, which has another domain, or by 0. */
function divideDrafts(a: ProductDraft, b: ProductDraft): ProductDraft | null {
  if (b.denominator.size > 0 || b.coefficient.numerator === 0) return null;
  const { numerator, denominator } = b.coefficient;
  return {
    coefficient: multiplyRatios(a.coefficient, reduceRatio(denominator, numerator)),
    numerator: a.numerator,
    denominator: joinPowers(a.denominator, b.numerator),
  };
}

const isWholeConstant = (node: Node): node is Node & { kind: 'constant' } =>
  node.kind === 'constant' && Number.isInteger(node.value);

const constantProduct = (coefficient: Ratio): Product => ({
  coefficient,
  numerator: noFactors,
  denominator: noFactors,
});

export function singleFactor(node: Node, power = 1): Product {
  const powers = new Map([[node, Math.abs(power)]]);
  return power > 0
    ? { coefficient: ratioOf(1), numerator: powers, denominator: noFactors }
    : { coefficient: ratioOf(1), numerator: noFactors, denominator: powers };
}

export const scaleProduct = (product: Product, by: Ratio): Product => ({
  ...product,
  coefficient: multiplyRatios(product.coefficient, by),
});

export const multiplyProducts = (a: Product, b: Product): Product => ({
  coefficient: multiplyRatios(a.coefficient, b.coefficient),
  numerator: mergePowers(a.numerator, b.numerator),
  denominator: mergePowers(a.denominator, b.denominator),
});

function mergePowers(a: ReadonlyMap<Node, number>, b: ReadonlyMap<Node, number>): ReadonlyMap<Node, number> {
  spendWork(a.size);
  const all = new Map(a);
  addPowers(all, b);
  return all;
}

function addPowers(all: Map<Node, number>, more: ReadonlyMap<Node, number>): void {
  spendWork(more.size);
  for (const [node, power] of more) all.set(node, (all.get(node) ?? 0) + power);
}

/** Highest power of several factors that is written factor by factor; in a higher one a factor could overflow. */
export const HIGHEST = 9;

/** Whole power of a product; null where the number would not be exact, and for what divides by a quotient or by 0. */
export function raiseProduct(
  { coefficient, numerator, denominator }: Product,
  power: number,
): Product | null {
  const size = Math.abs(power);
  if (size > HIGHEST && numerator.size + denominator.size > 1) return null;
  const number = powerOf(coefficient, size);
  if (!number) return null;
  const all = (factors: ReadonlyMap<Node, number>) =>
    new Map([...factors].map(([node, own]) => [node, own * size]));
  const product = { coefficient: number, numerator: all(numerator), denominator: all(denominator) };
  return power > 0
    ? product
    : divideDrafts({ coefficient: ratioOf(1), numerator: new Map(), denominator: new Map() }, product);
}

/**
 * Product with common factors cancelled, as far as that defines no more than single points: x³/x is x². A factor that
 * may be 0, or undefined, on more than that stays: sqrt(x)³/sqrt(x) is sqrt(x)²/sqrt(x), unless it is never 0, or is
 * `guarded`: 0 where something else is undefined. In the `open`, where ∞ stays ∞, it goes from above.
 */
export function cancelFactors(
  product: Product,
  open: boolean,
  guarded: ReadonlySet<Node> = noNodes,
): Product {
  const { coefficient, numerator, denominator } = product;
  spendWork(numerator.size + denominator.size);
  const [above, below] = [new Map(numerator), new Map(denominator)];
  for (const [node, up] of numerator) {
    const down = denominator.get(node);
    if (down === undefined) continue;
    const never = isNeverZero(node) && (up !== down || isDefinedEverywhere(node));
    const all = never || hasOneZero(node) || guarded.has(node) || (open && down > up);
    const common = Math.min(up, down) - (all ? 0 : 1);
    setPower(above, node, up - common);
    setPower(below, node, down - common);
  }
  return { coefficient, numerator: above, denominator: below };
}

/** Product with sinh(x)/cosh(x) as tanh(x), which does not overflow, and cosh(x)/sinh(x) as 1/tanh(x). */
export function joinTangents(graph: Graph, product: Product): Product {
  const [above, below] = [new Map(product.numerator), new Map(product.denominator)];
  joinToTangent(graph, 'sinh', above, 'cosh', below, above);
  joinToTangent(graph, 'cosh', above, 'sinh', below, below);
  return { ...product, numerator: above, denominator: below };
}

/** Takes f(x) from `up` and g(x) from `down`, as often as both have it, and adds tanh(x) to `joint`. */
function joinToTangent(
  graph: Graph,
  f: Operation,
  up: Map<Node, number>,
  g: Operation,
  down: Map<Node, number>,
  joint: Map<Node, number>,
): void {
  for (const [divisor, power] of [...down].filter(([node]) => isCall(node, g))) {
    const [x] = (divisor as Call).args;
    const factor = graph.call(f, x);
    const both = Math.min(power, up.get(factor) ?? 0);
    if (both === 0) continue;
    setPower(up, factor, up.get(factor)! - both);
    setPower(down, divisor, power - both);
    addPowers(joint, new Map([[graph.call('tanh', x), both]]));
  }
}

/** Degrees of roots. */
const degrees: ReadonlyMap<Operation, number> = new Map([
  ['sqrt', 2],
  ['cbrt', 3],
]);

/**
 * Product with what is under the roots of the denominator divided by them: a/√a³ is 1/√a where ∞ stays ∞, and a/√a is
 * √a where a is 0 at most at one point.
 */
export function divideByRoots(product: Product, open: boolean): Product {
  const [above, below] = [new Map(product.numerator), new Map(product.denominator)];
  for (const [root, down] of product.denominator) {
    const degree = root.kind === 'call' ? degrees.get(root.operation) : undefined;
    if (!degree) continue;
    const [inside] = (root as Call).args;
    const up = above.get(inside);
    if (up === undefined) continue;
    if (!isPositive(inside) && !hasOneZero(inside) && !(open && down > degree * up)) continue;
    const left = degree * up - down;
    setPower(below, root, Math.max(0, -left));
    setPower(above, inside, Math.max(0, Math.floor(left / degree)));
    if (left > 0 && left % degree > 0) addPowers(above, new Map([[root, left % degree]]));
  }
  return { ...product, numerator: above, denominator: below };
}

export const isCall = (node: Node, operation: Operation): boolean =>
  node.kind === 'call' && node.operation === operation;

/** Whether a node is a sum with exponentials in it, beside which what it is multiplied by overflows. */
export const isExponentialSum = (node: Node): boolean =>
  isSumNode(node) && node.args.some((arg) => isExponential(arg) || isExponentialSum(arg));

const isExponential = (node: Node): boolean =>
  node.kind === 'call' &&
  (node.operation === 'exp' || (node.operation === 'power' && node.args[0].kind === 'constant'));

const exponentials: ReadonlySet<Operation> = new Set(['exp', 'expm1', 'sinh', 'cosh']);
/** Operations whose values stay within numbers, or grow more slowly than what they are of. */
const slow: ReadonlySet<Operation> = new Set([
  ...(['sin', 'cos', 'tanh', 'sigmoid', 'erf', 'erfc', 'atan', 'asin', 'acos'] as const),
  ...(['sign', 'heaviside', 'log', 'log1p', 'log2', 'log10', 'asinh', 'acosh'] as const),
]);

/** Whether a node has a part that overflows for numbers of no great size: an exponential, or a high power. */
export const growsFast = (root: Node): boolean =>
  reachableNodes([root], (node) => node.kind === 'call' && !slow.has(node.operation)).some(
    (node) =>
      node.kind === 'call' &&
      (exponentials.has(node.operation) ||
        (node.operation === 'power' && !(isNumber(node.args[1]) && Math.abs(node.args[1].value) <= HIGHEST))),
  );

const isNumber = (node: Node): node is Node & { kind: 'constant' } => node.kind === 'constant';

const noNodes: ReadonlySet<Node> = new Set();

function setPower(powers: Map<Node, number>, node: Node, power: number): void {
  if (power === 0) powers.delete(node);
  else powers.set(node, power);
}

const logarithms: ReadonlySet<Operation> = new Set(['log', 'log2', 'log10']);

/** Divisors of a product and arguments of its logarithms: where one of them is 0 it is undefined anyway. */
export function guardedNodes({ numerator, denominator }: Product): Node[] {
  const logarithmsOf = [...numerator.keys()].flatMap((node) =>
    node.kind === 'call' && logarithms.has(node.operation) && !denominator.has(node) ? [node.args[0]] : [],
  );
  return [...logarithmsOf, ...[...denominator.keys()].filter((node) => !numerator.has(node))];
}

const positiveFunctions: ReadonlySet<Operation> = new Set(['exp', 'cosh', 'sigmoid', 'softplus', 'erfc']);

/** Whether an expression is not 0 wherever it is defined. */
const isNeverZero = (node: Node): boolean =>
  isPositive(node) || (node.kind === 'constant' && node.value !== 0);

/** Whether an expression is plainly defined everywhere, and 0 at one point only: x, x + 1, 2 − x, 3x. */
function hasOneZero(node: Node): boolean {
  if (node.kind === 'variable') return true;
  if (node.kind !== 'call') return false;
  const { operation, args } = node;
  const [number, others] = [true, false].map((is) => args.filter(({ kind }) => (kind === 'constant') === is));
  const isLinear = sumOperations.has(operation) || (operation === 'multiply' && !number.some(isZeroNode));
  return isLinear && number.length === 1 && others[0].kind === 'variable';
}

/** Whether an expression is greater than 0 wherever it is defined; false where that is not plain. */
const isPositive = (node: Node): boolean => hasSign(node, true);

/** Signs that are known of expressions: positive, not negative. */
const signs = { positive: new WeakMap<Node, boolean>(), notNegative: new WeakMap<Node, boolean>() };

/** Whether an expression is known to be positive, or, if not `strictly`, not negative. */
function hasSign(root: Node, strictly: boolean): boolean {
  const [positive, notNegative] = [signs.positive, signs.notNegative];
  if (!notNegative.has(root)) {
    for (const node of reachableNodes([root], (each) => !notNegative.has(each))) {
      if (notNegative.has(node)) continue;
      const isMore = isMadePositive(
        node,
        (arg) => positive.get(arg)!,
        (arg) => notNegative.get(arg)!,
      );
      positive.set(node, isMore);
      notNegative.set(node, isMore || isMadeNotNegative(node, (arg) => notNegative.get(arg)!));
    }
  }
  return (strictly ? positive : notNegative).get(root)!;
}

function isMadePositive(node: Node, more: (arg: Node) => boolean, notLess: (arg: Node) => boolean): boolean {
  if (node.kind !== 'call') return node.kind === 'constant' && node.value > 0;
  const { operation, args } = node;
  const [a, b] = args;
  if (operation === 'add') return (more(a) && notLess(b)) || (notLess(a) && more(b));
  if (operation === 'multiply' || operation === 'divide') return more(a) && more(b);
  if (operation === 'power') return a.kind === 'constant' && a.value > 0;
  return operation === 'sqrt' ? more(a) : positiveFunctions.has(operation);
}

function isMadeNotNegative(node: Node, notLess: (arg: Node) => boolean): boolean {
  if (node.kind !== 'call') return node.kind === 'constant' && node.value >= 0;
  const { operation, args } = node;
  const [, b] = args;
  if (operation === 'power') return isWholeConstant(b) && b.value % 2 === 0;
  if (operation === 'add' || operation === 'multiply' || operation === 'divide') return args.every(notLess);
  return operation === 'sqrt' || operation === 'abs' || operation === 'relu' || operation === 'heaviside';
}

/** Key of a product, the same for like terms: the same factors with the same powers. */
export function likeTermKey({ numerator, denominator }: Product): string {
  spendWork(numerator.size + denominator.size);
  const side = (factors: ReadonlyMap<Node, number>) =>
    [...factors]
      .map(([{ id }, power]) => `${id}^${power}`)
      .sort()
      .join();
  return `${side(numerator)}/${side(denominator)}`;
}

/** Node of a product: number, names, sums, functions; the divisors in one denominator. */
export function productToNode(graph: Graph, product: Product): Node {
  const { coefficient, numerator, denominator } = product;
  const { numerator: top, denominator: bottom } = coefficient;
  if (isZeroProduct(product)) return graph.constant(0);
  const above = multiplyFactors(graph, top === 0 ? 0 : top, numerator);
  return denominator.size > 0 || bottom !== 1
    ? graph.call('divide', above, multiplyFactors(graph, bottom, denominator))
    : above;
}

/** Whether a product is 0 for all values of its variables, but for single points where it is undefined. */
export const isZeroProduct = ({ coefficient, numerator, denominator }: Product): boolean =>
  coefficient.numerator === 0 &&
  [...numerator.keys()].every(isDefinedEverywhere) &&
  [...denominator.keys()].every(
    (node) => hasOneZero(node) || (isNeverZero(node) && isDefinedEverywhere(node)),
  );

/** Node of a number times factors, the number left out where it is 1; of −1 the sign goes to the first factor. */
function multiplyFactors(graph: Graph, number: number, factors: ReadonlyMap<Node, number>): Node {
  const nodes = [...factors]
    .sort(([a], [b]) => factorOrder(a) - factorOrder(b) || a.id - b.id)
    .map(([node, power]) => (power === 1 ? node : graph.call('power', node, graph.constant(power))));
  if (number === -1 && nodes.length > 0) nodes[0] = graph.call('negate', nodes[0]);
  else if (number !== 1 || nodes.length === 0) nodes.unshift(graph.constant(number));
  return nodes.reduce((product, node) => graph.call('multiply', product, node));
}

/** Order of a factor: pi, names, sums, functions, and what σ lacks to 1. */
function factorOrder(node: Node): number {
  if (node.kind !== 'call') return node.kind === 'constant' ? 0 : 1;
  if (complementOf(node)) return 4;
  if (node.operation === 'power') return isWholeConstant(node.args[1]) ? factorOrder(node.args[0]) : 3;
  return sumOperations.has(node.operation) ? 2 : 3;
}

export const negateProduct = (product: Product): Product => ({
  ...product,
  coefficient: negateRatio(product.coefficient),
});

const totalOperations: ReadonlySet<Operation> = new Set([
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
  'gelu',
  'silu',
  'elu',
  'erf',
  'erfc',
  'min',
  'max',
]);

/** Whether an expression is defined for all values of its variables. */
function isDefinedEverywhere(node: Node): boolean {
  return reachableNodes([node]).every((each) => {
    if (each.kind !== 'call') return true;
    if (each.operation === 'power')
      return isNeverZero(each) || (isWholeConstant(each.args[1]) && each.args[1].value >= 0);
    if (each.operation === 'divide') return isNeverZero(each.args[1]);
    if (each.operation === 'sqrt') return hasSign(each.args[0], false);
    return each.operation === 'log' ? isPositive(each.args[0]) : totalOperations.has(each.operation);
  });
}
