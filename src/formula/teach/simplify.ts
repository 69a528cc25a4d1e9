import type { Graph, Node } from '../graph.js';
import { reachable } from '../interpret.js';
import type { Operation } from '../operations.js';
import {
  cancelled,
  factored,
  guards,
  isSum,
  joined,
  likeness,
  opposite,
  type Product,
  raised,
  rebuilt,
  scaled,
  single,
  sums,
  vanishes,
} from './product.js';
import { isExact, isLost, leastCommonMultiple, plus, ratioOf, reduced } from './ratio.js';

// Simplification of graphs for reading: numbers multiplied out in front, like factors joined to powers and like terms
// to multiples, a common denominator where that is shorter. Only steps that define nothing that was not defined
// before are taken: x/x stays, since it is not 1 at 0, and so does sqrt(x^2); a term that cancels goes only where it
// was defined.

export function simplified(graph: Graph, roots: readonly Node[]): Node[] {
  const order = reachable(roots);
  const whole = tops(order, roots);
  const closed = within(order, roots);
  const simpler = new Map<Node, Node>();
  for (const node of order) {
    if (node.kind !== 'call') simpler.set(node, node);
    else {
      const same = graph.call(node.operation, ...node.args.map((arg) => simpler.get(arg)!));
      const taken = whole.has(node) ? takenApart(graph, family(node), same, !closed.has(node)) : same;
      simpler.set(node, taken);
    }
  }
  return roots.map((root) => simpler.get(root)!);
}

/**
 * Outermost sums and products, which are not just a part of a longer one: only these are expanded, so that a sum of a
 * thousand terms is expanded once.
 */
function tops(order: readonly Node[], roots: readonly Node[]): Set<Node> {
  const found = new Set<Node>(roots);
  for (const node of order) {
    if (node.kind !== 'call') continue;
    const kept = !sums.has(node.operation) && node.operation !== 'multiply' && node.operation !== 'negate';
    for (const arg of node.args)
      if (kept || (arg.kind === 'call' && family(arg) !== family(node))) found.add(arg);
  }
  return found;
}

const products: ReadonlySet<Operation> = new Set(['multiply', 'divide', 'power', 'negate', 'log']);

const family = ({ operation }: Node & { kind: 'call' }) =>
  sums.has(operation) ? sums : products.has(operation) ? products : null;

/** Nodes in a denominator, in an exponent or in a function: there an ∞ can become an ordinary number. */
function within(order: readonly Node[], roots: readonly Node[]): Set<Node> {
  const open = new Set<Node>(roots);
  const closed: Node[] = [];
  for (const node of order.toReversed()) {
    if (node.kind !== 'call') continue;
    const kept = open.has(node) ? keptOpen(node) : 0;
    node.args.forEach((arg, i) => {
      if (i < kept) open.add(arg);
      else closed.push(arg);
    });
  }
  return new Set(reachable(closed));
}

/** Number of arguments, from the first, that are ∞ only where the whole is not finite either. */
function keptOpen({ operation, args }: Node & { kind: 'call' }): number {
  if (sums.has(operation) || operation === 'multiply' || operation === 'negate') return args.length;
  if (operation === 'divide') return 1;
  return operation === 'power' && args[1].kind === 'constant' && args[1].value > 0 ? 1 : 0;
}

function takenApart(graph: Graph, of: ReturnType<typeof family>, node: Node, open: boolean): Node {
  if (of === sums) return sumOf(graph, terms(node), open) ?? node;
  if (of !== products) return node;
  const product = cancelled(factored(node), open);
  if (isLost(product.coefficient)) return node;
  const parts = opened([product], isUnit);
  if (parts.length > 1) return sumOf(graph, parts, open) ?? node;
  return rebuilt(graph, cancelled(product, open, new Set(open ? guards(product) : [])));
}

/**
 * Terms of a sum, outermost signs first, without recursion. A sum that stands in it more than once is one term, as
 * often: x + 1 three times is 3 (x+1), not 3x + 3.
 */
