import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  activations,
  chebyshev,
  exportCode,
  exportModel,
  importModel,
  iris,
  linearRegression,
  logisticRegression,
  minimize,
  mlp,
  moons,
  softmaxRegression,
  standardize,
} from '../../../src/index.js';

// Each program is run: TypeScript here, Python where there is one with NumPy.

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
const wave = standardize(chebyshev({ degree: 3, points: 30 }));
const two = standardize(moons({ n: 40 }));
const models = [
  ['softmax', softmaxRegression(standardize(iris()))],
  ['softmax, not scaled', softmaxRegression(iris())],
  ['logistic', logisticRegression(two)],
  ['linear', linearRegression(wave)],
  ...Object.keys(activations).flatMap((activation) => [
    [`mlp, ${activation}, classes`, mlp(two, { layers: [6, 5], activation: activation as 'tanh' })] as const,
    [`mlp, ${activation}, numbers`, mlp(wave, { layers: [7], activation: activation as 'tanh' })] as const,
  ]),
] as const;

const trained = models.map(([name, model]) => {
  const run = minimize(model as ReturnType<typeof mlp>, { optimizer: 'adam', rate: 0.1, steps: 200 });
  const read = importModel(exportModel(run));
  const columns = read.columns.length;
  // Rows far off too, where an activation is flat.
  const rows = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (i < 36 ? 0.2 * i - 3 + j : (i - 38) * 50)),
  );
  const found = read.predict(rows);
  return {
    ...{ name, run, rows },
    predictions: read.classes ? Array.from(found, (k) => read.classes![k]) : Array.from(found),
    probabilities: read.classes ? Array.from(read.probabilities(rows).data) : null,
  };
});

interface Told {
  predictions: (string | number)[];
  probabilities: number[] | null;
}

function expectTold({ predictions, probabilities }: Told, wanted: Told): void {
  const isNear = (value: number, other: number) =>
    expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(other)));
  predictions.forEach((each, i) => {
    if (typeof each === 'string') expect(each).toBe(wanted.predictions[i]);
    else isNear(each, wanted.predictions[i] as number);
  });
  expect(predictions.length).toBe(wanted.predictions.length);
  wanted.probabilities?.forEach((each, i) => {
    isNear(probabilities![i], each);
  });
}

describe('as TypeScript', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-'));
    trained.forEach(({ run }, i) => {
      writeFileSync(join(folder, `model${i}.mts`), exportCode(run, { language: 'typescript' }));
    });
    const compiler = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
    const files = trained.map((_, i) => `model${i}.mts`);
    const options = [
      '--strict',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--types',
      '',
      '--noUnusedLocals',
    ];
    const { stdout } = spawnSync(process.execPath, [compiler, ...options, ...files], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(trained.map((each, i) => ({ ...each, i })))('$name', async ({ i, rows, ...wanted }) => {
    const made = await import(/* @vite-ignore */ pathToFileURL(join(folder, `model${i}.mjs`)).href);
    expectTold(
      { predictions: made.predict(rows), probabilities: made.probabilities?.(rows).flat() ?? null },
      wanted,
    );
    expect(() => made.predict([[NaN]])).toThrow(/finite numbers$/);
  });
});

it.runIf(hasNumpy)('as Python with NumPy', () => {
  const programs = trained.map(({ run, rows }) => ({ code: exportCode(run, { language: 'numpy' }), rows }));
  const runner = `
import json, sys
told = []
for each in json.load(sys.stdin):
    own = {}
    exec(each["code"], own)
    told.append({
        "predictions": list(own["predict"](each["rows"])),
        "probabilities": own["probabilities"](each["rows"]).ravel().tolist() if "probabilities" in own else None,
    })
json.dump(told, sys.stdout)
`;
  const { stdout, stderr, status } = spawnSync('python3', ['-c', runner], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect([status, stderr]).toEqual([0, '']);
  JSON.parse(stdout).forEach((told: Told, i: number) => {
    expectTold(told, trained[i]);
  });
});

it('is the same of a run, its JSON and the model read', () => {
  const [{ run }] = trained;
  const json = exportModel(run);
  const options = { language: 'numpy' } as const;
  expect(exportCode(json, options)).toBe(exportCode(run, options));
  expect(exportCode(importModel(json), options)).toBe(exportCode(run, options));
});

it.each([
  ['fortran', /^exportCode: no language "fortran"; there is typescript, numpy$/],
  [3, /^exportCode: language needs a name, got 3$/],
])('%s is refused', (language, said) => {
  expect(() => exportCode(trained[0].run, { language: language as 'numpy' })).toThrow(said);
});
