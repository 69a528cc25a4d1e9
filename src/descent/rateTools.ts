import type { RateTool } from '../results/foundRates.js';
import { logspace } from '../spec/logspace.js';

// Learning-rate finders as they run: the rates that they step at, the loss that they keep, when they stop.

/** Rates of a run: those that its steps are made at, and those that it notes beside the losses. */
interface RatePlan {
  readonly used: readonly number[];
  readonly told: readonly number[];
}

/** Batches of an epoch: their number, and the rows of one, which the last may lack. */
export interface Epoch {
  readonly batches: number;
  rowsOf(batch: number): number;
}

/** Loss that a finder keeps, from the loss of each step in order. */
type Smoother = (loss: number) => number;

/** How a finder runs. */
export interface RateRunner {
  /** Ends of its range; without the lower one it begins at the optimizer's own rate. */
  readonly from?: number;
  readonly to: number;
  plan(from: number, to: number, count: number): RatePlan;
  smoother(epoch: Epoch): Smoother;
  /** Multiple of the lowest loss above which it stops, and that limit. */
  readonly times: number;
  limit?(lowest: number): number;
  /** Whether the lowest loss is that of the steps before only, and what it is before the first step. */
  readonly lowestBefore?: number;
  /** Whether it goes on where a loss is NaN. */
  readonly passesNaN: boolean;
}

/** Average with memory β, divided by 1 − β^(k + late) after k losses. */
function movingAverage(beta: number, late = 0): Smoother {
  let [average, forgotten] = [0, 1];
  for (let k = 0; k < late; k++) forgotten *= beta;
  return (loss) => {
    average = beta * average + (1 - beta) * loss;
    forgotten *= beta;
    return average / (1 - forgotten);
  };
}

/** Average that begins with the first loss, of which each further one is a share. */
function sharedAverage(share: number): Smoother {
  let average: number | null = null;
  return (loss) => {
    average = average === null ? loss : share * loss + (1 - share) * average;
    return average;
  };
}

/** Mean over the rows of an epoch so far. */
function epochMean({ batches, rowsOf }: Epoch): Smoother {
  let [step, sum, rows] = [0, 0, 0];
  return (loss) => {
    const batch = step++ % batches;
    if (batch === 0) [sum, rows] = [0, 0];
    sum += loss * rowsOf(batch);
    rows += rowsOf(batch);
    return sum / rows;
  };
}

/** Rates of a plan that notes what it steps at. */
const alike = (rates: readonly number[]): RatePlan => ({ used: rates, told: rates });

/** Our own way: `count` rates, ends included, up to five times the lowest loss, by distance where that is below 0. */
export const ownRunner = (smoothing: number): RateRunner => ({
  from: 1e-7,
  to: 10,
  plan: (from, to, count) => alike(logspace(from, to, count)),
  smoother: () => movingAverage(smoothing),
  times: 5,
  limit: (lowest) => lowest + 4 * Math.abs(lowest),
  passesNaN: false,
});

/** The finders, each as its source has it. All note the loss of a step before that step, at its rate. */
export const rateRunners: Readonly<Record<RateTool, RateRunner>> = {
  // The last rate falls short of the end by one of the equal ratios.
  fastai: {
    from: 1e-7,
    to: 10,
    plan: (from, to, count) => alike(logspace(from, to, count + 1).slice(0, count)),
    smoother: () => movingAverage(0.98),
    times: 4,
    passesNaN: true,
  },
  'torch-lr-finder': {
    to: 10,
    plan: (from, to, count) => alike(logspace(from, to, count)),
    smoother: () => sharedAverage(0.05),
    times: 5,
    passesNaN: true,
  },
  // Its scheduler is read one step ahead of the optimizer, and sets the first rate twice.
  ignite: {
    to: 10,
    plan(from, to, count) {
      const told = logspace(from, to, count + 1).slice(1);
      return { told, used: [told[0], ...told.slice(0, count - 1)] };
    },
    smoother: () => sharedAverage(0.05),
    times: 5,
    passesNaN: true,
  },
  // Its scheduler counts from 1 once it has moved, so that the second of the rates is passed over, and the step that it
  // corrects the average by is the one after.
  lightning: {
    from: 1e-8,
    to: 1,
    plan(from, to, count) {
      const [first, , ...rest] = logspace(from, to, count + 1);
      return alike([first, ...rest]);
    },
    smoother: () => movingAverage(0.98, 1),
    times: 4,
    lowestBefore: Infinity,
    passesNaN: true,
  },
  // What Keras logs of a batch is the mean over its epoch so far.
  keras: {
    from: 1e-4,
    to: 1,
    plan: (from, to, count) => alike(logspace(from, to, count + 1).slice(0, count)),
    smoother: epochMean,
    times: 4,
    lowestBefore: 1e9,
    passesNaN: false,
  },
};
