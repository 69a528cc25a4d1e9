import { describe, expect, it } from 'vitest';
import type { Vec } from '../../../src/fn.js';
import { Compiled } from '../../../src/formula/compile.js';
import { pullBack, pushForward } from '../../../src/formula/differentiate.js';
import { Formula } from '../../../src/formula/formula.js';
import { Graph, isZero, type Node } from '../../../src/formula/graph.js';
import { Program, reachableNodes } from '../../../src/formula/interpret.js';
import { formula } from '../../../src/index.js';
import golden from '../../golden/branches.json' with { type: 'json' };
import { mulberry32 } from '../../laws/random.js';

// Derivatives where a branch is not taken: those of the formula in which every branch is resolved by hand, which
// needs no gates, at points where that has finite ones; and those by mpmath.

const variables = ['x', 'y'];
const places = [-2, -1, -0.5, 0, 0.3, 0.5, 1, 2];

function randomFormulas(seed: number) {
  const random = mulberry32(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)];
  const text = (depth: number): string => {
    const within = () => text(depth - 1);
    const kind = random();
    if (depth === 0 || kind < 0.1) return pick(['x', 'x', 'y', 'y', '1', '0', '2', '0.5']);
    if (kind < 0.3) return `${pick(['max', 'min'])}(${within()}, ${within()})`;
    if (kind < 0.35) return `${pick(['max', 'min'])}(${within()}, ${within()}, ${within()})`;
    if (kind < 0.55) return `${pick(['relu', 'relu', 'heaviside', 'abs', 'sign'])}(${within()})`;
    if (kind < 0.75) return `${pick(['sqrt', 'cbrt', 'log', 'asin', 'acos', 'exp'])}(${within()})`;
    if (kind < 0.85) return `(${within()})^(${pick(['0.5', '2', '3', '-1', '1.5', within()])})`;
    return `(${within()})${pick(['+', '-', '*', '/'])}(${within()})`;
  };
  return { next: () => text(4), place: () => [pick(places), pick(places)] };
}

/** Formula with the branches that are taken at a point in place of all of them; null where branches tie. */
function resolveBranches(f: Formula, x: Vec): Formula | null {
  const graph = new Graph();
  const { nodes, values } = new Formula(f.graph, f.roots, f.variables, f.columns, true).trace(x);
  const resolved = new Map<Node, Node>();
  for (const [place, node] of nodes.entries()) {
    const found = resolveNode(graph, node, values[place], (arg) => ({
      node: resolved.get(arg)!,
      value: values[nodes.indexOf(arg)],
    }));
    if (!found) return null;
    resolved.set(node, found);
  }
  const root = resolved.get(f.computed[0])!;
  return new Formula(graph, [root], variables, new Map(), true);
}

const isConstant = ({ kind }: Node) => kind === 'constant';

function resolveNode(
  graph: Graph,
  node: Node,
  value: number,
  at: (arg: Node) => { node: Node; value: number },
): Node | null {
  if (node.kind === 'variable') return graph.variable(node.name);
  if (node.kind === 'constant') return graph.constant(node.value);
  const args = node.args.map(at);
  const [first, second] = args;
  const constant = graph.constant(value);
  if (args.every((arg) => isConstant(arg.node))) return constant;
  const kinks = first.value === 0 && !isConstant(first.node);
  switch (node.operation) {
    case 'relu':
    case 'abs':
      if (kinks) return null;
      if (first.value > 0) return first.node;
      return node.operation === 'relu' ? constant : graph.call('negate', first.node);
    case 'heaviside':
    case 'sign':
      return kinks ? null : constant;
    case 'max':
    case 'min': {
      const best = args.filter((arg) => arg.value === value);
      if (best.every((arg) => isConstant(arg.node))) return constant;
      return best.length === 1 ? best[0].node : null;
    }
    case 'multiply':
      if (args.some((arg) => isZero(arg.node))) return constant;
      break;
    case 'divide':
      if (isZero(first.node)) return constant;
      break;
    case 'power':
      if (isZero(second.node) || (isConstant(first.node) && (first.value === 0 || first.value === 1)))
        return constant;
      break;
  }
  return graph.call(node.operation, ...args.map((arg) => arg.node));
}

