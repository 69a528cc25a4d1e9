import { Graph, type Node } from '../graph.js';
import { isUnwritten, type Operation, signs } from '../operations.js';
import { text } from '../print.js';
import { rules, slopes } from '../rules.js';
import { simplified } from './simplify.js';

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
      operation in signs
        ? signs[operation as keyof typeof signs]
        : operation === 'min' || operation === 'max'
          ? 2
          : 1;
    const args = ['x', 'y'].slice(0, arity).map((name) => graph.variable(name));
    const node = graph.call(operation, ...args) as Node & { kind: 'call' };
    const partials = simplified(graph, slopes(graph, node, 'read')).map(text);
    return {
      operation: text(node),
      derivatives: partials,
      domain: rules[operation].domain,
      kink: rules[operation].kink ?? '',
    };
  });
}
