import type { Node } from './graph.js';

/**
 * Whether a node matches a pattern, the names in which stand for what `bind` takes them for: it tells whether a name
 * may be that node.
 */
export function matchesPattern(
  pattern: Node,
  node: Node,
  bind: (name: string, node: Node) => boolean,
): boolean {
  if (pattern.kind === 'variable') return bind(pattern.name, node);
  if (pattern.kind === 'constant')
    return node.kind === 'constant' && node.value === pattern.value && node.name === pattern.name;
  return (
    node.kind === 'call' &&
    node.operation === pattern.operation &&
    node.args.length === pattern.args.length &&
    node.args.every((arg, i) => matchesPattern(pattern.args[i], arg, bind))
  );
}
