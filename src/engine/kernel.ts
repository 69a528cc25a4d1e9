import { wrongKind } from '../need.js';
import { type Engine, loadedEngine } from './load.js';
import { canonicalizeNaNs, isResident, type Resident } from './memory.js';

// Kernels. Each has a declaration, a reference that runs anywhere and defines the bits, and a fast copy: the function
// of the same name in assembly/.

/** A dimension; left out of a call where some array's length is just this dimension. */
export interface Dim<N extends string = string> {
  readonly role: 'dim';
  readonly name: N;
}
/** A scalar argument. */
export interface Scalar<N extends string = string> {
  readonly role: 'f64';
  readonly name: N;
}
/** Precision of the numbers of an array: 64 bits each, or 32. */
export type Precision = 'f64' | 'f32';
/** An array argument of `size` numbers: dimensions and whole numbers joined by `*`. */
export interface Numbers<
  N extends string = string,
  S extends string = string,
  P extends Precision = Precision,
> {
  readonly role: 'input' | 'output' | 'inout';
  readonly name: N;
  readonly size: S;
  readonly precision: P;
}
export type Arg = Dim | Scalar | Numbers;

export const dim = <const N extends string>(name: N): Dim<N> => ({ role: 'dim', name });
export const f64 = <const N extends string>(name: N): Scalar<N> => ({ role: 'f64', name });
interface ArrayMaker {
  <const N extends string, const S extends string>(name: N, size: S): Numbers<N, S, 'f64'>;
  <const N extends string, const S extends string>(name: N, size: S, precision: 'f32'): Numbers<N, S, 'f32'>;
}
const arrayArgument = (role: Numbers['role']) =>
  ((name: string, size: string, precision: Precision = 'f64') => ({
    role,
    name,
    size,
    precision,
  })) as ArrayMaker;
/** Array argument that is only read. */
export const input = arrayArgument('input');
/** Array argument that is written in full, whatever it held. */
export const output = arrayArgument('output');
/** Array argument that is read and written. */
export const inout = arrayArgument('inout');

type Sizes<A extends readonly Arg[]> = Extract<A[number], Numbers>['size'];
type ArrayOf<P extends Precision> = P extends 'f32' ? Float32Array : Float64Array;
type Held<H extends Arg> = H extends Numbers<string, string, infer P> ? ArrayOf<P> : number;
type Wire<A extends readonly Arg[]> = { [I in keyof A]: Held<A[I]> };
/** The arguments with all arrays in single precision. */
type Single<A extends readonly Arg[]> = {
  [I in keyof A]: A[I] extends Numbers<infer N, infer S> ? Numbers<N, S, 'f32'> : A[I];
};
type Given<A extends readonly Arg[], All extends readonly Arg[]> = A extends readonly [
  infer H extends Arg,
  ...infer T extends readonly Arg[],
]
  ? H extends Dim<infer N>
    ? N extends Sizes<All>
      ? Given<T, All>
      : [number, ...Given<T, All>]
    : [Held<H>, ...Given<T, All>]
  : [];

export interface Declaration<A extends readonly Arg[] = readonly Arg[], R = unknown> {
  readonly name: string;
  readonly says: string;
  readonly args: A;
  /** Condition on the dimensions beyond the lengths, in words and as a predicate of all of them in order. */
  readonly where?: readonly [says: string, holds: (...dims: number[]) => boolean];
  /**
   * Total length of ordinary arrays from which copying them pays, if not `COPY_FROM`; Infinity where so little is
   * done with each number that it never does.
   */
  readonly copyFrom?: number;
  /**
   * Set where a number that is written depends on scalars and on the numbers at its place alone, in arrays of one
   * length, which are copied a block at a time: the name of the array that is NaN wherever another that is written is.
   */
  readonly elementwise?: string;
  /** The definition, called with every argument, dimensions too, in declaration order. */
  reference(...wire: Wire<A>): R;
  /** The same sooner, for ordinary arrays, with every NaN that it writes the canonical one. */
  ordinary?(...wire: Wire<A>): R;
}

/** A declaration that is for both precisions, or for double alone. */
interface Declared<A extends readonly Arg[], R> extends Omit<Declaration<A, R>, 'reference'> {
  /** Whether the kernel is there for arrays in single precision too, as its `single`. */
  readonly inSingle?: true;
  /** The definition; `round` is that of what is not stored at once: `Math.fround` in single precision, else none. */
  reference(...wire: [...Wire<A>, round: Round]): R;
}

