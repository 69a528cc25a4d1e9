import { Command } from 'commander';
import { countNoun } from '../need.js';
import { rateVerdict, rateVerdictText } from '../results/rateVerdict.js';
import { formatAmount } from '../runs/outcome.js';
import {
  csvText,
  jsonText,
  needWritable,
  type Output,
  printOutput,
  textTable,
  withOutputOptions,
} from './output.js';
import { addRateOptions, type RateFinding, type RateOptions, rateFindings } from './rating.js';

const who = 'nabla rate';

/** `nabla rate`. */
export const rateCommand: Command = withOutputOptions(
  addRateOptions(
    new Command('rate').description(
      'learning rates by the rules of finders, by curvature, and with --truth by real runs: which is right here',
    ),
  ).optionsGroup('What comes out:'),
  ['table', 'json', 'csv'],
)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla rate --problem rosenbrock --optimizer sgd,adam --truth' +
      '\n  nabla rate --data flowers.csv --target species --model mlp:8 --batch 32 --optimizer adam --repeats 5 --truth' +
      '\n  nabla rate --data iris --model softmax --batch 16 --presets',
  )
  .action((options: RateOptions & Output) => {
    needWritable(who, options);
    const { setup, findings } = rateFindings('rate', options);
    const dropped = setup.resolved.rows?.dropped ?? 0;
    if (dropped > 0) console.error(`${countNoun(dropped, 'row')} without a value left out`);
    printOutput(who, formatFindings(findings(), options), options);
  });

function formatFindings(findings: RateFinding[], { format }: Output): string {
  if (format === 'json') return jsonText(findings.map(({ found, ...rest }) => plain({ ...rest, ...found })));
  if (format === 'csv') return csvText(NAMES, findings.flatMap(csvRows));
  return findings.map(findingText).join('\n\n');
}

const NAMES = ['optimizer', 'rule', 'rate', 'factor', 'because'];

const csvRows = (finding: RateFinding) =>
  Object.entries(finding.found.suggestions).map(([name, { rate, because }]) => [
    nameOf(finding),
    name,
    rate ?? '',
    finding.found.truth?.factors[name] ?? '',
    because,
  ]);

const nameOf = ({ optimizer, knobs }: RateFinding) =>
  [optimizer, ...Object.entries(knobs).map(([knob, value]) => `${knob} ${value}`)].join(' ');

/** Table of the suggestions of one optimizer, under what its run came to, and above the verdict. */
function findingText(finding: RateFinding): string {
  const { suggestions, truth, rates, stopped } = finding.found;
  const repeats = Object.values(suggestions)[0].repeats?.length ?? 1;
  const rows = Object.entries(suggestions).map(([name, { rate, because, repeats: all = [] }]) => [
    name,
    rate === null ? '' : formatAmount(rate),
    ...(repeats > 1 ? [spreadText(all)] : []),
    ...(truth ? [rate === null ? '' : rateVerdictText(rateVerdict(rate, truth))] : []),
    because,
  ]);
  const head = [
    'rule',
    'rate',
    ...(repeats > 1 ? [`of ${repeats} runs`] : []),
    ...(truth ? ['against real runs'] : []),
    'because',
  ];
  const run = `${nameOf(finding)}: ${countNoun(rates.length, 'rate')} from ${formatAmount(rates[0])}, stopped at ${formatAmount(stopped.rate)}: ${stopped.because}`;
  const best = truth?.best
    ? `best ${formatAmount(truth.best.rate)}, edge ${formatAmount(truth.edge!)}; `
    : '';
  return [run, '', textTable([head, ...rows]), ...(truth ? ['', `${best}${truth.verdict}`] : [])].join('\n');
}

/** Range of the rates of the repeats, and how many have none. */
function spreadText(all: readonly (number | null)[]): string {
  const found = all.filter((rate) => rate !== null);
  const none = all.length > found.length ? `, ${all.length - found.length} none` : '';
  if (found.length === 0) return 'none';
  return `${formatAmount(Math.min(...found))} to ${formatAmount(Math.max(...found))}${none}`;
}

/** Value with arrays for typed arrays, and texts for numbers that JSON lacks. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Float64Array || Array.isArray(value)) return Array.from(value, plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
