import type { Vec } from '../fn.js';
import { doing } from './evaluate.js';
import type { Node } from './graph.js';

/** The nodes that some roots are made of, each once, arguments before what uses them. */
export function reachable(roots: readonly Node[]): Node[] {
  const found = new Set<Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (node.kind === 'call') waiting.push(...node.args);
  }
  // A node is made after its arguments, so that the order of making is an order of computing.
  return [...found].sort((a, b) => a.id - b.id);
}

/** Computes some nodes from the values of variables: the definition of what a graph means. */
export class Program {
  readonly nodes: readonly Node[];
  readonly #places: ReadonlyMap<Node, number>;
  readonly #roots: readonly number[];
  readonly #fresh: Vec;
  readonly #inputs: readonly [place: number, input: number][];
  readonly #calls: readonly { place: number; args: readonly number[]; does: (...args: number[]) => number }[];

  /** `variables` in the order of the inputs; those that the roots do not use may be among them. */
  constructor(roots: readonly Node[], variables: readonly string[]) {
    this.nodes = reachable(roots);
    this.#places = new Map(this.nodes.map((node, place) => [node, place]));
    const placeOf = (node: Node) => this.#places.get(node)!;
    this.#roots = roots.map(placeOf);
    this.#fresh = Float64Array.from(this.nodes, (node) => (node.kind === 'constant' ? node.value : 0));
    this.#inputs = this.nodes.flatMap((node, place) =>
      node.kind === 'variable' ? [[place, variables.indexOf(node.name)] as [number, number]] : [],
    );
    this.#calls = this.nodes.flatMap((node, place) =>
      node.kind === 'call' ? [{ place, args: node.args.map(placeOf), does: doing(node.operation) }] : [],
    );
  }

  /** The values of the roots. */
  run(x: ArrayLike<number>): Vec {
    const all = this.trace(x);
    return Float64Array.from(this.#roots, (place) => all[place]);
  }

  /** The value of every node, in the order of `nodes`. */
  trace(x: ArrayLike<number>): Vec {
    const values = this.#fresh.slice();
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
