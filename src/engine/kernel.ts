import { type Engine, loaded } from './load.js';
import type { Resident } from './memory.js';

// A kernel is a definition and a fast copy of it. The definition is here: its arguments, a sentence, and a
// reference that runs anywhere and IS the bits. The fast copy is the function of the same name in assembly/.

/** A dimension. Left out of a call where some array's length is just this dimension. */
export interface Dim<N extends string = string> {
  readonly role: 'dim';
  readonly name: N;
}
/** A number. */
export interface Scalar<N extends string = string> {
  readonly role: 'f64';
  readonly name: N;
}
/** An array of `size` numbers: dimensions and whole numbers joined by `*`. */
export interface Numbers<N extends string = string, S extends string = string> {
  readonly role: 'input' | 'output' | 'inout';
  readonly name: N;
  readonly size: S;
}
export type Arg = Dim | Scalar | Numbers;

export const dim = <const N extends string>(name: N): Dim<N> => ({ role: 'dim', name });
export const f64 = <const N extends string>(name: N): Scalar<N> => ({ role: 'f64', name });
const numbers =
  <const R extends Numbers['role']>(role: R) =>
  <const N extends string, const S extends string>(name: N, size: S): Numbers<N, S> => ({ role, name, size });
/** Read only. */
export const input = numbers('input');
/** Written in full, whatever it held. */
export const output = numbers('output');
/** Read and written. */
export const inout = numbers('inout');

type Sizes<A extends readonly Arg[]> = Extract<A[number], Numbers>['size'];
type Wire<A extends readonly Arg[]> = {
  [I in keyof A]: A[I] extends Numbers ? Float64Array : number;
};
type Given<A extends readonly Arg[], All extends readonly Arg[]> = A extends readonly [
  infer H extends Arg,
  ...infer T extends readonly Arg[],
]
  ? H extends Dim<infer N>
    ? N extends Sizes<All>
      ? Given<T, All>
      : [number, ...Given<T, All>]
    : [H extends Numbers ? Float64Array : number, ...Given<T, All>]
  : [];

export interface Declaration<A extends readonly Arg[] = readonly Arg[], R = unknown> {
  readonly name: string;
  readonly says: string;
  readonly args: A;
  /** What the dimensions must satisfy beyond the lengths, in words and as a test of all of them in order. */
  readonly where?: readonly [says: string, holds: (...dims: number[]) => boolean];
  /** Called with every argument, dimensions too, in declaration order. */
  reference(...wire: Wire<A>): R;
}

/** A kernel is called by position, in declaration order. */
export interface Kernel<A extends readonly Arg[] = readonly Arg[], R = unknown> {
  (...given: Given<A, A>): R;
  readonly declaration: Declaration<A, R>;
}

/**
 * Plain arrays have to be copied into engine memory and back; where all of them together are shorter than
 * this, the reference is done before the copying would be.
 */
const COPY_FROM = 64;

type Values = (number | Float64Array)[];

/** The typed, checked function that a declaration stands for. */
export function kernel<const A extends readonly Arg[], R>(declaration: Declaration<A, R>): Kernel<A, R> {
  const shape = read(declaration);
  const reference = declaration.reference as unknown as (...wire: Values) => R;
  const call = (...given: Values): R => {
    const wire: Values = new Array(shape.told.length);
    const { total, resident } = place(shape, given, wire);
    const engine = total < COPY_FROM && !resident ? null : loaded();
    if (!engine) {
      const result = reference(...wire);
      for (const { at, writes } of shape.arrays) if (writes) canonical(wire[at] as Float64Array);
      return onlyNaN(result);
    }
    return onlyNaN(resident ? run<R>(engine, shape, wire) : copied<R>(engine, shape, wire));
  };
  return Object.assign(call as unknown as (...given: Given<A, A>) => R, { declaration });
}

interface Shape {
  name: string;
  /** For each argument: −1 if the call gives it, else where the array is whose length it is. */
  told: number[];
  given: number;
  arrays: Place[];
  dims: number[];
  where: Declaration['where'];
}

interface Place {
  at: number;
  name: string;
  size: string;
  /** The size as a product: where its dimensions are, and the number before them. */
  dims: number[];
  times: number;
  reads: boolean;
  writes: boolean;
}

