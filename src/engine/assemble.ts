import type { Engine } from './load.js';

// Assembler of WebAssembly modules of one function, which formulas are compiled to. Memory and called functions are
// the engine's. Sections and opcodes are those of the WebAssembly core specification, 2.0.

/** Instructions by name, as their bytes. */
const plainOpcodes = {
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  end: [0x0b],
  brIf: [0x0d, 0x00],
  i32Add: [0x6a],
  i32LtU: [0x49],
} as const;

const vectorOpcodes = {
  splat: 0x14,
  eq: 0x47,
  ne: 0x48,
  lt: 0x49,
  gt: 0x4a,
  le: 0x4b,
  ge: 0x4c,
  and: 0x4e,
  andnot: 0x4f,
  or: 0x50,
  bitselect: 0x52,
  abs: 0xec,
  neg: 0xed,
  sqrt: 0xef,
  add: 0xf0,
  sub: 0xf1,
  mul: 0xf2,
  div: 0xf3,
  min: 0xf4,
  max: 0xf5,
  pmax: 0xf7,
} as const;

type Plain = keyof typeof plainOpcodes;
type Vector = keyof typeof vectorOpcodes;

const I32 = 0x7f;
const V128 = 0x7b;

/** Unsigned LEB128 of a whole number: seven bits a byte, the lowest first. */
function writeLeb128(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

/** Body of a function of addresses and counts. Numbers come in pairs, two lanes at a time. */
export class WasmFunction {
  readonly #params: number;
  readonly #bytes: number[] = [];
  readonly #constants = new Map<string, number>();
  readonly #calls = new Map<string, { place: number; args: number }>();
  readonly #free: number[] = [];
  #locals = 0;
  readonly #counters: number;

  /** `params` are 32-bit whole numbers, local 0 and on; `counters` more of them follow. */
  constructor(params: number, counters: number) {
    this.#params = params;
    this.#counters = counters;
  }

  do(...names: Plain[]): this {
    for (const name of names) this.#bytes.push(...plainOpcodes[name]);
    return this;
  }

  lanes(name: Vector): this {
    this.#bytes.push(0xfd);
    writeLeb128(this.#bytes, vectorOpcodes[name]);
    return this;
  }

  /** Local for a pair of numbers, until `release`. */
  local(): number {
    return this.#free.pop() ?? this.#params + this.#counters + this.#locals++;
  }

  release(local: number): void {
    this.#free.push(local);
  }

  get(local: number): this {
    return this.#with(0x20, local);
  }

  set(local: number): this {
    return this.#with(0x21, local);
  }

  tee(local: number): this {
    return this.#with(0x22, local);
  }

  /** 32-bit constant, from 0 up. */
  whole(value: number): this {
    this.#bytes.push(0x41);
    // Signed LEB128: the sign bit of the last byte has to be 0.
    let rest = value;
    while (rest >= 64) {
      this.#bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#bytes.push(rest);
    return this;
  }

  /**
   * A number in both lanes, from a mutable global: engines materialize an immutable one anew at each use, which takes
   * longer than reading it.
   */
  constant(value: number): this {
    const key = Object.is(value, -0) ? '-0' : String(value);
    const place = this.#constants.get(key) ?? this.#constants.size;
    this.#constants.set(key, place);
    return this.#with(0x23, place);
  }

  /** The pair at the address on the stack and `offset` bytes on. */
  load(offset: number): this {
    return this.#memory(0x00, 3, offset);
  }

  /** The number there, in both lanes. */
  loadBoth(offset: number): this {
    return this.#memory(0x0a, 3, offset);
  }

  store(offset: number): this {
    return this.#memory(0x0b, 3, offset);
  }

  storeLane(lane: 0 | 1, offset: number): this {
    this.#memory(0x5b, 3, offset);
    this.#bytes.push(lane);
    return this;
  }

  /** Call of one of the engine's functions of pairs of numbers. */
  call(name: string, args: number): this {
    const place = this.#calls.get(name)?.place ?? this.#calls.size;
    this.#calls.set(name, { place, args });
    return this.#with(0x10, place);
  }

  /** The function, compiled and instantiated. */
  instantiate({ buffer, kernels }: Engine): (...params: number[]) => void {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(this.#module()), {
      env: { memory: buffer, ...kernels } as unknown as WebAssembly.ModuleImports,
    });
    return exports.f as (...params: number[]) => void;
  }

  #with(opcode: number, place: number): this {
    this.#bytes.push(opcode);
    writeLeb128(this.#bytes, place);
    return this;
  }

  #memory(opcode: number, align: number, offset: number): this {
    this.#bytes.push(0xfd);
    writeLeb128(this.#bytes, opcode);
    this.#bytes.push(align);
    writeLeb128(this.#bytes, offset);
    return this;
  }

  #module(): Uint8Array<ArrayBuffer> {
    const out: number[] = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
    const calls = [...this.#calls];
    // Type n is that of a function of n pairs; the last that of this one.
    const most = Math.max(0, ...calls.map(([, { args }]) => args));
    const types = Array.from({ length: most + 1 }, (_, n) => [0x60, n, ...new Array(n).fill(V128), 1, V128]);
    writeSection(out, 1, [...types, [0x60, this.#params, ...new Array(this.#params).fill(I32), 0]]);
    const imports = calls.map(([name, { args }]) => [...encodeName('env'), ...encodeName(name), 0x00, args]);
    writeSection(out, 2, [...imports, [...encodeName('env'), ...encodeName('memory'), 0x02, 0x00, 0x00]]);
    writeSection(out, 3, [[most + 1]]);
    writeSection(
      out,
      6,
      Array.from(this.#constants.keys(), (key) => [
        V128,
        0x01,
        0xfd,
        0x0c,
        ...doubledBytes(Number(key)),
        0x0b,
      ]),
    );
    writeSection(out, 7, [[...encodeName('f'), 0x00, calls.length]]);
    writeSection(out, 10, [this.#function()]);
    return Uint8Array.from(out);
  }

  #function(): number[] {
    const groups: number[] = [2];
    writeLeb128(groups, this.#counters);
    groups.push(I32);
    writeLeb128(groups, this.#locals);
    groups.push(V128);
    const size: number[] = [];
    writeLeb128(size, groups.length + this.#bytes.length + 1);
    return size.concat(groups, this.#bytes, [0x0b]);
  }
}

function writeSection(out: number[], id: number, items: readonly (readonly number[])[]): void {
  const count: number[] = [];
  writeLeb128(count, items.length);
  const size = items.reduce((sum, item) => sum + item.length, count.length);
  out.push(id);
  writeLeb128(out, size);
  for (const byte of count) out.push(byte);
  for (const item of items) for (const byte of item) out.push(byte);
}

const encodeName = (name: string) => [name.length, ...new TextEncoder().encode(name)];

/** The bytes of a number, two times. */
function doubledBytes(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  const bytes = [...new Uint8Array(view.buffer)];
  return [...bytes, ...bytes];
}
