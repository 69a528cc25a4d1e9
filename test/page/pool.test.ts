import { describe, expect, it } from 'vitest';

// Worker threads need files to start from: the package as it is built.
const built = new URL('../../dist/index.js', import.meta.url).href;
const nabla = (await import(built)) as typeof import('../../src/index.js');

const { compare, iris, minimize, mlp, predict, problems, standardize } = nabla;
const model = mlp(standardize(iris()), { layers: [5], activation: 'relu', l2: 0.01, seed: 8 });
const options = { optimizers: ['sgd', 'adam', 'nadam'], rates: '1e-3..1:3', steps: 60, batch: 40 } as const;

describe('compare with workers (threads of Node)', () => {
  it('make the same comparison, in the same order, however many they are', async () => {
    const alone = await compare(model, { ...options, replicates: 2 });
    for (const workers of [1, 2, 5]) {
      const progress: number[] = [];
      const onProgress = ({ done, total }: { done: number; total: number }) => progress.push(done / total);
      const result = await compare(model, { ...options, replicates: 2, workers, onProgress });
      expect(result.hash).toBe(alone.hash);
      expect(JSON.stringify(result)).toBe(JSON.stringify(alone));
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.at(-1)).toBe(1);
      expect(predict(result.best!, iris().x)).toEqual(predict(alone.best!, iris().x));
    }
  });

  it('take problems of the catalogue and formulas; own functions stay on this thread', async () => {
    const own = {
      init: () => ({}),
      step: (_: object, x: Float64Array, g: Float64Array, { rate }: { rate?: number | boolean }) =>
        x.map((xi, i) => xi - Number(rate) * g[i]),
    };
    const rates = { optimizers: ['adam', own], rates: [0.01, 0.1], steps: 50 } as const;
    const callback = ([x, y]: Float64Array) => x ** 4 + y ** 2;
    const both = async (problem: never, start?: number[]) => {
      const given = { ...rates, ...(start && { start }) } as never as { steps: number };
      const [here, there] = [await compare(problem, given), await compare(problem, { ...given, workers: 2 })];
      expect(there.hash).toBe(here.hash);
      expect(there.runs.map(({ label }) => label)).toEqual(here.runs.map(({ label }) => label));
    };
    await both('rosenbrock' as never);
    await both(problems.rastrigin.in(4) as never);
    await both('a^2 + b^4 + a b' as never, { a: 1, b: 2 } as never);
    await both(callback as never, [1, 2]);
    const line = { ...nabla.activations.relu, value: (x: number) => x, slope: () => 1, curve: () => 0 };
    await both(
      mlp(standardize(iris()), { layers: [3], activation: { ...line, many: undefined } as never }) as never,
    );
  });

  it.each([
    ['(x - 3)^2 + 1e9', [0]],
    ['saddle', [...problems.saddle.start]],
    ['x^3', [1]],
  ])('say of %s how it ended and why, as a run alone does', async (problem, start) => {
    const [ways, rates, steps] = [['sgd', 'adam', 'bfgs', 'newton'], [0.1], 1500] as const;
    const given = { optimizers: ways, rates, steps, start };
    const alone = ways.map((optimizer) =>
      minimize(problem, {
        optimizer: optimizer as 'sgd',
        ...('rate' in nabla.optimizers[optimizer].knobs && { rate: rates[0] }),
        steps,
        start,
      }),
    );
    const told = alone.map(({ outcome, because }) => ({ outcome, because }));
    for (const workers of [0, 2])
      expect((await compare(problem, { ...given, workers })).runs).toMatchObject(told);
  });

  it('do not see what becomes of the data and the options after a model was made', async () => {
    const data = standardize(iris());
    const given = { layers: [4] };
    const own = mlp({ ...data, load: () => data } as typeof data, given);
    const here = await compare(own, options);
    data.x.data.fill(0);
    data.y.fill(0);
    given.layers[0] = 9;
    const there = await compare(own, { ...options, workers: 1 });
    expect(there.hash).toBe(here.hash);
  });

  it('end with the reason of an aborted signal', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => abort.abort(reason), 200);
    const call = compare(model, { ...options, steps: 1e7, workers: 2, signal: abort.signal });
    await expect(call).rejects.toBe(reason);
    const late = compare(model, { ...options, workers: 2, signal: abort.signal });
    await expect(late).rejects.toBe(reason);
  });

  it('are counted from 0', async () => {
    const call = compare(model, { ...options, workers: 1.5 });
    await expect(call).rejects.toThrow('compare: workers needs a whole number from 0 to 256, got 1.5');
    expect(minimize(model, { optimizer: 'sgd', rate: 0.1, steps: 1 }).steps).toBe(1);
  });
});
