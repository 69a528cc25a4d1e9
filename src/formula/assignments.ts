import { Graph, type Node, substitute, type Variable } from './graph.js';
import { reachableNodes } from './interpret.js';
import { parse } from './parse.js';
import { taught } from './teaching.js';

/**
 * Assignments in formula text, in order: each sees the new values of the lines above it, and auxiliary names may come
 * between. `norm(…)` is the 2-norm of what an expression is for each parameter, over all of them.
 */
export class Assignments {
  readonly texts: Readonly<Record<string, string>>;
  readonly #expressions = new Map<string, Node>();
  /** Arguments of the norms in each line, the innermost first. */
  readonly #norms = new Map<string, ReadonlyMap<Variable, Node>>();

  /** Throws SyntaxError for a line that uses a name which is neither in `known` nor assigned above it. */
  constructor(texts: Readonly<Record<string, string>>, known: readonly string[]) {
    this.texts = texts;
    const names = [...known];
    for (const [name, text] of Object.entries(texts)) {
      const norms = new Map<Variable, Node>();
      this.#expressions.set(name, parse([text], { graph: new Graph(), variables: names, norms }).roots[0]);
      this.#norms.set(name, norms);
      if (!names.includes(name)) names.push(name);
    }
  }

  /** Expression of each line, as written. */
  get expressions(): ReadonlyMap<string, Node> {
    return this.#expressions;
  }

  /** Whether a name is used in any line. */
  uses(name: string): boolean {
    const norms = [...this.#norms.values()].flatMap((each) => [...each.values()]);
    return reachableNodes([...this.#expressions.values(), ...norms]).some(
      (node) => node.kind === 'variable' && node.name === name,
    );
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

  /**
   * Nodes of every name after the lines, given those before them, for each of some parameters; `norm` makes the norm of
   * a node of each.
   */
  applyTo(
    graph: Graph,
    before: readonly ReadonlyMap<string, Node>[],
    norm: (nodes: readonly Node[]) => Node,
  ): ReadonlyMap<string, Node>[] {
    const now = before.map((each) => new Map(each));
    for (const [name, expression] of this.#expressions) {
      for (const [variable, argument] of this.#norms.get(name)!) {
        const found = norm(now.map((each) => substitute(graph, argument, each)));
        for (const each of now) each.set(variable.name, found);
      }
      for (const each of now) each.set(name, substitute(graph, expression, each));
    }
    return now;
  }
}
