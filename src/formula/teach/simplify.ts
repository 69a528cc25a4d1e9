import { complementOf } from '../complement.js';
import type { Call, Graph, Node } from '../graph.js';
import { reachableNodes } from '../interpret.js';
import type { Operation } from '../operations.js';
import { spendWork } from '../work.js';
import {
  cancelFactors,
  divideByRoots,
  factorNode,
  growsFast,
  guardedNodes,
  HIGHEST,
  isCall,
  isChoice,
  isExcess,
  isExponentialSum,
  isSumNode,
  isZeroProduct,
  joinTangents,
  likeTermKey,
  multiplyProducts,
  negateProduct,
  type Product,
  productToNode,
  raiseProduct,
  scaleProduct,
  singleFactor,
  sumOperations,
} from './product.js';
import {
  addRatios,
  greatestCommonDivisor,
  isExactRatio,
  isExactSum,
  isOutOfRange,
  leastCommonMultiple,
  negateRatio,
  type Ratio,
  ratioOf,
  reduceRatio,
} from './ratio.js';

// Simplification of graphs for reading: numbers multiplied out in front, like factors joined to powers and like terms
// to multiples, a common denominator where that is shorter. Only steps that define no more than single points that
// were not defined are taken: x/x is 1 and 0/x is 0, though not at 0; sqrt(x)/sqrt(x) stays, and so do sqrt(x)^2 and
// sqrt(x^2); a term that cancels goes only where it was defined but for such points.

/** Operations that take a branch: rounded otherwise, what they compare could take another one. */
const comparisons: ReadonlySet<Operation> = new Set(['sign', 'heaviside', 'abs', 'relu', 'min', 'max']);

export function simplify(graph: Graph, roots: readonly Node[]): Node[] {
  const order = reachableNodes(roots);
  const whole = outermostChains(order, roots);
  const closed = enclosedNodes(order, roots);
  const simpler = new Map<Node, Node>();
  for (const node of order) {
    if (node.kind !== 'call' || comparisons.has(node.operation) || isExcess(node)) simpler.set(node, node);
    else {
      const same = graph.call(node.operation, ...node.args.map((arg) => simpler.get(arg)!));
      const taken = whole.has(node)
        ? simplifyChain(graph, operationFamily(node), same, !closed.has(node))
        : same;
      simpler.set(node, taken);
    }
  }
  return roots.map((root) => simpler.get(root)!);
}

/**
 * Outermost sums and products, which are not just a part of a longer one: only these are expanded, so that a sum of a
 * thousand terms is expanded once.
 */
function outermostChains(order: readonly Node[], roots: readonly Node[]): Set<Node> {
  const found = new Set<Node>(roots);
  for (const node of order) {
    if (node.kind !== 'call') continue;
    node.args.forEach((arg, i) => {
      if (arg.kind === 'call' && !continuesChain(node, arg, i)) found.add(arg);
    });
  }
  return found;
}

/** Whether an argument is just a part of the sum or product that a call is. */
function continuesChain({ operation }: Call, arg: Call, place: number): boolean {
  if (sumOperations.has(operation)) return sumOperations.has(arg.operation);
  if (operation === 'divide' && place > 0) return false;
  return chained.has(operation) && productOperations.has(arg.operation);
}

const chained: ReadonlySet<Operation> = new Set(['multiply', 'divide', 'negate']);
const productOperations: ReadonlySet<Operation> = new Set(['multiply', 'divide', 'power', 'negate', 'log']);

const operationFamily = ({ operation }: Node & { kind: 'call' }) =>
  sumOperations.has(operation) ? sumOperations : productOperations.has(operation) ? productOperations : null;

/** Nodes in a denominator, in an exponent or in a function: there an ∞ can become an ordinary number. */
function enclosedNodes(order: readonly Node[], roots: readonly Node[]): Set<Node> {
  const open = new Set<Node>(roots);
  const closed: Node[] = [];
  for (const node of order.toReversed()) {
    if (node.kind !== 'call') continue;
    const kept = open.has(node) ? countOpenArguments(node) : 0;
    node.args.forEach((arg, i) => {
      if (i < kept) open.add(arg);
      else closed.push(arg);
    });
  }
  return new Set(reachableNodes(closed));
}

