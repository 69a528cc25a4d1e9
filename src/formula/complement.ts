import { type Call, factorsOf, type Graph, type Node } from './graph.js';

// 1 − σ(x) and 1 − 2σ(x), as slopes of the logistic function are written: they keep their digits as factors, which
// `stabilize.ts` knows, and not multiplied out.

const isNumber = (node: Node, value: number) =>
  node.kind === 'constant' && node.value === value && node.name === null;
const isSigmoid = (node: Node): node is Call => node.kind === 'call' && node.operation === 'sigmoid';

/** The σ(x) of 1 − σ(x); null for anything else. */
export function complementOf(node: Node): Call | null {
  if (node.kind !== 'call' || node.operation !== 'subtract') return null;
  const [one, from] = node.args;
  return isNumber(one, 1) && isSigmoid(from) ? from : null;
}

/** Whether a node is 1 − 2σ(x). */
export function isTwofoldComplement(node: Node): boolean {
  if (node.kind !== 'call' || node.operation !== 'subtract') return false;
  const [one, from] = node.args;
  if (!isNumber(one, 1) || from.kind !== 'call' || from.operation !== 'multiply') return false;
  return isNumber(from.args[0], 2) && isSigmoid(from.args[1]);
}

/** Factors of a product that ends in 1 − σ(x), with σ(x)(1 − σ(x)) as one of them, the last; null for anything else. */
export function factorsWithLogisticSlope(graph: Graph, product: Call): Node[] | null {
  const last = product.operation === 'multiply' ? product.args[1] : null;
  const sigmoid = last && complementOf(last);
  if (!last || !sigmoid) return null;
  const others = factorsOf(product.args[0]);
  const place = others.indexOf(sigmoid);
  if (place < 0 || others.length === 1) return null;
  return [...others.toSpliced(place, 1), graph.call('multiply', sigmoid, last)];
}
