import { factorsWithLogisticSlope } from './complement.js';
import { both, type Condition, either, Flatness, gated } from './flatness.js';
import { type Call, factorsOf, type Graph, isZero, type Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import { type DerivativeForm, partialsOf } from './rules.js';

// Forward and reverse mode differentiation of graphs. Terms that are 0 because nothing varies are never made, so that
// no domain is lost by leaving them out later; those that are 0 at some points for that reason are gated there.

/** Forward mode: the derivative of each root along `changes`, null where it does not vary. */
export function pushForward(
  graph: Graph,
  roots: readonly Node[],
  changes: ReadonlyMap<string, Node>,
  use: DerivativeForm,
): (Node | null)[] {
  const known = new Map<Node, Node>();
  const order = reachableNodes(roots);
  // What is read has no gates, which no text can name.
  const flatness =
    use === 'compute'
      ? new Flatness(
          graph,
          order,
          nodesThatVary(order, (name) => changes.has(name)),
        )
      : null;
  for (const node of order) {
    if (node.kind === 'variable') {
      const change = changes.get(node.name);
      if (change) known.set(node, change);
    } else if (node.kind === 'call' && node.args.some((arg) => known.has(arg)) && !isZerothPower(node)) {
      if (use === 'read' && node.operation === 'divide' && !known.has(node.args[1])) {
        // Not times 1/3, but over 3.
        known.set(node, graph.call('divide', known.get(node.args[0])!, node.args[1]));
        continue;
      }
      const below = use === 'read' && node.operation === 'divide' ? factorsOf(node.args[1]) : [];
      if (below.length > 1) {
        known.set(node, divideByFactors(graph, node, below, known));
        continue;
      }
      const product = use === 'read' ? factorsWithLogisticSlope(graph, node) : null;
      if (product) {
        known.set(node, changeOfProduct(graph, product, known));
        continue;
      }
      const { along, slopes } = partialsOf(graph, node, use);
      const passages = along === node.args ? flatness?.passages(node) : undefined;
      const terms = along.map((arg, i) => {
        const change = known.get(arg);
        const term = change ? multiplyTerms(graph, slopes[i], change) : null;
        if (!term || !flatness) return term;
        return gateTerm(graph, term, slopes[i], passages?.[i] ?? null, flatness.variation(arg));
      });
      const change = addTerms(graph, terms);
      if (change) known.set(node, change);
    }
  }
  return roots.map((root) => known.get(root) ?? null);
}

/**
 * Change of a quotient f by a product, term by term: the change of what is divided, and −f·d′/d for each factor d.
 * Multiplied out together, the factors could overflow or hide what cancels.
 */
function divideByFactors(
  graph: Graph,
  node: Call,
  factors: readonly Node[],
  known: ReadonlyMap<Node, Node>,
): Node {
  const [above, below] = node.args;
  const change = known.get(above);
  const terms = factors.flatMap((factor) => {
    const own = known.get(factor);
    return own ? [graph.call('negate', graph.call('multiply', graph.call('divide', node, factor), own))] : [];
  });
  return addTerms(graph, [change ? graph.call('divide', change, below) : null, ...terms])!;
}

/**
 * Change of a product, term by term; the last of its factors may be no node of the formula, and is differentiated by
 * its own row.
 */
function changeOfProduct(graph: Graph, factors: readonly Node[], known: ReadonlyMap<Node, Node>): Node {
  const terms = factors.map((factor, i) => {
    const change = known.get(factor) ?? changeOf(graph, factor, known);
    if (!change) return null;
    const others = factors.toSpliced(i, 1).reduce((all, each) => graph.call('multiply', all, each));
    return multiplyTerms(graph, others, change);
  });
  return addTerms(graph, terms)!;
}

function changeOf(graph: Graph, node: Node, known: ReadonlyMap<Node, Node>): Node | null {
  if (node.kind !== 'call') return null;
  const { along, slopes } = partialsOf(graph, node, 'read');
  return addTerms(
    graph,
    along.map((arg, i) => (known.has(arg) ? multiplyTerms(graph, slopes[i], known.get(arg)!) : null)),
  );
}

/** Reverse mode: ∂(Σ weight·root)/∂variable for each variable, null where it does not vary. */
export function pullBack(
  graph: Graph,
  roots: readonly Node[],
  weights: readonly Node[],
  variables: readonly string[],
): (Node | null)[] {
  const order = reachableNodes(roots);
  const varies = nodesThatVary(order, (name) => variables.includes(name));
  const flatness = new Flatness(graph, order, varies);
  const back = new Map<Node, Weight>();
  const addWeight = (node: Node, weight: Weight) => {
    const has = back.get(node);
    back.set(node, has ? addWeights(graph, has, weight) : weight);
  };
  roots.forEach((root, k) => {
    if (varies.has(root)) addWeight(root, { weight: weights[k], reached: null });
  });
  for (const node of order.reverse()) {
    const known = back.get(node);
    if (!known || node.kind !== 'call') continue;
    const { along, slopes } = partialsOf(graph, node, 'compute');
    const passages = along === node.args ? flatness.passages(node) : [];
    along.forEach((arg, i) => {
      const term = varies.has(arg) ? multiplyTerms(graph, slopes[i], known.weight) : null;
      if (!term) return;
      const passage = passages[i] ?? null;
      const weight = gateTerm(graph, term, slopes[i], passage, known.reached);
      addWeight(arg, { weight, reached: both(graph, passage, known.reached) });
    });
  }
  return variables.map((name) => back.get(graph.variable(name))?.weight ?? null);
}

/** ∂(Σ weight·root)/∂node, and where a root varies with the node at all: beyond that the weight is 0. */
interface Weight {
  readonly weight: Node;
  readonly reached: Condition;
}

const addWeights = (graph: Graph, a: Weight, b: Weight): Weight => ({
  weight: graph.call('add', a.weight, b.weight),
  reached: either(graph, a.reached, b.reached),
});

/**
 * slope·change, or slope·weight, gated where a change does not pass to the call, or `condition` says that there is
 * none. A number times what is 0 is 0 as it stands.
 */
function gateTerm(graph: Graph, term: Node, slope: Node, passage: Condition, condition: Condition): Node {
  if (passage === null && slope.kind === 'constant') return term;
  return gated(graph, term, both(graph, passage, condition));
}

function nodesThatVary(order: readonly Node[], isVariable: (name: string) => boolean): ReadonlySet<Node> {
  const varies = new Set<Node>();
  for (const node of order) {
    const does =
      node.kind === 'variable'
        ? isVariable(node.name)
        : node.kind === 'call' && !isZerothPower(node) && node.args.some((arg) => varies.has(arg));
    if (does) varies.add(node);
  }
  return varies;
}

const addTerms = (graph: Graph, terms: readonly (Node | null)[]): Node | null =>
  terms.reduce((total, next) => (total && next ? graph.call('add', total, next) : (total ?? next)), null);

/** slope·change without factors of 1; null where a factor is 0. */
function multiplyTerms(graph: Graph, slope: Node, change: Node): Node | null {
  if (isConstantValue(slope, 0) || isConstantValue(change, 0)) return null;
  if (isConstantValue(slope, 1)) return change;
  if (isConstantValue(change, 1)) return slope;
  if (isConstantValue(slope, -1)) return graph.call('negate', change);
  return graph.call('multiply', slope, change);
}

/** Whether a call is x⁰, which is 1 whatever x is. */
const isZerothPower = ({ operation, args }: Call) => operation === 'power' && isZero(args[1]);

const isConstantValue = (node: Node, value: number) => node.kind === 'constant' && node.value === value;
