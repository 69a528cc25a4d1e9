import { withAllocator } from '../engine/load.js';
import { isResident, type Resident } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { Compiled, Evaluator } from './compile.js';
import { CompiledInPlace } from './compiledInPlace.js';
import type { Node } from './graph.js';
import { reachableNodes } from './interpret.js';

/** Number of operations below which compiling takes longer than interpreting. */
const FEW = 40_000;

/**
 * Evaluator of a node on grids x × y of its two variables: element (j, i) is at x[i] and y[j]. What depends on one of
 * them alone is computed once for each of its values.
 */
export class GridEvaluator {
  readonly #root: Node;
  readonly #names: readonly string[];
  readonly #nodes: readonly Node[];
  /** Parts of x alone, and of y alone. */
  readonly #parts: readonly (readonly Node[])[];
  readonly #evaluators: readonly Evaluator[];
  #inPlace: CompiledInPlace | null = null;
  #compiled: Compiled | null = null;

  constructor(root: Node, names: readonly string[]) {
    this.#root = root;
    this.#names = names;
    this.#nodes = reachableNodes([root]);
    this.#parts = separableParts(this.#nodes, root, names);
    this.#evaluators = this.#parts.map((parts, i) => new Evaluator(parts, [names[i]]));
  }

  over(x: Vec, y: Vec, out: Vec): void {
    const few = this.#nodes.length * out.length < FEW;
    const compiled = few ? null : this.#compiledFor(out);
    if (!compiled) {
      this.#rowByRow(x, y, out);
      return;
    }
    withAllocator('grid', (allocate) => {
      const [columns, ups] = [x, y].map((places, i) => {
        const found = this.#parts[i].map(() => allocate(places.length));
        this.#evaluators[i].over([places], found, places.length);
        return found;
      });
      // The numbers of a row follow those of the one before.
      const numbers = allocate(y.length * ups.length);
      ups.forEach((up, k) => {
        for (let j = 0; j < y.length; j++) numbers[j * ups.length + k] = up[j];
      });
      if (compiled instanceof Compiled)
        compiled.rows(columns, rowsOf(numbers, y.length, ups.length), [out], x.length);
      else compiled.rows(columns as Resident[], numbers as Resident, out as Resident, y.length);
    });
  }

  #compiledFor(out: Vec): Compiled | CompiledInPlace | null {
    const [arrays, numbers] = this.#parts;
    if (isResident(out)) {
      if (!this.#inPlace?.isCurrent)
        this.#inPlace = CompiledInPlace.of([this.#root], { arrays, numbers, anyNaN: true });
      if (this.#inPlace) return this.#inPlace;
    }
    this.#compiled ??= Compiled.of([this.#root], { arrays, numbers });
    return this.#compiled;
  }

  #rowByRow(x: Vec, y: Vec, out: Vec): void {
    const value = new Evaluator([this.#root], this.#names);
    const same = new Float64Array(x.length);
    y.forEach((each, j) => {
      value.over([x, same.fill(each)], [out.subarray(j * x.length, (j + 1) * x.length)], x.length);
    });
  }
}

const rowsOf = (numbers: Vec, rows: number, each: number) =>
  Array.from({ length: rows }, (_, j) => numbers.subarray(j * each, (j + 1) * each));

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
