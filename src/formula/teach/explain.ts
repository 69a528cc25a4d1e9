import type { Vec } from '../../fn.js';
import { pushForward } from '../differentiate.js';
import type { Call, Graph, Node } from '../graph.js';
import { Program, reachableNodes } from '../interpret.js';
import { partialDerivatives, rules } from '../rules.js';
import { stabilizeNodes } from '../stabilize.js';
import type { FormulaGraph, Step } from '../teaching.js';
import { simplify } from './simplify.js';
import { type StepExpression, WorkedSteps } from './workedSteps.js';

/** Most expressions of a formula that is explained. */
const MOST_EXPLAINED = 1000;

/** A step as nodes, before it is typeset. */
interface StepDraft {
  rule: Step['rule'];
  before: StepExpression;
  after: StepExpression;
  /** Expressions whose values are given: the text of each, and the node that computes it. */
  worth: (readonly [called: StepExpression, node: Node])[];
}

interface ExplainContext {
  graph: Graph;
  workedSteps: WorkedSteps;
  variables: readonly string[];
  /** Derivative of each expression that varies, as it is computed. */
  changes: ReadonlyMap<Node, Node>;
  /** What is computed in place of each expression. */
  stable: ReadonlyMap<Node, Node>;
}

/**
 * Steps to the derivative of a formula of one output: each rule where it is used, from the outside in, an expression
 * that comes twice once; then the results put together, and simplified.
 */
export function explainDerivative(
  { graph, roots, variables }: FormulaGraph,
  variable: string,
  at: Vec | null,
): Step[] {
  const [root] = roots;
  const nodes = reachableNodes(roots);
  if (nodes.length > MOST_EXPLAINED) {
    throw new RangeError(
      `explain: the formula needs at most ${MOST_EXPLAINED} expressions, got ${nodes.length}`,
    );
  }
  const workedSteps = new WorkedSteps(graph, variable, variables.length > 1);
  const stable = stabilizeNodes(graph, nodes);
  const changes = derivativesByNode(graph, nodes, stable, variable);
  const context = { graph, workedSteps, variables, changes, stable };
  const drafts = new Map<Node, StepDraft>();
  const waiting = [root];
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (drafts.has(node)) continue;
    const draft = draftStep(context, node);
    drafts.set(node, draft);
    waiting.unshift(...pendingDerivativesIn(workedSteps, draft.after.node));
  }
  const steps = [...drafts.values(), ...combineSteps(context, root, variable, drafts)];
  return writeSteps(steps, context, root, at);
}

/** Derivative of each expression as it is computed, null for those that do not vary. */
function derivativesByNode(
  graph: Graph,
  nodes: readonly Node[],
  stable: ReadonlyMap<Node, Node>,
  variable: string,
): Map<Node, Node> {
  const one = new Map([[variable, graph.constant(1)]]);
  const changes = pushForward(
    graph,
    nodes.map((node) => stable.get(node)!),
    one,
    'compute',
  );
  return new Map(nodes.flatMap((node, i) => (changes[i] ? [[node, changes[i]] as const] : [])));
}

/** Expressions whose derivatives are not yet carried out, in the order they are written in. */
function pendingDerivativesIn(workedSteps: WorkedSteps, node: Node): Node[] {
  const found: Node[] = [];
  const seen = new Set<Node>();
  const waiting = [node];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const of = workedSteps.operandOf(next);
    if (of) found.push(of);
    if (next.kind === 'call') waiting.unshift(...next.args);
  }
  return found;
}

function draftStep(context: ExplainContext, node: Node): StepDraft {
  const { graph, workedSteps, changes } = context;
  const before = { node: workedSteps.pendingDerivative(node) };
  const change = changes.get(node);
  if (!change) return { rule: 'constant', before, after: { node: graph.constant(0) }, worth: [] };
  if (node.kind !== 'call')
    return { rule: 'variable', before, after: { node: graph.constant(1) }, worth: [] };
  const { rule, after, worth } = applyRule(context, node);
  const inner = pendingDerivativesIn(workedSteps, after.node).flatMap((each) => {
    const value = changes.get(each);
    return value ? [[{ node: workedSteps.pendingDerivative(each) }, value] as const] : [];
  });
  return { rule, before, after, worth: [...worth, ...inner, [before, change]] };
}

type RuleStep = Pick<StepDraft, 'rule' | 'after' | 'worth'>;

function applyRule(context: ExplainContext, node: Call): RuleStep {
  const { graph, workedSteps, changes } = context;
  const d = (each: Node) => workedSteps.pendingDerivative(each);
  const does = (rule: StepDraft['rule'], after: Node): RuleStep => ({
    rule,
    after: { node: after },
    worth: [],
  });
  const [a, b] = node.args;
  const [variesA, variesB] = [changes.has(a), changes.has(b)];
  switch (node.operation) {
    case 'add':
      return does('sum', graph.call('add', d(a), d(b)));
    case 'subtract':
      return does('difference', graph.call('subtract', d(a), d(b)));
    case 'negate':
      return does('constant multiple', graph.call('negate', d(a)));
    case 'multiply':
      if (!variesA) return does('constant multiple', graph.call('multiply', a, d(b)));
      if (!variesB) return does('constant multiple', graph.call('multiply', b, d(a)));
      return does(
        'product',
        graph.call('add', graph.call('multiply', d(a), b), graph.call('multiply', a, d(b))),
      );
    case 'divide': {
      if (!variesB) return does('constant multiple', graph.call('divide', d(a), b));
      const below = graph.call('power', b, graph.constant(2));
      const turned = graph.call('multiply', a, d(b));
      if (!variesA) return does('quotient', graph.call('divide', negateTerm(graph, a, d(b)), below));
      const above = graph.call('subtract', graph.call('multiply', d(a), b), turned);
      return does('quotient', graph.call('divide', above, below));
    }
    default:
      return applyChainRule(context, node);
  }
}