/** Number of arguments, from the first, that are ∞ only where the whole is not finite either. */
function countOpenArguments({ operation, args }: Node & { kind: 'call' }): number {
  if (sumOperations.has(operation) || operation === 'multiply' || operation === 'negate') return args.length;
  if (operation === 'divide') return 1;
  return operation === 'power' && args[1].kind === 'constant' && args[1].value > 0 ? 1 : 0;
}

function simplifyChain(
  graph: Graph,
  of: ReturnType<typeof operationFamily>,
  node: Node,
  open: boolean,
): Node {
  if (of === sumOperations) {
    const terms = sumTerms(node);
    return hasInexactSum(terms) ? sumAsWritten(graph, node, open) : (simplifySum(graph, terms, open) ?? node);
  }
  if (of !== productOperations) return node;
  const product = joinPlainly(graph, factorNode(node), open);
  if (isOutOfRange(product.coefficient)) return node;
  const parts = distributeMultiples([product], isUnit);
  if (parts.length > 1) return simplifySum(graph, parts, open) ?? node;
  return productToNode(graph, cancelFactors(product, open, new Set(open ? guardedNodes(product) : [])));
}

/** A product with what cancels by itself cancelled, and what reads better joined. */
const joinPlainly = (graph: Graph, product: Product, open: boolean): Product =>
  joinTangents(graph, divideByRoots(cancelFactors(product, open), open));

/** Whether numbers of like terms have a sum that is not exact: in another order it would be another number. */
const hasInexactSum = (terms: readonly Product[]): boolean => {
  const kept = combineLikeTerms(terms);
  return new Set(kept.map(likeTermKey)).size < kept.length;
};

/** Sum in the order in which it is written, its terms simplified. */
function sumAsWritten(graph: Graph, root: Node, open: boolean): Node {
  const known = new Map<Node, Node>();
  const simplified = (node: Node) => {
    const term = joinPlainly(graph, factorNode(node), open);
    return isOutOfRange(term.coefficient) ? node : productToNode(graph, term);
  };
  for (const node of reachableNodes([root], isSumNode)) {
    const args = isSumNode(node) ? node.args.map((arg) => known.get(arg)!) : [];
    known.set(node, isSumNode(node) ? graph.call(node.operation, ...args) : simplified(node));
  }
  return known.get(root)!;
}

/**
 * Terms of a sum, outermost signs first, without recursion. A sum that stands in it more than once is one term, as
 * often: x + 1 three times is 3 (x+1), not 3x + 3.
 */
function sumTerms(sum: Node): Product[] {
  const shared = repeatedSums(sum);
  const found: (Product | Node)[] = [];
  const times = new Map<Node, number>();
  visitTerms(sum, (part, sign) => {
    if (isSumNode(part) && !shared.has(part)) return true;
    if (!isSumNode(part)) found.push(sign < 0 ? negateProduct(factorNode(part)) : factorNode(part));
    else {
      if (!times.has(part)) found.push(part);
      times.set(part, (times.get(part) ?? 0) + sign);
    }
    return false;
  });
  return found.map((each) =>
    'kind' in each ? scaleProduct(singleFactor(each), ratioOf(times.get(each)!)) : each,
  );
}

function repeatedSums(sum: Node): ReadonlySet<Node> {
  const once = new Set<Node>();
  const twice = new Set<Node>();
  visitTerms(sum, (part) => {
    if (!isSumNode(part)) return false;
    if (once.has(part)) twice.add(part);
    once.add(part);
    return !twice.has(part);
  });
  return twice;
}

/** Traversal of a sum in the order it is written; into a part where `enter` is true. */
function visitTerms(sum: Node, enter: (part: Node, sign: number) => boolean): void {
  const waiting: [Node, number][] = [[sum, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, sign] = next;
    spendWork(1);
    if (node.kind === 'call' && node.operation === 'negate') waiting.push([node.args[0], -sign]);
    else if (enter(node, sign) && isSumNode(node)) {
      const [a, b] = node.args;
      waiting.push([b, node.operation === 'add' ? sign : -sign], [a, sign]);
    }
  }
}

/**
 * Shortest node of a sum of products: as it stands, with multiples of sums or products multiplied out, or as one
 * fraction. Null where doubles do not hold its numbers.
 */
