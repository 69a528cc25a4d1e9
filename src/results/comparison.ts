import { countNoun, needNumber } from '../need.js';
import { defineGetter, defineLater, getterOf } from '../runs/later.js';
import type { Comparison, Run } from '../runs/run.js';
import { bits, sha256 } from '../sha256.js';
import { toReadableJson } from '../spec/plainJson.js';
import type { Plan } from '../spec/plan.js';
import { ratesInOrder } from '../spec/rate.js';
import { summariesOf } from './summary.js';
import { isWorseInMean, summaryTable } from './summaryTable.js';
import { isWorse, runTable } from './table.js';
import { orderedRuns, orderedSettings } from './tableOrder.js';

type Baseline = NonNullable<Comparison['baseline']>;

/** Baseline of the model that plans are about, the mean of those of several folds. */
export function baselineOf(plans: readonly Plan[]): Baseline | undefined {
  const all = plans.map(({ objectives }) => objectives[0].model?.baseline?.());
  const [first] = all;
  if (!first || all.length === 1) return first;
  return meanOfEach(all as Baseline[]) as unknown as Baseline;
}

/** Mean of every number in objects of one shape; what is none is that of the first. */
function meanOfEach(all: readonly object[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(all[0]).map(([key, value]) => {
      const values = all.map((each) => (each as Record<string, unknown>)[key]);
      if (typeof value === 'number')
        return [key, (values as number[]).reduce((sum, each) => sum + each / values.length, 0)];
      return [key, typeof value === 'object' ? meanOfEach(values as object[]) : value];
    }),
  );
}

/** Comparison of runs, in which replicates follow each other, with the baseline of their model. */
export function comparisonOf(
  runs: Run[],
  replicates = 1,
  baseline?: Baseline,
  noun: 'replicates' | 'folds' = 'replicates',
): Comparison {
  const names = [...new Set(runs.map(({ optimizer }) => optimizer))];
  const by = runs.every(({ validation }) => validation) ? 'validation' : 'training';
  const all = Array.from({ length: runs.length / replicates }, (_, k) =>
    summarizeSetting(runs.slice(k * replicates, (k + 1) * replicates), by),
  );
  const optimizers = names.map((name) =>
    summarizeOptimizer(all.filter(({ first }) => first.optimizer === name)),
  );
  const ofEach = <T>(part: (of: OptimizerSummary) => T) =>
    Object.fromEntries(names.map((name, k) => [name, part(optimizers[k])]));
  const best = bestSetting(all);
  const bestOf = ofEach(({ best }) => best?.first ?? null);
  const edge = ofEach((each) => each.edge);
  const sensitivity = ofEach((each) => each.sensitivity);
  // Functions stand in a literal: each that is added to an object may change its shape.
  const comparison: Comparison = {
    runs,
    by,
    best: best?.first ?? null,
    bestOf,
    edge,
    sensitivity,
    ...(baseline && { baseline }),
    stepsTo(target) {
      needNumber('stepsTo', 'target', target);
      return runs.map(({ losses, every, steps }) => {
        const entry = losses.findIndex((loss) => loss <= target);
        return entry < 0 ? null : Math.min(entry * every, steps);
      });
    },
    notes: () => [
      ...comparisonNotes(names, by, best, edge, replicates > 1 ? `${replicates} ${noun}` : null),
      ...baselineNotes(runs, replicates, baseline),
    ],
    hash: '',
    summary: () => summariesOf(runs, replicates),
    table({ each = false, ...options } = {}) {
      const isOne = each || replicates === 1;
      const settings = isOne ? [] : summariesOf(runs, replicates);
      const all = isOne ? runs.length : settings.length;
      const left = Math.max(0, all - (options.top ?? all));
      const table = isOne
        ? runTable(orderedRuns('table', runs, options), baseline)
        : summaryTable(orderedSettings('table', settings, options), baseline);
      return left > 0 ? `${table}\n… and ${countNoun(left, 'more line')}` : table;
    },
    toJSON: comparisonJson,
  };
  defineGetter(comparison, 'hash', LaterHash.getter);
  return defineLater(comparison, new LaterHash(runs));
}

/** Hash of a comparison, computed when first read. */
class LaterHash {
  static readonly getter = getterOf('hash');
  readonly #runs: Run[];
  #hash: string | undefined;

  constructor(runs: Run[]) {
    this.#runs = runs;
  }

  get hash(): string {
    this.#hash ??= hashRuns(this.#runs);
    return this.#hash;
  }
}

function comparisonJson(this: Comparison): unknown {
  const { hash, best, bestOf, by, edge, sensitivity, baseline, runs } = this;
  const labels = Object.entries(bestOf).map(([name, run]) => [name, run?.label ?? null]);
  return toReadableJson({
    ...{ hash, best: best?.label ?? null, bestOf: Object.fromEntries(labels) },
    ...{ by, edge, sensitivity },
    ...(baseline && { baseline }),
    runs,
  });
}

/** Replicates of one configuration. */
interface RunSetting {
  first: Run;
  /** Last rate; 0 where there is none. */
  rate: number;
  /** Mean of the loss that runs are ranked by, at the end and at the start; NaN where a run has diverged. */
  score: number;
  start: number;
}

