import { ratesOf } from './rate.js';
import type { Comparison, Run } from './run.js';
import { sha256 } from './sha256.js';
import { table } from './table.js';

/** What several runs say together. */
export function comparison(runs: Run[]): Comparison {
  const names = [...new Set(runs.map(({ optimizer }) => optimizer))];
  const group = (name: string) => runs.filter(({ optimizer }) => optimizer === name);
  const bestOf = Object.fromEntries(names.map((name) => [name, lowest(group(name))]));
  let hash: string | null = null;
  return {
    runs,
    best: lowest(runs),
    bestOf,
    edge: Object.fromEntries(names.map((name) => [name, edgeOf(bestOf[name], group(name))])),
    get hash() {
      hash ??= hashOf(runs);
      return hash;
    },
    table: () => table(runs),
    toJSON() {
      const { best, edge } = this;
      const labels = Object.entries(bestOf).map(([name, run]) => [name, run?.label ?? null]);
      return plain({
        hash: this.hash,
        best: best?.label ?? null,
        bestOf: Object.fromEntries(labels),
        edge,
        runs,
      });
    },
  };
}

/** The rate a run ends with. */
const rateOf = (run: Run) => ratesOf(run.knobs.rate).at(-1)!;

function lowest(runs: Run[]): Run | null {
  const kept = runs.filter(({ outcome }) => outcome !== 'diverged');
  const better = (a: Run, b: Run) => a.value < b.value || (a.value === b.value && rateOf(a) < rateOf(b));
  return kept.reduce<Run | null>((best, run) => (best && !better(run, best) ? best : run), null);
}

function edgeOf(best: Run | null, runs: Run[]): 'lowest' | 'highest' | null {
  const rates = runs.filter(({ knobs }) => knobs.rate !== undefined).map(rateOf);
  const [least, most] = [Math.min(...rates), Math.max(...rates)];
  if (!best || !(least < most)) return null;
  if (rateOf(best) === least) return 'lowest';
  return rateOf(best) === most ? 'highest' : null;
}

/** Label, optimizer, knobs sorted, outcome, at, steps, and the little-endian bits of losses and point. */
function hashOf(runs: Run[]): string {
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

function bits(numbers: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  // One NaN stands for all: the bits of the others are the machine's.
  for (let i = 0; i < numbers.length; i++) {
    if (Number.isNaN(numbers[i])) view.setBigUint64(8 * i, 0x7ff8000000000000n, true);
    else view.setFloat64(8 * i, numbers[i], true);
  }
  return new Uint8Array(view.buffer);
}

/** Plain JSON: arrays for typed arrays, strings for numbers JSON has no word for. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Float64Array) return Array.from(value, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
