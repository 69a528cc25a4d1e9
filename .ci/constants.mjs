// Vector constants moved from instructions to memory: from 13.6 on V8 rebuilds those of instructions at every use,
// loops included, in three steps each; a load is one. Saves a third of exp, log, cosh and erf.
import binaryen from 'assemblyscript/binaryen';

const base = /i32\.const (\d+)(\s+global\.set \$assembly\/memory\/heapBase)/;
// Constants of all zeros or all ones, which take one step.
const plain = /^(?: 0x00000000){4}$|^(?: 0xffffffff){4}$/;

/** The binary module of WebAssembly text, with a table of its vector constants after the data it has. */
export function assembled(wat) {
  const start = (Number(base.exec(wat)[1]) + 15) & ~15;
  const table = new Map();
  const moved = wat.replace(/v128\.const i32x4((?: 0x[0-9a-f]{8}){4})/g, (whole, words) => {
    if (plain.test(words)) return whole;
    if (!table.has(words)) table.set(words, start + 16 * table.size);
    return `i32.const 0\n v128.load offset=${table.get(words)}`;
  });
  const bytes = [...table.keys()].flatMap((words) => words.trim().split(' ').flatMap(littleEndian));
  const data = bytes.map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
  const whole = moved
    .replace(base, `i32.const ${start + bytes.length}$2`)
    .replace(/\)\s*$/, `(data (i32.const ${start}) "${data}"))`);
  const module = binaryen.parseText(whole);
  const { SIMD128, BulkMemory, BulkMemoryOpt, MutableGlobals, NontrappingFPToInt, SignExt } =
    binaryen.Features;
  module.setFeatures(SIMD128 | BulkMemory | BulkMemoryOpt | MutableGlobals | NontrappingFPToInt | SignExt);
  if (!module.validate()) throw new Error('constants: the module needs to be valid, got one that is not');
  return module.emitBinary();
}

const littleEndian = (word) => [0, 8, 16, 24].map((by) => (Number(word) >>> by) & 255);
