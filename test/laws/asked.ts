// What a person might ask to be compared, right and wrong, as each of the three doors has it.
import {
  csv,
  type Data,
  datasets,
  linearRegression,
  logisticRegression,
  mlp,
  optimizers,
  schedules,
  softmaxRegression,
  split,
  standardize,
} from '../../src/index.js';
import { settingTable } from '../../src/spec/settings.js';

/** The text of a file that the doors have at hand. */
export const file = 'garden.csv';
export const garden = `width,length,weight,kind\n${Array.from({ length: 12 }, (_, i) => `${i % 5},${(7 * i) % 11},${i / 4},${['oak', 'elm'][i % 2]}`).join('\n')}\n?,1,2,oak\n`;

/** Settings as attributes and options have them, and the call that asks for the same; null where the API has no such. */
export interface Asked {
  texts: Record<string, string>;
  call: (() => [problem: unknown, options: Record<string, unknown>]) | null;
}

type Next = () => number;

const pick = <T>(next: Next, all: readonly T[]): T => all[Math.floor(next() * all.length)];
const some = (next: Next, share: number) => next() < share;
const number = (next: Next, low: number, high: number) =>
  Number((low + next() * (high - low)).toPrecision(1 + Math.floor(next() * 12)));

/** Texts and values of settings, built up together. */
class Builder {
  readonly texts: Record<string, string> = {};
  readonly options: Record<string, unknown> = {};
  problem: () => unknown = () => undefined;
  hasCall = true;

  set(name: string, text: string, value: unknown = text): void {
    this.texts[name] = text;
    this.options[name] = value;
  }
}

const FORMULAS: [text: string, variables: readonly string[]][] = [
  ['(x - 1)^2', ['x']],
  ['(w-3)^2 + w', ['w']],
  ['(θ-1)^2', ['θ']],
  [' θ1^2 + 2 θ2^2 ', ['θ1', 'θ2']],
  ['u^2 + 3 v^2 + exp(u v)', ['u', 'v']],
  ['x^2 + y^2 + z^2', ['x', 'y', 'z']],
  ['α β + α^2 + β^2', ['α', 'β']],
  ['x1^2 + x10^2 + x2^2', ['x1', 'x2', 'x10']],
];
const NAMES = ['bowl', ' rosenbrock ', 'booth', 'beale'];
const isPlain = (names: readonly string[]) => names.length === 1 || /^[xyz]|^θ\d/.test(names[0]);

function formulaOrName(next: Next, made: Builder): void {
  const named = some(next, 0.5);
  const [text, variables] = named ? [pick(next, NAMES), ['x', 'y']] : pick(next, FORMULAS);
  made.texts.problem = text;
  made.problem = () => text;
  if (named && some(next, 0.5)) return;
  const numbers = variables.map(() => number(next, -2, 2));
  const space = pick(next, ['', ' ']);
  const byName = !isPlain(variables) || some(next, 0.6);
  const parts = variables.map((name, i) =>
    byName ? `${name}${space}=${space}${numbers[i]}` : `${numbers[i]}`,
  );
  made.set('start', (byName && some(next, 0.3) ? parts.reverse() : parts).join(`,${space}`));
  if (some(next, 0.3))
    made.options.start = byName
      ? Object.fromEntries(variables.map((name, i) => [name, numbers[i]]))
      : numbers;
}

type MakeModel = (data: Data, more: object, seed?: number) => unknown;

const MODELS: Record<string, MakeModel> = {
  softmax: softmaxRegression,
  logistic: logisticRegression,
  'mlp:3': (data, more, seed) => mlp(data, { ...more, layers: [3], ...(seed !== undefined && { seed }) }),
  'mlp:2,2:relu': (data, more, seed) =>
    mlp(data, { ...more, layers: [2, 2], activation: 'relu', ...(seed !== undefined && { seed }) }),
};

/** Data sets whose target is a number. */
const numeric = new Set(
  Object.entries(datasets).flatMap(([name, { tells }]) => (tells === 'classes' ? [] : [name])),
);

