// From a file to a saved model, and to predictions by another process.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importModel, penguins } from '../../src/index.js';
import { run, spawned } from './command.js';

let folder: string;
const nabla = (...args: string[]) => run(args, folder);
const saved = () => JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));

/** Flats of three cities with decimal commas, and prices to predict. */
const flats = Array.from({ length: 90 }, (_, i) => {
  const [area, city] = [30 + ((17 * i) % 71) + 0.5, ['Rom', 'Köln', 'Ulm'][i % 3]];
  return `${String(area).replace('.', ',')};"${city}";${Math.round(area * (20 + 5 * (i % 3)) + ((7 * i) % 13))}`;
});
const training = ['--data', 'flats.csv', '--target', 'price', '--one-hot', '--model', 'mlp:6'];
const how = [
  '--optimizer',
  'adam',
  '--rate',
  '0.05',
  '--batch',
  '16',
  '--epochs',
  '60',
  '--validation',
  '0.2',
  '--seed',
  '2',
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  writeFileSync(join(folder, 'flats.csv'), ['area;city;price', ...flats].join('\n'));
  writeFileSync(join(folder, 'new.csv'), 'id,city,area\n1,Ulm,50\n2,"Rom",61.25\n3,Köln,\n');
  const { status, err } = await nabla(
    'train',
    ...training,
    ...how,
    '--patience',
    '8',
    '--keep',
    'best',
    '--save',
    'model.json',
  );
  expect(err).toMatch(
    /^a network of 6 units, mean squared error · 90 rows \(72 to learn from, 18 kept apart\) · 4 columns · 300 steps = 60 epochs of 16\n/,
  );
  expect(err).toMatch(/model of adam 0\.05 saved to model\.json$/);
  expect(status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a saved model', () => {
  it('predicts in another process, behind the columns of the file', () => {
    const args = [
      'predict',
      join(folder, 'model.json'),
      '--data',
      join(folder, 'new.csv'),
      '--missing',
      'drop',
    ];
    const { status, out, err } = spawned(args);
    expect([status, err]).toEqual([0, '1 row without a value have no prediction']);
    const [told] = [
      importModel(saved()).predict([
        { area: 50, city: 'Ulm' },
        { area: 61.25, city: 'Rom' },
      ]),
    ];
    expect(out).toBe(`id,city,area,prediction\n1,Ulm,50,${told[0]}\n2,Rom,61.25,${told[1]}\n3,Köln,,`);
  });

  it('is evaluated as it was when it was trained', async () => {
    const { out } = await nabla('evaluate', 'model.json', '--data', 'flats.csv');
    expect(out).toMatch(/^90 rows, loss 0\.0\d+, rmse \d+(\.\d+)?, R² 0\.9\d\d$/);
    const { out: json } = await nabla('evaluate', 'model.json', '--data', 'flats.csv', '--format', 'json');
    expect(Object.keys(JSON.parse(json))).toEqual(['rows', 'loss', 'rmse', 'r2']);
  });

  it('knows how it was made, without the data', () => {
    const { spec, target, columns, encodings } = saved();
    expect([target, columns]).toEqual(['price', ['area', 'city=Rom', 'city=Köln', 'city=Ulm']]);
    expect(encodings).toEqual([{ column: 'city', levels: ['Rom', 'Köln', 'Ulm'] }]);
    expect(spec.problem.data.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(spec.options).toMatchObject({ patience: 8, keep: 'best', batch: 16 });
    expect(JSON.stringify(spec)).not.toContain('30,5');
  });

  it('is the same of the same command, and replaces what was there as a whole', async () => {
    const before = readFileSync(join(folder, 'model.json'), 'utf8');
    await nabla('train', ...training, ...how, '--patience', '8', '--keep', 'best', '--save', 'model.json');
    expect(readFileSync(join(folder, 'model.json'), 'utf8')).toBe(before);
    expect(readdirSync(folder).filter((name) => name.includes('model'))).toEqual(['model.json']);
  });

  it('becomes a program', async () => {
    await nabla('export', 'model.json', '--code', 'numpy', '--out', 'model.py');
    expect((await nabla('export', 'model.json', '--code', 'typescript')).out).toContain(
      'export const predict =',
    );
    if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) return;
    const code = 'import model; print(repr(float(model.predict([[50, 0, 0, 1]])[0])))';
    const { stdout } = spawnSync('python3', ['-c', code], { cwd: folder, encoding: 'utf8' });
    const [wanted] = importModel(saved()).predict([{ area: 50, city: 'Ulm' }]);
    expect(Math.abs(Number(stdout) - wanted)).toBeLessThan(1e-12 * wanted);
  });
});

it('a model of classes tells their probabilities, and its scores', async () => {
  const data = ['--data', 'penguins', '--columns', 'bill length,bill depth'];
  await nabla(
    'train',
    ...data,
    '--optimizer',
    'lbfgs',
    '--steps',
    '30',
    '--l2',
    '0.01',
    '--save',
    'birds.json',
  );
  const { x, y, classes } = penguins();
  const rows = Array.from({ length: 20 }, (_, i) => [
    17 * i,
    x.data[17 * i * 4],
    x.data[17 * i * 4 + 1],
    classes![y[17 * i]],
  ]);
  writeFileSync(
    join(folder, 'birds.csv'),
    ['row\tbill length\tbill depth\tprediction', ...rows.map((row) => row.join('\t'))].join('\n'),
  );
  const { out } = await nabla('predict', 'birds.json', '--data', 'birds.csv');
  const [head, first] = out.split('\n').map((line) => line.split(','));
  expect(head).toEqual([
    ...['row', 'bill length', 'bill depth', 'prediction', 'prediction 2'],
    ...classes!.map((name) => `probability ${name}`),
  ]);
  expect(first.slice(5).reduce((sum, share) => sum + Number(share), 0)).toBeCloseTo(1, 14);
  const scores = await nabla('evaluate', 'birds.json', '--data', 'birds.csv', '--target', 'prediction');
  expect(scores.out).toMatch(/^20 rows, loss 0\.\d+, accuracy \d+\.\d %\n\ntrue +as Adelie/);
  expect((await nabla('evaluate', 'birds.json', '--data', 'birds.csv')).err).toMatch(
    /^nabla evaluate: --target needs the column that is predicted, which the model does not know, got none$/,
  );
});