type Round = (x: number) => number;
const exactly: Round = (x) => x;

/** A kernel, called by position in declaration order. */
export interface Kernel<A extends readonly Arg[] = readonly Arg[], R = unknown> {
  (...given: Given<A, A>): R;
  readonly declaration: Declaration<A, R>;
}

/**
 * Total length of ordinary arrays from which the fast copy is used: they have to be copied into engine memory and
 * back, and with shorter ones the reference is done sooner.
 */
const COPY_FROM = 128;

/** Number of recent calls that a kernel knows again: as many as a network of some layers makes of it in turn. */
const RECENT = 8;

type Values = (number | Float64Array | Float32Array)[];

/** A call on engine memory, and what its fast copy is called with. */
interface KnownCall {
  readonly given: Values;
  readonly ready: number[];
}

type FastCopy = Engine['kernels'][string];

/** Typed, checked function of a declaration. */
export function kernel<const A extends readonly Arg[], R>(
  declared: Declared<A, R> & { readonly inSingle: true },
): Kernel<A, R> & { readonly single: Kernel<Single<A>, R> };
export function kernel<const A extends readonly Arg[], R>(declared: Declared<A, R>): Kernel<A, R>;
export function kernel<const A extends readonly Arg[], R>(declared: Declared<A, R>) {
  if (!declared.inSingle) return makeKernel(declared as unknown as Declaration<A, R>);
  const made = makeKernel({ ...declared, reference: withRounding(declared, exactly) });
  return Object.assign(made, { single: makeKernel(inSinglePrecision(declared)) });
}

const withRounding =
  <A extends readonly Arg[], R>({ reference }: Declared<A, R>, round: Round) =>
  (...wire: Wire<A>) =>
    reference(...wire, round);

/** Declaration for arrays in single precision; its fast copy is a function of its own. */
const inSinglePrecision = <A extends readonly Arg[], R>(declared: Declared<A, R>) =>
  ({
    ...declared,
    name: `${declared.name}Single`,
    args: declared.args.map((arg) => ('size' in arg ? { ...arg, precision: 'f32' } : arg)),
    reference: withRounding(declared, Math.fround),
  }) as unknown as Declaration<Single<A>, R>;

function makeKernel<A extends readonly Arg[], R>(declaration: Declaration<A, R>): Kernel<A, R> {
  const shape = readDeclaration(declaration);
  const ordinary = ordinaryForm(shape, declaration as unknown as Declaration<readonly Arg[], R>);
  // A kernel never runs within itself, so one array of arguments serves every call.
  const wire: Values = new Array(shape.lengthFrom.length).fill(0);
  // A call on engine memory that differs from a recent one in its scalars only needs no second check:
  // views of engine memory neither move nor change their length.
  const recent: KnownCall[] = [];
  let oldest = 0;
  let fast: FastCopy | null = null;
  const call = (...given: Values): R => {
    for (let i = 0; i < recent.length; i++) {
      if (repeatsCall(shape, recent[i], given)) return onlyNaN(callSpread(fast!, recent[i].ready) as R);
    }
    if (given.length !== shape.given.length) throw argumentCountError(shape, given.length);
    for (let i = 0; i < given.length; i++) wire[shape.given[i]] = given[i];
    const total = resolveDimensions(shape, wire);
    if (total === RESIDENT) {
      const ready = wire.map((value) => (typeof value === 'number' ? value : (value as Resident).address));
      recent[oldest] = { given, ready };
      oldest = (oldest + 1) % RECENT;
      fast = loadedEngine()!.kernels[shape.name];
      return onlyNaN(callSpread(fast, ready) as R);
    }
    const engine = total < (declaration.copyFrom ?? COPY_FROM) ? null : loadedEngine();
    const { elementwise } = declaration;
    if (engine && elementwise !== undefined) return runInBlocks(engine, shape, wire, elementwise) as R;
    return onlyNaN(engine ? runInEngine<R>(engine, shape, wire) : ordinary(wire));
  };
  return Object.assign(call as unknown as (...given: Given<A, A>) => R, { declaration });
}

