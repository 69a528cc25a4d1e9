import type { Graph, Node } from '../graph.js';
import { type LayoutBox, layOutNode, type Notation } from '../layout.js';
import { mathElement as wholeMathml } from '../mathmlTokens.js';
import { textNotation as inText, standaloneText } from '../print.js';
import { mathmlNotation as inMathml } from './mathml.js';
import { texNotation as inTex } from './tex.js';

/** Expression in which some names stand for derivatives not yet carried out; and what u stands for in it. */
export interface StepExpression {
  readonly node: Node;
  readonly where?: { readonly u: Node; readonly is: Node };
}

/** A line in every notation. */
interface WrittenExpression {
  text: string;
  tex: string;
  mathml: string;
}

/** Worked steps of a derivative: expressions with d/dx [ … ] in them, written in every notation. */
export class WorkedSteps {
  readonly #operands = new Map<string, Node>();
  /** Expressions as they are written, by notation: most are parts of several steps. */
  readonly #boxes = new Map<Notation, Map<Node, LayoutBox>>();
  readonly #graph: Graph;
  readonly #symbol: string;
  readonly #variable: string;

  /** `partial` where there are other variables: ∂ for d. */
  constructor(graph: Graph, by: string, partial: boolean) {
    this.#graph = graph;
    this.#variable = by;
    this.#symbol = partial ? '∂' : 'd';
  }

  /** Node that stands for the derivative of an expression, not yet carried out. */
  pendingDerivative(of: Node): Node {
    // No text can name it.
    const name = `slope#${of.id}`;
    this.#operands.set(name, of);
    return this.#graph.variable(name);
  }

  /** Expression whose derivative a node stands for. */
  operandOf(node: Node): Node | null {
    return node.kind === 'variable' ? (this.#operands.get(node.name) ?? null) : null;
  }

  write({ node, where }: StepExpression): WrittenExpression {
    const text = (each: Node) => standaloneText(this.#layout(each, inText));
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

  #layout(node: Node, notation: Notation): LayoutBox {
    const by = notation.variable(this.#variable);
    const boxes = this.#boxes.get(notation) ?? new Map<Node, LayoutBox>();
    this.#boxes.set(notation, boxes);
    const slopes: Notation = {
      ...notation,
      variable: (name) => {
        const of = this.#operands.get(name);
        return of
          ? notation.derivative(this.#symbol, by, layOutNode(of, notation, boxes))
          : notation.variable(name);
      },
    };
    return layOutNode(node, slopes, boxes);
  }
}
