import { csvSettings } from '../data/csvOptions.js';
import * as datasets from '../datasets/index.js';
import type { Knob } from '../entry.js';
import { weightStarts } from '../network/start.js';
import * as optimizers from '../optimizers/index.js';
import { modelNames } from './modelText.js';

/** Setting that is given as text: an attribute of elements and an option of the command line. */
export interface SettingEntry {
  /**
   * Type of its text: a number, one number or several to try, a switch, words, names with commas between them, text, a
   * character, or what `compare` parses itself and takes as data too.
   */
  readonly kind: 'number' | 'numbers' | 'switch' | 'words' | 'names' | 'text' | 'character' | 'data';
  /** Placeholder of its value in help: `<point>`. */
  readonly value?: string;
  readonly says: string;
  /** Whether a switch is on unless said. */
  readonly isOn?: boolean;
  /** Whether `true` may stand for names. */
  readonly orTrue?: boolean;
  /** Whether only a model on data has it. */
  readonly ofData?: boolean;
  /** Whether only a file of data has it. */
  readonly ofFile?: boolean;
}

/** How a file of data is read; columns are chosen of data sets too. */
const tableEntries = Object.fromEntries(
  Object.entries(csvSettings).map(([name, setting]): [string, SettingEntry] => [
    name,
    { ...setting, ...(name === 'columns' ? { ofData: true } : { ofFile: true }) },
  ]),
);

const problemTable: Record<string, SettingEntry> = {
  problem: { kind: 'text', value: 'name', says: 'one of the catalogue, `rosenbrock`, or a formula' },
  formula: { kind: 'text', value: 'text', says: '`(1-x)^2 + 100 (y-x^2)^2`' },
  start: { kind: 'data', value: 'point', says: 'where to start: `x=-1.2,y=1` or `-1.2,1`' },
  data: {
    kind: 'text',
    value: 'file or name',
    says: `a CSV file, packed with gzip or not, \`-\` for the standard input, or ${Object.keys(datasets).join(', ')}`,
  },
  ...tableEntries,
  model: {
    kind: 'text',
    value: 'model',
    says: `${modelNames.join(', ')}; \`mlp:8,8:relu\` has layers and an activation`,
    ofData: true,
  },
  init: {
    kind: 'text',
    value: 'name',
    says: `how a network's weights start: ${Object.keys(weightStarts).join(', ')}; glorot unless said`,
    ofData: true,
  },
  classWeights: {
    kind: 'data',
    value: 'weights',
    says: 'how much the rows of a class count in the loss: `balanced`, each class alike, or by name, `rare=10,odd=5`; 1 unless said',
    ofData: true,
  },
  l2: {
    kind: 'number',
    value: 'number',
    says: 'weight decay in the loss, (l2/2)·ΣW², biases excluded; 0 unless said',
    ofData: true,
  },
  validation: {
    kind: 'number',
    value: 'share',
    says: 'share of the rows kept apart for validation; none unless said',
    ofData: true,
  },
  standardize: {
    kind: 'switch',
    says: 'columns of mean 0 and deviation 1; on unless said',
    isOn: true,
    ofData: true,
  },
};

const methodTable: Record<string, SettingEntry> = {
  optimizers: { kind: 'words', value: 'names', says: 'one or more, `sgd adam`; sgd unless said' },
  rates: { kind: 'data', value: 'rates', says: '`0.01 0.1` or `1e-4..1:9`; each at its own unless said' },
  runs: {
    kind: 'data',
    value: 'runs',
    says: 'instead, one by one: `sgd 0.1 momentum=0.9, adam 0.01 0.03@137`',
  },
  schedule: {
    kind: 'data',
    value: 'name',
    says: 'how the rate changes on the way: `cosine`, `cosine:etaMin=0.1`, `warmup:100+cosine`',
  },
  steps: { kind: 'number', value: 'n', says: 'updates of each run; 1000 unless said' },
  epochs: {
    kind: 'number',
    value: 'n',
    says: 'instead of steps, passes over the rows of a model on data',
  },
  batch: { kind: 'number', value: 'rows', says: 'rows to an update; all unless said' },
  seed: {
    kind: 'number',
    value: 'n',
    says: 'of made data, of rows kept apart, of starts and batches; 0 unless said',
  },
  tolerance: {
    kind: 'number',
    value: 'number',
    says: 'how small the largest entry of the gradient has to become, by itself and beside the largest met, for a run to settle; 1e-8 unless said, in f32 1e-5',
  },
  clip: {
    kind: 'number',
    value: 'norm',
    says: 'largest 2-norm of a gradient; longer ones are shortened to it',
  },
  precision: {
    kind: 'text',
    value: 'f64 or f32',
    says: 'of the products of a model on data; f64 unless said, f32 is about twice as fast',
  },
  masterWeights: {
    kind: 'switch',
    says: 'in f32, parameters in double precision, rounded for the products only; on unless said',
    isOn: true,
  },
  validateEvery: {
    kind: 'number',
    value: 'n',
    says: 'entries of the losses from one validation loss to the next; 1 unless said',
  },
  patience: {
    kind: 'number',
    value: 'n',
    says: 'entries of the losses without a new lowest, of validation where there is one, after which a run is stopped',
  },
  keep: {
    kind: 'text',
    value: 'last or best',
    says: 'the point of a run that counts, and is saved: its last unless said, or the one of the lowest loss',
  },
  replicates: {
    kind: 'number',
    value: 'n',
    says: 'runs of each, from other random starts or with the rows in another order',
  },
};

/** Settings for the knobs of all optimizers; the rate is set by `rates`. */
const knobTable = Object.fromEntries(
  Object.values(optimizers)
    .flatMap((entry) => Object.entries(entry.knobs as Record<string, Knob>))
    .filter(([name]) => name !== 'rate')
    .map(([name, { default: value, says }]): [string, SettingEntry] => [
      name,
      typeof value === 'boolean' ? { kind: 'switch', says } : { kind: 'numbers', value: 'number(s)', says },
    ]),
);

/** All settings by their names in a call, in the order of help. */
export const settingTable: Readonly<Record<string, SettingEntry>> = {
  ...problemTable,
  ...methodTable,
  ...knobTable,
};

/** Names of the settings that make the objective, and of the knobs of optimizers. */
export const problemSettings: readonly string[] = Object.keys(problemTable);
export const knobSettings: readonly string[] = Object.keys(knobTable);
