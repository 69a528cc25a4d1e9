// npm run bench -- kernels: every kernel against its definition in plain JavaScript, as ratios above 1 where the kernel
// is faster; on arrays in engine memory, and on ordinary arrays, which are copied in and out.
import { cpus } from 'node:os';
import type { Declaration, Numbers } from '../src/engine/kernel.js';
import { loadedEngine } from '../src/engine/load.js';
import * as kernels from '../src/kernels/index.js';
import { type Ratio, ratio } from './pairs.js';

type Values = (number | Float64Array | Float32Array)[];
type Call = (...values: Values) => unknown;

const sizes: Record<number, number[]> = { 1: [16, 256, 16384], 2: [4, 16, 128], 3: [4, 16, 128] };

/** Dimensions of one size, as far as the kernel's condition allows. */
function dimensions({ args, where }: Declaration, size: number): Map<string, number> {
  const names = args.flatMap((arg) => (arg.role === 'dim' ? [arg.name] : []));
  const dims = names.map(() => size);
  for (let i = names.length - 2; where && !where[1](...dims) && i > 0; i--) dims[i] = 0;
  return new Map(names.map((name, i) => [name, dims[i]]));
}

const lengthOf = ({ size }: Numbers, dims: Map<string, number>) =>
  size.split('*').reduce((product, word) => product * (dims.get(word) ?? Number(word)), 1);

let seed = 1;
const next = () => {
  seed = (seed * 16807) % 2147483647;
  return seed / 2147483647;
};

function values(
  declaration: Declaration,
  dims: Map<string, number>,
  make: (n: number) => Float64Array,
): Values {
  return declaration.args.map((arg) => {
    if (arg.role === 'dim') return dims.get(arg.name)!;
    if (arg.role === 'f64') return 0.001 * next();
    const n = lengthOf(arg, dims);
    return filled(arg.precision === 'f32' ? singleWithin(make(Math.ceil(n / 2)), n) : make(n));
  });
}

/** Array of n numbers in single precision, in the memory of another. */
const singleWithin = (array: Float64Array & { address?: number }, n: number) =>
  Object.assign(
    new Float32Array(array.buffer, array.byteOffset, n),
    array.address !== undefined && { address: array.address },
  );

function filled<Kind extends Float64Array | Float32Array>(array: Kind): Kind {
  for (let i = 0; i < array.length; i++) array[i] = 0.1 + next();
  return array;
}

/** Arguments of the public call, which has no dimensions that follow from the lengths of arrays. */
const given = ({ args }: Declaration, all: Values): Values => {
  const told = args.flatMap((arg) => ('size' in arg ? [arg.size] : []));
  return all.filter((_, i) => args[i].role !== 'dim' || !told.includes(args[i].name));
};

const shown = ({ median, low, high }: Ratio) =>
  `${median.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`.padStart(24);

const engine = loadedEngine();
if (!engine) throw new Error('bench: the engine needs WebAssembly with SIMD, got none');
const { memory } = engine;
console.log(
  `Node ${process.version}, ${cpus()[0].model}; median ratio of 15 interleaved pairs (lowest–highest)\n`,
);
console.log(
  `${'kernel'.padEnd(18)}${'size'.padStart(8)}${'ns a call'.padStart(12)}${'engine memory'.padStart(24)}${'ordinary arrays'.padStart(24)}`,
);

const forms = Object.entries(kernels).flatMap(([name, kernel]) => [
  [name, kernel] as const,
  ...('single' in kernel ? [[`${name}Single`, kernel.single] as const] : []),
]);
for (const [name, kernel] of forms) {
  const declaration = kernel.declaration as unknown as Declaration;
  const call = kernel as unknown as Call;
  const reference = declaration.reference as unknown as Call;
  const count = declaration.args.filter(({ role }) => role === 'dim').length;
  for (const size of sizes[count]) {
    const mark = memory.mark();
    const dims = dimensions(declaration, size);
    const plain = values(declaration, dims, (n) => new Float64Array(n));
    const resident = given(
      declaration,
      values(declaration, dims, (n) => memory.scratch('bench', n)),
    );
    const ordinary = given(declaration, plain);
    const slow = () => reference(...plain);
    const inPlace = ratio(() => call(...resident), slow);
    const copied = ratio(() => call(...ordinary), slow);
    console.log(
      `${name.padEnd(18)}${String(size).padStart(8)}${inPlace.ns.toFixed(0).padStart(12)}${shown(inPlace)}${shown(copied)}`,
    );
    memory.reset(mark);
  }
}