/** −a·b, as it is written: −3b, −b. */
function negateTerm(graph: Graph, a: Node, b: Node): Node {
  const isNumber = a.kind === 'constant' && a.name === null;
  if (isNumber && a.value === 1) return graph.call('negate', b);
  return graph.call('multiply', isNumber ? graph.constant(-a.value) : graph.call('negate', a), b);
}

/** Rule of a function or power: its own on a name, else the chain rule with u for what is inside. */
function applyChainRule({ graph, workedSteps, variables, changes }: ExplainContext, node: Call): RuleStep {
  const { operation, args } = node;
  const varying = args.flatMap((arg, i) => (changes.has(arg) ? [i] : []));
  const slope = (of: Call, place: number) =>
    simplify(graph, [partialDerivatives(graph, of, 'read')[place]])[0];
  const [place] = varying;
  const own = operation === 'power' && place === 1 ? 'exponential' : rules[operation].name;
  if (varying.length > 1) {
    const worth = varying.map((i) => slope(node, i));
    const terms = varying.map((i, k) =>
      graph.call('multiply', worth[k], workedSteps.pendingDerivative(args[i])),
    );
    const after = { node: terms.reduce((sum, term) => graph.call('add', sum, term)) };
    return { rule: 'chain', after, worth: worth.map((each) => [{ node: each }, each]) };
  }
  const inside = args[place];
  const local = slope(node, place);
  if (inside.kind === 'variable') return { rule: own, after: { node: local }, worth: [] };
  // With u in place of the inside, so that the rule is seen by itself.
  const u = graph.variable(freshName(variables));
  const outside = graph.call(operation, ...args.map((arg, i) => (i === place ? u : arg))) as Call;
  const rule = slope(outside, place);
  const after = {
    node: graph.call('multiply', rule, workedSteps.pendingDerivative(inside)),
    where: { u, is: inside },
  };
  return {
    rule: 'chain',
    after,
    worth: [
      [{ node: u }, inside],
      [{ node: rule }, local],
    ],
  };
}

/** A name for the inside that the formula does not use. */
const freshName = (variables: readonly string[]) =>
  ['u', 'v', 'w', 't', 's'].find((name) => !variables.includes(name)) ?? 'u_1';

/** Last step, with the results put in their places and simplified; none where the step before it ends so. */
function combineSteps(
  { graph, workedSteps }: ExplainContext,
  root: Node,
  variable: string,
  drafts: ReadonlyMap<Node, StepDraft>,
): StepDraft[] {
  const one = new Map([[variable, graph.constant(1)]]);
  const raw = pushForward(graph, [root], one, 'read')[0] ?? graph.constant(0);
  const after = { node: simplify(graph, [raw])[0] };
  const last = [...drafts.values()].at(-1)!.after;
  if (last.node === after.node && !last.where) return [];
  const put = substituteResults(graph, workedSteps, root, drafts);
  // Where nothing is left to simplify, the step shows the results being put in.
  const before = put === after.node ? drafts.get(root)!.after : { node: put };
  return [{ rule: 'simplify', before, after, worth: [] }];
}

/** The derivative with the result of each step in its place, not simplified. */
function substituteResults(
  graph: Graph,
  workedSteps: WorkedSteps,
  root: Node,
  drafts: ReadonlyMap<Node, StepDraft>,
): Node {
  const results = new Map<Node, Node>();
  let put = new Map<Node, Node>();
  const resolve = (node: Node): Node => {
    const of = workedSteps.operandOf(node);
    if (of) return results.get(of)!;
    if (node.kind !== 'call') return put.get(node) ?? node;
    const known = put.get(node) ?? graph.call(node.operation, ...node.args.map(resolve));
    put.set(node, known);
    return known;
  };
  // An expression is made after its parts, so that the order of ids is topological.
  for (const [node, { after }] of [...drafts].sort(([a], [b]) => a.id - b.id)) {
    put = new Map(after.where && [[after.where.u, after.where.is]]);
    results.set(node, resolve(after.node));
  }
  return results.get(root)!;
}

function writeSteps(
  drafts: readonly StepDraft[],
  context: ExplainContext,
  root: Node,
  at: Vec | null,
): Step[] {
  const { workedSteps } = context;
  const numbers = at
    ? computedNumbers(
        context,
        root,
        drafts.flatMap(({ worth }) => worth),
        at,
      )
    : [];
  let next = 0;
  return drafts.map(({ rule, before, after, worth }) => {
    const [from, to] = [workedSteps.write(before), workedSteps.write(after)];
    const step: Step = {
      rule,
      before: from.text,
      after: to.text,
      tex: { before: from.tex, after: to.tex },
      mathml: { before: from.mathml, after: to.mathml },
    };
    if (!at || worth.length === 0) return step;
    const values = worth.map(([called]) => [workedSteps.write(called).text, numbers[next++]] as const);
    return { ...step, values: Object.fromEntries(values) };
  });
}

/** Values of expressions and slopes as the verbs compute them: where the formula is NaN, so are its slopes. */
function computedNumbers(
  { graph, variables, changes, stable }: ExplainContext,
  root: Node,
  worth: StepDraft['worth'],
  at: Vec,
): Vec {
  const slopes = new Set(changes.values());
  const asked = worth.map(([, node]) =>
    slopes.has(node) ? node : (stable.get(node) ?? stabilizeNodes(graph, [node]).get(node)!),
  );
  const [value, ...numbers] = new Program([stable.get(root)!, ...asked], variables).run(at);
  return Float64Array.from(numbers, (each, i) => (Number.isNaN(value) && slopes.has(asked[i]) ? NaN : each));
}
