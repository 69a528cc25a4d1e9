import { instantiateSync } from '@assemblyscript/loader';
import { Memory, reserve } from './memory.js';
import { hex } from './wasm.generated.js';

/** The fast copies, by name, and the memory they work in. */
export interface Engine {
  readonly kernels: Record<string, (...wire: number[]) => number>;
  readonly memory: Memory;
  /** The same memory, for modules made later. */
  readonly buffer: WebAssembly.Memory;
}

let engine: Engine | null | undefined;
let given: WebAssembly.Module | null | undefined;

/**
 * The engine, made on first use from the bytes inlined in this package. null where there is none to be
 * had: no WebAssembly, no SIMD, a page that forbids it, no memory. Then the references answer, with the
 * same bits. It is there only when an *instance* was made: WebKit compiles under a policy that forbids
 * WebAssembly and refuses the instance.
 */
export function loaded(): Engine | null {
  if (engine === undefined) engine = load();
  return engine;
}

/** The compiled module, to hand to a worker; null where there is no engine. */
export function compiled(): WebAssembly.Module | null {
  return loaded() ? given! : null;
}

/** In a worker, before first use: takes the module a page compiled, or null for the references. */
export function adopt(module: WebAssembly.Module | null): void {
  given = module;
  engine = undefined;
}

function load(): Engine | null {
  if (given === null) return null;
  try {
    const memory = reserve();
    if (!memory) return null;
    given ??= new WebAssembly.Module(bytes());
    const { exports } = instantiateSync(given, { env: { memory } }).instance;
    const base = (exports.heapBase as WebAssembly.Global).value as number;
    const owner = new Memory(memory.buffer as ArrayBuffer, base);
    return { kernels: exports as Engine['kernels'], memory: owner, buffer: memory };
  } catch {
    return null;
  }
}

function bytes(): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(hex.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = 16 * digit(2 * i) + digit(2 * i + 1);
  return out;
}

/** 0 to 9 stand together in the alphabet of machines, a to f further on. */
function digit(place: number): number {
  const code = hex.charCodeAt(place);
  return code < 58 ? code - 48 : code - 87;
}
