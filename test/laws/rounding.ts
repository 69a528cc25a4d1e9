import type { Graph, Node } from '../../src/formula/graph.js';
import { Program, reachableNodes } from '../../src/formula/interpret.js';
import type { Operation } from '../../src/formula/operations.js';
import { partialDerivatives } from '../../src/formula/rules.js';

const U = 2 ** -53;
const TINY = 2 ** -1074;

/** Roundings of an operation, in units of 2⁻⁵³ of its value, where they are not those of an elementary function. */
const roundings: Partial<Record<Operation, number>> = {
  add: 1,
  subtract: 1,
  multiply: 1,
  divide: 1,
  sqrt: 1,
  oneMinusSquare: 3,
  gelu: 8,
  silu: 4,
  softmax: 8,
  logsumexp: 8,
  ndtr64: 8,
  npdf64: 8,
  ...Object.fromEntries(
    ['negate', 'min', 'max', 'abs', 'sign', 'heaviside', 'relu', 'ties', 'gate'].map((name) => [name, 0]),
  ),
};
const ELEMENTARY = 2.2;

/** Value of a node at a point, how far its roundings may be from it to first order, and whether one on the way is ∞. */
export interface Rounded {
  readonly value: number;
  readonly error: number;
  readonly overflows: boolean;
}

/**
 * Running error analysis of a node of one variable x, after Higham 2002, section 3.3: each value's own rounding, and
 * those of its arguments times the slopes along them. A pole within the error has no bound: it is ∞. Written numbers
 * are as if rounded, as folding does; comparisons are exact.
 */
export function roundedValue(graph: Graph, root: Node, x: number): Rounded {
  const nodes = reachableNodes([root]);
  const slopes = nodes.map((node) =>
    node.kind === 'call' ? partialDerivatives(graph, node, 'compute') : [],
  );
  const program = new Program([root, ...slopes.flat()], ['x']);
  const traced = program.trace(Float64Array.of(x));
  const values = new Map(program.nodes.map((node, place) => [node, traced[place]]));
  const errors = new Map<Node, number>();
  for (const [place, node] of nodes.entries()) {
    const size = Math.abs(values.get(node)!);
    if (node.kind !== 'call') {
      const isRounded = node.kind === 'constant' && !Number.isSafeInteger(node.value);
      errors.set(node, isRounded ? 2 * U * size : 0);
      continue;
    }
    let error = Number.isFinite(size) ? (roundings[node.operation] ?? ELEMENTARY) * U * size + TINY : 0;
    node.args.forEach((arg, i) => {
      const passed = errors.get(arg)!;
      const term = passed === 0 ? 0 : Math.abs(values.get(slopes[place][i])!) * passed;
      // A slope of a value that overflowed says nothing.
      error += Number.isNaN(term)
        ? 0
        : Number.isFinite(size) || passed === Infinity
          ? term
          : term === Infinity
            ? term
            : 0;
    });
    errors.set(node, error);
  }
  const overflows = nodes.some((node) => Math.abs(values.get(node)!) === Infinity);
  return { value: values.get(root)!, error: errors.get(root)!, overflows };
}
