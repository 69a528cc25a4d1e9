import type { Fn, Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import type { Call, Node } from '../formula/graph.js';
import { Program, reachableNodes } from '../formula/interpret.js';
import { partialDerivatives } from '../formula/rules.js';
import type { Slip } from './verdict.js';

/** Failed claim about one derivative of f, with what tells its slip. */
interface WrongClaim {
  f: Fn;
  x: Vec;
  /** Input that the derivative is along. */
  index: number;
  claimed: number;
  elsewhere: ((x: Vec) => Vec) | null;
  tolerance: number;
}

/** Likely slip of a claim; null where f does not know its derivative, or no slip explains the claim. */
export function diagnoseSlip(wrong: WrongClaim): Slip | null {
  const { f, x, index, claimed, tolerance } = wrong;
  if (f.approximate) return null;
  const exact = partialAt(f, x, index);
  if (!Number.isFinite(exact)) return null;
  const near = (a: number, b: number) => Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  if (near(claimed, exact)) return null;
  if (near(claimed, -exact)) return 'sign';
  if (f instanceof Formula && forgottenInnerDerivatives(f, x, index).some((slope) => near(claimed, slope)))
    return 'inner derivative';
  return exact !== 0 && claimed !== 0 && isConstantFactor(wrong, claimed / exact) ? 'factor' : null;
}

const partialAt = (f: Fn, x: Vec, index: number): number => f.at(x).pull(Float64Array.of(1))[index];

/** Whether a claim is off by a constant factor: the same one at other points, or, of numbers alone, a simple one. */
function isConstantFactor({ f, x, index, elsewhere, tolerance }: WrongClaim, factor: number): boolean {
  if (!elsewhere) return isSimpleRatio(factor, tolerance);
  let told = 0;
  for (const share of [0.01, -0.013, 0.021]) {
    const there = x.map((each, i) => each + share * (1 + Math.abs(each)) * (i % 2 ? -0.7 : 1));
    const ratio = elsewhere(there)[index] / partialAt(f, there, index);
    if (!Number.isFinite(ratio)) continue;
    if (Math.abs(ratio - factor) > 10 * tolerance * Math.abs(factor)) return false;
    told++;
  }
  return told > 0 || isSimpleRatio(factor, tolerance);
}

/** Whether a factor is p/q or q/p with q up to 12 and p up to 1000. */
function isSimpleRatio(factor: number, tolerance: number): boolean {
  for (let q = 1; q <= 12; q++) {
    for (const scaled of [factor * q, q / factor]) {
      const whole = Math.round(scaled);
      if (whole !== 0 && Math.abs(whole) <= 1000 && Math.abs(scaled - whole) <= tolerance * Math.abs(whole))
        return true;
    }
  }
  return false;
}

const linearOperations: ReadonlySet<string> = new Set([
  'add',
  'subtract',
  'negate',
  'multiply',
  'min',
  'max',
]);
/** Most expressions of a formula that `forgottenInnerDerivatives` goes through. */
const MOST = 1000;

/** Derivatives without the inner derivative of one expression, or of all. */
function forgottenInnerDerivatives({ graph, roots, variables }: Formula, x: Vec, index: number): number[] {
  const nodes = reachableNodes(roots);
  if (nodes.length > MOST) return [];
  const varies = new Set<Node>();
  for (const node of nodes) {
    const does =
      node.kind === 'variable'
        ? node.name === variables[index]
        : node.kind === 'call' && node.args.some((arg) => varies.has(arg));
    if (does) varies.add(node);
  }
  const calls = nodes.filter((node): node is Call => node.kind === 'call' && varies.has(node));
  const each = calls.map((node) => partialDerivatives(graph, node, 'compute'));
  const values = new Program(each.flat(), variables).run(x);
  let next = 0;
  const known = new Map(calls.map((node, i) => [node, each[i].map(() => values[next++])]));
  const chains = calls.filter((node) => isChainCall(node, varies));
  const without = (left: (node: Node) => boolean) => {
    const changes = new Map<Node, number>();
    for (const node of varies) {
      if (node.kind !== 'call') changes.set(node, 1);
      else
        changes.set(
          node,
          node.args.reduce((sum, arg, i) => {
            const change = left(node) ? 1 : changes.get(arg)!;
            return varies.has(arg) && change !== 0 ? sum + known.get(node)![i] * change : sum;
          }, 0),
        );
    }
    return changes.get(roots[0]) ?? 0;
  };
  return [
    ...chains.map((chain) => without((node) => node === chain)),
    without((node) => chains.includes(node as Call)),
  ];
}

/** Whether a call has an inner derivative: one argument that varies and is more than the variable. */
function isChainCall({ operation, args }: Call, varies: ReadonlySet<Node>): boolean {
  const inner = args.filter((arg) => varies.has(arg));
  if (inner.length !== 1 || inner[0].kind === 'variable' || linearOperations.has(operation)) return false;
  return operation !== 'divide' || varies.has(args[1]);
}
