import { Graph, type Node } from '../graph.js';
import { isUnwritten, type Operation, operators } from '../operations.js';
import { nodeText } from '../print.js';
import { partialDerivatives, rules } from '../rules.js';
import { simplify } from './simplify.js';

export interface RuleRow {
  /** The operation on x, or on x and y: `sin(x)`, `x y`. */
  operation: string;
  /** Its derivative along x, and along y. */
  derivatives: string[];
  domain: string;
  /** Value taken for the derivative at a kink; empty where there is none. */
  kink: string;
}

/** Table of derivatives, one row per operation. */
export function ruleTable(): RuleRow[] {
  const written = (Object.keys(rules) as Operation[]).filter((each) => !isUnwritten(each));
  return written.map((operation) => {
    const graph = new Graph();
    const arity =
      operation in operators
        ? operators[operation as keyof typeof operators]
        : operation === 'min' || operation === 'max'
          ? 2
          : 1;
    const args = ['x', 'y'].slice(0, arity).map((name) => graph.variable(name));
    const node = graph.call(operation, ...args) as Node & { kind: 'call' };
    const partials = simplify(graph, partialDerivatives(graph, node, 'read')).map(nodeText);
    return {
      operation: nodeText(node),
      derivatives: partials,
      domain: rules[operation].domain,
      kink: rules[operation].kink ?? '',
    };
  });
}