function summarizeSetting(runs: Run[], by: Comparison['by']): RunSetting {
  const [first] = runs;
  const rate = ratesInOrder(first.knobs.rate).at(-1)!;
  let [score, start] = [0, 0];
  for (const { outcome, value, losses, validation } of runs) {
    const diverged = outcome === 'diverged';
    score += diverged ? NaN : by === 'training' ? value : validation!.loss;
    start += diverged ? NaN : (by === 'training' ? losses : validation!.losses)[0];
  }
  return { first, rate, score: score / runs.length, start: start / runs.length };
}

function bestSetting(settings: RunSetting[]): RunSetting | null {
  const better = (a: RunSetting, b: RunSetting) =>
    a.score < b.score || (a.score === b.score && a.rate < b.rate);
  let best: RunSetting | null = null;
  for (const each of settings) if (!Number.isNaN(each.score) && !(best && !better(each, best))) best = each;
  return best;
}

interface OptimizerSummary {
  best: RunSetting | null;
  edge: Comparison['edge'][string];
  sensitivity: Comparison['sensitivity'][string];
}

/** Best setting of one optimizer, and where its rate lies among those of settings that differ in nothing else. */
function summarizeOptimizer(settings: RunSetting[]): OptimizerSummary {
  const best = bestSetting(settings);
  if (best?.first.knobs.rate === undefined) return { best, edge: null, sensitivity: null };
  const alike = sameButRate(best, settings).sort((a, b) => a.rate - b.rate);
  return { best, edge: gridEdge(best, alike), sensitivity: rateSensitivity(best, alike) };
}

/** Settings that differ from one in nothing but their rate. */
function sameButRate({ first: { knobs } }: RunSetting, settings: RunSetting[]): RunSetting[] {
  const names = Object.keys(knobs).filter((name) => name !== 'rate');
  return settings.filter(({ first }) => names.every((name) => first.knobs[name] === knobs[name]));
}

/** End of a grid, in the order of the rates, at which the best rate lies. */
function gridEdge({ rate }: RunSetting, alike: RunSetting[]): OptimizerSummary['edge'] {
  const [least, most] = [alike[0].rate, alike[alike.length - 1].rate];
  if (!(least < most)) return null;
  return rate === least ? 'lowest' : rate === most ? 'highest' : null;
}

/** Share of the best gain that a rate has to reach to count as good. */
const GOOD = 0.9;

/** Range of rates around the best, without a gap, that gain nearly as much from the same start. */
function rateSensitivity(best: RunSetting, alike: RunSetting[]): OptimizerSummary['sensitivity'] {
  const { start } = best;
  const isGood = ({ score }: RunSetting) => start - score >= GOOD * (start - best.score);
  const at = alike.indexOf(best);
  let [from, to] = [at, at];
  while (from > 0 && isGood(alike[from - 1])) from--;
  while (to + 1 < alike.length && isGood(alike[to + 1])) to++;
  return { lowest: alike[from].rate, highest: alike[to].rate };
}

function comparisonNotes(
  names: string[],
  by: Comparison['by'],
  best: RunSetting | null,
  edge: Comparison['edge'],
  replicates: string | null,
): string[] {
  const mean = replicates ? `the mean of ${replicates} of ` : '';
  const bestNote = best
    ? `best by ${mean}the ${by} loss: ${best.first.label}`
    : 'none is best: all of the runs diverged';
  const edges = names.flatMap((name) =>
    edge[name]
      ? [`${name} does best at the ${edge[name]} rate it was given; a better one may lie beyond`]
      : [],
  );
  return [bestNote, ...edges];
}

function baselineNotes(runs: readonly Run[], replicates: number, baseline: Baseline | undefined): string[] {
  if (!baseline) return [];
  const isOne = replicates === 1;
  const worse = isOne
    ? runs.filter((run) => isWorse(run, baseline)).length
    : summariesOf(runs, replicates).filter((each) => isWorseInMean(each, baseline)).length;
  if (worse === 0) return [];
  const what = baseline.predicts === 'mean' ? 'the mean of the target' : 'the most frequent class';
  return [
    `${countNoun(worse, isOne ? 'run' : 'configuration')} ${worse === 1 ? 'is' : 'are'} worse than the baseline, ${what}`,
  ];
}

/** Hash of label, optimizer, knobs sorted, outcome, at, steps, and the little-endian bits of losses and point. */
function hashRuns(runs: Run[]): string {
  const parts = runs.flatMap(({ label, optimizer, knobs, outcome, at, steps, losses, point }) => {
    const sorted = Object.entries(knobs).sort(([a], [b]) => (a < b ? -1 : 1));
    const head = JSON.stringify([
      label,
      optimizer,
      sorted,
      outcome,
      at ?? null,
      steps,
      losses.length,
      point.length,
    ]);
    return [new TextEncoder().encode(head), bits(losses), bits(point)];
  });
  const message = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    message.set(part, end);
    end += part.length;
  }
  return sha256(message).slice(0, 16);
}