/** Gradient, its turn along (1, −0.7), and the change along that, as nodes. */
function derivativesOf({ graph, computed }: Formula): Node[] {
  const zero = graph.constant(0);
  const orZero = (nodes: (Node | null)[]) => nodes.map((node) => node ?? zero);
  const along = new Map([
    ['x', graph.constant(1)],
    ['y', graph.constant(-0.7)],
  ]);
  const gradient = orZero(pullBack(graph, computed, [graph.constant(1)], variables));
  return [
    ...gradient,
    ...orZero(pushForward(graph, gradient, along, 'compute')),
    ...orZero(pushForward(graph, computed, along, 'compute')),
  ];
}

/** Values of some roots at a point, and the largest number on the way. */
function evaluateAll(roots: readonly Node[], x: Vec): { values: number[]; size: number } {
  const program = new Program(roots, variables);
  const all = program.trace(x);
  const places = new Map(program.nodes.map((node, place) => [node, place]));
  return {
    values: roots.map((root) => all[places.get(root)!]),
    size: all.reduce((most, each) => Math.max(most, Math.abs(each)), 1),
  };
}

/** Whether a formula has branches, and no products with a written 0 nor powers of a written number. */
function takesBranches(f: Formula): boolean {
  const calls = reachableNodes(f.computed).filter((node) => node.kind === 'call');
  return (
    calls.some(({ operation }) => /max|min|relu|heaviside|sign/.test(operation)) &&
    !calls.some(({ operation, args }) => operation === 'power' && isConstant(args[0])) &&
    !calls.some(({ operation, args }) => /multiply|divide|power/.test(operation) && args.some(isZero))
  );
}

describe('where a branch is not taken', () => {
  it('derivatives are those of the branches that are', { tags: ['long'] }, () => {
    const { next, place } = randomFormulas(1);
    let judged = 0;
    for (let k = 0; k < 20_000; k++) {
      const f = formula(next(), { variables });
      const x = Float64Array.from(place());
      if (!takesBranches(f) || !Number.isFinite(f.at(x).value[0])) continue;
      const by = resolveBranches(f, x);
      if (!by) continue;
      const wanted = evaluateAll(derivativesOf(by), x);
      if (!wanted.values.every(Number.isFinite) || !(wanted.size < 1e9)) continue;
      judged++;
      const roots = derivativesOf(f);
      const got = evaluateAll(roots, x).values;
      const said = `${f.text} at ${x}: ${got}, wanted ${wanted.values}`;
      got.forEach((each, i) => {
        expect(Math.abs(each - wanted.values[i]), said).toBeLessThanOrEqual(1e-12 * wanted.size);
      });
      if (judged % 8 === 0) expect(runCompiled(roots, x), said).toEqual(got);
    }
    expect(judged).toBeGreaterThan(5000);
  });

  it.each(golden as unknown as Row[])('%s at %d, %d', (text, x, y, slopes, turns) => {
    const f = formula(text, { variables });
    const near = f.at(Float64Array.of(x, y));
    const one = Float64Array.of(1);
    const [alongX, alongY] = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
    const found = [...near.pull(one), near.push(alongX)[0], near.push(alongY)[0]];
    const turned = [...near.bend(alongX, one), near.bend(alongY, one)[1]];
    [...slopes, ...slopes, ...turns].forEach((wanted, i) => {
      const error = Math.abs([...found, ...turned][i] - wanted);
      expect(error).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(wanted)));
    });
  });
});

type Row = [text: string, x: number, y: number, gradient: number[], hessian: number[]];

function runCompiled(roots: readonly Node[], x: Vec): number[] {
  const nodes = reachableNodes(roots);
  const arrays = variables.map((name) =>
    nodes.find((node) => node.kind === 'variable' && node.name === name),
  );
  return [...Compiled.of(roots, { arrays })!.run(x)];
}
