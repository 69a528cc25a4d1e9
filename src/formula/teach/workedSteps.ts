import type { Graph, Node } from '../graph.js';
import { layout, type Notation } from '../layout.js';
import { alone, notation as inText } from '../print.js';
import { notation as inMathml, whole as wholeMathml } from './mathml.js';
import { notation as inTex } from './tex.js';

/** Expression in which some names stand for derivatives not yet carried out; and what u stands for in it. */
export interface Line {
  readonly node: Node;
  readonly where?: { readonly u: Node; readonly is: Node };
}

/** A line in every notation. */
interface Written {
  text: string;
  tex: string;
  mathml: string;
}

/** Worked steps of a derivative: expressions with d/dx [ … ] in them, written in every notation. */
export class Board {
  readonly #inside = new Map<string, Node>();
  readonly #graph: Graph;
  readonly #d: string;
  readonly #by: string;

  /** `partial` where there are other variables: ∂ for d. */
  constructor(graph: Graph, by: string, partial: boolean) {
    this.#graph = graph;
    this.#by = by;
    this.#d = partial ? '∂' : 'd';
  }

  /** Node that stands for the derivative of an expression, not yet carried out. */
  slope(of: Node): Node {
    // No text can name it.
    const name = `slope#${of.id}`;
    this.#inside.set(name, of);
    return this.#graph.variable(name);
  }

  /** Expression whose derivative a node stands for. */
  under(node: Node): Node | null {
    return node.kind === 'variable' ? (this.#inside.get(node.name) ?? null) : null;
  }

  write({ node, where }: Line): Written {
    const text = (each: Node) => alone(this.#layout(each, inText));
    const tex = (each: Node) => this.#layout(each, inTex).out;
    const mathml = (each: Node) => this.#layout(each, inMathml).out;
    if (!where) return { text: text(node), tex: tex(node), mathml: wholeMathml(mathml(node)) };
    const { u, is } = where;
    return {
      text: `${text(node)}, ${text(u)} = ${text(is)}`,
      tex: `${tex(node)},\\quad ${tex(u)} = ${tex(is)}`,
      mathml: wholeMathml(
        `${mathml(node)}<mo>,</mo><mspace width="1em"></mspace>${mathml(u)}<mo>=</mo>${mathml(is)}`,
      ),
    };
  }

  #layout(node: Node, notation: Notation) {
    const by = notation.variable(this.#by);
    return layout(node, {
      ...notation,
      variable: (name) => {
        const of = this.#inside.get(name);
        return of ? notation.slope(this.#d, by, layout(of, notation)) : notation.variable(name);
      },
    });
  }
}
