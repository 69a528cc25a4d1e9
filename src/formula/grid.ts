import type { Vec } from '../fn.js';
import { Compiled, Evaluator } from './compile.js';
import type { Node } from './graph.js';
import { reachableNodes } from './interpret.js';

/** Number of operations below which compiling takes longer than interpreting. */
const FEW = 40_000;

/**
 * Values of a node on the grid x × y of its two variables: element (j, i) is at x[i] and y[j]. What depends on one of
 * them alone is computed once for each of its values.
 */
export function evaluateOnGrid(root: Node, [across, down]: readonly string[], x: Vec, y: Vec): Vec {
  const nodes = reachableNodes([root]);
  const out = new Float64Array(x.length * y.length);
  const few = nodes.length * out.length < FEW;
  const [ofX, ofY] = few ? [[], []] : separableParts(nodes, root, [across, down]);
  const fast = few ? null : Compiled.of([root], { arrays: ofX, numbers: ofY });
  if (!fast) evaluateRowByRow(root, [across, down], x, y, out);
  else {
    const ups = new Evaluator(ofY, [down]);
    const downs = ofY.map(() => new Float64Array(y.length));
    ups.over([y], downs, y.length);
    const columns = ofX.map(() => new Float64Array(x.length));
    new Evaluator(ofX, [across]).over([x], columns, x.length);
    const numbers = Array.from(y, (_, j) => downs.map((column) => column[j]));
    fast.rows(columns, numbers, [out], x.length);
  }
  return out;
}

function evaluateRowByRow(root: Node, names: readonly string[], x: Vec, y: Vec, out: Vec): void {
  const value = new Evaluator([root], names);
  const same = new Float64Array(x.length);
  y.forEach((each, j) => {
    value.over([x, same.fill(each)], [out.subarray(j * x.length, (j + 1) * x.length)], x.length);
  });
}

/** The largest subexpressions of the root in the first variable alone, and in the second alone. */
function separableParts(nodes: readonly Node[], root: Node, names: readonly string[]): Node[][] {
  const [ACROSS, DOWN] = [1, 2];
  const kinds = new Map<Node, number>();
  const found = new Map<number, Set<Node>>([ACROSS, DOWN].map((kind) => [kind, new Set()]));
  for (const node of nodes) {
    const args = node.kind === 'call' ? node.args : [];
    const kind =
      node.kind === 'variable'
        ? 1 << names.indexOf(node.name)
        : combineKinds(args.map((arg) => kinds.get(arg)!));
    kinds.set(node, kind);
    if (kind === (ACROSS | DOWN)) for (const arg of args) found.get(kinds.get(arg)!)?.add(arg);
  }
  found.get(kinds.get(root)!)?.add(root);
  return [...found.values()].map((set) => [...set]);
}

const combineKinds = (kinds: readonly number[]) => kinds.reduce((all, kind) => all | kind, 0);
