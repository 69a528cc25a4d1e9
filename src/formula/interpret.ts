import { canonicalizeNaNs } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { implementationOf } from './evaluate.js';
import type { Node } from './graph.js';
import { spendWork } from './work.js';

/**
 * Topological order of the nodes reachable from some roots, arguments before what uses them; the arguments of a node
 * that is not `entered` are not followed.
 */
export function reachableNodes(
  roots: readonly Node[],
  entered: (node: Node) => boolean = () => true,
): Node[] {
  const found = new Set<Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (node.kind === 'call' && entered(node)) waiting.push(...node.args);
  }
  spendWork(found.size);
  // A node is made after its arguments, so that the order of ids is topological.
  return [...found].sort((a, b) => a.id - b.id);
}

/** Points in a block, whose values stay in the cache however many points there are. */
const BLOCK = 256;

/** One operation on a block of points. */
function applyToBlock(
  does: (...args: number[]) => number,
  args: readonly Vec[],
  out: Vec,
  count: number,
): void {
  const [x, y] = args;
  if (args.length === 1) for (let i = 0; i < count; i++) out[i] = does(x[i]);
  else if (args.length === 2) for (let i = 0; i < count; i++) out[i] = does(x[i], y[i]);
  else for (let i = 0; i < count; i++) out[i] = does(...args.map((arg) => arg[i]));
}

/** Interpreter of some nodes at values of their variables: the definition of what a graph means. */
export class Program {
  readonly nodes: readonly Node[];
  readonly #places: ReadonlyMap<Node, number>;
  readonly #roots: readonly number[];
  /** A place per node, constants filled in. */
  readonly #fresh: Vec;
  /** The same, reused from point to point: allocating anew would take longer than computing. */
  readonly #scratch: Vec;
  readonly #inputs: readonly [place: number, input: number][];
  readonly #calls: readonly { place: number; args: readonly number[]; does: (...args: number[]) => number }[];

  /** `variables` in the order of the inputs; those that the roots do not use may be among them. */
  constructor(roots: readonly Node[], variables: readonly string[]) {
    this.nodes = reachableNodes(roots);
    this.#places = new Map(this.nodes.map((node, place) => [node, place]));
    const placeOf = (node: Node) => this.#places.get(node)!;
    this.#roots = roots.map(placeOf);
    this.#fresh = Float64Array.from(this.nodes, (node) => (node.kind === 'constant' ? node.value : 0));
    this.#scratch = this.#fresh.slice();
    this.#inputs = this.nodes.flatMap((node, place) =>
      node.kind === 'variable' ? [[place, variables.indexOf(node.name)] as [number, number]] : [],
    );
    this.#calls = this.nodes.flatMap((node, place) =>
      node.kind === 'call'
        ? [{ place, args: node.args.map(placeOf), does: implementationOf(node.operation) }]
        : [],
    );
  }

  /** The values of the roots. */
  run(x: ArrayLike<number>, found: Vec = new Float64Array(this.#roots.length)): Vec {
    const values = this.#fill(this.#scratch, x);
    for (let i = 0; i < found.length; i++) found[i] = values[this.#roots[i]];
    canonicalizeNaNs(found, 0, found.length);
    return found;
  }

  /** The values of the roots at many points, an array for each input and root; bit-identical to `run`. */
  over(inputs: readonly Vec[], outputs: readonly Vec[], points: number): void {
    const values = Array.from(this.#fresh, (value) => new Float64Array(BLOCK).fill(value));
    for (let from = 0; from < points; from += BLOCK) {
      const count = Math.min(BLOCK, points - from);
      for (const [place, input] of this.#inputs)
        values[place].set(inputs[input].subarray(from, from + count));
      for (const { place, args, does } of this.#calls)
        applyToBlock(
          does,
          args.map((arg) => values[arg]),
          values[place],
          count,
        );
      this.#roots.forEach((place, root) => {
        canonicalizeNaNs(values[place], 0, count);
        outputs[root].set(values[place].subarray(0, count), from);
      });
    }
  }

  /** The value of every node, in the order of `nodes`. */
  trace(x: ArrayLike<number>): Vec {
    return this.#fill(this.#fresh.slice(), x);
  }

  #fill(values: Vec, x: ArrayLike<number>): Vec {
    for (const [place, input] of this.#inputs) values[place] = x[input];
    for (const { place, args, does } of this.#calls) {
      values[place] =
        args.length === 1
          ? does(values[args[0]])
          : args.length === 2
            ? does(values[args[0]], values[args[1]])
            : does(...args.map((arg) => values[arg]));
    }
    return values;
  }
}
