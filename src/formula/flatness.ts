import { type Call, type Graph, isZero, type Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import { neededFactor, takenBranches } from './rules.js';

// Where nothing varies: beyond a branch of max that is not taken, below 0 of relu, beside the jump of a step. There a
// change is 0 whatever slope it meets, ∞ and NaN included, while a slope that only happens to be 0 is none of this.
// What knows it at a point are nodes too.

/** Node that is 0 where something is flat, and another number, NaN too, elsewhere; null if it is flat nowhere. */
export type Condition = Node | null;

/** Conditions of the nodes of a graph, as its variables vary; a formula that takes no branches has none. */
export class Flatness {
  readonly #graph: Graph;
  readonly #varies: ReadonlySet<Node>;
  /** Where nodes vary, of those that are flat somewhere, and where their values are not 0. */
  readonly #known = new Map<Node, { variation: Node; nonZero: Condition }>();

  /** `order` is topological, `varies` those of its nodes that depend on what varies. */
  constructor(graph: Graph, order: readonly Node[], varies: ReadonlySet<Node>) {
    this.#graph = graph;
    this.#varies = varies;
    for (const node of order) {
      if (node.kind !== 'call' || !varies.has(node)) continue;
      const variation = this.#variationOf(node);
      if (variation) this.#known.set(node, { variation, nonZero: this.#nonZeroOf(node) });
    }
  }

  /** Where a node varies. */
  variation = (node: Node): Condition => this.#known.get(node)?.variation ?? null;

  /** Where a call varies with each of its arguments; one factor does not count where the other is 0 near by too. */
  passages(node: Call): Condition[] {
    return takenBranches(this.#graph, node).map((taken, i) => {
      const other = node.args.length === 2 ? this.#known.get(node.args[1 - i]) : undefined;
      const factor = other && neededFactor(this.#graph, node, i);
      if (!factor) return taken;
      const nonZero = factor === node.args[1 - i] ? other.nonZero : this.#graph.call('abs', factor);
      return either(this.#graph, nonZero, other.variation);
    });
  }

  #variationOf(node: Call): Condition {
    const passages = this.passages(node);
    const found = node.args.flatMap((arg, i) =>
      this.#varies.has(arg) ? [both(this.#graph, passages[i], this.variation(arg))] : [],
    );
    return found.reduce((all, next) => either(this.#graph, all, next));
  }

  /** Where a value is not 0. */
  #nonZeroOf(node: Call): Condition {
    const [a, b] = node.args.map((arg) => this.#known.get(arg)?.nonZero ?? null);
    switch (node.operation) {
      case 'heaviside':
      case 'relu':
      case 'ties':
        return node;
      case 'abs':
      case 'negate':
      case 'divide':
      case 'whereZero':
        return a;
      case 'multiply':
        return both(this.#graph, a, b);
      case 'gate':
        return both(this.#graph, node.args[1], a);
      case 'sign':
        // Where its argument varies it is 0 only at the jump, and not near by.
        return either(this.#graph, a, this.variation(node.args[0]));
      case 'exp':
      case 'cosh':
      case 'sech2':
      case 'sigmoid':
      case 'softplus':
        return null;
      default:
        return this.#graph.call('abs', node);
    }
  }
}

/** A number, or where a condition is 0 the number 0. */
export function gated(graph: Graph, node: Node, condition: Condition): Node {
  if (condition === null || isZero(node)) return node;
  if (isZero(condition)) return condition;
  let inner = node;
  while (isGate(inner) && implies(condition, inner.args[1])) [inner] = inner.args;
  return implies(inner, condition) ? inner : graph.call('gate', inner, condition);
}

export function both(graph: Graph, a: Condition, b: Condition): Condition {
  if (a === null || b === null) return a ?? b;
  return implies(a, b) ? a : implies(b, a) ? b : graph.call('gate', a, b);
}

export function either(graph: Graph, a: Condition, b: Condition): Condition {
  if (a === null || b === null) return null;
  return implies(a, b) ? b : implies(b, a) ? a : graph.call('add', a, b);
}

const isGate = (node: Node): node is Call => node.kind === 'call' && node.operation === 'gate';

/** Most steps of `implies`, which gives up then: what it does not find costs a gate. */
const MOST_STEPS = 64;

/** Whether a number is known to be 0 wherever a condition is. */
function implies(number: Node, condition: Node): boolean {
  let steps = 0;
  const holds = (a: Node, b: Node): boolean => {
    if (a === b || isZero(a)) return true;
    if (++steps > MOST_STEPS) return false;
    const [p, q] = [a, b].map((node) => (node.kind === 'call' ? node : { operation: null, args: [] }));
    if (p.operation === 'add') return p.args.every((each) => holds(each, b));
    if (q.operation === 'add' && q.args.some((each) => holds(a, each))) return true;
    if (q.operation === 'gate' && q.args.every((each) => holds(a, each))) return true;
    return p.operation === 'gate' && p.args.some((each) => holds(each, b));
  };
  return holds(number, condition);
}

/** Where a derivative is not 0 for want of anything that varies. */
export function nonZero(graph: Graph, derivative: Node): Condition {
  const known = new Map<Node, Condition>();
  for (const node of reachableNodes([derivative])) {
    if (node.kind !== 'call') known.set(node, isZero(node) ? node : null);
    else
      known.set(
        node,
        nonZeroCall(
          graph,
          node,
          node.args.map((arg) => known.get(arg)!),
        ),
      );
  }
  return known.get(derivative)!;
}

function nonZeroCall(graph: Graph, node: Call, [a, b]: readonly Condition[]): Condition {
  switch (node.operation) {
    case 'heaviside':
    case 'ties':
      return node;
    case 'gate':
      return both(graph, node.args[1], a);
    case 'multiply':
      return both(graph, a, b);
    case 'negate':
    case 'divide':
      return a;
    case 'add':
    case 'subtract':
      return either(graph, a, b);
    default:
      return null;
  }
}
