import type { Vec } from '../fn.js';
import type { RateTruth } from '../results/foundRates.js';
import { finishedRuns } from '../runs/finishedRun.js';
import type { Run } from '../runs/run.js';
import { budgetFrom } from '../spec/budget.js';
import { configurationAt, optimizerKnobs } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import type { RateTrial } from './rateCurve.js';

/** Share of the best loss within which others are as good. */
const TENTH = 0.1;
/** Share of the way from the start to the best that makes no difference. */
const MILLIONTH = 1e-6;

/** Runs of each rate on each objective, and what they come to. */
export function rateTruth(
  { who, configuration, options, rows }: RateTrial,
  objectives: Objective[],
  rates: readonly number[],
  steps: number,
): Omit<RateTruth, 'factors' | 'verdict'> {
  const known = optimizerKnobs(configuration.optimizer);
  const configurations = rates.map((rate) => configurationAt(who, configuration, known, rate));
  const budget = budgetFrom(who, { ...options, steps }, rows);
  const runs = objectives.map((objective) => finishedRuns(who, objective, configurations, budget));
  const ends = rates.map((_, i) => endsOf(runs.map((each) => each[i])));
  const column = (part: 'mean' | 'lowest' | 'highest') => Float64Array.from(ends, (end) => end[part]);
  const losses = column('mean');
  const start = mean(runs.map(([first]) => startLoss(first)));
  return {
    steps,
    rates: Float64Array.from(rates),
    losses,
    lowest: column('lowest'),
    highest: column('highest'),
    ...conclusions(rates, losses, start),
  };
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Loss that runs are compared by, at the end and at the start: the validation loss, where there is one. */
const endLoss = ({ value, validation }: Run) => validation?.loss ?? value;
const startLoss = ({ losses, validation }: Run) => (validation?.losses ?? losses)[0];

function endsOf(runs: readonly Run[]) {
  const whole = runs.filter(({ outcome }) => outcome !== 'diverged').map(endLoss);
  return {
    mean: whole.length === runs.length ? mean(whole) : NaN,
    lowest: whole.length > 0 ? Math.min(...whole) : NaN,
    highest: whole.length > 0 ? Math.max(...whole) : NaN,
  };
}

function conclusions(rates: readonly number[], losses: Vec, start: number) {
  let best = -1;
  let last = -1;
  for (const [i, loss] of losses.entries()) {
    if (Number.isNaN(loss)) continue;
    last = i;
    if (best < 0 || loss < losses[best]) best = i;
  }
  if (best < 0) return { best: null, edge: null, divergedFrom: rates[0], within: null };
  const least = losses[best];
  const most = least + Math.max(TENTH * Math.abs(least), MILLIONTH * (start - least));
  let [from, to] = [best, best];
  while (losses[from - 1] <= most) from--;
  while (losses[to + 1] <= most) to++;
  return {
    best: { rate: rates[best], loss: least },
    edge: rates[last],
    divergedFrom: rates[last + 1] ?? null,
    within: { lowest: rates[from], highest: rates[to] },
  };
}
