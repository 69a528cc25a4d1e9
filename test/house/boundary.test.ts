import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Arg, Declaration } from '../../src/engine/kernel.js';
import { loadedEngine } from '../../src/engine/load.js';
import { unary } from '../../src/formula/operations.js';
import * as kernels from '../../src/kernels/index.js';
import { files, read } from './sources.js';

// A kernel's arguments are said twice, in its declaration and in its fast copy. Here the two are compared:
// the compiler of the copy writes down names, order and types of what it exports.

const wire = { dim: 'i32', f64: 'f64', input: 'usize', output: 'usize', inout: 'usize' };
const said = ({ role, name }: Arg) => `${name} ${wire[role]}`;
const declarations = Object.values(kernels).flatMap(
  (kernel) =>
    [
      kernel.declaration,
      ...('single' in kernel ? [kernel.single.declaration] : []),
    ] as unknown as Declaration[],
);
/** The file that a kernel is in, with its form in single precision. */
const fileOf = (name: string) => (name in kernels ? name : name.replace(/Single$/, ''));

/** Kernels among the exports of the compiled module, with their parameters, and the file each comes from. */
const compiled = new Map(
  [
    ...read('dist/engine.d.ts').matchAll(
      /\/\*\*\s*\* (assembly\/kernels\/\S+)\/(\w+)\n([\s\S]*?)\*\/\s*export function/g,
    ),
  ].map(([, file, name, tags]) => [
    name,
    { file, args: [...tags.matchAll(/@param (\w+) `(\w+)`/g)].map(([, arg, type]) => `${arg} ${type}`) },
  ]),
);

/** Exports that compiled formulas call: they take pairs of numbers, which JavaScript has none of. */
const lanes = Object.keys(loadedEngine()!.kernels).filter((name) => name.endsWith('Lanes'));

describe.each(declarations)('kernel $name', ({ name, args }) => {
  it('is declared as its fast copy is written: names, order, types', () => {
    expect(compiled.get(name)?.args).toEqual(args.map(said));
  });

  it('is known by its file, on both sides', () => {
    expect(compiled.get(name)?.file).toBe(`assembly/kernels/${fileOf(name)}`);
    expect(files('src/kernels')).toContain(`src/kernels/${fileOf(name)}.ts`);
  });
});

it('has no fast copy without a declaration, and no file without its export', () => {
  const names = declarations.map(({ name }) => name).sort();
  expect([...compiled.keys()].sort()).toEqual(names);
  expect(files('assembly/kernels').map((file) => basename(file, '.ts'))).toEqual(Object.keys(kernels).sort());
  const extra = ['heapBase', 'memory', ...lanes];
  expect(
    Object.keys(loadedEngine()!.kernels)
      .filter((key) => !extra.includes(key))
      .sort(),
  ).toEqual(names);
});

it('has two lanes of every elementary function, for compiled formulas', () => {
  const operations = [...unary, 'ndtr64', 'npdf64', 'sech2', 'pow', 'power'].filter((name) =>
    files('src/math').includes(`src/math/${name}.ts`),
  );
  expect(lanes.sort()).toEqual(operations.map((name) => `${name}Lanes`).sort());
});

it('imports nothing but its memory', async () => {
  const { compiledModule: compiled } = await import('../../src/engine/load.js');
  expect(WebAssembly.Module.imports(compiled()!)).toEqual([
    { module: 'env', name: 'memory', kind: 'memory' },
  ]);
});

describe('constants said in both languages', () => {
  const constants = (path: string) =>
    new Map(
      [...read(path).matchAll(/^const (\w+)(?:: [\w<>]+)? = ([^;]+);/gm)].map(([, name, text]) => [
        name,
        numbers(text),
      ]),
    );
  /** One number, or the numbers of a list; each may be a quotient. */
  const numbers = (text: string) =>
    text
      .replace(/^\[|,?\s*\]$/g, '')
      .split(',')
      .map((one) =>
        one
          .split('/')
          .map((part) => Number(part))
          .reduce((a, b) => a / b),
      );

  const both = files('assembly/math').filter((path) => !path.endsWith('/index.ts'));

  it.each(both.map((path) => basename(path)))('%s', (file) => {
    const [ours, theirs] = [constants(`src/math/${file}`), constants(`assembly/math/${file}`)];
    expect(ours.size, 'constants read').toBe(read(`src/math/${file}`).match(/^const /gm)?.length ?? 0);
    for (const [name, value] of ours) {
      expect(value, name).not.toContain(NaN);
      expect(theirs.get(name), name).toEqual(value);
    }
  });
});
