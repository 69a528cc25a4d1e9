import type { Graph, Node } from './graph.js';
import { stabilizeNodes } from './stabilize.js';

/** What is read of the texts of a formula, as its properties are named. */
export type Reading = readonly [
  graph: Graph,
  roots: readonly Node[],
  variables: readonly string[],
  columns: ReadonlyMap<Node, number>,
  positional: boolean,
];

/** Properties of a formula that follow from its texts. */
export interface Parts {
  readonly inputs: number;
  readonly outputs: number;
  readonly variables: readonly string[];
  /** Whether the order of the variables is plain enough for a point to be an array. */
  readonly positional: boolean;
  readonly graph: Graph;
  readonly roots: readonly Node[];
  /** Column, from 1, where each expression first stands in its text. */
  readonly columns: ReadonlyMap<Node, number>;
  /** Expression computed for each root: an equal one where that keeps more digits. */
  readonly computed: readonly Node[];
}

/** Names of these, in the order in which a spread of a formula has them. */
export const partNames = [
  'inputs',
  'outputs',
  'variables',
  'positional',
  'graph',
  'roots',
  'columns',
  'computed',
] as const satisfies (keyof Parts)[];

/** The parts, and the expression computed for each that is written. */
export type AllParts = Parts & { readonly stable: ReadonlyMap<Node, Node> };

export function partsOf([graph, roots, variables, columns, positional]: Reading): AllParts {
  const stable = stabilizeNodes(graph, roots);
  const computed = roots.map((root) => stable.get(root)!);
  const [inputs, outputs] = [variables.length, roots.length];
  return { inputs, outputs, variables, positional, graph, roots, columns, computed, stable };
}