function modelOnData(next: Next, made: Builder): void {
  const isFile = some(next, 0.4);
  const isNumbers = isFile && some(next, 0.3);
  const seed = some(next, 0.5) ? Math.floor(next() * 100) : undefined;
  if (seed !== undefined) made.set('seed', String(seed), seed);
  const set = pick(next, Object.keys(datasets)) as keyof typeof datasets;
  made.texts.data = isFile ? file : set;
  const target = isNumbers ? 'weight' : 'kind';
  const columns = isNumbers || some(next, 0.3) ? ['length', 'width'] : undefined;
  if (isFile) {
    Object.assign(made.texts, { target, missing: 'drop', ...(columns && { columns: columns.join(',') }) });
  }
  const model = some(next, 0.2)
    ? undefined
    : isNumbers || (!isFile && numeric.has(set))
      ? 'linear'
      : pick(next, isFile || set === 'moons' ? Object.keys(MODELS) : ['softmax', 'mlp:3']);
  if (model !== undefined) made.texts.model = model;
  const tellsClasses = model !== undefined && model !== 'linear';
  const more = {
    ...(tellsClasses && some(next, 0.2) && { classWeights: 'balanced' }),
    ...(model?.startsWith('mlp') && some(next, 0.2) && { init: 'he' }),
  };
  Object.assign(made.texts, more);
  const l2 = some(next, 0.3) ? number(next, 0, 0.1) : undefined;
  if (l2 !== undefined) made.texts.l2 = String(l2);
  const validation = some(next, 0.4) ? number(next, 0.2, 0.5) : undefined;
  if (validation !== undefined) made.texts.validation = String(validation);
  const scaled = some(next, 0.8);
  if (!scaled) made.texts.standardize = 'false';
  if (some(next, 0.4)) {
    const batch = 1 + Math.floor(next() * 6);
    made.set('batch', String(batch), batch);
  }
  if (some(next, 0.3)) {
    made.set('precision', 'f32', 'f32');
    if (some(next, 0.4)) made.set('masterWeights', 'false', false);
  }
  if (some(next, 0.2)) made.set('validateEvery', '3', 3);
  if (some(next, 0.2)) made.set('patience', '4', 4);
  if (some(next, 0.2)) made.set('keep', 'best', 'best');
  made.problem = () => {
    const read = isFile
      ? csv(garden, { target, missing: 'drop', ...(columns && { columns }) })
      : (datasets[set] as (options?: object) => Data)(
          'seed' in datasets[set].knobs ? { seed: seed ?? 0 } : {},
        );
    const parts = validation === undefined ? read : split(read, { validation, seed: seed ?? 0 });
    const data = scaled ? standardize(parts) : parts;
    const regression = data.classes ? softmaxRegression : linearRegression;
    const make = (
      model === undefined ? regression : model === 'linear' ? linearRegression : MODELS[model]
    ) as MakeModel;
    return make(data, { ...more, ...(l2 !== undefined && { l2 }) }, seed);
  };
}

const KNOBS: Record<string, [low: number, high: number]> = {
  momentum: [0, 0.9],
  dampening: [0, 0.5],
  weightDecay: [0, 0.1],
  beta1: [0, 0.9],
  epsilon: [1e-8, 1e-3],
};

function runsOneByOne(next: Next, made: Builder): void {
  const runs = Array.from({ length: 1 + Math.floor(next() * 3) }, () => {
    const [first, second, step] = [number(next, 1e-3, 1), number(next, 1e-3, 1), 1 + Math.floor(next() * 9)];
    const changes = some(next, 0.3);
    const momentum = some(next, 0.4) ? number(next, 0, 0.9) : undefined;
    const schedule = some(next, 0.3)
      ? pick(next, ['cosine', 'linear:startFactor=0.5', 'multistep:milestones=2,4,gamma=0.5'])
      : undefined;
    return {
      text: `sgd ${first}${changes ? ` ${second}@${step}` : ''}${momentum === undefined ? '' : ` momentum=${momentum}`}${schedule ? ` schedule=${schedule}` : ''}`,
      run: {
        optimizer: 'sgd',
        rate: changes
          ? [
              [0, first],
              [step, second],
            ]
          : first,
        ...(momentum !== undefined && { momentum }),
        ...(schedule && { schedule }),
      },
    };
  });
  made.set(
    'runs',
    runs.map(({ text }) => text).join(pick(next, [',', ', '])),
    runs.map(({ run }) => run),
  );
}