function simplifySum(graph: Graph, all: readonly Product[], open: boolean): Node | null {
  const plain = all.map((term) => joinPlainly(graph, term, open));
  const guarded = new Set(open ? plain.flatMap(guardedNodes) : []);
  const each = plain.map((term) => cancelFactors(term, open, guarded));
  const own = combineLikeTerms(distributeMultiples(each, isUnit));
  if (hasOutOfRange(own)) return null;
  const factored = factorComplements(graph, own, open);
  if (factored) return factored;
  const forms = [own, combineLikeTerms(distributeMultiples(own, () => true)), expandProducts(own)].flatMap(
    (parts) => (parts && !hasOutOfRange(parts) ? [sumOfProducts(graph, parts)] : []),
  );
  const shortest = forms.reduce((best, form) => (readingCost(form) < readingCost(best) ? form : best));
  const fraction = open ? overCommonDenominator(graph, own) : null;
  if (!fraction) return shortest;
  // Of forms as long as each other, terms with the same denominators read better as one.
  const allowed = haveSameBases(own) ? readingCost(shortest) : readingCost(shortest) - 1;
  return readingCost(fraction) <= allowed ? fraction : shortest;
}

/**
 * A sum whose terms all have a factor 1 − σ, with what they share in front and the rest multiplied out:
 * σ (1 − σ) (1 − 2σ), which cancels only where it is 0. Null for any other sum.
 */
function factorComplements(graph: Graph, parts: readonly Product[], open: boolean): Node | null {
  if (parts.length < 2 || parts.length > FEW) return null;
  const shared = new Map<Node, number>();
  for (const [node, power] of parts[0].numerator) {
    const common = Math.min(power, ...parts.map(({ numerator }) => numerator.get(node) ?? 0));
    if (common > 0) shared.set(node, common);
  }
  if (![...shared.keys()].some(complementOf)) return null;
  const rest = parts.map((part) => {
    const left = new Map<Node, number>();
    for (const [node, power] of part.numerator) {
      const over = power - (shared.get(node) ?? 0);
      if (over > 0) left.set(node, over);
    }
    return openComplements({ ...part, numerator: left });
  });
  const joint = combineLikeTerms(rest.flat());
  const { number, multiples } = commonNumber(joint.map(({ coefficient }) => coefficient));
  const sum = simplifySum(
    graph,
    joint.map((term, i) => ({ ...term, coefficient: multiples[i] })),
    open,
  );
  if (!sum) return null;
  const common = { coefficient: number, numerator: shared, denominator: new Map<Node, number>() };
  return productToNode(graph, cancelFactors(multiplyProducts(factorNode(sum), common), open));
}

/** Number that all of some are whole multiples of, to the last digit, and the multiples; 1 where there is none. */
function commonNumber(all: readonly Ratio[]): { number: Ratio; multiples: readonly Ratio[] } {
  const isWhole = ({ denominator, numerator }: Ratio) => denominator === 1 && Number.isSafeInteger(numerator);
  if (all.every(isWhole)) {
    const divisor = all.reduce((d, { numerator }) => greatestCommonDivisor(d, Math.abs(numerator)), 0);
    return { number: ratioOf(divisor), multiples: all.map((each) => ratioOf(each.numerator / divisor)) };
  }
  const sizeOf = ({ numerator, denominator }: Ratio) => Math.abs(numerator / denominator);
  const least = all.reduce((a, b) => (sizeOf(b) < sizeOf(a) ? b : a));
  const number = least.numerator < 0 ? negateRatio(least) : least;
  const multiples = all.map(({ numerator, denominator }) =>
    denominator === number.denominator ? numerator / number.numerator : NaN,
  );
  const isExact = multiples.every(
    (times, i) => Number.isSafeInteger(times) && times * number.numerator === all[i].numerator,
  );
  return isExact ? { number, multiples: multiples.map(ratioOf) } : { number: ratioOf(1), multiples: all };
}

/** Terms of a product with every 1 − σ in it multiplied out. */
function openComplements(product: Product): Product[] {
  const kept = new Map([...product.numerator].filter(([node]) => !complementOf(node)));
  let terms: Product[] = [{ ...product, numerator: kept }];
  for (const [node, power] of product.numerator) {
    const sigmoid = complementOf(node);
    for (let k = 0; sigmoid && k < power; k++)
      terms = terms.flatMap((term) => [term, negateProduct(multiplyProducts(term, singleFactor(sigmoid)))]);
  }
  return terms;
}

