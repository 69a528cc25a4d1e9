import { evaluateOperation } from './evaluate.js';
import type { Operation } from './operations.js';
import { spendWork } from './work.js';

/** Node of an expression graph, a number, a variable or an operation on other nodes; equal expressions are one node. */
export type Node = Constant | Variable | Call;

interface Constant {
  readonly kind: 'constant';
  readonly id: number;
  readonly value: number;
  /** `pi` or `e`, where that is how the number was written. */
  readonly name: string | null;
}

export interface Variable {
  readonly kind: 'variable';
  readonly id: number;
  readonly name: string;
}

export interface Call {
  readonly kind: 'call';
  readonly id: number;
  readonly operation: Operation;
  readonly args: readonly Node[];
}

/**
 * Most nodes of a graph. What can be typed has fewer than 20 000; second derivatives of that have some ten times as
 * many.
 */
export const MOST_NODES = 200_000;

const arithmetic: ReadonlySet<Operation> = new Set(['add', 'subtract', 'multiply', 'negate']);

/**
 * Whether an operation on numbers is replaced by its value: 2 + 3 by 5 and sqrt(4) by 2, but not 1/3 by
 * 0.3333333333333333 nor log(2) by 0.6931471805599453.
 */
const isPlainResult = (operation: Operation, args: readonly number[], value: number) =>
  Number.isInteger(value) || arithmetic.has(operation) || !args.every(Number.isInteger);

export const isZero = (node: Node) => node.kind === 'constant' && node.value === 0;

/**
 * Expression graph with hash-consed nodes: equal expressions are one. Nothing is rearranged: a graph computes what
 * was written, bit for bit; constants are folded by the functions of evaluate.ts, where `isPlainResult` allows it.
 */
export class Graph {
  readonly #nodes = new Map<string, Node>();
  #nextId = 0;

  get size(): number {
    return this.#nextId;
  }

  constant(value: number, name: string | null = null): Constant {
    // −0 and 0 are different numbers, and so are pi and the digits of pi to a reader.
    const key = `#${Object.is(value, -0) ? '-0' : value}${name ?? ''}`;
    return this.#intern(key, (id) => ({ kind: 'constant', id, value, name })) as Constant;
  }

  variable(name: string): Variable {
    return this.#intern(`$${name}`, (id) => ({ kind: 'variable', id, name })) as Variable;
  }

  /** Node of an operation on nodes of this graph, constants folded. x⁰ is 1 for every x, NaN too. */
  call(operation: Operation, ...args: Node[]): Node {
    if (operation === 'power' && isZero(args[1])) return this.constant(1);
    return this.callAsWritten(operation, ...args);
  }

  /** The same, but x⁰ stays, so that x remains a variable of the formula. */
  callAsWritten(operation: Operation, ...args: Node[]): Node {
    const numbers = args.map((arg) => (arg.kind === 'constant' && arg.name === null ? arg.value : null));
    if (numbers.every((value) => value !== null)) {
      const value = evaluateOperation(operation, numbers as number[]);
      if (Number.isFinite(value) && isPlainResult(operation, numbers as number[], value))
        return this.constant(value);
    }
    const key = `${operation}(${args.map(({ id }) => id).join()})`;
    return this.#intern(key, (id) => ({ kind: 'call', id, operation, args }));
  }

  #intern(key: string, make: (id: number) => Node): Node {
    spendWork(1);
    const known = this.#nodes.get(key);
    if (known) return known;
    if (this.#nextId >= MOST_NODES) {
      throw new RangeError(`formula: the graph needs at most ${MOST_NODES} nodes, got more`);
    }
    const node = make(this.#nextId++);
    this.#nodes.set(key, node);
    return node;
  }
}

/** −node, the minus of which is left out where it has one. */
export const negateNode = (graph: Graph, node: Node): Node =>
  node.kind === 'call' && node.operation === 'negate' ? node.args[0] : graph.call('negate', node);

/** Factors of a product, in the order they are written; one that is none is its only factor. */
export function factorsOf(product: Node): Node[] {
  const found: Node[] = [];
  const waiting = [product];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'call' && node.operation === 'multiply') waiting.push(node.args[1], node.args[0]);
    else found.push(node);
  }
  return found;
}

/** Copy in this graph of a small expression of another, with nodes substituted for its variables. */
export function substitute(graph: Graph, template: Node, names: ReadonlyMap<string, Node>): Node {
  const copyNode = (node: Node): Node => {
    if (node.kind === 'constant') return graph.constant(node.value, node.name);
    if (node.kind === 'variable') return names.get(node.name)!;
    return graph.call(node.operation, ...node.args.map(copyNode));
  };
  return copyNode(template);
}
