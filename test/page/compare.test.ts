import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { recordLines } from '../../src/cli/runLines.js';
import { recordLine } from '../../src/cli/runRecord.js';
import {
  compare,
  csv,
  optimizers as entries,
  formula,
  iris,
  linearRegression,
  logisticRegression,
  minimize,
  mlp,
  moons,
  penguins,
  softmaxRegression,
  split,
  standardize,
} from '../../src/index.js';
import { run, script } from './command.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nabla-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

const nabla = (...args: string[]) => run(args, folder);

const text = readFileSync(new URL('../../src/data/penguins.csv', import.meta.url), 'utf8');
const measured = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm'];
const rates = [1e-2, 1e-1, 1];
const optimizers = ['sgd', 'adam'] as const;
const grid = ['--optimizer', 'sgd,adam', '--rate', '1e-2..1:3', '--steps', '60'];

const ways = ['sgd', 'adam', 'bfgs', 'newton'] as const;

it.each([
  ['(x - 3)^2 + 1e9', 0],
  ['x^3', 1],
  ['saddle', null],
])('nabla compare says of %s how it ended and why, as a run alone does', async (problem, x) => {
  const where = x === null ? [] : ['--start', `x=${x}`];
  const args = ['--optimizer', ways.join(), '--rate', '0.1', '--steps', '1500', '--format', 'json'];
  const { out } = await nabla('compare', '--problem', problem, ...where, ...args);
  const told = ways.map((optimizer) => {
    const rate = 'rate' in entries[optimizer].knobs && { rate: 0.1 };
    const start = x !== null && { start: [x] };
    const run = minimize(problem, { optimizer: optimizer as 'sgd', steps: 1500, ...rate, ...start });
    return { outcome: run.outcome, because: run.because };
  });
  expect(JSON.parse(out).runs).toMatchObject(told);
});

const same: [string, string[], () => Promise<{ hash: string }>][] = [
  [
    'a problem',
    ['--problem', 'rosenbrock', '--momentum', '0.5', '--nesterov', ...grid],
    () => compare('rosenbrock', { optimizers, rates, steps: 60, momentum: 0.5, nesterov: true }),
  ],
  [
    'a problem from elsewhere',
    ['--problem', 'rosenbrock', '--start', 'x=-1,y=2', '--clip', '3', '--tolerance', '0', ...grid],
    () => compare('rosenbrock', { optimizers, rates, steps: 60, start: [-1, 2], clip: 3, tolerance: 0 }),
  ],
  [
    'a formula',
    ['--formula', 'u^2 + 3 v^2 + exp(u v)', '--start', 'u=1,v=-2', ...grid],
    () => {
      const f = formula('u^2 + 3 v^2 + exp(u v)');
      return compare(f, { optimizers, rates, steps: 60, start: { u: 1, v: -2 } });
    },
  ],
  [
    'a schedule',
    ['--problem', 'beale', '--schedule', 'cosine:etaMin=0.1', ...grid],
    () => compare('beale', { optimizers, rates, steps: 60, schedule: { schedule: 'cosine', etaMin: 0.1 } }),
  ],
  [
    'a schedule with a list',
    ['--problem', 'beale', '--schedule', 'multistep:milestones=20,40, gamma=0.5', ...grid],
    () => {
      const schedule = { schedule: 'multistep', milestones: [20, 40], gamma: 0.5 } as const;
      return compare('beale', { optimizers, rates, steps: 60, schedule });
    },
  ],
  [
    'a schedule with a switch',
    ['--problem', 'beale', '--schedule', 'oneCycle:linear=true,threePhase=false,pctStart=0.4', ...grid],
    () => {
      const schedule = { schedule: 'oneCycle', linear: true, pctStart: 0.4 } as const;
      return compare('beale', { optimizers, rates, steps: 60, schedule });
    },
  ],
  [
    'data by name',
    ['--data', 'iris', '--l2', '0.01', ...grid],
    () => compare(softmaxRegression(standardize(iris()), { l2: 0.01 }), { optimizers, rates, steps: 60 }),
  ],
  [
    'two classes, as they are',
    ['--data', 'moons', '--model', 'logistic', '--no-standardize', ...grid],
    () => compare(logisticRegression(moons()), { optimizers, rates, steps: 60 }),
  ],
  [
    'a network, in batches, replicated, judged by rows kept apart',
    [
      ...['--data', 'penguins', '--model', 'mlp:5,4:relu', '--batch', '32', '--seed', '3'],
      ...['--replicates', '2', '--validation', '0.25', ...grid],
    ],
    () => {
      const data = standardize(split(penguins(), { validation: 0.25, seed: 3 }));
      const model = mlp(data, { layers: [5, 4], activation: 'relu', seed: 3 });
      return compare(model, { optimizers, rates, steps: 60, batch: 32, seed: 3, replicates: 2 });
    },
  ],
  [
    'a file with numbers to tell',
    [
      ...['--data', 'penguins.csv', '--target', 'body_mass_g', '--columns', measured.join(',')],
      ...['--missing', 'drop', ...grid],
    ],
    () => {
      const data = csv(text, { target: 'body_mass_g', columns: measured, missing: 'drop' });
      return compare(linearRegression(standardize(data)), { optimizers, rates, steps: 60 });
    },
  ],
];

