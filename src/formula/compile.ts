import { WasmFunction } from '../engine/assemble.js';
import type { Engine } from '../engine/load.js';
import { canonicalizeNaNs, isResident, type Memory } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { type CompiledInputs, canonicalNaNs, compiledOrNull, elementaryKernel } from './compiledForm.js';
import { CompiledInPlace } from './compiledInPlace.js';
import { Emitter, type Leaf, type Target } from './emit.js';
import type { Node } from './graph.js';
import { Program } from './interpret.js';

// Graphs compiled to WebAssembly, bit-identical to the interpreter, which is the definition and computes until it has
// taken as long as compiling would, and wherever there is no engine.

/** Cost of compiling in operations of the interpreter: fixed, and per node. */
const [COMPILE_COST, COST_PER_NODE] = [40_000, 400];
/** Capacity of the cache of compiled forms; the oldest is dropped, and compiled again when it is needed. */
const MOST_COMPILED = 512;
/** Most numbers in a block of points, so that it stays in the processor's cache, and most points in it. */
const [BLOCK, WIDEST] = [4096, 1024];

/** Compiled form of some nodes, which computes blocks of points in engine memory. */
export class Compiled {
  readonly #memory: Memory;
  readonly #inputs: number;
  readonly #numbers: number;
  readonly #outputs: number;
  /** Points in a block, also the distance between the arrays of its inputs and roots. */
  readonly #lanes: number;
  readonly #f: (address: number, bytes: number) => void;
  /** Whether a NaN may be another than the canonical one. */
  readonly #anyNaN: boolean;