it('the best of several runs is saved, and tables are ordered and cut', async () => {
  const args = ['compare', ...training, ...how, '--rate', '0.001,0.05,0.01', '--optimizer', 'sgd,adam'];
  const { out, err } = await nabla(...args, '--sort', 'validation', '--top', '2', '--save', 'best.json');
  expect(out).toMatch(/\n… and 4 more lines\n/);
  const lines = out.split('\n').slice(3, 5);
  const [, best] = /best by the validation loss: (\S+ \S+)/.exec(out)!;
  expect(lines[0].split(/ +/).slice(0, 2).join(' ')).toBe(best);
  expect(err).toContain(`model of ${best} saved to best.json`);
  expect(JSON.parse(readFileSync(join(folder, 'best.json'), 'utf8')).spec.options.runs[0].label).toBe(best);
});

it.each([
  [['train', '--problem', 'bowl', '--save', 'm.json'], /^nabla train: --save needs --data, got none$/],
  [['train', '--data', 'iris'], /required option '--save <file>'/],
  [
    ['compare', '--data', 'iris', '--folds', '3', '--save', 'm.json'],
    /^nabla compare: --save needs all rows and runs, got --folds$/,
  ],
  [
    ['train', '--data', 'iris', '--save', 'none/m.json'],
    /^nabla train: --save needs a file that can be written, got "none\/m\.json" \(ENOENT\)$/,
  ],
  [
    [
      'train',
      '--data',
      'iris',
      '--rate',
      '1e6',
      '--optimizer',
      'sgd',
      '--model',
      'mlp:3:identity',
      '--no-standardize',
      '--save',
      'm.json',
    ],
    /--save needs a run that did not diverge, got none; try lower rates$/,
  ],
  [
    ['train', '--data', 'iris', '--steps', '3', '--epochs', '3', '--save', 'm.json'],
    /^nabla train: the call needs either steps or epochs, got both$/,
  ],
  [
    ['predict', 'none.json', '--data', 'new.csv'],
    /^nabla predict: a model that can be read is needed, got "none\.json" \(ENOENT\)$/,
  ],
  [
    ['predict', 'new.csv', '--data', 'new.csv'],
    /^nabla predict: "new\.csv" needs a whole model in JSON, got another/,
  ],
  [['predict', 'torn.json', '--data', 'new.csv'], /^nabla predict: "torn\.json" needs a whole model in JSON/],
  [
    ['predict', 'changed.json', '--data', 'new.csv'],
    /^nabla predict: "changed\.json": model needs what its hash was made of/,
  ],
  [
    ['predict', 'model.json', '--data', 'flats.csv', '--decimal', '.'],
    /^nabla predict: row 2, column "area" needs a number, got "30,5"$/,
  ],
  [
    ['predict', 'model.json', '--data', 'new.csv'],
    /^nabla predict: row 4, column "area" needs a value, or --missing drop, got ""$/,
  ],
  [
    ['predict', 'model.json', '--data', 'other.csv'],
    /^nabla predict: row 1 needs the column "city" that the model was trained on, got "area", "town"$/,
  ],
  [
    ['predict', 'model.json', '--data', 'paris.csv'],
    /^nabla predict: row 2, column "city" needs one of "Rom", "Köln", "Ulm", got "Paris"$/,
  ],
  [
    ['evaluate', 'model.json', '--data', 'new.csv'],
    /^nabla evaluate: row 1 needs the column "price" that the model was trained on/,
  ],
  [['export', 'model.json', '--code', 'fortran'], /argument 'fortran' is invalid/],
])('nabla %j is refused', async (args, said) => {
  const text = readFileSync(join(folder, 'model.json'), 'utf8');
  writeFileSync(join(folder, 'torn.json'), text.slice(0, text.length / 2));
  writeFileSync(
    join(folder, 'changed.json'),
    text.replace('"b":[', '"b":[1e-3,').replace(/"b":\[1e-3,[^,\]]*/, '"b":[1e-3'),
  );
  writeFileSync(join(folder, 'other.csv'), 'area,town\n3,Ulm\n');
  writeFileSync(join(folder, 'paris.csv'), 'area,city\n3,Paris\n');
  const { status, out, err } = await nabla(...args);
  expect([status, out]).toEqual([2, args.includes('1e6') ? out : '']);
  expect(err).toMatch(said);
  expect(existsSync(join(folder, 'm.json'))).toBe(false);
});

it('what cannot be written whole leaves what was there', () => {
  if (!existsSync('/dev/full')) return;
  const before = statSync(join(folder, 'model.json')).size;
  const { status, err } = spawned([
    'export',
    join(folder, 'model.json'),
    '--code',
    'numpy',
    '--out',
    '/dev/full',
  ]);
  expect([status, err]).toEqual([
    2,
    'nabla export: --out needs a file that can be written, got "/dev/full" (ENOSPC)',
  ]);
  expect(statSync(join(folder, 'model.json')).size).toBe(before);
});
