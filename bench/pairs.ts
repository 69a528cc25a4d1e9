/** The middle of several ratios, and how far they spread. */
export interface Ratio {
  median: number;
  low: number;
  high: number;
  /** Nanoseconds a call of the first took, at best. */
  ns: number;
}

const SAMPLE_MS = 4;
const PAIRS = 15;
const WARM_MS = 60;

/**
 * How many times as fast `fast` is as `slow`: samples of each in turn, in one process, a ratio per pair,
 * so that a machine that drifts drifts for both. Each sample repeats the call for some milliseconds.
 */
export function ratio(fast: () => void, slow: () => void): Ratio {
  const [fastCalls, slowCalls] = [calibrated(fast), calibrated(slow)];
  const ratios: number[] = [];
  let ns = Infinity;
  for (let pair = 0; pair < PAIRS; pair++) {
    const a = time(fast, fastCalls);
    const b = time(slow, slowCalls);
    ratios.push(b / a);
    ns = Math.min(ns, a);
  }
  ratios.sort((a, b) => a - b);
  return { median: ratios[PAIRS >> 1], low: ratios[0], high: ratios[PAIRS - 1], ns };
}

/** Nanoseconds per call. */
function time(call: () => void, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) call();
  return ((performance.now() - start) * 1e6) / calls;
}

/** Warms a function up, and finds how many calls fill a sample. */
function calibrated(call: () => void): number {
  let calls = 1;
  const warm = performance.now() + WARM_MS;
  while (performance.now() < warm) time(call, calls);
  while (time(call, calls) * calls < SAMPLE_MS * 1e6) calls *= 2;
  return calls;
}