  private constructor(engine: Engine, roots: readonly Node[], given: CompiledInputs) {
    const { arrays, numbers = [] } = given;
    this.#memory = engine.memory;
    [this.#inputs, this.#numbers, this.#outputs] = [arrays.length, numbers.length, roots.length];
    const all = Math.max(1, arrays.length + roots.length);
    this.#lanes = Math.max(2, Math.min(WIDEST, 2 * Math.floor(BLOCK / 2 / all)));
    const kernel = elementaryKernel(engine, roots, arrays);
    this.#anyNaN = !!kernel;
    this.#f = kernel
      ? (address, bytes) => kernel(bytes >> 3, address, address + 8 * this.#lanes)
      : emitBlockwise(roots, given, this.#lanes).instantiate(engine);
  }

  /** Compiled form of the roots; null where there is no engine, or where it refuses to compile. */
  static of(roots: readonly Node[], given: CompiledInputs): Compiled | null {
    return compiledOrNull((engine) => new Compiled(engine, roots, given));
  }

  /** The values of the roots. */
  run(x: ArrayLike<number>, found: Vec = new Float64Array(this.#outputs)): Vec {
    const [n, lanes, { heap }] = [this.#inputs, this.#lanes, this.#memory];
    const mark = this.#memory.mark();
    try {
      const address = this.#memory.take('formula', (n + this.#outputs) * lanes);
      const place = address >> 3;
      // Both lanes are written, since what else lies in the second could be slow to compute with.
      for (let i = 0; i < n; i++) heap[place + i * lanes] = heap[place + i * lanes + 1] = x[i];
      this.#f(address, 16);
      for (let k = 0; k < found.length; k++) found[k] = heap[place + (n + k) * lanes];
      if (this.#anyNaN) canonicalizeNaNs(found);
      return found;
    } finally {
      this.#memory.reset(mark);
    }
  }

  /** The values of the roots at many points, an array for each input and root. */
  over(inputs: readonly Vec[], outputs: readonly Vec[], points: number): void {
    this.rows(inputs, [[]], outputs, points);
  }

  /** The same for several rows of points, each with its own numbers; the rows of an output follow each other. */
  rows(
    inputs: readonly Vec[],
    numbers: readonly ArrayLike<number>[],
    outputs: readonly Vec[],
    points: number,
  ): void {
    const [n, lanes, { heap }] = [this.#inputs, this.#lanes, this.#memory];
    const mark = this.#memory.mark();
    try {
      const address = this.#memory.take('formula', (n + this.#outputs) * lanes + this.#numbers);
      const place = address >> 3;
      const last = place + (n + this.#outputs) * lanes;
      const found = outputs.map((_, k) =>
        heap.subarray(place + (n + k) * lanes, place + (n + k + 1) * lanes),
      );
      for (let from = 0; from < points; from += lanes) {
        const count = Math.min(lanes, points - from);
        inputs.forEach((input, i) => {
          heap.set(count === points ? input : input.subarray(from, from + count), place + i * lanes);
          if (count & 1) heap[place + i * lanes + count] = input[from + count - 1];
        });
        const parts = count === lanes ? found : found.map((part) => part.subarray(0, count));
        for (let row = 0; row < numbers.length; row++) {
          heap.set(numbers[row], last);
          this.#f(address, 8 * (count + (count & 1)));
          if (this.#anyNaN) canonicalizeNaNs(parts[0]);
          for (let k = 0; k < parts.length; k++) outputs[k].set(parts[k], row * points + from);
        }
      }
    } finally {
      this.#memory.reset(mark);
    }
  }
}

const compiledEvaluators = new Set<Evaluator>();

/** Evaluator of some nodes at values of their variables: interpreted at first, then compiled. */
export class Evaluator {
  readonly #roots: readonly Node[];
  readonly #variables: readonly string[];
  readonly #program: Program;
  readonly #gated: boolean;
  #compiled: Compiled | null = null;
  #inPlace: CompiledInPlace | null = null;
  #spent = 0;

  /**
   * `variables` in the order of the inputs; those that the roots do not use may be among them. With `gated` the other
   * roots are NaN where the first is, at many points.
   */
  constructor(roots: readonly Node[], variables: readonly string[], gated = false) {
    this.#gated = gated;
    this.#roots = roots;
    this.#variables = variables;
    this.#program = new Program(roots, variables);
  }

  get nodes(): readonly Node[] {
    return this.#program.nodes;
  }

  /** The value of every node, in the order of `nodes`. */
  trace(x: Vec): Vec {
    return this.#program.trace(x);
  }

  /** The values of the roots. */
  run(x: ArrayLike<number>, out?: Vec): Vec {
    return this.#chooseProgram(1).run(x, out);
  }

  /**
   * The values of the roots at many points, an array for each input and root; bit-identical to `run`. Where all of
   * them lie in engine memory nothing is copied; of an odd number of points, the place after an output is written
   * too.
   */
  over(inputs: readonly Vec[], outputs: readonly Vec[], points: number): void {
    if (points > 0 && inputs.every(isResident) && outputs.every(isResident)) {
      const inPlace = this.#compiledInPlace();
      if (inPlace) {
        inPlace.over(inputs, outputs, points);
        return;
      }
    }
    const program = this.#chooseProgram(points);
    program.over(inputs, outputs, points);
    if (this.#gated && program === this.#program) spreadNaNs(outputs);
  }

  #compiledInPlace(): CompiledInPlace | null {
    if (this.#inPlace?.isCurrent) return this.#inPlace;
    this.#inPlace = CompiledInPlace.of(this.#roots, { arrays: this.#arrays(), gated: this.#gated });
    if (this.#inPlace) keepCompiled(this);
    return this.#inPlace;
  }

  #arrays(): (Node | undefined)[] {
    const byName = new Map(
      this.nodes.flatMap((node) => (node.kind === 'variable' ? [[node.name, node]] : [])),
    );
    return this.#variables.map((name) => byName.get(name));
  }

  #chooseProgram(points: number): Program | Compiled {
    if (this.#compiled) return this.#compiled;
    const nodes = this.nodes.length;
    this.#spent += nodes * points;
    if (this.#spent < COMPILE_COST + COST_PER_NODE * nodes) return this.#program;
    this.#spent = 0;
    this.#compiled = Compiled.of(this.#roots, { arrays: this.#arrays(), gated: this.#gated });
    if (this.#compiled) keepCompiled(this);
    return this.#compiled ?? this.#program;
  }

  /** Release of the compiled form, which is made again once that pays. */
  dropCompiled(): void {
    this.#compiled = null;
    this.#inPlace = null;
  }
}

function spreadNaNs([first, ...others]: readonly Vec[]): void {
  for (let p = 0; p < first.length; p++)
    if (Number.isNaN(first[p])) for (const other of others) other[p] = NaN;
}

function keepCompiled(evaluator: Evaluator): void {
  compiledEvaluators.add(evaluator);
  if (compiledEvaluators.size <= MOST_COMPILED) return;
  const [oldest] = compiledEvaluators;
  oldest.dropCompiled();
  compiledEvaluators.delete(oldest);
}

/** Code of f(address, bytes), which computes the roots at bytes/8 points of the block at the address. */
function emitBlockwise(
  roots: readonly Node[],
  { arrays, numbers = [], gated }: CompiledInputs,
  lanes: number,
): WasmFunction {
  const [from, end, at] = [0, 1, 2];
  const code = new WasmFunction(2, 1);
  const leaves = new Map<Node, Leaf>();
  arrays.forEach((node, i) => {
    if (node) leaves.set(node, { invariant: false, push: () => code.get(at).load(8 * lanes * i) });
  });
  numbers.forEach((node, i) => {
    const offset = 8 * (lanes * (arrays.length + roots.length) + i);
    leaves.set(node, { invariant: true, push: () => code.get(from).loadBoth(offset) });
  });
  const canonical = canonicalNaNs(code, gated);
  const targets = roots.map((node, k): Target => {
    const offset = 8 * lanes * (arrays.length + k);
    return {
      nodes: [node],
      use(_, push) {
        code.get(at);
        push();
        canonical(k).store(offset);
      },
    };
  });
  const emitter = new Emitter(code, targets, leaves);
  emitter.emitInvariants();
  code.get(from).get(end).do('i32Add').set(end).get(from).set(at).do('loop');
  emitter.emitIteration();
  return code.get(at).whole(16).do('i32Add').tee(at).get(end).do('i32LtU', 'brIf', 'end');
}