const hasOutOfRange = (parts: readonly Product[]) =>
  parts.some(({ coefficient }) => isOutOfRange(coefficient));

function haveSameBases([first, ...rest]: readonly Product[]): boolean {
  return rest.every(
    ({ denominator }) =>
      denominator.size === first.denominator.size &&
      [...denominator.keys()].every((node) => first.denominator.has(node)),
  );
}

const isUnit = ({ coefficient: { numerator, denominator } }: Product) =>
  Math.abs(numerator) === 1 && denominator === 1;

/** Terms with multiples of sums multiplied out: 2 (x+1) is 2x and 2. */
function distributeMultiples(parts: readonly Product[], which: (part: Product) => boolean): Product[] {
  return parts.flatMap((part) => {
    const [first] = part.numerator;
    const isMultiple =
      part.numerator.size === 1 && part.denominator.size === 0 && first[1] === 1 && isSumNode(first[0]);
    if (!isMultiple || !which(part)) return [part];
    return sumTerms(first[0]).map((term) => scaleProduct(term, part.coefficient));
  });
}

/**
 * Terms with every product of sums multiplied out; null for numbers that are not exact, or for more than `FEW` terms.
 */
function expandProducts(parts: readonly Product[]): Product[] | null {
  if (parts.length > FEW) return null;
  const all: Product[] = [];
  for (const part of parts) {
    let out: Product[] = [{ ...part, numerator: new Map() }];
    for (const [node, power] of part.numerator) {
      const opens = isSumNode(node) && !complementOf(node);
      const by = opens ? sumTerms(node) : [singleFactor(node, power)];
      const times = opens ? power : 1;
      if (times > 2 || by.length > FEW) return null;
      for (let k = 0; k < times; k++)
        out = out.flatMap((one) => by.map((other) => multiplyProducts(one, other)));
      if (out.length > FEW * FEW) return null;
    }
    all.push(...out);
  }
  const joint = combineLikeTerms(all);
  return joint.length <= FEW && joint.every(({ coefficient }) => isExactRatio(coefficient)) ? joint : null;
}

/**
 * Like terms collected where the first stood, a positive one in front if there is one; where the sum of their numbers
 * is not exact they stay apart.
 */
function combineLikeTerms(parts: readonly Product[]): Product[] {
  const joint = new Map<string, Product[]>();
  for (const part of parts) {
    const key = likeTermKey(part);
    const known = joint.get(key) ?? [];
    joint.set(key, known);
    const place = known.findIndex(({ coefficient }) => isExactSum(coefficient, part.coefficient));
    if (place < 0) known.push(part);
    else
      known[place] = { ...known[place], coefficient: addRatios(known[place].coefficient, part.coefficient) };
  }
  const all = [...joint.values()].flat();
  const kept = all.filter((part) => !isZeroProduct(part) && !isZeroBeside(part, all));
  const first = kept.findIndex(({ coefficient }) => coefficient.numerator > 0);
  if (first > 0) kept.unshift(...kept.splice(first, 1));
  return kept;
}

/** Whether a product is 0 wherever another is defined, whose factors and divisors all its own are. */
const isZeroBeside = ({ coefficient, numerator, denominator }: Product, all: readonly Product[]): boolean =>
  coefficient.numerator === 0 &&
  all.some(
    (other) =>
      other.coefficient.numerator !== 0 &&
      [...numerator.keys()].every((node) => other.numerator.has(node) || other.denominator.has(node)) &&
      [...denominator.keys()].every((node) => other.denominator.has(node)),
  );

/** Sum of products; numbers whose sum is not exact stand apart, as beside each other they would be added. */
function sumOfProducts(graph: Graph, all: readonly Product[]): Node {
  if (all.length === 0) return graph.constant(0);
  const isNumber = ({ numerator, denominator }: Product) => numerator.size + denominator.size === 0;
  const [numbers, others] = [all.filter(isNumber), all.filter((part) => !isNumber(part))];
  const parts = numbers.length > 1 ? [numbers[0], ...others, ...numbers.slice(1)] : all;
  return parts.slice(1).reduce(
    (sum, part) => {
      const minus = part.coefficient.numerator < 0;
      return graph.call(
        minus ? 'subtract' : 'add',
        sum,
        productToNode(graph, minus ? negateProduct(part) : part),
      );
    },
    productToNode(graph, parts[0]),
  );
}