function optimizersAtRates(next: Next, made: Builder): void {
  const chosen = ['sgd', 'adam', 'rmsprop'].filter(() => some(next, 0.5));
  if (chosen.length > 0) made.set('optimizers', chosen.join(' '), chosen);
  else made.options.optimizers = ['sgd'];
  if (some(next, 0.3)) made.set('rates', pick(next, ['1e-3..1e-1:3', ' 1e-3 .. 1e-1 : 3 ', '0.01..1:2']));
  else if (some(next, 0.8)) {
    const rates = [number(next, 1e-4, 1), number(next, 1e-4, 1)];
    made.set('rates', rates.join(pick(next, [' ', ', '])), rates);
  }
}

function knobs(next: Next, made: Builder): void {
  const chosen =
    made.texts.runs === undefined ? (made.options.optimizers as (keyof typeof optimizers)[]) : [];
  for (const [name, [low, high]] of Object.entries(KNOBS)) {
    if (!chosen.some((each) => name in optimizers[each].knobs) || !some(next, 0.3)) continue;
    const values = [number(next, low, high), number(next, low, high)];
    const isList = made.texts.runs === undefined && some(next, 0.5);
    made.set(name, isList ? values.join(' ') : String(values[0]), isList ? values : values[0]);
  }
  if (chosen.includes('sgd') && some(next, 0.1)) made.set('nesterov', 'true', true);
  if (some(next, 0.2))
    made.set(
      'schedule',
      pick(next, [
        ...Object.keys(schedules),
        ...['cosine:etaMin=0.1', 'step:size=3,gamma=0.5', 'warmup:2+cosine:etaMin=0.1'],
      ]),
    );
  if (some(next, 0.2)) made.set('clip', '1.5', 1.5);
  if (some(next, 0.2)) made.set('tolerance', '0', 0);
  if (some(next, 0.1)) made.set('replicates', '2', 2);
}