interface KernelShape {
  name: string;
  /** Places of a call's arguments among all. */
  given: number[];
  /** Which of these are scalars. */
  scalars: boolean[];
  /** For each argument −1 if the call gives it, else the place of the array whose length it is. */
  lengthFrom: number[];
  arrays: ArrayArgument[];
  dims: number[];
  where: Declaration['where'];
}

interface ArrayArgument {
  at: number;
  name: string;
  size: string;
  isSingle: boolean;
  /** The size as a product: the places of its dimensions, and the number before them. */
  dims: number[];
  times: number;
  reads: boolean;
  writes: boolean;
}

function readDeclaration({ name, args, where }: Declaration<readonly Arg[], unknown>): KernelShape {
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
    const isSingle = arg.precision === 'f32';
    const { name: own, size, role } = arg;
    return [{ at, name: own, size, isSingle, dims: places, times, reads, writes: role !== 'input' }];
  });
  const lengthFrom = args.map((arg) =>
    arg.role === 'dim' ? (arrays.find(({ size }) => size === arg.name)?.at ?? -1) : -1,
  );
  const given = lengthFrom.flatMap((from, at) => (from < 0 ? [at] : []));
  const scalars = given.map((at) => args[at].role === 'f64');
  return { name, given, scalars, lengthFrom, arrays, dims, where };
}

/** The kernel on ordinary arrays without an engine. */
function ordinaryForm<R>(
  { arrays }: KernelShape,
  { reference, ordinary }: Declaration<readonly Arg[], R>,
): (wire: Values) => R {
  if (ordinary) return (wire) => ordinary(...(wire as never[]));
  return (wire) => {
    const result = reference(...(wire as never[]));
    for (const { at, writes } of arrays) if (writes) canonicalizeNaNs(wire[at] as Float64Array);
    return result;
  };
}

/** Stands for a total length where every array is in engine memory. */
const RESIDENT = -1;

/**
 * Total length of the arrays, once the dimensions are filled in from their lengths and checked; `RESIDENT` where all of
 * them are in engine memory, and infinite where some are: a loop over several kinds of arrays is a slow one.
 */
function resolveDimensions(shape: KernelShape, wire: Values): number {
  const { lengthFrom, arrays, where } = shape;
  for (let i = 0; i < lengthFrom.length; i++) if (lengthFrom[i] >= 0) wire[i] = lengthOf(wire[lengthFrom[i]]);
  let total = 0;
  let residents = 0;
  for (let i = 0; i < arrays.length; i++) {
    total += checkArray(shape, arrays[i], wire);
    if (isResident(wire[arrays[i].at])) residents++;
  }
  if (where && !where[1](...shape.dims.map((at) => wire[at] as number))) throw conditionError(shape, wire);
  if (residents === 0) return total;
  return residents === arrays.length ? RESIDENT : Infinity;
}

const lengthOf = (array: unknown) =>
  array instanceof Float64Array || array instanceof Float32Array ? array.length : 0;

function checkArray(shape: KernelShape, place: ArrayArgument, wire: Values): number {
  const { at, dims, writes } = place;
  const array = wire[at];
  if (place.isSingle) {
    if (!(array instanceof Float32Array)) throw wrongKind(shape.name, place.name, 'a Float32Array', array);
  } else if (!(array instanceof Float64Array))
    throw wrongKind(shape.name, place.name, 'a Float64Array', array);
  let length = place.times;
  for (let i = 0; i < dims.length; i++) length *= wire[dims[i]] as number;
  if (array.length !== length) throw lengthError(shape, place, length, array.length);
  if (writes) {
    for (const other of shape.arrays) {
      if (other !== place && wire[other.at] === array) throw sharedMemoryError(shape, place, other);
    }
  }
  return length;
}

const argumentCountError = ({ name, given }: KernelShape, got: number) =>
  new TypeError(`${name}: the call needs ${given.length} arguments, got ${got}`);
const lengthError = ({ name }: KernelShape, place: ArrayArgument, length: number, got: number) =>
  new RangeError(`${name}: ${place.name} needs ${place.size} = ${length} numbers, got ${got}`);
const sharedMemoryError = ({ name }: KernelShape, place: ArrayArgument, other: ArrayArgument) =>
  new RangeError(`${name}: ${place.name} needs memory of its own, got that of ${other.name}`);
