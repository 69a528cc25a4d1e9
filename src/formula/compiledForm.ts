import type { WasmFunction } from '../engine/assemble.js';
import { type Engine, loadedEngine } from '../engine/load.js';
import type { Node } from './graph.js';

// Parts of compiled forms, whether they work on blocks that are copied or on arrays where they are.

/** Inputs of a compiled function: arrays with a number per point, and numbers that are the same at every point. */
export interface CompiledInputs {
  arrays: readonly (Node | undefined)[];
  numbers?: readonly Node[];
  /** Whether the other roots are NaN where the first is. */
  gated?: boolean;
  /** Whether NaN is left as the machine made it, in engine memory. */
  anyNaN?: boolean;
}

/** Kernel of a root that is one elementary function of the one input: calls for each pair of numbers take longer. */
export function elementaryKernel(
  { kernels }: Engine,
  roots: readonly Node[],
  arrays: CompiledInputs['arrays'],
): Engine['kernels'][string] | null {
  const [root] = roots;
  if (roots.length !== 1 || arrays.length !== 1 || root.kind !== 'call') return null;
  if (root.args.length !== 1 || root.args[0] !== arrays[0]) return null;
  return Object.hasOwn(kernels, root.operation) ? kernels[root.operation] : null;
}

/** What is compiled for the engine; null where there is none, or where it refuses to compile. */
export function compiledOrNull<Made>(compile: (engine: Engine) => Made): Made | null {
  const engine = loadedEngine();
  if (!engine) return null;
  try {
    return compile(engine);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

/**
 * Code that replaces NaN in root k by the canonical one, since the bits of a computed NaN depend on the machine; where
 * it is `gated`, every other root too where the first is NaN.
 */
export function canonicalNaNs(code: WasmFunction, gated = false): (k: number) => WasmFunction {
  const known = gated ? code.local() : null;
  return (k) => {
    const value = code.local();
    code.tee(value).constant(NaN).get(value).get(value).lanes('eq');
    if (known !== null && k === 0) code.tee(known);
    else if (known !== null) code.get(known).lanes('and');
    code.lanes('bitselect');
    code.release(value);
    return code;
  };
}
