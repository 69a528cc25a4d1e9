import type { WasmFunction } from '../engine/assemble.js';
import { isProductPower } from '../math/power.js';
import { siluTail } from './evaluate.js';
import type { Call, Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import type { Operation } from './operations.js';

// Emission of nodes as SIMD instructions on two lanes, bit-identical to the interpreter. Common subexpressions are
// kept in locals; loop-invariant ones are computed once, before the loop.

/** Source of a node's value that is read instead of computed. */
export interface Leaf {
  /** Whether it is loop-invariant. */
  readonly invariant: boolean;
  /** Whether to read it before anything is written, since its place may be overwritten. */
  readonly first?: boolean;
  push(code: WasmFunction): void;
}

/** Consumer of the values of nodes; `push` puts one of them on the stack, without a place the first. */
export interface Target {
  readonly nodes: readonly Node[];
  use(code: WasmFunction, push: (place?: number) => void): void;
}

/**
 * Greatest height of an expression; taller ones are cut, so that neither this program's stack nor the engine's
 * overflows.
 */
const MAX_HEIGHT = 24;
/** Most leaves that are kept in registers. */
const FEW_LEAVES = 8;
/** Most loop-invariant values that are kept; more are computed where they are used. */
const MOST_KEPT = 1000;

export class Emitter {
  readonly #code: WasmFunction;
  readonly #leaves: ReadonlyMap<Node, Leaf>;
  readonly #targets: readonly Target[];
  readonly #order: readonly Node[];
  readonly #invariant = new Set<Node>();
  readonly #kept = new Set<Node>();
  readonly #locals = new Map<Node, number>();
  /** Uses of each value that are still to come. */
  readonly #left: Map<Node, number>;

  constructor(code: WasmFunction, targets: readonly Target[], leaves: ReadonlyMap<Node, Leaf>) {
    this.#code = code;
    this.#targets = targets;
    this.#leaves = leaves;
    this.#order = reachableNodes(
      targets.flatMap(({ nodes }) => nodes),
      (node) => !leaves.has(node),
    );
    for (const node of this.#order) if (this.#isInvariant(node)) this.#invariant.add(node);
    this.#left = this.#planLocals();
  }

  /** Code before the loop: the loop-invariant values. */
  emitInvariants(): void {
    for (const node of this.#order)
      if (this.#invariant.has(node) && this.#kept.has(node)) this.#storeLocal(node);
  }

  /** Code of one round of the loop: every target, in order. */
  emitIteration(): void {
    for (const node of this.#order)
      if (!this.#invariant.has(node) && this.#kept.has(node)) this.#storeLocal(node);
    for (const { nodes, use } of this.#targets) use(this.#code, (place = 0) => this.#pushValue(nodes[place]));
  }

  #isInvariant(node: Node): boolean {
    const leaf = this.#leaves.get(node);
    if (leaf) return leaf.invariant;
    return (
      node.kind === 'constant' || (node.kind === 'call' && node.args.every((arg) => this.#invariant.has(arg)))
    );
  }

  /** Number of uses of each value; on the way the values to keep are chosen. */
  #planLocals(): Map<Node, number> {
    const uses = new Map<Node, number>();
    const use = (node: Node) => uses.set(node, (uses.get(node) ?? 0) + 1);
    const hoisted = new Set<Node>();
    for (const node of this.#order) {
      if (this.#leaves.has(node) || node.kind !== 'call') continue;
      for (const arg of node.args) {
        use(arg);
        if (this.#invariant.has(arg) && !this.#invariant.has(node)) hoisted.add(arg);
      }
    }
    for (const node of this.#targets.flatMap(({ nodes }) => nodes)) {
      use(node);
      if (this.#invariant.has(node)) hoisted.add(node);
    }
    const heights = new Map<Node, number>();
    let steady = 0;
    // Reading a leaf again costs as much as a local on the stack, unless registers are left for it.
    const fewLeaves = this.#leaves.size <= FEW_LEAVES;
    for (const node of this.#order) {
      const isCall = node.kind === 'call' && !this.#leaves.has(node);
      const height = isCall ? Math.max(...node.args.map((arg, i) => i + heights.get(arg)!)) + 1 : 1;
      const keeps = this.#invariant.has(node)
        ? (hoisted.has(node) || (isCall && uses.get(node)! > 1)) && steady++ < MOST_KEPT
        : this.#leaves.get(node)?.first || ((isCall || fewLeaves) && uses.get(node)! > 1);
      if (keeps || height > MAX_HEIGHT) this.#kept.add(node);
      heights.set(node, this.#kept.has(node) ? 1 : height);
    }
    return uses;
  }

  #storeLocal(node: Node): void {
    this.#computeNode(node);
    if (this.#defersNegation(node)) this.#code.lanes('neg');
    const local = this.#code.local();
    this.#code.set(local);
    this.#locals.set(node, local);
  }

  #pushValue(node: Node): void {
    this.#pushUnsigned(node);
    if (this.#isNegative(node)) this.#code.lanes('neg');
  }

  /** Whether what is pushed unsigned is the negative of the node. */
  #isNegative(node: Node): boolean {
    return !this.#kept.has(node) && this.#defersNegation(node);
  }

  /**
   * Whether a value is computed without its sign, which its use applies: (−a)·b is −(a·b), and c + (−a)·b is c − a·b,
   * to the bit.
   */
  #defersNegation(node: Node): boolean {
    if (node.kind !== 'call' || this.#leaves.has(node)) return false;
    const { operation, args } = node;
    if (operation === 'negate') return !this.#isNegative(args[0]);
    if (operation !== 'multiply' && operation !== 'divide') return false;
    return this.#isNegative(args[0]) !== this.#isNegative(args[1]);
  }

  #pushUnsigned(node: Node): void {
    const local = this.#locals.get(node);
    if (local === undefined) {
      this.#computeNode(node);
      return;
    }
    this.#code.get(local);
    const left = this.#left.get(node)! - 1;
    this.#left.set(node, left);
    if (left === 0 && !this.#invariant.has(node)) this.#code.release(local);
  }

  #computeNode(node: Node): void {
    const leaf = this.#leaves.get(node);
    if (leaf) leaf.push(this.#code);
    else if (node.kind === 'constant') this.#code.constant(node.value);
    else if (node.kind === 'variable') throw new TypeError(`emit: no place for the variable ${node.name}`);
    else this.#emitCall(node);
  }

  #emitCall({ operation, args }: Call): void {
    const code = this.#code;
    const write = operationInstructions[operation as keyof typeof operationInstructions];
    if (operation === 'negate') this.#pushUnsigned(args[0]);
    else if (operation === 'multiply' || operation === 'divide') {
      for (const arg of args) this.#pushUnsigned(arg);
      write!(code);
    } else if (operation === 'add' || operation === 'subtract') this.#emitSum(operation, args);
    else if (operation === 'power') this.#emitPower(args[0], args[1]);
    else if (operation === 'logsumexp' || operation === 'softmax') this.#emitExponentials(operation, args);
    else if (write) {
      args.forEach((arg, i) => {
        this.#pushValue(arg);
        if (i > 0 && args.length > 2) write(code);
      });
      if (args.length <= 2) write(code);
    } else {
      for (const arg of args) this.#pushValue(arg);
      code.call(`${operation}Lanes`, args.length);
    }
  }

  #emitSum(operation: 'add' | 'subtract', [a, b]: readonly Node[]): void {
    const code = this.#code;
    if (operation === 'add' && this.#isNegative(a) && !this.#isNegative(b)) {
      this.#pushValue(b);
      this.#pushUnsigned(a);
      code.lanes('sub');
      return;
    }
    this.#pushValue(a);
    this.#pushUnsigned(b);
    code.lanes((operation === 'add') === this.#isNegative(b) ? 'sub' : 'add');
  }

  /** x^y as `power` in src/math computes it; 1·x is x, so that the first factor is not multiplied. */
  #emitPower(x: Node, y: Node): void {
    const code = this.#code;
    if (y.kind !== 'constant' || !isProductPower(y.value)) {
      this.#pushValue(x);
      this.#pushValue(y);
      code.call(y.kind === 'constant' ? 'powLanes' : 'powerLanes', 2);
      return;
    }
    if (y.value < 0) code.constant(1);
    if (y.value === 0) code.constant(1);
    else this.#emitProduct(x, Math.abs(y.value));
    if (y.value < 0) code.lanes('div');
  }

  #emitProduct(x: Node, exponent: number): void {
    const code = this.#code;
    const [square, product] = [code.local(), code.local()];
    this.#pushValue(x);
    code.set(square);
    let begun = false;
    for (let n = exponent; n > 0; n >>= 1) {
      if (n & 1) {
        if (begun) code.get(product).get(square).lanes('mul').set(product);
        else code.get(square).set(product);
        begun = true;
      }
      if (n > 1) code.get(square).get(square).lanes('mul').set(square);
    }
    code.get(product);
    code.release(square);
    code.release(product);
  }

  /** logsumexp and softmax as evaluate.ts computes them. */
  #emitExponentials(operation: 'logsumexp' | 'softmax', args: readonly Node[]): void {
    const code = this.#code;
    const [most, sum, taken, mask] = [code.local(), code.local(), code.local(), code.local()];
    const values = args.map((arg) => {
      const local = code.local();
      this.#pushValue(arg);
      code.set(local);
      return local;
    });
    const all = operation === 'softmax' ? values.slice(1) : values;
    code.get(all[0]);
    for (const x of all.slice(1)) code.get(x).lanes('max');
    code.set(most).constant(0).set(sum).constant(0).set(taken);
    const term = (x: number) => code.get(x).get(most).lanes('sub').call('expLanes', 1);
    for (const x of all) {
      code.get(sum);
      term(x).lanes('add');
      if (operation === 'logsumexp') {
        // The first of the largest is the 1 that log1p adds.
        code.get(x).get(most).lanes('eq').get(taken).lanes('andnot').set(mask);
        code.get(taken).get(mask).lanes('or').set(taken);
        const more = code.local();
        code.set(more).get(sum).get(more).get(mask).lanes('bitselect');
        code.release(more);
      }
      code.set(sum);
    }
    if (operation === 'softmax') term(values[0]).get(sum).lanes('div');
    else {
      code.get(most).get(sum).call('log1pLanes', 1).lanes('add').get(most);
      code.get(most).get(most).lanes('sub').constant(0).lanes('eq').lanes('bitselect');
    }
    for (const local of [most, sum, taken, mask, ...values]) code.release(local);
  }
}

/** Instructions of an operation for one argument on the stack or two; more are combined pair by pair from the left. */
const operationInstructions: Partial<Record<Operation, (code: WasmFunction) => void>> = {
  multiply: (code) => code.lanes('mul'),
  divide: (code) => code.lanes('div'),
  sqrt: (code) => code.lanes('sqrt'),
  abs: (code) => code.lanes('abs'),
  min: (code) => code.lanes('min'),
  max: (code) => code.lanes('max'),
  // NaN and zeros of either sign are their own sign.
  sign: (code) =>
    withCopy(code, (x) =>
      code
        .constant(-0)
        .lanes('and')
        .constant(1)
        .lanes('or')
        .get(x)
        .get(x)
        .lanes('abs')
        .constant(0)
        .lanes('gt')
        .lanes('bitselect'),
    ),
  heaviside: (code) =>
    withCopy(code, (x) =>
      code
        .constant(0)
        .lanes('gt')
        .constant(1)
        .lanes('and')
        .get(x)
        .get(x)
        .get(x)
        .lanes('eq')
        .lanes('bitselect'),
    ),
  relu: (code) => withCopy(code, (x) => code.get(x).constant(0).lanes('le').lanes('andnot')),
  silu: (code) =>
    withCopy(code, (x) => {
      const { from, end, shift, unit } = siluTail;
      const isTail = () => code.get(x).constant(from).lanes('lt');
      code.constant(end).lanes('max').get(x).constant(shift);
      isTail().lanes('and').lanes('add').call('sigmoidLanes', 1).lanes('mul');
      code.constant(unit).constant(1);
      isTail().lanes('bitselect').lanes('mul');
    }),
  elu: (code) =>
    withCopy(code, (x) =>
      code.get(x).call('expm1Lanes', 1).get(x).constant(0).lanes('gt').lanes('bitselect'),
    ),
  hypot1: (code) =>
    withCopy(code, (square) =>
      code
        .constant(1)
        .lanes('add')
        .lanes('sqrt')
        .get(square)
        .constant(Number.POSITIVE_INFINITY)
        .lanes('eq')
        .lanes('bitselect')
        .lanes('abs'),
    ),
  oneMinusSquare: (code) =>
    withCopy(code, (x) => code.constant(1).lanes('add').constant(1).get(x).lanes('sub').lanes('mul')),
  whereZero: (code) => withCopy(code, (w) => code.get(w).constant(0).lanes('eq').lanes('bitselect')),
  ties: (code) =>
    withCopy(code, (best) =>
      code.lanes('eq').constant(1).lanes('and').get(best).get(best).get(best).lanes('eq').lanes('bitselect'),
    ),
  gate: (code) => code.constant(0).lanes('ne').lanes('and'),
};

/** Code of an operation that reads its argument again, from a local. */
function withCopy(code: WasmFunction, does: (x: number) => void): void {
  const x = code.local();
  code.tee(x);
  does(x);
  code.release(x);
}