const conditionError = ({ name, where, dims }: KernelShape, wire: Values) =>
  new RangeError(`${name}: the call needs ${where![0]}, got ${dims.map((at) => wire[at]).join(', ')}`);

/** Whether a call has the arrays and dimensions of a known one, to which its scalars are then copied. */
function repeatsCall(
  { given: places, scalars }: KernelShape,
  { given: known, ready }: KnownCall,
  given: Values,
): boolean {
  if (known.length !== given.length) return false;
  for (let i = 0; i < given.length; i++) {
    if (scalars[i]) ready[places[i]] = given[i] as number;
    else if (given[i] !== known[i]) return false;
  }
  return true;
}

/** f(...w), without the spread that engines are slower at. */
function callSpread(f: FastCopy, w: number[]): unknown {
  switch (w.length) {
    case 2:
      return f(w[0], w[1]);
    case 3:
      return f(w[0], w[1], w[2]);
    case 4:
      return f(w[0], w[1], w[2], w[3]);
    case 5:
      return f(w[0], w[1], w[2], w[3], w[4]);
    case 6:
      return f(w[0], w[1], w[2], w[3], w[4], w[5]);
    default:
      return f(...w);
  }
}

/** The fast copy, on engine memory where an array is there, and on copies of the others. */
function runInEngine<R>(engine: Engine, shape: KernelShape, wire: Values): R {
  const { memory } = engine;
  const mark = memory.mark();
  try {
    const addresses = wire.slice();
    for (const { at, reads, isSingle } of shape.arrays) {
      const array = wire[at] as Float64Array;
      if (isResident(array)) addresses[at] = array.address;
      else {
        const address = memory.take(shape.name, isSingle ? Math.ceil(array.length / 2) : array.length);
        if (reads) heapOf(memory, isSingle, address, array.length).set(array);
        addresses[at] = address;
      }
    }
    const result = callSpread(engine.kernels[shape.name], addresses as number[]);
    for (const { at, writes, isSingle } of shape.arrays) {
      const array = wire[at] as Float64Array;
      if (!writes || isResident(array)) continue;
      array.set(heapOf(memory, isSingle, addresses[at] as number, array.length));
      canonicalizeNaNs(array);
    }
    return result as R;
  } finally {
    memory.reset(mark);
  }
}

/** Numbers of each array in a block: with those of the others they stay in the processor's cache. */
const BLOCK = 8192;

/** The same of an elementwise kernel, on a block of the arrays at a time. */
function runInBlocks(engine: Engine, shape: KernelShape, wire: Values, telling: string): void {
  const { memory, kernels } = engine;
  const { heap } = memory;
  const mark = memory.mark();
  try {
    const [dim] = shape.dims;
    const n = wire[dim] as number;
    const addresses = wire.slice() as number[];
    // Places of the copies; residents are worked on where they are.
    const blocks = shape.arrays.map(({ at, name, reads, writes }) => {
      const array = wire[at] as Float64Array;
      const copy = isResident(array) ? null : memory.take(shape.name, Math.min(n, BLOCK));
      return { at, array, copy, reads, writes, tells: name === telling };
    });
    for (let from = 0; from < n; from += BLOCK) {
      const count = Math.min(BLOCK, n - from);
      addresses[dim] = count;
      for (const { at, array, copy, reads } of blocks) {
        addresses[at] = copy ?? (array as Resident).address + 8 * from;
        if (copy !== null && reads)
          heap.set(count === n ? array : array.subarray(from, from + count), copy >> 3);
      }
      callSpread(kernels[shape.name], addresses);
      // A sum is NaN where one of its terms is.
      const lost = blocks.some(({ at, tells }) => tells && Number.isNaN(kernels.sum(count, addresses[at])));
      for (const { array, copy, writes } of blocks) {
        if (copy === null || !writes) continue;
        array.set(heap.subarray(copy >> 3, (copy >> 3) + count), from);
        if (lost) canonicalizeNaNs(array, from, from + count);
      }
    }
  } finally {
    memory.reset(mark);
  }
}

const heapOf = ({ heap }: Engine['memory'], isSingle: boolean, address: number, n: number) =>
  isSingle ? new Float32Array(heap.buffer, address, n) : heap.subarray(address >> 3, (address >> 3) + n);

const onlyNaN = <R>(result: R): R => (Number.isNaN(result) ? (NaN as R) : result);
