import { cpuTime } from './cpu.js';

/** Median and range of several ratios. */
export interface Ratio {
  median: number;
  low: number;
  high: number;
  /** Nanoseconds per call of the first function, at best. */
  ns: number;
}

const SAMPLE_MS = 4;
const PAIRS = 15;
const WARM_MS = 60;

/**
 * Speed of `fast` as a multiple of that of `slow`: alternating samples in one process, a ratio per pair, so that drift
 * of the machine affects both. Each sample repeats the call for some milliseconds.
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

/** Nanoseconds of the processor per call. */
function time(call: () => void, calls: number): number {
  const start = cpuTime();
  for (let i = 0; i < calls; i++) call();
  return (cpuTime() - start) / calls;
}

/** The number of calls that fill a sample, found while warming up. */
function calibrated(call: () => void): number {
  let calls = 1;
  const warm = performance.now() + WARM_MS;
  while (performance.now() < warm) time(call, calls);
  while (time(call, calls) * calls < SAMPLE_MS * 1e6) calls *= 2;
  return calls;
}
