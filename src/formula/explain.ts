import type { Vec } from '../fn.js';
import { pushed } from './differentiate.js';
import type { Formula } from './formula.js';
import type { Node } from './graph.js';
import { Program, reachable } from './interpret.js';
import { text } from './print.js';
import { type RuleName, rules, slopes } from './rules.js';
import { simplified } from './simplify.js';

/** One step on the way to a derivative, as a teacher would write it on the board. */
export interface Step {
  rule: 'constant' | 'variable' | 'simplify' | RuleName;
  before: string;
  after: string;
  /** The numbers of the step at a point, by what they are the numbers of. */
  values?: Record<string, number>;
}

type Call = Node & { kind: 'call' };

/** Of more expressions than this nobody reads the steps. */
export const MOST_EXPLAINED = 1000;

/**
 * The steps to the derivative of a formula of one output: each rule where it is used, from the outside in,
 * an expression that comes twice once; then the parts put together, and simplified.
 */
export function explained(f: Formula, variable: string, at: Vec | null): Step[] {
  const { graph, roots } = f;
  const [root] = roots;
  const size = reachable(roots).length;
  if (size > MOST_EXPLAINED) {
    throw new RangeError(`explain: the formula needs at most ${MOST_EXPLAINED} expressions, got ${size}`);
  }
  const varies = varying(root, variable);
  const worth = at ? (node: Node) => new Program([node], f.variables).run(at)[0] : null;
  const context: Context = { f, variable, varies, worth };
  const steps: Step[] = [];
  const seen = new Set<Node>();
  const waiting = [root];
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const { step, next } = stepOf(context, node);
    steps.push(step);
    waiting.unshift(...next);
  }
  const raw = pushed(graph, roots, new Map([[variable, graph.constant(1)]]), 'read')[0] ?? graph.constant(0);
  const [last, before] = [text(simplified(graph, [raw])[0]), text(raw)];
  if (steps.at(-1)!.after !== last) steps.push({ rule: 'simplify', before, after: last });
  return steps;
}

interface Context {
  f: Formula;
  variable: string;
  varies: ReadonlySet<Node>;
  worth: ((node: Node) => number) | null;
}

function varying(root: Node, variable: string): Set<Node> {
  const found = new Set<Node>();
  for (const node of reachable([root])) {
    if (
      node.kind === 'variable'
        ? node.name === variable
        : node.kind === 'call' && node.args.some((arg) => found.has(arg))
    ) {
      found.add(node);
    }
  }
  return found;
}

/** What a step leaves to be done. */
interface Done {
  step: Step;
  next: Node[];
}

function stepOf(context: Context, node: Node): Done {
  const { variable, varies } = context;
  const before = d(context, node);
  if (!varies.has(node)) return { step: { rule: 'constant', before, after: '0' }, next: [] };
  if (node.kind === 'variable')
    return { step: { rule: 'variable', before: `d/d${variable} ${variable}`, after: '1' }, next: [] };
  const call = node as Call;
  const { operation, args } = call;
  const next = args.filter((arg) => varies.has(arg) && arg.kind === 'call');
  if (operation === 'add' || operation === 'subtract') {
    const sign = operation === 'add' ? '+' : '-';
    const after = `${d(context, args[0])} ${sign} ${d(context, args[1])}`;
    return { step: { rule: operation === 'add' ? 'sum' : 'difference', before, after }, next: args.slice() };
  }
  if (operation === 'negate')
    return { step: { rule: 'constant multiple', before, after: `-${d(context, args[0])}` }, next };
  if (operation === 'multiply' || operation === 'divide')
    return { step: arithmetic(context, call, before), next };
  return { step: outer(context, call, before), next };
}

/** d/dx of an expression, in brackets unless it is one name. */
function d({ variable }: Context, node: Node): string {
  return node.kind === 'variable' ? `d/d${variable} ${node.name}` : `d/d${variable} [${text(node)}]`;
}

function arithmetic(context: Context, { operation, args }: Call, before: string): Step {
  const [a, b] = args;
  const { varies } = context;
  const [inA, inB] = [`(${text(a)})`, `(${text(b)})`];
  if (operation === 'multiply' && varies.has(a) && varies.has(b)) {
    return { rule: 'product', before, after: `${d(context, a)} * ${inB} + ${inA} * ${d(context, b)}` };
  }
  if (operation === 'multiply') {
    const [fixed, moving] = varies.has(a) ? [b, a] : [a, b];
    return { rule: 'constant multiple', before, after: `${bare(fixed)} * ${d(context, moving)}` };
  }
  if (!varies.has(b)) return { rule: 'constant multiple', before, after: `${d(context, a)} / ${bare(b)}` };
  return {
    rule: 'quotient',
    before,
    after: `(${d(context, a)} * ${inB} - ${inA} * ${d(context, b)}) / ${inB}^2`,
  };
}

const bare = (node: Node) => (node.kind === 'call' ? `(${text(node)})` : text(node));

/** A function or power of something: its own rule on a name, else the chain rule with u for what is inside. */
function outer(context: Context, node: Call, before: string): Step {
  const { f, varies } = context;
  const { operation, args } = node;
  const moving = args.filter((arg) => varies.has(arg));
  const { graph } = f;
  if (moving.length > 1) {
    const parts = args.map((arg, i) => `(${text(slopes(graph, node, 'read')[i])}) * ${d(context, arg)}`);
    return { rule: 'chain', before, after: parts.join(' + ') };
  }
  const [inside] = moving;
  const place = args.indexOf(inside);
  const slope = simplified(graph, [slopes(graph, node, 'read')[place]])[0];
  if (inside.kind === 'variable')
    return {
      rule: rules[operation].name,
      before,
      after: text(slope),
      ...numbers(context, [[text(slope), slope]]),
    };
  // With u in place of the inside, so that the rule is seen by itself.
  const u = graph.variable(free(f.variables));
  const outside = graph.call(operation, ...args.map((arg, i) => (i === place ? u : arg))) as Call;
  const rule = text(simplified(graph, [slopes(graph, outside, 'read')[place]])[0]);
  const name = text(u);
  const after = `${wrapped(rule)} * ${d(context, inside)}, ${name} = ${text(inside)}`;
  return {
    rule: 'chain',
    before,
    after,
    ...numbers(context, [
      [name, inside],
      [rule, slope],
    ]),
  };
}

const wrapped = (rule: string) => (/^[\w.^ ()]+$/.test(rule) ? rule : `(${rule})`);

/** A name for the inside that the formula does not use. */
const free = (variables: readonly string[]) =>
  ['u', 'v', 'w', 't', 's'].find((name) => !variables.includes(name)) ?? 'u_1';

function numbers(
  { worth }: Context,
  named: readonly (readonly [string, Node])[],
): { values?: Record<string, number> } {
  if (!worth) return {};
  return { values: Object.fromEntries(named.map(([name, node]) => [name, worth(node)])) };
}