/** Most terms, and most different denominators, that are brought to a common one. */
const FEW = 8;

/** A sum as one fraction; null where nothing divides, or too much. */
function overCommonDenominator(graph: Graph, parts: readonly Product[]): Node | null {
  const denominator = new Map<Node, number>();
  for (const part of parts)
    for (const [node, power] of part.denominator)
      denominator.set(node, Math.max(power, denominator.get(node) ?? 0));
  if (denominator.size === 0 || denominator.size > FEW || parts.length < 2 || parts.length > FEW) return null;
  // cosh² tanh² would overflow where tanh² does not; sums of exponentials are taken apart again by `stabilize.ts`.
  const differ = (node: Node, power: number) => parts.some((part) => part.denominator.get(node) !== power);
  const overflows = (node: Node, power: number) =>
    power > HIGHEST || (growsFast(node) && !isExponentialSum(node));
  if ([...denominator].some(([node, power]) => differ(node, power) && overflows(node, power))) return null;
  // Beside a branch that is taken, digits of one that is not would be multiplied out and lost.
  if (!haveSameBases(parts) && parts.some(({ numerator }) => [...numerator.keys()].some(takesBranch)))
    return null;
  const common = parts.reduce((all, { coefficient }) => leastCommonMultiple(all, coefficient.denominator), 1);
  const above = parts.map((part) => {
    const lacking = [...denominator].filter(([node, power]) => power > (part.denominator.get(node) ?? 0));
    const times = lacking.map(([node, power]) =>
      singleFactor(node, power - (part.denominator.get(node) ?? 0)),
    );
    const numerator = times.reduce(multiplyProducts, { ...part, denominator: new Map() });
    return scaleProduct(resolveSquaredRoots(numerator, denominator), ratioOf(common));
  });
  const sum = hasOutOfRange(above) ? null : simplifySum(graph, above, true);
  if (!sum || sumTerms(sum).some(({ numerator }) => growsBeside(numerator, denominator))) return null;
  const top = factorNode(sum);
  const bottom = { coefficient: reduceRatio(1, common), numerator: new Map<Node, number>(), denominator };
  return productToNode(graph, cancelFactors(multiplyProducts(top, bottom), true));
}

const takesBranch = (factor: Node) => isCall(factor, 'heaviside') || isChoice(factor);

/** Whether factors have a sum of exponentials in common with divisors. */
const growsBeside = (factors: ReadonlyMap<Node, number>, divisors: ReadonlyMap<Node, number>) =>
  [...factors.keys()].some((node) => divisors.has(node) && isExponentialSum(node));

/**
 * Product with squares of roots replaced by what is under them, where the same root in the denominator shows that
 * this is not negative.
 */
function resolveSquaredRoots(product: Product, denominator: ReadonlyMap<Node, number>): Product {
  let all = product;
  for (const [root, power] of product.numerator) {
    if (root.kind !== 'call' || root.operation !== 'sqrt' || power < 2 || !denominator.has(root)) continue;
    const { coefficient, numerator } = all;
    const others = new Map([...numerator].filter(([node]) => node !== root));
    if (power % 2 !== 0) others.set(root, 1);
    const [inner] = root.args;
    const half = Math.floor(power / 2);
    const squared = raiseProduct(factorNode(inner), half) ?? singleFactor(inner, half);
    all = multiplyProducts({ coefficient, numerator: others, denominator: all.denominator }, squared);
  }
  return all;
}

const readingCosts = new WeakMap<Node, number>();

/** Number of nodes of an expression written out as a tree, memoized. */
function readingCost(root: Node): number {
  const waiting = [root];
  for (let node = waiting.at(-1); node; node = waiting.at(-1)) {
    spendWork(1);
    const args = node.kind === 'call' ? node.args : [];
    const unknown = args.filter((arg) => !readingCosts.has(arg));
    if (unknown.length > 0) waiting.push(...unknown);
    else {
      readingCosts.set(
        node,
        args.reduce((all, arg) => all + readingCosts.get(arg)!, 1),
      );
      waiting.pop();
    }
  }
  return readingCosts.get(root)!;
}
