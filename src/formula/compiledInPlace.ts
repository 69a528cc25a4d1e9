import { WasmFunction } from '../engine/assemble.js';
import { type Engine, loadedEngine } from '../engine/load.js';
import type { Resident } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { type CompiledInputs, canonicalNaNs, compiledOrNull, elementaryKernel } from './compiledForm.js';
import { Emitter, type Leaf, type Target } from './emit.js';
import type { Node } from './graph.js';

/** Compiled form of some nodes on arrays in engine memory, which it reads and writes where they are. */
export class CompiledInPlace {
  readonly #engine: Engine;
  readonly #f: (...addresses: number[]) => void;

  private constructor(engine: Engine, roots: readonly Node[], given: CompiledInputs) {
    this.#engine = engine;
    const kernel = elementaryKernel(engine, roots, given.arrays);
    this.#f = kernel
      ? (bytes, x, y) => kernel(bytes >> 3, x, y)
      : emitInPlace(roots, given).instantiate(engine);
  }

  /** Compiled form of the roots; null as that of `Compiled`. */
  static of(roots: readonly Node[], given: CompiledInputs): CompiledInPlace | null {
    return compiledOrNull((engine) => new CompiledInPlace(engine, roots, given));
  }

  /** Whether it is for the engine that there is. */
  get isCurrent(): boolean {
    return this.#engine === loadedEngine();
  }

  /**
   * The values of the roots at many points; an output may be an input. Of an odd number of points, the place after an
   * output is written too.
   */
  over(inputs: readonly Resident[], outputs: readonly Resident[], points: number, numbers?: Vec): void {
    if (points === 0) return;
    const addresses = [...inputs, ...outputs].map(({ address }) => address);
    const { memory } = this.#engine;
    const mark = memory.mark();
    try {
      const place = numbers ? memory.take('formula', numbers.length) : 0;
      if (numbers) memory.heap.set(numbers, place >> 3);
      this.#f(8 * (points + (points & 1)), ...addresses, place);
    } finally {
      memory.reset(mark);
    }
  }

  /** The value of the one root at rows of the same points, each with its own of the numbers, into rows of the output. */
  rows(inputs: readonly Resident[], numbers: Resident, out: Resident, rows: number): void {
    const [points, each] = [out.length / rows, (8 * numbers.length) / rows];
    const addresses = inputs.map(({ address }) => address);
    const row = (j: number, to: number) =>
      this.#f(8 * (points + (points & 1)), ...addresses, to, numbers.address + j * each);
    // After the last of an odd number of points there may be something else.
    const last = points & 1 ? rows - 1 : rows;
    for (let j = 0; j < last; j++) row(j, out.address + 8 * j * points);
    if (last === rows) return;
    const { memory } = this.#engine;
    const mark = memory.mark();
    const spare = memory.scratch('formula', points);
    row(last, spare.address);
    out.set(spare, last * points);
    memory.reset(mark);
  }
}

/** Code of f(bytes, address of each input and root, address of the numbers): the roots at bytes/8 points. */
function emitInPlace(
  roots: readonly Node[],
  { arrays, numbers = [], gated, anyNaN }: CompiledInputs,
): WasmFunction {
  const all = arrays.length + roots.length;
  const [bytes, same, at] = [0, all + 1, all + 2];
  const code = new WasmFunction(all + 2, 1);
  const place = (i: number) =>
    code
      .get(i + 1)
      .get(at)
      .do('i32Add');
  const leaves = new Map<Node, Leaf>();
  arrays.forEach((node, i) => {
    if (node) leaves.set(node, { invariant: false, first: true, push: () => place(i).load(0) });
  });
  numbers.forEach((node, i) => {
    leaves.set(node, { invariant: true, push: () => code.get(same).loadBoth(8 * i) });
  });
  const canonical = gated ? gatedNaNs(code) : anyNaN ? () => code : canonicalNaNs(code);
  const targets = roots.map((node, k): Target => {
    const use = (_: WasmFunction, push: () => void) => {
      place(arrays.length + k);
      push();
      canonical(k).store(0);
    };
    return { nodes: [node], use };
  });
  const emitter = new Emitter(code, targets, leaves);
  emitter.emitInvariants();
  code.do('loop');
  emitter.emitIteration();
  return code.get(at).whole(16).do('i32Add').tee(at).get(bytes).do('i32LtU', 'brIf', 'end');
}

/** Code that makes every other root NaN where the first is; in engine memory a NaN need not be the canonical one. */
function gatedNaNs(code: WasmFunction): (k: number) => WasmFunction {
  const lost = code.local();
  return (k) => {
    if (k > 0) return code.get(lost).lanes('or');
    const value = code.local();
    code.tee(value).get(value).get(value).lanes('ne').set(lost);
    code.release(value);
    return code;
  };
}
