import { Graph, type Node, planted } from './graph.js';
import { parse } from './parse.js';
import { taught } from './teaching.js';

/**
 * Assignments in formula text, in order: each sees the new values of the lines above it, and auxiliary names may come
 * between.
 */
export class Lines {
  readonly texts: Readonly<Record<string, string>>;
  readonly #seeds = new Map<string, Node>();

  /** Throws SyntaxError for a line that uses a name which is neither in `known` nor assigned above it. */
  constructor(texts: Readonly<Record<string, string>>, known: readonly string[]) {
    this.texts = texts;
    const names = [...known];
    for (const [name, text] of Object.entries(texts)) {
      this.#seeds.set(name, parse([text], { graph: new Graph(), variables: names }).roots[0]);
      if (!names.includes(name)) names.push(name);
    }
  }

  /** Expression of each line, as written. */
  get seeds(): ReadonlyMap<string, Node> {
    return this.#seeds;
  }

  get tex(): string {
    const { tex } = taught();
    return this.#each((name, seed) => `${tex(name)} \\leftarrow ${tex(seed)}`).join(',\\quad ');
  }

  get mathml(): string {
    const { mathml } = taught();
    return this.#each((name, seed) => `${mathml(name)} ← ${mathml(seed)}`).join(', ');
  }

  #each(write: (name: Node, seed: Node) => string): string[] {
    const graph = new Graph();
    return [...this.#seeds].map(([name, seed]) => write(graph.variable(name), seed));
  }

  /** Node of every name after the lines, given those before them. */
  plant(graph: Graph, before: ReadonlyMap<string, Node>): Map<string, Node> {
    const now = new Map(before);
    for (const [name, seed] of this.#seeds) now.set(name, planted(graph, seed, now));
    return now;
  }
}
