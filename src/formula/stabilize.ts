import { errorFunction } from './errorFunction.js';
import { exponentialQuotient, exponentTerms } from './exponentialQuotient.js';
import { Graph, type Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import { allFunctions } from './names.js';
import { oneAndSquare } from './oneAndSquare.js';
import type { Operation } from './operations.js';
import { parse } from './parse.js';
import { matchesPattern } from './pattern.js';

// Rewriting to numerically stable expressions. As it stands, the logistic function and its logarithms overflow or
// cancel where they matter most: log(1+exp(1000)) would be ∞, log(1-sigmoid(40)) −∞, and the slope of 1/(1+exp(-x))
// at −1000 NaN. Near 0, exp(x) - 1 and log(1+x) have the digits of 1 and not of x, and far out 1 - erf(x) has none.

/**
 * Rewrite rules, from what is written to what is computed; of two that match, the first applies. x and y are any
 * expressions; s a sum of exponentials, two or more, 1 being exp(0), and as an argument the list of their exponents.
 */
const rewrites: Readonly<Record<string, string>> = {
  'e^x': 'exp(x)',
  // What is written as x^0 stays in the text, and so do its variables.
  'x^0': '1',
  // 0 − y, since −y would turn 0 into −0.
  'log(sigmoid(x))': '0 - softplus(-x)',
  'log(1 + exp(x))': 'softplus(x)',
  'log(exp(x) + 1)': 'softplus(x)',
  'log(s)': 'logsumexp(s)',
  // + 0, since log1p(−0) is −0 and log(1) is 0.
  'log(1 + x)': 'log1p(x) + 0',
  'log(x + 1)': 'log1p(x) + 0',
  'log(1 - x)': 'log1p(-x) + 0',
  'log1p(exp(x))': 'softplus(x)',
  '1 - sigmoid(x)': 'sigmoid(-x)',
  '1 - 2*sigmoid(x)': '0 - tanh(x/2)',
  '2*sigmoid(x) - 1': 'tanh(x/2) + 0',
  '1 - exp(x)': '0 - expm1(x)',
  '1 - tanh(x)^2': 'sech2(x)',
  'exp(x) - 1': 'expm1(x) + 0',
  '(1 - x)*(1 + x)': 'oneMinusSquare(x)',
  '(1 + x)*(1 - x)': 'oneMinusSquare(x)',
  '1/(1 + exp(x))': 'sigmoid(-x)',
  '1/(exp(x) + 1)': 'sigmoid(-x)',
  'exp(x)/(1 + exp(x))': 'sigmoid(x)',
  'exp(x)/(exp(x) + 1)': 'sigmoid(x)',
  'exp(x)/s': 'softmax(x, s)',
  'exp(-x^2/2)/sqrt(2*pi)': `${2 ** -64}*npdf64(x)`,
  'y*exp(-x^2/2)/sqrt(2*pi)': `y*(${2 ** -64}*npdf64(x))`,
  // cosh² overflows where its reciprocal is still a number.
  '1/cosh(x)^2': 'sech2(x)',
  'y/cosh(x)^2': 'y*sech2(x)',
};

interface Rewrite {
  readonly pattern: Call;
  readonly template: Node;
}

type Call = Node & { kind: 'call' };

/** Bindings of a pattern's names: x to a node, s to its exponents. */
type Bindings = Record<string, readonly Node[]>;

/** Node to compute in place of each node of the roots, equal for every number, signs of zero included. */
export function stabilizeNodes(graph: Graph, roots: readonly Node[]): Map<Node, Node> {
  const stable = new Map<Node, Node>();
  for (const node of reachableNodes(roots)) {
    if (node.kind !== 'call') stable.set(node, node);
    else {
      const args = node.args.map((arg) => stable.get(arg)!);
      stable.set(node, rewriteOperation(graph, node.operation, args) ?? withArgs(graph, node, args));
    }
  }
  return stable;
}

/** A call with other arguments; with its own, the same node. */
const withArgs = (graph: Graph, call: Call, args: readonly Node[]): Node =>
  args.every((arg, i) => arg === call.args[i]) ? call : graph.call(call.operation, ...args);

/** Result of the first rewrite that matches an operation on arguments; null where none does. */
function rewriteOperation(graph: Graph, operation: Operation, args: readonly Node[]): Node | null {
  for (const { pattern, template } of rewritesOf(operation)) {
    const bindings: Bindings = {};
    const bind = (name: string, node: Node) => bindName(graph, name, node, bindings);
    if (args.every((arg, i) => matchesPattern(pattern.args[i], arg, bind)))
      return fillTemplate(graph, template, bindings)[0];
  }
  const quotient = operation === 'divide' ? exponentialQuotient(graph, args[0], args[1]) : null;
  return (
    quotient ??
    oneAndSquare(graph, operation, args) ??
    lossOfBranch(graph, operation, args) ??
    errorFunction(graph, operation, args)
  );
}

/** heaviside(m − a), m being the maximum of a and others, and of a − m with a minimum, also where both are infinite. */
function lossOfBranch(graph: Graph, operation: Operation, [of]: readonly Node[]): Node | null {
  if (operation !== 'heaviside' || of.kind !== 'call' || of.operation !== 'subtract') return null;
  const [high, low] = of.args;
  const isBestOf = (best: Node, name: Operation, each: Node) =>
    best.kind === 'call' && best.operation === name && best.args.includes(each);
  const tie = isBestOf(high, 'max', low)
    ? graph.call('ties', low, high)
    : isBestOf(low, 'min', high)
      ? graph.call('ties', high, low)
      : null;
  return tie && graph.call('subtract', graph.constant(1), tie);
}

let table: Map<Operation, Rewrite[]> | null = null;
const none: readonly Rewrite[] = [];

/** Rewrites of an operation; the table is parsed when the first formula is made. */
function rewritesOf(operation: Operation): readonly Rewrite[] {
  table ??= readRewrites();
  return table.get(operation) ?? none;
}

function readRewrites(): Map<Operation, Rewrite[]> {
  const rows = new Map<Operation, Rewrite[]>();
  for (const texts of Object.entries(rewrites)) {
    const options = { graph: new Graph(), variables: ['x', 'y', 's'], functions: allFunctions };
    const [pattern, template] = parse(texts, options).roots as [Call, Node];
    const { operation } = pattern;
    rows.set(operation, [...(rows.get(operation) ?? []), { pattern, template }]);
  }
  return rows;
}

function bindName(graph: Graph, name: string, node: Node, bindings: Bindings): boolean {
  if (name in bindings) return bindings[name][0] === node;
  const nodes = name === 's' ? exponentTerms(graph, node) : [node];
  if (nodes) bindings[name] = nodes;
  return nodes !== null;
}

/** Nodes of a template with its names substituted; a double negation is left out. */
function fillTemplate(graph: Graph, template: Node, bindings: Bindings): readonly Node[] {
  if (template.kind === 'constant') return [graph.constant(template.value)];
  if (template.kind === 'variable') return bindings[template.name];
  const args = template.args.flatMap((arg) => fillTemplate(graph, arg, bindings));
  const [first] = args;
  const isSigned = first.kind === 'call' && first.operation === 'negate';
  if (template.operation === 'negate' && isSigned) return first.args;
  return [graph.call(template.operation, ...args)];
}
