import type { Run, ScoreSpreads, SettingSummary, Spread } from '../runs/run.js';

/** Scores of a run, on the rows it learned from and on those kept apart. */
const SCORES = ['accuracy', 'rmse', 'r2'] as const;

/** Summaries of runs in which replicates follow each other. */
export function summariesOf(runs: readonly Run[], replicates: number): SettingSummary[] {
  return Array.from({ length: runs.length / replicates }, (_, k) =>
    summaryOf(runs.slice(k * replicates, (k + 1) * replicates)),
  );
}

function summaryOf(runs: readonly Run[]): SettingSummary {
  const outcomes: Record<string, number> = {};
  for (const { outcome } of runs) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const validations = runs.flatMap(({ validation }) => (validation ? [validation] : []));
  return {
    first: runs[0],
    runs: runs.length,
    outcomes,
    value: spreadOf(runs.map(({ outcome, value }) => (outcome === 'diverged' ? NaN : value))),
    ...scoresOf(runs),
    ...(validations.length === runs.length && {
      validation: { loss: spreadOf(validations.map(({ loss }) => loss)), ...scoresOf(validations) },
    }),
  };
}

function scoresOf(all: readonly Pick<Run, (typeof SCORES)[number]>[]): ScoreSpreads {
  const known = SCORES.filter((name) => all.every((each) => each[name] !== undefined));
  return Object.fromEntries(known.map((name) => [name, spreadOf(all.map((each) => each[name] as number))]));
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
