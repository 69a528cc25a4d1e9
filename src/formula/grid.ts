import { withAllocator } from '../engine/load.js';
import { isResident, type Resident } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { Compiled, CompiledInPlace, Evaluator } from './compile.js';
import type { Node } from './graph.js';
import { reachableNodes } from './interpret.js';

/** Number of operations below which compiling takes longer than interpreting. */
const FEW = 40_000;

/**
 * Values of a node on the grid x × y of its two variables, into `out`: element (j, i) is at x[i] and y[j]. What depends
 * on one of them alone is computed once for each of its values.
 */
export function evaluateOnGrid(
  root: Node,
  [across, down]: readonly string[],
  x: Vec,
  y: Vec,
  out: Vec,
): void {
  const nodes = reachableNodes([root]);
  const few = nodes.length * out.length < FEW;
  const [ofX, ofY] = few ? [[], []] : separableParts(nodes, root, [across, down]);
  const given = { arrays: ofX, numbers: ofY };
  const inPlace = !few && isResident(out) ? CompiledInPlace.of([root], given) : null;
  const fast = few || inPlace ? null : Compiled.of([root], given);
  if (!fast && !inPlace) {
    evaluateRowByRow(root, [across, down], x, y, out);
    return;
  }
  withAllocator('grid', (allocate) => {
    const ups = ofY.map(() => allocate(y.length));
    new Evaluator(ofY, [down]).over([y], ups, y.length);
    const columns = ofX.map(() => allocate(x.length));
    new Evaluator(ofX, [across]).over([x], columns, x.length);
    // The numbers of a row follow those of the one before.
    const numbers = allocate(y.length * ofY.length);
    ups.forEach((up, k) => {
      for (let j = 0; j < y.length; j++) numbers[j * ofY.length + k] = up[j];
    });
    if (inPlace) inPlace.rows(columns as Resident[], numbers as Resident, out as Resident, y.length);
    else fast!.rows(columns, rowsOf(numbers, y.length), [out], x.length);
  });
}

const rowsOf = (numbers: Vec, rows: number) =>
  Array.from({ length: rows }, (_, j) =>
    numbers.subarray((j * numbers.length) / rows, ((j + 1) * numbers.length) / rows),
  );

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
