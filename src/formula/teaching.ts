import type { Vec } from '../fn.js';
import type { Graph, Node } from './graph.js';
import type { RuleName } from './rules.js';

/** One step on the way to a derivative, as a teacher would write it on the board. */
export interface Step {
  rule: 'constant' | 'variable' | 'simplify' | RuleName;
  before: string;
  after: string;
  /** The same in TeX, and as `<math>` elements. */
  tex: { before: string; after: string };
  mathml: { before: string; after: string };
  /** At a point: the numbers of the step, by what they are the numbers of. */
  values?: Record<string, number>;
}

/** A formula as it was written. */
export interface FormulaGraph {
  readonly graph: Graph;
  readonly roots: readonly Node[];
  readonly variables: readonly string[];
}

/** How formulas are set, simplified and explained, for people: what a worker does without. */
interface Teaching {
  tex(node: Node): string;
  mathml(node: Node): string;
  simplified(graph: Graph, roots: readonly Node[]): Node[];
  explained(formula: FormulaGraph, variable: string, at: Vec | null): Step[];
}

let hung: Teaching | null = null;

/** Hangs it on every formula, those that there are already too. */
export function hang(teaching: Teaching): void {
  hung = teaching;
}

/** What formula/teach has hung up; the public index and the figures import it. */
export function taught(): Teaching {
  if (!hung) throw new Error('formula: its TeX needs formula/teach, got none');
  return hung;
}
