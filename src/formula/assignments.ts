import { Graph, type Node, substitute } from './graph.js';
import { parse } from './parse.js';
import { taught } from './teaching.js';

/**
 * Assignments in formula text, in order: each sees the new values of the lines above it, and auxiliary names may come
 * between.
 */
export class Assignments {
  readonly texts: Readonly<Record<string, string>>;
  readonly #expressions = new Map<string, Node>();

  /** Throws SyntaxError for a line that uses a name which is neither in `known` nor assigned above it. */
  constructor(texts: Readonly<Record<string, string>>, known: readonly string[]) {
    this.texts = texts;
    const names = [...known];
    for (const [name, text] of Object.entries(texts)) {
      this.#expressions.set(name, parse([text], { graph: new Graph(), variables: names }).roots[0]);
      if (!names.includes(name)) names.push(name);
    }
  }

  /** Expression of each line, as written. */
  get expressions(): ReadonlyMap<string, Node> {
    return this.#expressions;
  }

  get tex(): string {
    const { tex } = taught();
    return this.#format((name, expression) => `${tex(name)} \\leftarrow ${tex(expression)}`).join(',\\quad ');
  }

  get mathml(): string {
    const { mathml } = taught();
    return this.#format((name, expression) => `${mathml(name)} ← ${mathml(expression)}`).join(', ');
  }

  #format(write: (name: Node, expression: Node) => string): string[] {
    const graph = new Graph();
    return [...this.#expressions].map(([name, expression]) => write(graph.variable(name), expression));
  }

  /** Node of every name after the lines, given those before them. */
  applyTo(graph: Graph, before: ReadonlyMap<string, Node>): Map<string, Node> {
    const now = new Map(before);
    for (const [name, expression] of this.#expressions) now.set(name, substitute(graph, expression, now));
    return now;
  }
}
