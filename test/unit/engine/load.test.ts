import { afterEach, describe, expect, it } from 'vitest';
import { adopt, compiled, loaded } from '../../../src/engine/load.js';
import { compare } from '../../../src/index.js';

const module = compiled();
afterEach(() => adopt(module));

const hashOf = async () => {
  const options = { optimizers: ['sgd', 'adam'] as const, rates: [1e-3, 1e-2], steps: 50 };
  return (await compare('rosenbrock', options)).hash;
};

describe('the engine', () => {
  it('is made from the bytes in the package, on first use', () => {
    expect(module).toBeInstanceOf(WebAssembly.Module);
    expect(loaded()!.kernels.axpy).toBeTypeOf('function');
  });

  it('takes a module compiled elsewhere', () => {
    adopt(module);
    expect(compiled()).toBe(module);
    expect(loaded()).not.toBeNull();
  });

  it('leaves it to the references, with the same bits, where there is none', async () => {
    const hash = await hashOf();
    adopt(null);
    expect(loaded()).toBeNull();
    expect(compiled()).toBeNull();
    expect(await hashOf()).toBe(hash);
  });

  it('counts as missing where a module compiles but no instance can be made', async () => {
    const hash = await hashOf();
    const { Instance } = WebAssembly;
    adopt(module);
    try {
      (WebAssembly as { Instance: unknown }).Instance = class {
        constructor() {
          throw new WebAssembly.CompileError('refused by the page');
        }
      };
      expect(loaded()).toBeNull();
      expect(await hashOf()).toBe(hash);
    } finally {
      (WebAssembly as { Instance: unknown }).Instance = Instance;
    }
  });
});
