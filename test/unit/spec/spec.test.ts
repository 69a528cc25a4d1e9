import { describe, expect, it } from 'vitest';
import {
  type CompareOptions,
  compare,
  csv,
  type Data,
  formula,
  fromSpec,
  iris,
  linearRegression,
  linkOf,
  logisticRegression,
  matrix,
  mlp,
  moons,
  optimizer,
  optimizers,
  type Problem,
  penguins,
  problems,
  type Source,
  type Spec,
  schedules,
  softmaxRegression,
  specFromLink,
  specOf,
  spirals,
  split,
  standardize,
} from '../../../src/index.js';

const both = { optimizers: ['sgd', 'adam'], rates: [0.01, 0.1], steps: 12 } as const;
const garden = 'width,length,kind\n1,2,oak\n2,1,elm\n3,5,oak\n2,2,elm\n4,4,oak\n';
const own: Data = {
  x: matrix(4, 2, [1, -0, 3, 4, 5e-324, 6, 1 / 3, 8]),
  y: Float64Array.of(1, 2, 3, -0),
  names: ['a', 'b'],
};
const many = (rows: number): Data => ({
  x: matrix(
    rows,
    1,
    Array.from({ length: rows }, (_, i) => i / 7),
  ),
  y: Float64Array.from({ length: rows }, (_, i) => i / 3),
  names: ['a'],
});

type Call = [problem: Problem | Source, options: CompareOptions];
const calls: Record<string, () => Call> = {
  'a name': () => ['rosenbrock', both],
  'a name with spaces around it': () => [' rosenbrock ', both],
  'an entry': () => [problems.beale, { ...both, rates: '1e-3 .. 1e-1 : 4' }],
  'an entry in five dimensions': () => [problems.rosenbrock.in(5), both],
  'a formula, Greek': () => ['(θ - 1)^2 + φ^2', { ...both, start: { θ: 3, φ: -0 } }],
  'a formula and a start as text': () => ['(w - 3)^2', { ...both, start: 'w=1' }],
  'a declared formula': () => [
    formula('a b + b^2 + a^2', { variables: ['b', 'a'] }),
    { ...both, start: [1, 2] },
  ],
  'runs of their own': () => [
    'booth',
    {
      runs: [
        { optimizer: optimizers.sgd, rate: 0.01, momentum: 0.9, schedule: 'cosine' },
        {
          optimizer: 'adam',
          rate: [
            [0, 0.1],
            [5, 0.3],
          ],
          label: 'two rates',
        },
        { optimizer: 'lbfgs' },
      ],
      steps: 12,
    },
  ],
  'lists of knobs': () => ['booth', { ...both, momentum: [0, 0.9], beta1: 0.8, nesterov: true }],
  'rates by optimizer': () => ['booth', { ...both, rates: { adam: [0.1], sgd: '1e-3..1e-2:2' } }],
  schedules: () => ['booth', { ...both, schedule: { rate: schedules.cosine, momentum: 'linear' }, clip: 3 }],
  'a schedule as text': () => ['booth', { ...both, schedule: 'multistep:milestones=3,6,gamma=0.5' }],
  'a start that is not finite': () => ['booth', { ...both, start: [NaN, -Infinity] }],
  irises: () => [softmaxRegression(standardize(iris())), both],
  'a network on moons, in batches': () => [
    mlp(standardize(split(moons({ n: 60, seed: 7 }), { validation: 0.25, seed: 3 })), {
      layers: [3, 2],
      activation: 'relu',
      seed: 5,
    }),
    { ...both, batch: 16, seed: 9, replicates: 2 },
  ],
  'spirals, split after they were scaled': () => [
    logisticRegression(split(standardize(spirals({ n: 40, turns: 1 })))),
    both,
  ],
  'a short file': () => [logisticRegression(standardize(csv(garden, { target: 'kind' })), { l2: 0.1 }), both],
  'data of their own': () => [linearRegression(own), both],
  'data that were changed since they were made': () => {
    const data = penguins();
    data.x.data[0] = 40;
    return [softmaxRegression(standardize(data)), { ...both, steps: 4 }];
  },
};