/** What is learned from what. */
const STUDY =
  /^(?:softmax|logistic|linear) regression, .* · \d+ rows · \d+ columns?.* · \d+ steps|^a network .* \(\d+ to learn from, \d+ kept apart\)/;

describe('nabla compare', () => {
  it.each(same)('has the hash that the API has: %s', async (_, args, byCall) => {
    writeFileSync(file('penguins.csv'), text);
    const { hash } = await byCall();
    const { status, out, err } = await nabla('compare', ...args);
    expect([status, err]).toEqual([0, args.includes('--data') ? expect.stringMatching(STUDY) : '']);
    expect(err.includes('\n2 rows without a value left out')).toBe(args.includes('drop'));
    expect(out.split('\n').at(-1)).toBe(`hash ${hash}`);
    expect(JSON.parse((await nabla('compare', ...args, '--format', 'json')).out).hash).toBe(hash);
    const kept = await nabla('compare', ...args, '--out', 'runs.jsonl');
    expect(kept.out).toBe(out);
    const again = await nabla('compare', ...args, '--out', 'runs.jsonl');
    expect([again.out, again.err]).toEqual([
      out,
      expect.stringMatching(/(^|\n)(\d+) of \2 runs are there already$/),
    ]);
  });

  it('prints a line for each run, and rows for tables', async () => {
    const args = [
      'compare',
      '--problem',
      'bowl',
      '--optimizer',
      'sgd,adam',
      '--rate',
      '0.1,1e9',
      '--steps',
      '20',
      '--format',
    ];
    const runs = (await nabla(...args, 'jsonl')).out.split('\n').map((line) => JSON.parse(line));
    expect(runs.map(({ label }) => label)).toEqual([
      'sgd 0.1',
      'sgd 1000000000',
      'adam 0.1',
      'adam 1000000000',
    ]);
    const [head, ...rows] = (await nabla(...args, 'csv')).out.split('\n');
    expect(head).toMatch(/^label,optimizer,rate,replicate,outcome,at,steps,value,/);
    expect(rows.length).toBe(4);
    expect(rows[1]).toMatch(/^"sgd 1000000000",sgd,"1000000000",,diverged,/);
    await nabla(...args, 'csv', '--out', 'table.csv');
    expect(readFileSync(file('table.csv'), 'utf8').trim()).toBe([head, ...rows].join('\n'));
  });

  it.each([
    [['--rat', '1'], /unknown option '--rat'\n\(Did you mean --rate\?\)/],
    [[], /^nabla compare: a comparison needs --problem or --data, got none$/],
    [['--problem', 'bowl', '--data', 'iris'], /a comparison needs --problem or --data, got both$/],
    [['--problem', 'bowll'], /no problem "bowll"; did you mean "bowl"\?/],
    [['--problem', 'bowl', '--model', 'softmax'], /^nabla compare: --model needs --data, got --problem/],
    [['--problem', 'bowl', '--no-standardize'], /^nabla compare: --standardize needs --data/],
    [['--problem', 'bowl', '--batch', '3'], /batch needs a model on data, got 3/],
    [['--problem', 'bowl', '--steps', 'ten'], /steps needs a whole number from 1 to 1000000000, got "ten"/],
    [['--problem', 'bowl', '--optimizer', 'adma'], /no optimizer "adma"; did you mean "adam"\?/],
    [['--problem', 'bowl', '--rho', '0.5'], /^nabla compare: --rho needs one of adadelta, rmsprop, got sgd$/],
    [
      ['--problem', 'bowl', '--nesterov', '--optimizer', 'adam'],
      /^nabla compare: --nesterov needs one of .*sgd, got adam$/,
    ],
    [['--problem', 'bowl', '--rho', '0.5', '--optimizer', 'rmsporp'], /did you mean "rmsprop"\?/],
    [['--problem', 'bowl', '--rate', '1..2'], /--rate needs numbers, or a range like/],
    [['--problem', 'bowl', '--schedule', 'cosin'], /no schedule "cosin"; did you mean "cosine"\?/],
    [['--problem', 'bowl', '--schedule', 'cosine:tMax'], /--schedule needs a name/],
    [['--problem', 'bowl', '--schedule', 'cosin:etaMin=0.1'], /no schedule "cosin"; did you mean "cosine"\?/],
    [
      ['--problem', 'bowl', '--schedule', 'cosine:etamin=0.1'],
      /no knob of cosine: "etamin"; did you mean "etaMin"\?/,
    ],
    [['--problem', 'bowl', '--schedule', 'step:steps=9'], /no knob of step: "steps"; /],
    [
      ['--problem', 'bowl', '--schedule', 'cosine:etaMin=0.1,0.2'],
      /--schedule needs one value for etaMin, got "cosine:etaMin=0.1,0.2"/,
    ],
    [['--problem', 'bowl', '--schedule', 'cosine:tMax=5,tMax=6'], /--schedule needs each knob once/],
    [['--problem', 'bowl', '--schedule', 'step:gamma=fast'], /gamma needs a number above 0, got "fast"/],
    [['--problem', 'bowl', '--schedule', 'plateau:absolute=yes'], /absolute needs true or false, got "yes"/],
    [
      ['--problem', 'bowl', '--schedule', 'multistep:milestones=10,2.5'],
      /milestones needs a list of whole numbers from 1 up, got 2.5/,
    ],
    [
      ['--problem', 'bowl', '--shard', '4/3'],
      /--shard needs i\/n like 1\/3, i from 0 to n, or auto\/n, got "4\/3"/,
    ],
    [['--problem', 'bowl', '--start', 'x=1,z=2'], /no variable "z"/],
    [
      ['--problem', 'bowl', '--steps', '1e8', '--out', 'a.jsonl'],
      /steps with --out needs .* to 10000000, got/,
    ],
    [
      ['--data', 'iris', '--validation', '0.2', '--batch', '60', '--steps', '1e7', '--out', 'a.jsonl'],
      /steps with --out needs a whole number from 1 to 5000000, got/,
    ],
    [['--problem', 'bowl', '--steps', '1e9', '--out', 'none/a.csv'], /--out needs a file .* \(ENOENT\)/],
    [['--problem', 'bowl', '--steps', '1e9', '--out', '.'], /--out needs a file .* \(EISDIR\)/],
    [['--problem', 'bowl', '--steps', '1e6', '--out', 'null.jsonl'], /--out needs .* \(no regular file\)/],
    [['--formula', 'x^2 +', '--start', '1'], /\n {2}x\^2 \+\n/],
    [['--formula', 'x^2 + y'], /--start needs a point like x=1,y=1, got none/],
    [['--data', 'irsi'], /no data set "irsi"; did you mean "iris"\?/],
    [['--data', 'none.csv', '--target', 'a'], /--data needs a file that can be read, or one of .*ENOENT/],
    [['--data', 'a.csv'], /needs --target, one of a, b, got none$/],
    [
      ['--data', 'wrong.csv', '--target', 'c', '--columns', 'a'],
      /^nabla compare: "wrong.csv": row 3, column "a" needs a value, or --missing drop, got "NA"$/,
    ],
    [
      ['--data', 'wrong.csv', '--target', 'a', '--missing', 'drop'],
      /^nabla compare: "wrong.csv": columns "b", "c" need numbers, got "x" \(row 2\), "p" \(row 2\)$/,
    ],
    [
      ['--data', 'wrong.csv', '--target', 'c', '--columns', 'a', '--missing', 'drop'],
      /row 4, column "c" needs a text, or --classes, got "7"$/,
    ],
    [
      ['--data', 'blanks.csv', '--target', 'a'],
      /row 1 needs names with , ; tab or \| between them, got "a b"$/,
    ],
    [
      ['--data', 'latin1.csv', '--target', 'b', '--encoding', 'utf-8'],
      /^nabla compare: "latin1.csv": data needs a file in UTF-8, or another --encoding windows-1252, got one that is not so in line 2$/,
    ],
    [['--data', '.', '--target', 'b'], /^nabla compare: --data needs a file that can be read, .*\(EISDIR\)$/],
    [['--data', 'iris', '--model', 'linear'], /data needs numbers to predict, got classes$/],
    [['--data', 'iris', '--columns', 'petal'], /^nabla compare: no column "petal"; there is sepal length/],
    [['--data', 'a.csv', '--target', 'c'], /no column "c"/],
    [['--data', 'iris', '--target', 'species'], /--target needs a CSV file as --data, got "iris"/],
    [['--data', 'iris', '--model', 'mpl:8'], /no model "mpl"; did you mean "mlp"\?/],
    [['--data', 'iris', '--model', 'softmax:8'], /--model needs a name, or mlp with/],
    [['--data', 'iris', '--model', 'mlp:8:rleu'], /no activation "rleu"; did you mean "relu"\?/],
    [['--data', 'iris', '--seed', '-1'], /seed needs a whole number/],
    [['--data', 'iris', '--validation', '2'], /validation needs a share between 0 and 1, got 2/],
  ] as [string[], RegExp][])('refuses %j', async (args, message) => {
    writeFileSync(file('a.csv'), 'a,b\n1,2\n3,4\n');
    symlinkSync('/dev/null', file('null.jsonl'));
    writeFileSync(file('wrong.csv'), 'a,b,c\n1,x,p\nNA,y,q\n5,z,7\n');
    writeFileSync(file('blanks.csv'), 'a b\n1 2\n');
    writeFileSync(file('latin1.csv'), 'a,b\n1,gr\xfcn\n2,rot\n', 'latin1');
    const { status, out, err } = await nabla('compare', ...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

const sweep = [
  ...['compare', '--data', 'penguins', '--model', 'mlp:8', '--batch', '32'],
  ...['--optimizer', 'sgd,adam', '--rate', '1e-3..1:4'],
];

/** The line with which a sweep of so many steps begins: eleven batches are an epoch. */
const swept = (steps: number) =>
  `a network of 8 units, cross-entropy · 342 rows · 4 columns · 3 classes · ${steps} steps = ${steps === 100 ? 9.1 : 1.8} epochs of 32\n`;

describe('nabla show', () => {
  const args = [...sweep, '--steps', '100', '--replicates', '2', '--validation', '0.2', '--seed', '1'];

  it('tells of a file of runs what compare told, without the data', async () => {
    const { out: told } = await nabla(...args, '--out', 'runs.jsonl');
    const { status, out } = await nabla('show', 'runs.jsonl');
    expect(status).toBe(0);
    const [about, count, , ...table] = out.split('\n');
    expect(about).toBe(
      'a network of 8 units, cross-entropy · 342 rows (274 to learn from, 68 kept apart) · 4 columns · 3 classes · 100 steps = 11 epochs of 32',
    );
    expect(count).toBe('16 runs');
    const shown = told.split('\n\n')[0];
    expect(table.join('\n').startsWith(shown)).toBe(true);
    expect(out).toMatch(/\nbest adam 0\.1 #1: \S/);
    expect(out.split('\n').at(-1)).toBe(told.split('\n').at(-1));
  });

  it('sorts, cuts, and prints the forms', async () => {
    await nabla(...args, '--out', 'runs.jsonl');
    const { out } = await nabla(
      'show',
      'runs.jsonl',
      '--sort',
      'validation',
      '--top',
      '3',
      '--format',
      'json',
    );
    const [{ made, of, spec, runs }] = JSON.parse(out);
    expect([made, of, runs.length, spec.problem.data.set]).toEqual([16, 16, 6, 'penguins']);
    const losses = [0, 2, 4].map((k) => (runs[k].validation.loss + runs[k + 1].validation.loss) / 2);
    expect(losses).toEqual(losses.toSorted((a, b) => a - b));
    const [cut] = JSON.parse((await nabla('show', 'runs.jsonl', '--top', '1', '--format', 'json')).out);
    expect(cut.runs[0].label).toBe(cut.best);
    expect((await nabla('show', 'runs.jsonl', '--format', 'csv')).out.split('\n')).toHaveLength(17);
    expect((await nabla('show', 'runs.jsonl', '--each', '--top', '1')).out).toMatch(
      /16 runs, 14 of them not shown/,
    );
    expect((await nabla('show', 'runs.jsonl', '--top', '0')).err).toMatch(
      /--top needs a whole number from 1/,
    );
  });

  it('draws the runs, and shows several studies', async () => {
    await nabla(...args, '--out', 'runs.jsonl');
    expect((await nabla('show', 'runs.jsonl', '--figure', 'a.svg')).status).toBe(0);
    expect(readFileSync(file('a.svg'), 'utf8')).toMatch(/^<svg[\s\S]*adam 0\.1[\s\S]*<\/svg>\s*$/);
    expect((await nabla('show', 'runs.jsonl', '--figure', 'a.png')).err).toBe(
      'nabla show: --figure needs the name of an SVG file, got "a.png"',
    );
    await nabla('compare', '--problem', 'bowl', '--rate', '0.1', '--out', 'b.jsonl');
    const { out } = await nabla('show', 'runs.jsonl', 'b.jsonl');
    expect(out).toMatch(/\n\n\nbowl\n1 run\n\n/);
    expect((await nabla('show', 'none.jsonl')).status).toBe(2);
  });
});

describe('nabla compare --out runs.jsonl', () => {
  it('in shards, merged in any order, has the bytes of the whole', async () => {
    const args = [...sweep, '--steps', '100', '--replicates', '2'];
    await nabla(...args, '--out', 'whole.jsonl');
    for (const n of [2, 3, 20]) {
      const names = Array.from({ length: n }, (_, i) => `${i + 1}-${n}.jsonl`);
      for (const [i, name] of names.entries())
        expect((await nabla(...args, '--out', name, '--shard', `${i + 1}/${n}`)).status).toBe(0);
      expect((await nabla('merge', ...names.reverse(), 'whole.jsonl', '--out', 'all.jsonl')).status).toBe(0);
      await nabla('merge', ...names, '--out', 'all.jsonl');
      expect(readFileSync(file('all.jsonl'), 'utf8')).toBe(readFileSync(file('whole.jsonl'), 'utf8'));
    }
    expect((await nabla(...args, '--out', 'all.jsonl')).err).toBe(
      `${swept(100)}16 of 16 runs are there already`,
    );
  });

  it('makes only what a wider comparison adds, and runs that are alike once', async () => {
    await nabla(...sweep, '--steps', '20', '--optimizer', 'sgd', '--out', 'runs.jsonl');
    const { err } = await nabla(
      ...sweep,
      '--steps',
      '20',
      '--optimizer',
      'sgd,adam,sgd',
      '--out',
      'runs.jsonl',
    );
    expect(err).toBe(
      `${swept(20)}asked for more than once, and made once: sgd 0.001, sgd 0.01, sgd 0.1, sgd 1\n8 of 12 runs are there already`,
    );
    expect(readFileSync(file('runs.jsonl'), 'utf8').split('\n').length).toBe(8 + 1);
  });

  it('makes a run again whose line is torn, and says so; merge leaves it out', async () => {
    await nabla(...sweep, '--steps', '20', '--out', 'whole.jsonl');
    const whole = readFileSync(file('whole.jsonl'));
    writeFileSync(file('runs.jsonl'), whole.subarray(0, whole.length - 9));
    const missing = `7 of 8 runs of ${swept(20).trim()}: without 8 (adam 1)`;
    const { status, err } = await nabla('merge', 'runs.jsonl', '--out', 'all.jsonl');
    expect([status, err]).toEqual([
      2,
      `runs.jsonl: the last line is torn, and left out\nmerge: all runs of a comparison are needed (--partial takes those there are), got ${missing}`,
    ]);
    expect((await nabla('merge', '--partial', 'runs.jsonl', '--out', 'all.jsonl')).err).toBe(
      `runs.jsonl: the last line is torn, and left out\n${missing}\n7 runs of 1 file`,
    );
    expect((await nabla(...sweep, '--steps', '20', '--out', 'runs.jsonl')).err).toBe(
      `${swept(20)}the last line of runs.jsonl was torn, and is cut off\n7 of 8 runs are there already`,
    );
    expect(readFileSync(file('runs.jsonl')).equals(whole)).toBe(true);
  });

  it('a task of an array writes a file of its own, and merge says which shards are missing', async () => {
    const args = [...sweep, '--steps', '20'];
    await nabla(...args, '--out', 'whole.jsonl');
    for (const task of ['0', '1', '2']) {
      vi.stubEnv('JOB_COMPLETION_INDEX', task);
      const { err } = await nabla(...args, '--out', 'runs.jsonl', '--shard', 'auto/3');
      const size = task === '2' ? 2 : 3;
      expect(err).toBe(
        `${swept(20)}task ${task}, shard ${task} of 3: ${size} of 8 runs, into runs.${task}.jsonl`,
      );
    }
    vi.unstubAllEnvs();
    const { status, err } = await nabla('merge', 'runs.0.jsonl', 'runs.1.jsonl', '--out', 'all.jsonl');
    expect(status).toBe(2);
    expect(err).toMatch(
      /got 6 of 8 runs of .*: without 3 \(sgd 0\.1\), 6 \(adam 0\.01\), all of shard 2 of 3$/,
    );
    expect(existsSync(file('all.jsonl'))).toBe(false);
    await nabla('merge', 'runs.2.jsonl', 'runs.0.jsonl', 'runs.1.jsonl', '--out', 'all.jsonl');
    expect(readFileSync(file('all.jsonl')).equals(readFileSync(file('whole.jsonl')))).toBe(true);
  });

  it('goes on with other settings beside what is there, and says so; merge takes no unrelated runs', async () => {
    const small = ['compare', '--problem', 'bowl', '--rate', '0.1,0.2', '--out', 'runs.jsonl'];
    await nabla(...small, '--steps', '20');
    expect((await nabla(...small, '--steps', '21')).err).toBe(
      '0 of 2 runs are there; the file holds 2 of another study (steps 20, now 21)',
    );
    expect((await nabla('merge', 'runs.jsonl', '--out', 'all.jsonl')).err).toBe('4 runs of 1 file');
    await nabla('compare', '--problem', 'beale', '--rate', '0.01', '--steps', '20', '--out', 'b.jsonl');
    const { status, err } = await nabla('merge', 'runs.jsonl', 'b.jsonl');
    expect([status, err]).toEqual([
      2,
      'merge: runs of one problem are needed (--unrelated takes any), got those of 2: bowl; bowl; beale',
    ]);
    expect((await nabla('merge', '--unrelated', 'runs.jsonl', 'b.jsonl', '--out', 'all.jsonl')).err).toBe(
      '5 runs of 2 files',
    );
  });

  it('says that an epoch is not finished', async () => {
    expect((await nabla(...sweep, '--steps', '5')).err).toContain(
      '5 steps are less than an epoch, of 11 batches',
    );
  });

  it('merge puts comparisons together that have runs in common, at whatever places', async () => {
    await nabla(...sweep, '--steps', '20', '--out', 'a.jsonl');
    await nabla(...sweep, '--steps', '20', '--optimizer', 'adam,lion', '--out', 'b.jsonl');
    expect((await nabla('merge', 'a.jsonl', 'b.jsonl', '--out', 'ab.jsonl')).err).toBe('12 runs of 2 files');
    await nabla('merge', 'b.jsonl', 'a.jsonl', '--out', 'ba.jsonl');
    expect(readFileSync(file('ab.jsonl')).equals(readFileSync(file('ba.jsonl')))).toBe(true);
    for (const optimizer of ['sgd,adam', 'adam,lion'])
      expect(
        (await nabla(...sweep, '--steps', '20', '--optimizer', optimizer, '--out', 'ab.jsonl')).err,
      ).toBe(`${swept(20)}8 of 8 runs are there already`);
  });

  it('merge refuses runs that differ, and says so of a broken line', async () => {
    await nabla(...sweep, '--steps', '20', '--out', 'a.jsonl');
    const [{ record }] = recordLines('test', file('a.jsonl'));
    const other = { ...record, run: { ...record.run, value: 7 } };
    writeFileSync(file('b.jsonl'), `${recordLine(other)}\n`);
    const { status, err } = await nabla('merge', 'a.jsonl', 'b.jsonl', '--out', 'all.jsonl');
    expect(status).toBe(2);
    expect(err).toMatch(
      /^merge: runs that are in two files need to be the same there, got sgd 0\.001 in "a\.jsonl"/,
    );
    expect(existsSync(file('all.jsonl'))).toBe(false);
    writeFileSync(file('c.jsonl'), readFileSync(file('a.jsonl'), 'utf8').replace('"steps":20', '"steps":21'));
    expect((await nabla('merge', 'c.jsonl')).err).toMatch(/^merge: "c\.jsonl" needs a record .* in line 1$/);
    expect((await nabla('merge', 'none.jsonl')).err).toMatch(/"none\.jsonl" \(ENOENT\)/);
  });

  it('merge takes what comes through a pipe, and is content with one that is closed', async () => {
    await nabla(...sweep, '--steps', '20', '--out', 'a.jsonl');
    const merge = `"${process.execPath}" "${script}" merge`;
    const shell = (line: string) => spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    const { stdout } = shell(`cat a.jsonl | ${merge} /dev/stdin`);
    expect(stdout).toBe(readFileSync(file('a.jsonl'), 'utf8'));
    const child = spawn(process.execPath, [script, 'merge', 'a.jsonl'], { cwd: folder });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (data) => (said += data));
    expect(await exitOf(child)).toBe(0);
    expect(said).toBe('8 runs of 1 file\n');
  });

  it('interrupted, or asked to end, exits with 130, leaves the file whole and goes on from there', async () => {
    const args = [...sweep, '--steps', '6000'];
    await nabla(...args, '--out', 'whole.jsonl');
    const whole = readFileSync(file('whole.jsonl'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const before = statSync(file('runs.jsonl'), { throwIfNoEntry: false })?.size ?? 0;
      const child = started([...args, '--out', 'runs.jsonl']);
      await grown('runs.jsonl', before);
      child.kill(signal);
      expect(await child.over).toBe(130);
      const lines = [...recordLines('test', file('runs.jsonl'))];
      expect(child.said().trim().split('\n').at(-1)).toBe(
        `interrupted: ${lines.length} of 8 runs are in runs.jsonl; the same command goes on from there`,
      );
      const { length } = readFileSync(file('runs.jsonl'));
      expect(readFileSync(file('runs.jsonl')).equals(whole.subarray(0, length))).toBe(true);
      expect(whole[length - 1]).toBe(10);
      expect(existsSync(file('runs.jsonl.lock'))).toBe(false);
    }
    await nabla(...args, '--out', 'runs.jsonl');
    expect(readFileSync(file('runs.jsonl')).equals(whole)).toBe(true);
  });

  it('is written by one at a time, by whatever name it is called', async () => {
    const args = [...sweep, '--steps', '20000'];
    const child = started([...args, '--out', 'runs.jsonl']);
    await grown('runs.jsonl', 0);
    // The holder of the lock stands still: it would be done before the eighth command asks.
    child.kill('SIGSTOP');
    onTestFinished(() => void child.kill('SIGKILL'));
    symlinkSync('runs.jsonl', file('symbolic.jsonl'));
    linkSync(file('runs.jsonl'), file('hard.jsonl'));
    for (const name of ['runs.jsonl', 'symbolic.jsonl', 'hard.jsonl', `${folder}/runs.jsonl`])
      for (const command of [args, ['merge', 'runs.jsonl']]) {
        const { status, err } = await nabla(...command, '--out', name);
        expect([status, err]).toEqual([
          2,
          expect.stringMatching(/needs a file that no other process writes to/),
        ]);
      }
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    expect(await child.over).toBe(130);
  });

  it('killed is taken over, and that is said', async () => {
    const args = [...sweep, '--steps', '6000'];
    const child = started([...args, '--out', 'runs.jsonl']);
    await grown('runs.jsonl', 0);
    child.kill('SIGKILL');
    await child.over;
    const { status, err } = await nabla(...args, '--out', 'runs.jsonl');
    expect([status, err]).toEqual([
      0,
      expect.stringMatching(/\n"runs\.jsonl" is taken over from process \d+, which is there no more\n/),
    ]);
    // It may have been killed within a line: what is left of that is kept where it is said to be cut off, and only then.
    const torn = err.includes('the last line of runs.jsonl was torn, and is cut off');
    expect(readdirSync(folder)).toEqual(['runs.jsonl', ...(torn ? ['runs.jsonl.torn'] : [])]);
  });

  it('merge ends on request, with nothing written', async () => {
    await nabla(...sweep, '--steps', '20', '--out', 'a.jsonl');
    // A file that never ends.
    execFileSync('mkfifo', [file('pipe')]);
    spawn('sh', ['-c', 'while cat a.jsonl; do :; done > pipe'], { cwd: folder });
    const child = started(['merge', 'pipe', '--out', 'all.jsonl']);
    while (!existsSync(file('all.jsonl.lock'))) await moment();
    child.kill('SIGTERM');
    expect(await child.over).toBe(130);
    expect(child.said()).toMatch(/interrupted\n$/);
    expect(readdirSync(folder)).toEqual(['a.jsonl', 'pipe']);
  });

  it.each(['--take-over=x', '--take-over=-1', '--take-over=Infinity'])('refuses %s', async (option) => {
    const { status, err } = await nabla(...sweep, '--steps', '20', '--out', 'a.jsonl', option);
    expect([status, err]).toEqual([
      2,
      expect.stringMatching(/^nabla: --take-over needs seconds from 0 up, got "/),
    ]);
  });
});

/** A process of the command, with what it says on the standard error and how it ends. */
function started(args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], { cwd: folder });
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  return Object.assign(child, { said: () => said, over: exitOf(child) });
}

/** When a file has more than so many bytes. */
async function grown(name: string, bytes: number): Promise<void> {
  while ((statSync(file(name), { throwIfNoEntry: false })?.size ?? 0) <= bytes) await moment();
}

const exitOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));
const moment = () => new Promise((resolve) => setTimeout(resolve, 5));
