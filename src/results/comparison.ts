import { needNumber } from '../need.js';
import type { Comparison, Run } from '../runs/run.js';
import { bits, sha256 } from '../sha256.js';
import { ratesInOrder } from '../spec/rate.js';
import { runTable } from './table.js';

/** Comparison of runs, in which replicates follow each other. */
export function comparisonOf(runs: Run[], replicates = 1): Comparison {
  const names = [...new Set(runs.map(({ optimizer }) => optimizer))];
  const by = runs.every(({ validation }) => validation) ? 'validation' : 'training';
  const all = Array.from({ length: runs.length / replicates }, (_, k) =>
    summarizeSetting(runs.slice(k * replicates, (k + 1) * replicates), by),
  );
  const own = (name: string) => all.filter(({ first }) => first.optimizer === name);
  const ofEach = <T>(select: (settings: RunSetting[]) => T) =>
    Object.fromEntries(names.map((name) => [name, select(own(name))]));
  const bestOf = ofEach((settings) => bestSetting(settings)?.first ?? null);
  const edge = ofEach(gridEdge);
  const sensitivity = ofEach(rateSensitivity);
  let hash: string | null = null;
  return {
    runs,
    by,
    best: bestSetting(all)?.first ?? null,
    bestOf,
    edge,
    sensitivity,
    stepsTo(target) {
      needNumber('stepsTo', 'target', target);
      return runs.map(({ losses, every, steps }) => {
        const entry = losses.findIndex((loss) => loss <= target);
        return entry < 0 ? null : Math.min(entry * every, steps);
      });
    },
    notes: () => comparisonNotes(names, by, bestSetting(all), edge, replicates),
    get hash() {
      hash ??= hashRuns(runs);
      return hash;
    },
    table: () => runTable(runs),
    toJSON() {
      const { best, edge } = this;
      const labels = Object.entries(bestOf).map(([name, run]) => [name, run?.label ?? null]);
      return toReadableJson({
        hash: this.hash,
        best: best?.label ?? null,
        bestOf: Object.fromEntries(labels),
        by,
        edge,
        sensitivity,
        runs,
      });
    },
  };
}

/** Last rate of a run. */
const finalRate = (run: Run) => ratesInOrder(run.knobs.rate).at(-1)!;

/** Replicates of one configuration. */
interface RunSetting {
  first: Run;
  /** Mean of the loss that runs are ranked by, at the end and at the start; NaN where a run has diverged. */
  score: number;
  start: number;
}

function summarizeSetting(runs: Run[], by: Comparison['by']): RunSetting {
  const mean = (lossOf: (run: Run) => number) =>
    runs.reduce((sum, run) => sum + (run.outcome === 'diverged' ? NaN : lossOf(run)), 0) / runs.length;
  const [first] = runs;
  if (by === 'training')
    return { first, score: mean(({ value }) => value), start: mean(({ losses }) => losses[0]) };
  return {
    first,
    score: mean(({ validation }) => validation!.loss),
    start: mean(({ validation }) => validation!.losses[0]),
  };
}

function bestSetting(settings: RunSetting[]): RunSetting | null {
  const kept = settings.filter(({ score }) => !Number.isNaN(score));
  const better = (a: RunSetting, b: RunSetting) =>
    a.score < b.score || (a.score === b.score && finalRate(a.first) < finalRate(b.first));
  return kept.reduce<RunSetting | null>((best, each) => (best && !better(each, best) ? best : each), null);
}

/** Settings that differ from one in nothing but their rate. */
const sameButRate = ({ first: { knobs } }: RunSetting, settings: RunSetting[]) =>
  settings.filter(({ first }) =>
    Object.keys(knobs).every((name) => name === 'rate' || first.knobs[name] === knobs[name]),
  );

function gridEdge(settings: RunSetting[]): 'lowest' | 'highest' | null {
  const best = bestSetting(settings);
  if (!best || best.first.knobs.rate === undefined) return null;
  const rates = sameButRate(best, settings).map(({ first }) => finalRate(first));
  // Reduced: there may be too many for the arguments of a call.
  const [least, most] = rates.reduce(([a, b], rate) => [Math.min(a, rate), Math.max(b, rate)], [Infinity, 0]);
  if (!(least < most)) return null;
  if (finalRate(best.first) === least) return 'lowest';
  return finalRate(best.first) === most ? 'highest' : null;
}

/** Share of the best gain that a rate has to reach to count as good. */
const GOOD = 0.9;

/** Range of rates around the best, without a gap, that gain nearly as much from the same start. */
function rateSensitivity(settings: RunSetting[]): Comparison['sensitivity'][string] {
  const best = bestSetting(settings);
  if (!best || best.first.knobs.rate === undefined) return null;
  const sorted = sameButRate(best, settings).sort((a, b) => finalRate(a.first) - finalRate(b.first));
  const { start } = best;
  const isGood = ({ score }: RunSetting) => start - score >= GOOD * (start - best.score);
  const at = sorted.indexOf(best);
  let [from, to] = [at, at];
  while (from > 0 && isGood(sorted[from - 1])) from--;
  while (to + 1 < sorted.length && isGood(sorted[to + 1])) to++;
  return { lowest: finalRate(sorted[from].first), highest: finalRate(sorted[to].first) };
}

function comparisonNotes(
  names: string[],
  by: Comparison['by'],
  best: RunSetting | null,
  edge: Comparison['edge'],
  replicates: number,
): string[] {
  const mean = replicates > 1 ? `the mean of ${replicates} replicates of ` : '';
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

/**
 * Value as JSON for readers: arrays for typed arrays, texts for NaN and ±∞; −0 is 0, where `toPlainJson` of specs keeps
 * its bits.
 */
function toReadableJson(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Float64Array) return Array.from(value, toReadableJson);
  if (Array.isArray(value)) return value.map(toReadableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toReadableJson(part)]));
}