function terms(sum: Node): Product[] {
  const shared = standingTwice(sum);
  const found: (Product | Node)[] = [];
  const times = new Map<Node, number>();
  eachPart(sum, (part, sign) => {
    if (isSum(part) && !shared.has(part)) return true;
    if (!isSum(part)) found.push(sign < 0 ? opposite(factored(part)) : factored(part));
    else {
      if (!times.has(part)) found.push(part);
      times.set(part, (times.get(part) ?? 0) + sign);
    }
    return false;
  });
  return found.map((each) => ('kind' in each ? scaled(single(each), ratioOf(times.get(each)!)) : each));
}

function standingTwice(sum: Node): ReadonlySet<Node> {
  const once = new Set<Node>();
  const twice = new Set<Node>();
  eachPart(sum, (part) => {
    if (!isSum(part)) return false;
    if (once.has(part)) twice.add(part);
    once.add(part);
    return !twice.has(part);
  });
  return twice;
}

/** Traversal of a sum in the order it is written; into a part where `enter` is true. */
function eachPart(sum: Node, enter: (part: Node, sign: number) => boolean): void {
  const waiting: [Node, number][] = [[sum, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, sign] = next;
    if (node.kind === 'call' && node.operation === 'negate') waiting.push([node.args[0], -sign]);
    else if (enter(node, sign) && isSum(node)) {
      const [a, b] = node.args;
      waiting.push([b, node.operation === 'add' ? sign : -sign], [a, sign]);
    }
  }
}

/**
 * Shortest node of a sum of products: as it stands, with multiples of sums or products multiplied out, or as one
 * fraction. Null where doubles do not hold its numbers.
 */
function sumOf(graph: Graph, all: readonly Product[], open: boolean): Node | null {
  const plain = all.map((term) => cancelled(term, open));
  const guarded = new Set(open ? plain.flatMap(guards) : []);
  const each = plain.map((term) => cancelled(term, open, guarded));
  const own = alike(opened(each, isUnit));
  if (hasLost(own)) return null;
  const forms = [own, alike(opened(own, () => true)), multipliedOut(own)].flatMap((parts) =>
    parts && !hasLost(parts) ? [chain(graph, parts)] : [],
  );
  const shortest = forms.reduce((best, form) => (weight(form) < weight(best) ? form : best));
  const fraction = open ? underOneStroke(graph, own) : null;
  if (!fraction) return shortest;
  // Of forms as long as each other, terms with the same denominators read better as one.
  const allowed = haveSameBases(own) ? weight(shortest) : weight(shortest) - 1;
  return weight(fraction) <= allowed ? fraction : shortest;
}

const hasLost = (parts: readonly Product[]) => parts.some(({ coefficient }) => isLost(coefficient));

function haveSameBases([first, ...rest]: readonly Product[]): boolean {
  return rest.every(
    ({ under }) =>
      under.size === first.under.size && [...under.keys()].every((node) => first.under.has(node)),
  );
}

const isUnit = ({ coefficient: { over, under } }: Product) => Math.abs(over) === 1 && under === 1;

/** Terms with multiples of sums multiplied out: 2 (x+1) is 2x and 2. */
function opened(parts: readonly Product[], which: (part: Product) => boolean): Product[] {
  return parts.flatMap((part) => {
    const [first] = part.over;
    const isMultiple = part.over.size === 1 && part.under.size === 0 && first[1] === 1 && isSum(first[0]);
    if (!isMultiple || !which(part)) return [part];
    return terms(first[0]).map((term) => scaled(term, part.coefficient));
  });
}

/**
 * Terms with every product of sums multiplied out; null for numbers that are not exact, or for more than `FEW` terms.
 */
function multipliedOut(parts: readonly Product[]): Product[] | null {
  if (parts.length > FEW) return null;
  const all: Product[] = [];
  for (const part of parts) {
    let out: Product[] = [{ ...part, over: new Map() }];
    for (const [node, power] of part.over) {
      const by = isSum(node) ? terms(node) : [single(node, power)];
      const times = isSum(node) ? power : 1;
      if (times > 2 || by.length > FEW) return null;
      for (let k = 0; k < times; k++) out = out.flatMap((one) => by.map((other) => joined(one, other)));
      if (out.length > FEW * FEW) return null;
    }
    all.push(...out);
  }
  const joint = alike(all);
  return joint.length <= FEW && joint.every(({ coefficient }) => isExact(coefficient)) ? joint : null;
}

