import { instantiateSync } from '@assemblyscript/loader';
import { allocateZeros, Memory, reserveMemory } from './memory.js';
import { hex } from './wasm.generated.js';

/** Instance of the WebAssembly module: the fast copies by name, and the memory they work in. */
export interface Engine {
  readonly kernels: Record<string, (...wire: number[]) => number>;
  readonly memory: Memory;
  /** The same memory, for modules made later. */
  readonly buffer: WebAssembly.Memory;
}

let engine: Engine | null | undefined;
let given: WebAssembly.Module | null | undefined;

/**
 * The engine, instantiated on first use from the bytes inlined in this package; null where that fails: no
 * WebAssembly, no SIMD, a page that forbids it, no memory. Then the references compute, with the same bits. Only an
 * *instance* proves that there is one: WebKit compiles under a policy that forbids WebAssembly and refuses the
 * instance.
 */
export function loadedEngine(): Engine | null {
  if (engine === undefined) engine = loadEngine();
  return engine;
}

/** Whether the engine was instantiated, or cannot be: what else uses it first waits for that. */
export const isEngineLoaded = (): boolean => engine !== undefined;

/** Result of some work in scratch arrays, which are in engine memory where there is an engine and freed at its end. */
export function withAllocator<T>(who: string, work: (allocate: (n: number) => Float64Array) => T): T {
  const engine = loadedEngine();
  if (!engine) return work((n) => allocateZeros(who, 'the work', n));
  const { memory } = engine;
  const mark = memory.mark();
  try {
    return work((n) => memory.scratch(who, n));
  } finally {
    memory.reset(mark);
  }
}

/** The compiled module, to be posted to a worker; null where there is no engine. */
export function compiledModule(): WebAssembly.Module | null {
  return loadedEngine() ? given! : null;
}

/** The module for a worker, set before first use: the one a page compiled, or null for the references. */
export function adoptModule(module: WebAssembly.Module | null): void {
  given = module;
  engine = undefined;
}

function loadEngine(): Engine | null {
  if (given === null) return null;
  try {
    const memory = reserveMemory();
    if (!memory) return null;
    given ??= new WebAssembly.Module(wasmBytes());
    const { exports } = instantiateSync(given, { env: { memory } }).instance;
    const base = (exports.heapBase as WebAssembly.Global).value as number;
    const owner = new Memory(memory.buffer as ArrayBuffer, base);
    return { kernels: exports as Engine['kernels'], memory: owner, buffer: memory };
  } catch {
    return null;
  }
}

const { fromHex } = Uint8Array as { fromHex?(hex: string): Uint8Array<ArrayBuffer> };

/** Bytes of the module, decoded by the platform where it can, else eight digits at a time: in engines of before 2025. */
function wasmBytes(): Uint8Array<ArrayBuffer> {
  const digits = hex();
  if (fromHex) return fromHex.call(Uint8Array, digits);
  if (typeof Buffer === 'function') return Buffer.from(digits, 'hex');
  const out = new Uint8Array(digits.length / 2);
  const view = new DataView(out.buffer);
  const number = (from: number, count: number) => Number.parseInt(digits.slice(from, from + count), 16);
  const whole = out.length & ~3;
  for (let i = 0; i < whole; i += 4) view.setUint32(i, number(2 * i, 8));
  for (let i = whole; i < out.length; i++) out[i] = number(2 * i, 2);
  return out;
}
