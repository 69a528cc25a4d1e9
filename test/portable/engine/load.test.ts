import { afterEach, describe, expect, it } from 'vitest';
import { adoptModule, compiledModule, loadedEngine } from '../../../src/engine/load.js';
import { compare, matmul, matrix, resident } from '../../../src/index.js';

const module = compiledModule();
afterEach(() => adoptModule(module));

const hashOf = async () => {
  const options = { optimizers: ['sgd', 'adam'] as const, rates: [1e-3, 1e-2], steps: 50 };
  return (await compare('rosenbrock', options)).hash;
};

describe('the engine', () => {
  it('is made from the bytes in the package, on first use', () => {
    expect(module).toBeInstanceOf(WebAssembly.Module);
    expect(loadedEngine()!.kernels.axpy).toBeTypeOf('function');
  });

  it('takes a module compiled elsewhere', () => {
    adoptModule(module);
    expect(compiledModule()).toBe(module);
    expect(loadedEngine()).not.toBeNull();
  });

  it('has in its own memory what was compiled for another before', async () => {
    const options = { optimizers: ['sgd', 'adam'] as const, rates: [1e-3, 1e-2], steps: 500 };
    const { hash } = await compare('rosenbrock', options);
    adoptModule(module);
    expect((await compare('rosenbrock', options)).hash).toBe(hash);
  });

  it('leaves it to the references, with the same bits, where there is none', async () => {
    const hash = await hashOf();
    adoptModule(null);
    expect(loadedEngine()).toBeNull();
    expect(compiledModule()).toBeNull();
    expect(await hashOf()).toBe(hash);
  });

  it('refuses what its memory cannot hold before any work, and is whole afterwards', async () => {
    const hash = await hashOf();
    const { Memory } = WebAssembly;
    try {
      (WebAssembly as { Memory: unknown }).Memory = class {
        constructor({ initial }: { initial: number }) {
          if (initial > 16) throw new RangeError('could not allocate memory');
          // biome-ignore lint/correctness/noConstructorReturn: stands in for the platform's
          return new Memory({ initial });
        }
      };
      adoptModule(module);
      const [a, out] = [matrix(300, 300, new Float64Array(90_000).fill(1)), matrix(300, 300)];
      expect(() => matmul(a, a, { out })).toThrow(RangeError);
      expect(() => matmul(a, a, { out })).toThrow(
        /^matmul: 90000 numbers need 720000 bytes of engine memory, got \d+ left$/,
      );
      expect(() => resident(matrix(400, 400))).toThrow(
        /^resident: 160000 numbers need 1280000 bytes of engine memory, got \d+ left$/,
      );
      expect(out.data.every((value) => value === 0)).toBe(true);
      expect(loadedEngine()!.memory.used).toEqual({ scratch: 0, held: 0 });
      expect(await hashOf()).toBe(hash);
    } finally {
      (WebAssembly as { Memory: unknown }).Memory = Memory;
    }
  });

  it('counts as missing where a module compiles but no instance can be made', async () => {
    const hash = await hashOf();
    const { Instance } = WebAssembly;
    adoptModule(module);
    try {
      (WebAssembly as { Instance: unknown }).Instance = class {
        constructor() {
          throw new WebAssembly.CompileError('refused by the page');
        }
      };
      expect(loadedEngine()).toBeNull();
      expect(await hashOf()).toBe(hash);
    } finally {
      (WebAssembly as { Instance: unknown }).Instance = Instance;
    }
  });
});
