// One text, three doors: an attribute, an option of the command line, a call. The same plan, or the same refusal.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCompareOptions, optionSyntax, setupFrom } from '../../src/cli/comparing.js';
import { csv, logisticRegression, softmaxRegression, split, standardize } from '../../src/index.js';
import { planFrom } from '../../src/spec/plan.js';
import { optionsFromSpec, resolveInParts, runToEnd } from '../../src/spec/resolveProblem.js';
import { attributeSyntax, kebabCase, rewordError } from '../../src/spec/settingSyntax.js';
import { settingTable } from '../../src/spec/settings.js';
import { planHash } from '../../src/spec/specOf.js';
import { jobFromAttributes, settingProperties } from '../../web/data/attributes.js';
import type { FigureProperty } from '../../web/figure/properties.js';
import { type Asked, asked, file, garden, refusal } from '../laws/asked.js';
import { mulberry32 } from '../laws/random.js';

let folder: string;
const before = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  writeFileSync(join(folder, file), garden);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** What a door comes to: the hash of a plan, or what it says, and of which kind that is. */
function outcome(ask: () => unknown[], called: (setting: string) => string): string {
  try {
    const [problem, options] = ask();
    return planHash(planFrom(problem, options));
  } catch (error) {
    return `${(error as Error).name}: ${refusal((error as Error).message, called)}`;
  }
}

function byCommand(texts: Asked['texts']): string {
  const { settingName: called } = optionSyntax('compare');
  const args = Object.entries(texts).flatMap(([name, text]) => {
    if (settingTable[name].kind !== 'switch') return [`${called(name)}=${text}`];
    return text === 'false' ? [`--no-${kebabCase(name)}`] : [called(name)];
  });
  return outcome(() => {
    const command = addCompareOptions(new Command('compare')).exitOverride();
    const { resolved: made, options } = setupFrom('compare', command.parse(args, { from: 'user' }).opts());
    return [made.problem, options];
  }, called);
}

function byAttributes(texts: Asked['texts']): string {
  const speaker = attributeSyntax('nabla-compare');
  return outcome(() => {
    const properties = Object.entries(settingProperties(texts)).map(([name, declared]) => [
      name,
      (declared as FigureProperty).read(speaker.who, String(declared.attribute), texts[name]),
    ]);
    const blob = new Blob([garden]);
    const table =
      texts.data === file
        ? { name: file, blob, key: 1, columns: [], names: [], nameless: [], numeric: [] }
        : null;
    const job = jobFromAttributes(speaker.who, Object.fromEntries(properties), table);
    try {
      const { spec } = job!;
      return [runToEnd(resolveInParts('compare', spec.problem, garden)).problem, optionsFromSpec(spec)];
    } catch (error) {
      throw rewordError(speaker, error);
    }
  }, speaker.settingName);
}

const byCall = ({ call }: Asked) => outcome(call!, (setting) => setting);

describe('one text at three doors', () => {
  const next = mulberry32(14);
  const all = Array.from({ length: 2400 }, () => asked(next));

  it('comes to one plan, or to one refusal, word for word', { tags: ['long'] }, () => {
    let [plans, refusals, calls] = [0, 0, 0];

    for (const each of all) {
      const said = byCommand(each.texts);
      expect(byAttributes(each.texts), JSON.stringify(each.texts)).toBe(said);
      if (/^[0-9a-f]{16}$/.test(said)) plans++;
      else refusals++;
      if (!each.call) continue;
      expect(byCall(each), JSON.stringify(each.texts)).toBe(said);
      calls++;
    }
    expect([plans, refusals, calls].every((count) => count > 400)).toBe(true);
  });
});

type Row = [
  texts: Record<string, string>,
  problem: () => unknown,
  options: Record<string, unknown>,
  said: RegExp,
];
const grid = { optimizers: ['sgd'], rates: [0.001, 0.01], steps: 5 };
const typed = { optimizers: 'sgd', rates: '0.001 0.01', steps: '5' };
const plan = /^[0-9a-f]{16}$/;
const ofGarden = (more: object) => csv(garden, { target: 'kind', missing: 'drop', ...more });