/** A setting that is wrong somewhere, as text; a call gets the same text, or the number that it is. */
const WRONG: [name: string, text: string, value?: unknown][] = [
  ['rates', '0x10'],
  ['rates', '1e-3..1e3'],
  ['rates', '0..1:3'],
  ['rates', 'fast'],
  ['rates', '-1', [-1]],
  ['rates', '0.1 1e999'],
  ['steps', 'ten'],
  ['steps', '0', 0],
  ['steps', '1.5', 1.5],
  ['steps', '1e12', 1e12],
  ['steps', 'Infinity'],
  ['start', 'w=1,q=-1.2'],
  ['start', 'x=1,x=2'],
  ['start', 'x='],
  ['start', 'here'],
  ['start', '1,2,3,4,5'],
  ['start', 'x=1,2'],
  ['start', 'x=0x10'],
  ['problem', 'rosenbrok'],
  ['problem', '__proto__'],
  ['problem', 'x^2 +'],
  ['problem', 'sinx'],
  ['optimizers', 'adma', ['adma']],
  ['optimizers', 'sgd constructor', ['sgd', 'constructor']],
  ['momentum', '2', 2],
  ['momentum', 'much'],
  ['momentum', '0 2', [0, 2]],

  ['rho', '0.5', 0.5],
  ['maxStep', '1', 1],
  ['schedule', 'cosin'],
  ['schedule', 'cosine:tMax'],
  ['schedule', 'cosine:etamin=1'],
  ['schedule', 'step:gamma=fast'],
  ['schedule', 'cosine:etaMin=1,etaMin=2'],
  ['clip', '0', 0],
  ['clip', 'short'],
  ['tolerance', '-1', -1],
  ['seed', '-1', -1],
  ['seed', '0.5', 0.5],
  ['batch', '0', 0],
  ['batch', '1e6', 1e6],
  ['precision', 'f16', 'f16'],
  ['precision', 'f32', 'f32'],
  ['masterWeights', 'false', false],
  ['validateEvery', '0', 0],
  ['patience', '0', 0],
  ['patience', 'much'],
  ['keep', 'first', 'first'],
  ['epochs', '2', 2],
  ['init', 'xavier'],
  ['init', 'he'],
  ['classWeights', 'oak'],
  ['classWeights', 'oak=0'],
  ['classWeights', 'balancd=2'],
  ['schedule', 'warmup:1000000+cosine'],
  ['schedule', 'warmup:3'],
  ['replicates', '0', 0],
  ['replicates', '2', 2],
  ['runs', 'sgd fast'],
  ['runs', 'adma 0.1'],
  ['runs', 'sgd 0.1@3'],
  ['runs', 'sgd 0.1 mometum=2'],
  ['runs', 'sgd 0.1 schedule=cosin'],
  ['model', 'forest'],
  ['model', 'softmax:8'],
  ['model', 'mlp:0'],
  ['model', 'mlp:8:rleu'],
  ['l2', '-1', -1],
  ['l2', 'some'],
  ['validation', '2', 2],
  ['validation', 'half'],

  ['data', 'irsi'],
  ['data', 'flowers'],
  ['columns', 'petal'],
  ['target', 'specis'],
  ['missing', 'dorp'],
  ['classes', 'oak,elm'],
];
/** What a call has under other names, or in other functions: the two text doors are compared. */
const ONLY_TEXT = new Set([
  'problem',
  'model',
  'l2',
  'init',
  'classWeights',
  'validation',
  'standardize',
  'data',
  'columns',
  'target',
  'missing',
  'classes',
  'seed',
  'runs',
]);

/** The next of what may be asked; one in three is wrong. */
export function asked(next: Next): Asked {
  const made = new Builder();
  (some(next, 0.6) ? formulaOrName : modelOnData)(next, made);
  (some(next, 0.25) ? runsOneByOne : optimizersAtRates)(next, made);
  knobs(next, made);
  const steps = 1 + Math.floor(next() * 12);
  made.set(made.texts.data !== undefined && some(next, 0.2) ? 'epochs' : 'steps', String(steps), steps);
  if (some(next, 0.33)) {
    const [name, text, value] = pick(next, WRONG);
    made.set(name, text, value ?? text);
    // An element has runs of the reader's beside the optimizers and rates that its page gave: they stand instead.
    const others =
      name === 'runs' ? ['optimizers', 'rates'] : ['optimizers', 'rates'].includes(name) ? ['runs'] : [];
    for (const other of others) {
      delete made.texts[other];
      delete made.options[other];
    }
    if (ONLY_TEXT.has(name)) made.hasCall = false;
  }
  const { texts, options, problem, hasCall } = made;
  return { texts, call: hasCall ? () => [problem(), options] : null };
}

/** A refusal after the name of who speaks, settings by their names in a call. */
export function refusal(message: string, called: (setting: string) => string): string {
  const [first] = message.split('\n');
  const rest = first.replace(/^[\w -]+: (?:"[^"]*": )?/, '');
  const hinted = rest.replace(/, or (?:--)?([\w-]+)(?: |="|: ')(\w+)["']?(?=, got)/, ', or $1=$2');
  const own = Object.keys(settingTable).reduce(
    (text, name) => text.replaceAll(new RegExp(`(^|[ (])${called(name)}(?=[ =[,]|$)`, 'g'), `$1${name}`),
    hinted,
  );
  // A rate is one of the rates.
  return own.replaceAll(/(^|[ (])rate(?=[ =[,]|$)/g, '$1rates');
}