describe('a spec', () => {
  it.each(Object.entries(calls))(
    'of %s is plain JSON that makes a call with the same hash',
    async (name, make) => {
      const [problem, options] = make();
      const spec = specOf(problem, options);
      const json = JSON.parse(JSON.stringify(spec)) as Spec;
      expect(json).toEqual(spec);
      const isKnownByFingerprint = JSON.stringify(json).includes('"fingerprint"');
      expect(isKnownByFingerprint).toBe(name.includes('changed since'));
      const again = fromSpec(json, isKnownByFingerprint ? { data: dataOf(problem) } : {});
      const expected = await compare(...make());
      expect((await compare(again.problem, again.options)).hash).toBe(expected.hash);
      expect(specOf(again.problem, again.options).options).toEqual(json.options);
      expect(specFromLink(`#${linkOf(spec)}`)).toEqual(spec);
      expect(linkOf(spec)).toMatch(/^[\w-]+$/);
    },
  );

  const dataOf = (problem: unknown): Data => {
    const data = penguins();
    data.x.data[0] = 40;
    expect(problem).toHaveProperty('rows', data.x.rows);
    return standardize(data);
  };

  it('names data by the shortest that makes them again', () => {
    const data = (model: Problem) => (specOf(model, both).problem as { data: object }).data;
    expect(data(softmaxRegression(standardize(iris())))).toEqual({
      set: 'iris',
      settings: {},
      changes: [{ standardize: true }],
    });
    expect(data(softmaxRegression(csv(garden, { target: 'kind' })))).toEqual({
      text: garden,
      csv: { target: 'kind' },
    });
    expect(data(linearRegression(own))).toHaveProperty('inline.x.data', [1, '-0', 3, 4, 5e-324, 6, 1 / 3, 8]);
    expect(Object.keys(data(linearRegression(many(2000))))).toEqual(['fingerprint']);
  });

  it('takes data of a fingerprint from who reads it, and no others', async () => {
    const spec = specOf(linearRegression(many(2000)), both);
    expect(() => fromSpec(spec)).toThrow(
      /^fromSpec: data needs the data with the fingerprint \w+, as fromSpec\(spec, \{ data \}\), got undefined$/,
    );
    expect(() => fromSpec(spec, { data: many(2001) })).toThrow(
      /^fromSpec: data needs the numbers that the spec was made of/,
    );
    const { problem, options } = fromSpec(spec, { data: many(2000) });
    const { hash } = await compare(linearRegression(many(2000)), both);
    expect((await compare(problem, options)).hash).toBe(hash);
  });

  it('of a file needs its text', async () => {
    const spec: Spec = {
      version: 2,
      problem: { data: { file: 'garden.csv', csv: { target: 'kind' }, changes: [{ standardize: true }] } },
      options: { ...both },
    };
    expect(() => fromSpec(spec)).toThrow(
      'fromSpec: data needs the text of "garden.csv", as fromSpec(spec, { data }), got undefined',
    );
    const { problem, options } = fromSpec(spec, { data: garden });
    const { hash } = await compare(softmaxRegression(standardize(csv(garden, { target: 'kind' }))), both);
    expect((await compare(problem, options)).hash).toBe(hash);
    expect(() => fromSpec(spec, { data: 'a,kind\n1,x\n' })).toThrow(
      'fromSpec: "garden.csv": column "kind" needs at least two classes, got 1',
    );
  });

  const custom = optimizer({ title: 'plain', knobs: { rate: 0.1 }, next: { x: 'x - rate g' } });
  const steady = { start: () => () => 1 };
  it.each<[string, () => unknown, RegExp]>([
    [
      'a function',
      () => specOf((x: number) => x * x, { ...both, start: 1 }),
      /^specOf: problem needs what text can tell .*, got a function$/,
    ],
    [
      'an optimizer of one’s own',
      () => specOf('bowl', { ...both, optimizers: [custom] }),
      /^specOf: optimizers needs names of the catalogue, got one's own, .*compare where it is defined$/,
    ],
    [
      'a schedule of one’s own',
      () => specOf('bowl', { ...both, schedule: steady }),
      /^specOf: schedule needs names of the catalogue/,
    ],
    [
      'a run with a schedule of one’s own',
      () => specOf('bowl', { runs: [{ optimizer: 'sgd', schedule: steady }], steps: 3 }),
      /^specOf: schedule needs names/,
    ],
    [
      'what compare refuses',
      () => specOf('bowl', { ...both, steps: 0 }),
      /^specOf: steps needs a whole number from 1 to 1000000000, got 0$/,
    ],
    [
      'an activation of one’s own',
      () => specOf(mlp(iris(), { activation: { ...both } as never }), both),
      /activation/,
    ],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });

  const good = (): Spec => specOf(softmaxRegression(iris()), both);
  it.each<[string, (spec: ReturnType<typeof JSON.parse>) => void, RegExp]>([
    [
      'a newer version',
      (spec) => (spec.version = 3),
      /^fromSpec: spec needs a version up to 2, got 3, which a newer nabla-workbench wrote; a newer one reads it$/,
    ],
    [
      'no version',
      (spec) => delete spec.version,
      /^fromSpec: spec\.version needs a whole number from 1 to 2, got undefined$/,
    ],
    ['half a version', (spec) => (spec.version = 1.5), /spec\.version needs a whole number/],
    ['an unknown key', (spec) => (spec.notes = 1), /^fromSpec: no key in spec: "notes"/],
    [
      'an unknown key of the problem',
      (spec) => (spec.problem.layer = [8]),
      /^fromSpec: no key in spec\.problem: "layer"/,
    ],
    [
      'an unknown key of the data',
      (spec) => (spec.problem.data.sett = 'iris'),
      /^fromSpec: no key in spec\.problem\.data: "sett"; did you mean "set"\?$/,
    ],
    [
      'an unknown option',
      (spec) => (spec.options.step = 3),
      /^fromSpec: no option in spec: "step"; did you mean "steps"\?$/,
    ],
    [
      'an unknown change',
      (spec) => (spec.problem.data.changes = [{ shuffle: true }]),
      /^fromSpec: no change of data "shuffle"/,
    ],
    [
      'an unknown data set',
      (spec) => (spec.problem.data.set = 'irsi'),
      /^fromSpec: no data set "irsi"; did you mean "iris"\?$/,
    ],
    ['an unknown model', (spec) => (spec.problem.model = 'constructor'), /^fromSpec: no model "constructor"/],
    ['no problem', (spec) => delete spec.problem, /^fromSpec: spec\.problem needs an object, got undefined$/],
    [
      'an empty problem',
      (spec) => (spec.problem = {}),
      /^fromSpec: spec\.problem needs a name, a formula or a model, got an object$/,
    ],
    ['no options', (spec) => (spec.options = null), /^fromSpec: options needs an object, got null$/],
  ])('with %s is refused in words', (_, spoil, message) => {
    const spec = JSON.parse(JSON.stringify(good()));
    spoil(spec);
    expect(() => fromSpec(spec)).toThrow(message);
  });

  it.each([null, undefined, 'spec', 3, [], () => {}])('is not %s', (given) => {
    expect(() => fromSpec(given)).toThrow(/^fromSpec: spec needs what specOf returned, got /);
  });

  it('of version 1, the state of an element, is read', async () => {
    const state = {
      version: 1,
      heading: 'Which?',
      problem: 'rosenbrock',
      start: '',
      data: '',
      optimizers: 'sgd adam',
      rates: '1e-4..1e-2:3',
      runs: '',
      steps: 30,
      batch: null,
      seed: 0,
      scale: 'log',
    };
    const { problem, options } = fromSpec(state);
    const { hash } = await compare('rosenbrock', {
      optimizers: ['sgd', 'adam'],
      rates: '1e-4..1e-2:3',
      steps: 30,
    });
    expect((await compare(problem, options)).hash).toBe(hash);
    const runs = fromSpec({ ...state, runs: 'sgd 0.001, adam 0.01 0.03@7' });
    const other = await compare('rosenbrock', {
      runs: [
        { optimizer: 'sgd', rate: 0.001 },
        {
          optimizer: 'adam',
          rate: [
            [0, 0.01],
            [7, 0.03],
          ],
        },
      ],
      steps: 30,
    });
    expect((await compare(runs.problem, runs.options)).hash).toBe(other.hash);
    const file = fromSpec(
      { ...state, problem: '', data: 'a.csv', target: 'kind', model: 'softmax' },
      { data: `${garden}?,3,elm\n` },
    );
    const data = standardize(split(csv(`${garden}?,3,elm\n`, { target: 'kind', missing: 'drop' })));
    expect((await compare(file.problem, file.options)).hash).toBe(
      (
        await compare(softmaxRegression(data), {
          optimizers: ['sgd', 'adam'],
          rates: '1e-4..1e-2:3',
          steps: 30,
          seed: 0,
        })
      ).hash,
    );
  });
});

describe('a link', () => {
  const link = linkOf(specOf('bowl', both));
  it.each([
    '',
    '#',
    'abc',
    `${link.slice(0, -4)}`,
    `${link}A`.slice(4),
    '-'.repeat(200_000),
    'ÿ',
    '<script>',
  ])('that was damaged is refused: %s', (text) => {
    expect(() => specFromLink(text)).toThrow(/^specFromLink: /);
  });

  it('is refused where it is no text, or too long', () => {
    expect(() => specFromLink(3 as never)).toThrow('specFromLink: text needs what linkOf returned, got 3');
    const long: Spec = {
      version: 2,
      problem: { formula: '1'.repeat(2 ** 20), variables: [] },
      options: { steps: 1 },
    };
    expect(() => linkOf(long)).toThrow(/^linkOf: spec needs at most 131072 characters as a link, got /);
    expect(() => linkOf({ version: 3 } as never)).toThrow(/^linkOf: spec needs a version up to 2, got 3/);
  });
});
