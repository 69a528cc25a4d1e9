import type { Vec } from '../fn.js';
import type { Graph, Node } from './graph.js';
import type { RuleName } from './rules.js';

/** One step of a worked derivative: its rule, and the expression before and after it. */
export interface Step {
  rule: 'constant' | 'variable' | 'simplify' | RuleName;
  before: string;
  after: string;
  /** The same in TeX, and as `<math>` elements. */
  tex: { before: string; after: string };
  mathml: { before: string; after: string };
  /** Values of the step's expressions at a point, by the text of each. */
  values?: Record<string, number>;
}

/** A formula as it was written. */
export interface FormulaGraph {
  readonly graph: Graph;
  readonly roots: readonly Node[];
  readonly variables: readonly string[];
}

/** Typesetting, simplification and explanation of formulas, which comparisons do without. */
interface Teaching {
  tex(node: Node): string;
  mathml(node: Node): string;
  simplified(graph: Graph, roots: readonly Node[]): Node[];
  explained(formula: FormulaGraph, variable: string, at: Vec | null): Step[];
}

let hung: Teaching | null = null;

/** Registration of formula/teach for every formula, those made before included. */
export function hang(teaching: Teaching): void {
  hung = teaching;
}

/** The part that formula/teach registers; the public index and what tells derivations import it. Throws Error before that. */
export function taught(): Teaching {
  if (!hung) throw new Error('formula: its TeX needs formula/teach, got none');
  return hung;
}
