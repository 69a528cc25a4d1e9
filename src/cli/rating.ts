// Search for a rate that a command asks for: its options, and what it comes to for each optimizer.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { rateRunners } from '../descent/rateTools.js';
import { type FindRateOptions, type FoundRates, findRate, type Problem } from '../index.js';
import { listNames } from '../need.js';
import { parseDecimal, splitWords } from '../numbers.js';
import { configurationsFrom } from '../spec/plan.js';
import { rewordError } from '../spec/settingSyntax.js';
import { addCompareOptions, type ComparisonSetup, optionSyntax, setupFrom } from './comparing.js';
import { parseNumber } from './numberOption.js';

const TOOLS = Object.keys(rateRunners);

/** Settings of comparisons that a search for a rate has not, or has otherwise. */
const EXCEPT = [
  ...['rates', 'runs', 'schedule', 'steps', 'epochs', 'tolerance', 'validateEvery', 'replicates'],
  ...['patience', 'keep'],
];

export interface RateOptions {
  from?: number;
  to?: number;
  count?: number;
  smoothing?: number;
  presets?: string[];
  repeats?: number;
  curvature: boolean;
  truth?: number | true;
}

/** Command with the options of a search for a rate. */
export const addRateOptions = (command: Command): Command =>
  addCompareOptions(command, EXCEPT)
    .optionsGroup('Which rates:')
    .option('--from <rate>', 'lowest of the rates; 1e-7 unless said', parseNumber)
    .option('--to <rate>', 'highest of them; 10 unless said', parseNumber)
    .option('--count <n>', 'how many, a step at each; 100 unless said', parseNumber)
    .option(
      '--smoothing <share>',
      'memory of the average of the losses; 0.98 with --batch, else 0',
      parseNumber,
    )
    .addOption(
      new Option(
        '--presets [names]',
        `rules read off runs as their tools make them: ${listNames(TOOLS)}; all of them without a name`,
      )
        .argParser(splitWords)
        .preset(TOOLS.join()),
    )
    .option('--repeats <n>', 'runs from other random starts, or with the rows in another order', parseNumber)
    .option('--no-curvature', 'no rates from the curvature at the start')
    .option(
      '--truth [steps]',
      'real runs at 4 rates a decade, of so many steps each; 300 without a number',
      parseSteps,
    );

function parseSteps(text: string): number {
  const steps = parseDecimal(text);
  if (Number.isInteger(steps) && steps >= 1 && steps <= 1e9) return steps;
  throw new InvalidArgumentError('It needs a whole number from 1 to 1000000000.');
}

/** What a search comes to for one optimizer. */
export interface RateFinding {
  optimizer: string;
  /** Knobs that differ from one finding to another. */
  knobs: Record<string, unknown>;
  found: FoundRates;
}

/** Searches of a command, one for each optimizer and each choice of its knobs, made as they are asked for. */
export function rateFindings(
  who: string,
  options: RateOptions & object,
): { setup: ComparisonSetup; findings: () => RateFinding[] } {
  const setup = setupFrom(who, options);
  const { problem } = setup.resolved;
  const { optimizers, steps: _, ...shared }: Record<string, unknown> = { ...setup.options };
  const { start, batch, seed, clip, precision, masterWeights } = shared;
  const own = { start, batch, seed, clip, precision, masterWeights, ...searchFrom(options) };
  const findings = () =>
    configurationsFrom({ ...shared, optimizers }).map(({ name, knobs: { rate: __, ...knobs }, varied }) => ({
      optimizer: name,
      knobs: Object.fromEntries(varied.map((knob) => [knob, knobs[knob]])),
      found: findRate(
        problem as Problem,
        withoutUndefined({ ...own, ...knobs, optimizer: name }) as unknown as FindRateOptions,
      ),
    }));
  return { setup, findings: () => inOwnWords(who, findings) };
}

function searchFrom({ from, to, count, smoothing, presets, repeats, curvature, truth }: RateOptions) {
  return {
    from,
    to,
    count,
    smoothing,
    presets,
    repeats,
    curvature,
    truth: typeof truth === 'number' ? { steps: truth } : truth,
  };
}

const withoutUndefined = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** Result of a call whose errors name the options of the command. */
function inOwnWords<T>(who: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const told = rewordError(optionSyntax(who), error);
    if (told instanceof Error)
      told.message = told.message.replace(
        /: (from|to|count|smoothing|presets|repeats|truth)(?= needs )/,
        ': --$1',
      );
    throw told;
  }
}
