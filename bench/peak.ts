// Peak rate of multiplications and additions, of doubles or in single precision, in WebAssembly's SIMD registers: loops, written as bytes, that
// do nothing else; an upper bound for matrix products. Each loop carries its numbers from turn to turn, so that no
// compiler can hoist work out of it; the best of several shapes counts, since engines differ in registers.

const [I32, V128] = [0x7f, 0x7b];

/** The type of a number and its opcodes: additions of two of them and of lanes, and so on. */
interface Kind {
  number: number;
  plus: number;
  splat: number;
  add: readonly number[];
  mul: readonly number[];
  extract: number;
  lanes: number;
}
const kinds: Record<'f64' | 'f32', Kind> = {
  f64: {
    number: 0x7c,
    plus: 0xa0,
    splat: 0x14,
    add: [0xfd, 0xf0, 1],
    mul: [0xfd, 0xf2, 1],
    extract: 0x21,
    lanes: 2,
  },
  f32: {
    number: 0x7d,
    plus: 0x92,
    splat: 0x13,
    add: [0xfd, 0xe4, 1],
    mul: [0xfd, 0xe6, 1],
    extract: 0x1f,
    lanes: 4,
  },
};

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const length = (bytes: readonly number[]) =>
  bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
const section = (id: number, bytes: readonly number[]) => [id, ...length(bytes), ...bytes];

/** A module of one function (turns, number) → number, whose loop has this body on `count` locals from 2. */
function module(kind: Kind, count: number, body: readonly number[]): WebAssembly.Module {
  // Different initial values: number, 2 number, 4 number, …
  const start = Array.from({ length: count }, (_, i) => [
    ...[...get(1), ...get(1), kind.plus, ...set(1)],
    ...[...get(1), 0xfd, kind.splat, ...set(2 + i)],
  ]).flat();
  const turn = [...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0];
  const sum = Array.from({ length: count }, (_, i) => (i ? [...get(2 + i), ...kind.add] : get(2))).flat();
  const lane = [0xfd, kind.extract, 0];
  const code = [1, count, V128, ...start, 0x03, 0x40, ...body, ...turn, 0x0b, ...sum, ...lane, 0x0b];
  return new WebAssembly.Module(
    Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, [1, 0x60, 2, I32, kind.number, 1, kind.number]),
      ...section(3, [1, 0]),
      ...section(7, [1, 1, 0x66, 0, 0]),
      ...section(10, [1, ...length(code), ...code]),
    ]),
  );
}

/**
 * A loop of products as in a register tile of matmul: every a times every b, added to an accumulator each; the bs
 * change.
 */
function tile(kind: Kind, as: number, bs: number): { module: WebAssembly.Module; operations: number } {
  const [a, b, step] = [2 + as * bs, 2 + as * bs + as, 2 + as * bs + as + bs];
  const body: number[] = [];
  for (let i = 0; i < as; i++)
    for (let j = 0; j < bs; j++) {
      const to = 2 + i * bs + j;
      body.push(...get(to), ...get(a + i), ...get(b + j), ...kind.mul, ...kind.add, ...set(to));
    }
  for (let j = 0; j < bs; j++) body.push(...get(b + j), ...get(step), ...kind.add, ...set(b + j));
  return { module: module(kind, as * bs + as + bs + 1, body), operations: 2 * as * bs + bs };
}

/** A loop of independent sums and products: no result waits for another. */
function apart(kind: Kind, each: number): { module: WebAssembly.Module; operations: number } {
  const body: number[] = [];
  const by = 2 + 2 * each;
  for (let i = 0; i < each; i++)
    for (const [k, operation] of [kind.add, kind.mul].entries()) {
      const to = 2 + 2 * i + k;
      body.push(...get(to), ...get(by), ...operation, ...set(to));
    }
  return { module: module(kind, 2 * each + 1, body), operations: 2 * each };
}

const shapes = {
  'tile of 2 by 2': (kind: Kind) => tile(kind, 2, 2),
  'tile of 3 by 2': (kind: Kind) => tile(kind, 3, 2),
  'tile of 4 by 1': (kind: Kind) => tile(kind, 4, 1),
  'tile of 6 by 1': (kind: Kind) => tile(kind, 6, 1),
  '6 sums beside 6 products': (kind: Kind) => apart(kind, 6),
};

/** Yardsticks by name: as many multiplications and additions, on all lanes each, as in a product of n × n matrices. */
export const peaks = (n: number, precision: 'f64' | 'f32' = 'f64') =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      () => {
        const kind = kinds[precision];
        const { module, operations } = shape(kind);
        const { f } = new WebAssembly.Instance(module).exports as {
          f(turns: number, number: number): number;
        };
        const turns = Math.round((2 * n * n * n) / (kind.lanes * operations));
        // Small enough that nothing overflows, large enough that nothing is subnormal.
        const run = () => f(turns, 1e-9);
        return { run, result: () => [run()] };
      },
    ]),
  );
