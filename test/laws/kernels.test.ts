import { afterEach, describe, expect, it } from 'vitest';
import type { Declaration, Numbers } from '../../src/engine/kernel.js';
import { loadedEngine } from '../../src/engine/load.js';
import * as kernels from '../../src/kernels/index.js';
import { mulberry32, numbersOf } from './random.js';

// Every kernel, in each precision it is there for, at every size that could hide a slip in the lanes, on ordinary and on special numbers:
// the fast copy gives the bits of the reference, at odd offsets too, and writes nowhere else.

type Numbers64or32 = Float64Array | Float32Array;
type Values = (number | Numbers64or32)[];
const isArray = (value: unknown): value is Numbers64or32 =>
  value instanceof Float64Array || value instanceof Float32Array;
const engine = loadedEngine();
const GUARD = 123.456;

function* dimensions({ args, where }: Declaration, next: () => number): Generator<Map<string, number>> {
  const names = args.flatMap((arg) => (arg.role === 'dim' ? [arg.name] : []));
  const large = names.length === 1 ? 1003 : names.length === 2 ? 67 : 37;
  for (const size of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, large]) {
    for (let kind = 0; kind < (names.length === 1 ? 1 : 6); kind++) {
      const dims = names.map((_, i) => (kind === 0 || i === 0 ? size : Math.floor(next() * (size + 3))));
      if (!where || where[1](...dims)) yield new Map(names.map((name, i) => [name, dims[i]]));
    }
  }
}

const lengthOf = (array: Numbers, dims: Map<string, number>) =>
  array.size.split('*').reduce((product, word) => product * (dims.get(word) ?? Number(word)), 1);

function argumentsFor(
  { args }: Declaration,
  dims: Map<string, number>,
  next: () => number,
  share: number,
): Values {
  return args.map((arg) => {
    if (arg.role === 'dim') return dims.get(arg.name)!;
    if (arg.role === 'f64') return numbersOf(next, 1, share)[0];
    const numbers = numbersOf(next, lengthOf(arg, dims), share);
    return arg.precision === 'f32' ? Float32Array.from(numbers) : numbers;
  });
}

/** A view of engine memory an odd number of numbers in, with a guard on either side. */
function guarded(values: Numbers64or32): { view: Numbers64or32; intact: () => boolean } {
  const { memory } = engine!;
  const kind = values instanceof Float32Array ? Float32Array : Float64Array;
  const taken = memory.scratch('law', values.length + 4);
  const outer = new kind(taken.buffer as ArrayBuffer, taken.address, values.length + 2).fill(GUARD);
  const address = taken.address + kind.BYTES_PER_ELEMENT;
  const view = Object.assign(new kind(outer.buffer, address, values.length), { address });
  view.set(values);
  const [guard] = outer;
  return { view, intact: () => outer[0] === guard && outer[values.length + 1] === guard };
}

const calls = (declaration: Declaration, values: Values): Values => {
  const told = declaration.args.flatMap((arg) => ('size' in arg ? [arg.size] : []));
  return values.filter((_, i) => {
    const arg = declaration.args[i];
    return arg.role !== 'dim' || !told.includes(arg.name);
  });
};

function expectSame(name: string, got: Values, wanted: Values, note: string): void {
  got.forEach((array, i) => {
    const other = wanted[i];
    if (!isArray(array) || !isArray(other)) return;
    for (let j = 0; j < array.length; j++) {
      if (!Object.is(array[j], other[j])) {
        expect.fail(`${name}, ${note}: argument ${i}[${j}] is ${array[j]}, the reference gives ${other[j]}`);
      }
    }
  });
}

function expectCanonical(array: Numbers64or32, note: string): void {
  const words = (of: Numbers64or32): ArrayLike<bigint | number> =>
    of instanceof Float64Array ? new BigUint64Array(of.slice().buffer) : new Uint32Array(of.slice().buffer);
  const [canonical] = Array.from(
    words(array instanceof Float64Array ? Float64Array.of(NaN) : Float32Array.of(NaN)),
  );
  const own = words(array);
  for (let i = 0; i < array.length; i++) if (Number.isNaN(array[i])) expect(own[i], note).toBe(canonical);
}