const rows: Row[] = [
  [
    { problem: 'rosenbrock', start: 'w=1,x=-1.2' },
    () => 'rosenbrock',
    { start: 'w=1,x=-1.2' },
    /no variable "w"; there is x, y/,
  ],
  [{ problem: '(θ-1)^2', start: 'θ=3' }, () => '(θ-1)^2', { start: 'θ=3' }, plan],
  [{ problem: 'bowl', rates: '1e-3 .. 1e-1 : 3' }, () => 'bowl', { rates: [1e-3, 1e-2, 1e-1] }, plan],
  [{ problem: ' rosenbrock ' }, () => 'rosenbrock', {}, plan],
  [
    { problem: 'bowl', rates: '0x10' },
    () => 'bowl',
    { rates: '0x10' },
    /rates needs numbers, or a range like 1e-3\.\.1e3:9, got "0x10"/,
  ],
  [
    { problem: 'bowl', optimizers: '', rates: '', runs: 'sgd .001 momentum=.9' },
    () => 'bowl',
    { optimizers: undefined, rates: undefined, runs: [{ optimizer: 'sgd', rate: 0.001, momentum: 0.9 }] },
    plan,
  ],
  [
    {
      problem: 'bowl',
      optimizers: '',
      rates: '',
      runs: 'sgd 0.1 momentum=0.9 schedule=cosine, adam 0.01 0.03@137',
    },
    () => 'bowl',
    {
      optimizers: undefined,
      rates: undefined,
      runs: [
        { optimizer: 'sgd', rate: 0.1, momentum: 0.9, schedule: 'cosine' },
        {
          optimizer: 'adam',
          rate: [
            [0, 0.01],
            [137, 0.03],
          ],
        },
      ],
    },
    plan,
  ],
  [{ problem: 'bowl', optimizers: '' }, () => 'bowl', { optimizers: undefined }, plan],
  [
    { problem: 'bowl', momentum: '0 0.9', nesterov: 'true' },
    () => 'bowl',
    { momentum: [0, 0.9], nesterov: true },
    plan,
  ],
  [
    { problem: 'bowl', schedule: 'cosine', clip: '2', tolerance: '1e-3' },
    () => 'bowl',
    { schedule: 'cosine', clip: 2, tolerance: 1e-3 },
    plan,
  ],
  [
    { data: file, target: 'kind', missing: 'drop', model: 'softmax', l2: '0.1', standardize: 'false' },
    () => softmaxRegression(ofGarden({}), { l2: 0.1 }),
    {},
    plan,
  ],
  [
    { data: file, target: 'kind', missing: 'drop', classes: 'elm,oak', model: 'logistic' },
    () => logisticRegression(standardize(ofGarden({ classes: ['elm', 'oak'] }))),
    {},
    plan,
  ],
  [
    { data: file, target: 'length', columns: 'weight', classes: 'true' },
    () => softmaxRegression(standardize(ofGarden({ target: 'length', columns: ['weight'], classes: true }))),
    {},
    plan,
  ],
  [
    { data: file, target: 'kind' },
    () => csv(garden, { target: 'kind' }),
    {},
    /row 14, column .*needs a value, or missing=drop, got "\?"$/,
  ],
  [
    { data: file, target: 'kind', missing: 'drop', validation: '1' },
    () => split(ofGarden({}), { validation: 1 }),
    {},
    /validation needs a share between 0 and 1, got 1/,
  ],
];

describe('what is typed reaches one reader', () => {
  it.each(rows)('%j', (texts, problem, options, said) => {
    const given = { ...typed, ...texts };
    const command = byCommand(given).replace(
      /, or missing: 'drop'|, or --missing drop/,
      ", or missing: 'drop'",
    );
    const attributes = byAttributes(given);
    expect(command.replace(/^\w+: /, '')).toMatch(said);
    expect(attributes).toBe(command);
    expect(byCall({ texts, call: () => [problem(), { ...grid, ...options }] })).toBe(command);
  });

  it('the runs of an element may be data: no knob is dropped', () => {
    const runs = [{ optimizer: 'sgd', rate: 0.001, momentum: 0.9 }];
    const job = jobFromAttributes('nabla-compare', { problem: 'bowl', runs, steps: 5 })!;
    const byElement = planHash(planFrom('bowl', optionsFromSpec(job.spec)));
    expect(byElement).toBe(planHash(planFrom('bowl', { runs, steps: 5 })));
    expect(byElement).not.toBe(
      planHash(planFrom('bowl', { runs: [{ optimizer: 'sgd', rate: 0.001 }], steps: 5 })),
    );
  });

  it.each([
    [{ problem: {} }, 'nabla-compare: problem needs a name or a formula, got an object'],
    [{ data: ['iris'] }, 'nabla-compare: data needs the name of a data set or of a file, got an array of 1'],
    [
      { data: 'iris', replicates: 1e9 },
      'nabla-compare: replicates needs a whole number from 1 to 1048576, got 1000000000',
    ],
    [{ data: 'iris', model: 8 }, 'nabla-compare: model needs a text like mlp:8, got 8'],
    [{ problem: 'bowl', runs: [null] }, 'nabla-compare: runs[0] needs an object, got null'],
    [
      { problem: 'bowl', steps: [] },
      'nabla-compare: steps needs a whole number from 1 to 1000000000, got an array of 0',
    ],
    [{ problem: 'bowl', nesterov: 'yes' }, 'nabla-compare: nesterov needs true or false, got "yes"'],
    [{ data: 'iris', standardize: 'maybe' }, 'nabla-compare: standardize needs true or false, got "maybe"'],
  ])('a property of another kind is refused, and nothing of it is called: %j', (properties, message) => {
    const read = () => jobFromAttributes('nabla-compare', properties);
    expect(read).toThrow(message);
  });
});