/** Like terms collected where the first stood, a positive one in front if there is one. */
function alike(parts: readonly Product[]): Product[] {
  const joint = new Map<string, Product>();
  for (const part of parts) {
    const key = likeness(part);
    const known = joint.get(key);
    joint.set(key, known ? { ...known, coefficient: plus(known.coefficient, part.coefficient) } : part);
  }
  const kept = [...joint.values()].filter((part) => !vanishes(part));
  const first = kept.findIndex(({ coefficient }) => coefficient.over > 0);
  if (first > 0) kept.unshift(...kept.splice(first, 1));
  return kept;
}

function chain(graph: Graph, parts: readonly Product[]): Node {
  if (parts.length === 0) return graph.constant(0);
  return parts.slice(1).reduce(
    (sum, part) => {
      const minus = part.coefficient.over < 0;
      return graph.call(minus ? 'subtract' : 'add', sum, rebuilt(graph, minus ? opposite(part) : part));
    },
    rebuilt(graph, parts[0]),
  );
}

/** Most terms, and most different denominators, that are brought to a common one. */
const FEW = 8;

/** A sum as one fraction; null where nothing divides, or too much. */
function underOneStroke(graph: Graph, parts: readonly Product[]): Node | null {
  const under = new Map<Node, number>();
  for (const part of parts)
    for (const [node, power] of part.under) under.set(node, Math.max(power, under.get(node) ?? 0));
  if (under.size === 0 || under.size > FEW || parts.length < 2 || parts.length > FEW) return null;
  const common = parts.reduce((all, { coefficient }) => leastCommonMultiple(all, coefficient.under), 1);
  const above = parts.map((part) => {
    const lacking = [...under].filter(([node, power]) => power > (part.under.get(node) ?? 0));
    const times = lacking.map(([node, power]) => single(node, power - (part.under.get(node) ?? 0)));
    const numerator = times.reduce(joined, { ...part, under: new Map() });
    return scaled(unrooted(numerator, under), ratioOf(common));
  });
  const sum = hasLost(above) ? null : sumOf(graph, above, true);
  if (!sum) return null;
  const top = factored(sum);
  const bottom = { coefficient: reduced(1, common), over: new Map<Node, number>(), under };
  return rebuilt(graph, cancelled(joined(top, bottom), true));
}

/**
 * Product with squares of roots replaced by what is under them, where the same root in the denominator shows that
 * this is not negative.
 */
function unrooted(product: Product, under: ReadonlyMap<Node, number>): Product {
  let all = product;
  for (const [root, power] of product.over) {
    if (root.kind !== 'call' || root.operation !== 'sqrt' || power < 2 || !under.has(root)) continue;
    const { coefficient, over } = all;
    const others = new Map([...over].filter(([node]) => node !== root));
    if (power % 2 !== 0) others.set(root, 1);
    const [inner] = root.args;
    const half = Math.floor(power / 2);
    const squared = raised(factored(inner), half) ?? single(inner, half);
    all = joined({ coefficient, over: others, under: all.under }, squared);
  }
  return all;
}

const weights = new WeakMap<Node, number>();

/** Number of nodes of an expression written out as a tree, memoized. */
function weight(root: Node): number {
  const waiting = [root];
  for (let node = waiting.at(-1); node; node = waiting.at(-1)) {
    const args = node.kind === 'call' ? node.args : [];
    const unknown = args.filter((arg) => !weights.has(arg));
    if (unknown.length > 0) waiting.push(...unknown);
    else {
      weights.set(
        node,
        args.reduce((all, arg) => all + weights.get(arg)!, 1),
      );
      waiting.pop();
    }
  }
  return weights.get(root)!;
}