function read({ name, args, where }: Declaration<readonly Arg[], unknown>): Shape {
  const dims = args.flatMap((arg, at) => (arg.role === 'dim' ? [at] : []));
  const arrays = args.flatMap((arg, at) => {
    if (arg.role === 'dim' || arg.role === 'f64') return [];
    const words = arg.size.split('*');
    const times = words.reduce((product, word) => product * (/^\d+$/.test(word) ? Number(word) : 1), 1);
    const places = words
      .filter((word) => !/^\d+$/.test(word))
      .map((word) => args.findIndex((other) => other.role === 'dim' && other.name === word));
    if (places.includes(-1))
      throw new TypeError(`${name}: ${arg.name} needs declared dimensions, got ${arg.size}`);
    const reads = arg.role !== 'output';
    return [{ at, name: arg.name, size: arg.size, dims: places, times, reads, writes: arg.role !== 'input' }];
  });
  const told = args.map((arg) =>
    arg.role === 'dim' ? (arrays.find(({ size }) => size === arg.name)?.at ?? -1) : -1,
  );
  return { name, told, given: told.filter((at) => at < 0).length, arrays, dims, where };
}

/** Lays the call's arguments out as the kernel takes them, and checks them. */
function place(shape: Shape, given: Values, wire: Values): { total: number; resident: boolean } {
  const { name, told, where } = shape;
  if (given.length !== shape.given) {
    throw new TypeError(`${name}: the call needs ${shape.given} arguments, got ${given.length}`);
  }
  for (let i = 0, next = 0; i < wire.length; i++) if (told[i] < 0) wire[i] = given[next++];
  for (let i = 0; i < wire.length; i++) if (told[i] >= 0) wire[i] = (wire[told[i]] as Float64Array).length;
  let total = 0;
  let resident = true;
  for (const array of shape.arrays) {
    total += checked(shape, array, wire);
    if ((wire[array.at] as Resident).address === undefined) resident = false;
  }
  if (where && !where[1](...shape.dims.map((at) => wire[at] as number))) {
    throw new RangeError(
      `${name}: the call needs ${where[0]}, got ${shape.dims.map((at) => wire[at]).join(', ')}`,
    );
  }
  return { total, resident };
}

function checked({ name, arrays }: Shape, place: Place, wire: Values): number {
  const array = wire[place.at];
  if (!(array instanceof Float64Array)) throw new TypeError(`${name}: ${place.name} needs a Float64Array`);
  let length = place.times;
  for (const at of place.dims) length *= wire[at] as number;
  if (array.length !== length) {
    throw new RangeError(
      `${name}: ${place.name} needs ${place.size} = ${length} numbers, got ${array.length}`,
    );
  }
  if (place.writes) {
    for (const other of arrays) {
      if (other.at !== place.at && wire[other.at] === array) {
        throw new RangeError(`${name}: ${place.name} needs memory of its own, got that of ${other.name}`);
      }
    }
  }
  return length;
}

const entry = (engine: Engine, name: string) => engine.kernels[name] as (...wire: number[]) => unknown;

/** Every array lives in engine memory: nothing is copied. */
function run<R>(engine: Engine, shape: Shape, wire: Values): R {
  for (const { at } of shape.arrays) wire[at] = (wire[at] as Resident).address;
  return entry(engine, shape.name)(...(wire as number[])) as R;
}

function copied<R>(engine: Engine, shape: Shape, wire: Values): R {
  const { memory } = engine;
  const mark = memory.mark();
  try {
    const addresses = wire.slice();
    for (const { at, reads } of shape.arrays) {
      const array = wire[at] as Float64Array;
      const address = memory.take(shape.name, array.length);
      if (reads) memory.heap.set(array, address >> 3);
      addresses[at] = address;
    }
    const result = entry(engine, shape.name)(...(addresses as number[]));
    for (const { at, writes } of shape.arrays) {
      if (!writes) continue;
      const array = wire[at] as Float64Array;
      const from = (addresses[at] as number) >> 3;
      array.set(memory.heap.subarray(from, from + array.length));
      canonical(array);
    }
    return result as R;
  } finally {
    memory.reset(mark);
  }
}

/** The bits of a NaN depend on the machine; what leaves the engine carries the one canonical NaN. */
function canonical(array: Float64Array): void {
  for (let i = 0; i < array.length; i++) if (Number.isNaN(array[i])) array[i] = NaN;
}

const onlyNaN = <R>(result: R): R => (Number.isNaN(result) ? (NaN as R) : result);