it('the engine is there to be compared', () => {
  expect(engine).not.toBeNull();
});

/** Every kernel by its name, and its form in single precision by that name and `Single`. */
const forms = Object.entries(kernels).flatMap(([name, kernel]) => [
  [name, kernel] as const,
  ...('single' in kernel ? [[`${name}Single`, kernel.single] as const] : []),
]);

describe.each(forms)('kernel %s', (name, kernel) => {
  const { declaration } = kernel as unknown as { declaration: Declaration };
  const call = kernel as unknown as (...given: Values) => unknown;
  const reference = declaration.reference as unknown as (...wire: Values) => unknown;
  const next = mulberry32(name.length * 7919 + 1);
  const mark = engine?.memory.mark() ?? 0;
  // One that fails leaves no scratch for the next to be blamed for.
  afterEach(() => engine?.memory.reset(mark));

  it('is known by its file and says what it does', () => {
    expect(declaration.name).toBe(name);
    expect(declaration.says).not.toBe('');
  });

  for (const share of [0, 0.3]) {
    it(`gives the reference's bits${share ? ' on ±0, ±∞, NaN and subnormals' : ''}`, () => {
      const { memory } = engine!;
      let tried = 0;
      for (const dims of dimensions(declaration, next)) {
        const given = argumentsFor(declaration, dims, next, share);
        const copy = () => given.map((value) => (isArray(value) ? value.slice() : value));
        const wanted = copy();
        const answer = reference(...wanted);
        const note = JSON.stringify(Object.fromEntries(dims));

        const plain = copy();
        expect(call(...calls(declaration, plain)), note).toBe(answer);
        expectSame(name, plain, wanted, `${note}, plain arrays`);
        declaration.args.forEach((arg, i) => {
          if (arg.role === 'output' || arg.role === 'inout') expectCanonical(plain[i] as Numbers64or32, note);
        });

        const mark = memory.mark();
        const held = copy().map((value) => (isArray(value) ? guarded(value) : value));
        const resident = held.map((value) => (typeof value === 'number' ? value : value.view));
        expect(call(...calls(declaration, resident)), note).toBe(answer);
        expectSame(name, resident, wanted, `${note}, engine memory at an odd offset`);
        for (const value of held) if (typeof value !== 'number') expect(value.intact(), note).toBe(true);
        memory.reset(mark);

        given.forEach((value, i) => {
          if (declaration.args[i].role === 'input')
            expectSame(name, [plain[i]], [value], `${note}, input changed`);
        });
        tried++;
      }
      expect(tried).toBeGreaterThan(10);
      expect(memory.used.scratch).toBe(0);
    });
  }

  // More than a block, of which the last is short; arrays in engine memory are among the others.
  if (declaration.elementwise !== undefined)
    it.each([8192, 8193, 20001])('gives the bits of the reference on %d numbers of each array', (n) => {
      const { memory } = engine!;
      for (const [share, isMixed] of [0, 0.001, 0.3].flatMap(
        (share) =>
          [
            [share, false],
            [share, true],
          ] as const,
      )) {
        const given = argumentsFor(declaration, new Map([['n', n]]), next, share);
        const wanted = given.map((value) => (isArray(value) ? value.slice() : value));
        reference(...wanted);
        const mark = memory.mark();
        const own = given.map((value, i) =>
          !isArray(value) ? value : isMixed && i % 2 ? guarded(value).view : value.slice(),
        );
        call(...calls(declaration, own));
        const note = `${n}, special ${share}, mixed ${isMixed}`;
        expectSame(name, own, wanted, note);
        for (const array of own) if (isArray(array) && !('address' in array)) expectCanonical(array, note);
        memory.reset(mark);
      }
      expect(memory.used.scratch).toBe(0);
    });
});
