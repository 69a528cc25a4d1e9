// Tick positions of axes: round numbers, and no more of them than fit.
import { log10 } from '../math/log10.js';
import type { LossRange } from './lossRange.js';
import type { Span } from './panel.js';

/** Round numbers from one end of a span to the other: 1, 2 or 5 times a power of ten apart, at most `most`. */
export function ticks({ from, to }: Span, most: number): number[] {
  const rough = (to - from) / Math.max(1, most - 1);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = Math.floor(log10(rough));
  const [digit, exponent] = [
    [1, power],
    [2, power],
    [5, power],
    [1, power + 1],
  ].find(([digit, exponent]) => Number(`${digit}e${exponent}`) >= rough * 0.999)!;
  // Counted in whole steps, so that 0.30000000000000004 is never a tick.
  const every = Number(`${digit}e${exponent}`);
  const found: number[] = [];
  for (let i = Math.ceil(from / every - 1e-9); i * every <= to + every * 1e-9; i++) {
    found.push(Number(`${i * digit}e${exponent}`));
  }
  return found;
}

/** Labelled losses: whole decades, every second or third where they crowd; 1, 2 and 5 times them where few fit. */
export function lossTicks({ low, high, linear }: LossRange, most: number): number[] {
  if (linear) return ticks({ from: low, to: high }, most);
  const span = high - low;
  if (span < 2) {
    const found: number[] = [];
    for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
      for (const digit of [1, 2, 5]) found.push(Number(`${digit}e${power}`));
    }
    return found.filter((tick) => within(log10(tick), low, high));
  }
  let every = 1;
  while (Math.floor(span / every) + 1 > most) every++;
  const decades: number[] = [];
  for (let power = Math.ceil(low / every) * every; power <= high; power += every)
    decades.push(Number(`1e${power}`));
  return decades;
}

const within = (value: number, low: number, high: number) => value >= low && value <= high;

/** Round numbers of steps from 0 to `span`, which is itself the last. */
export function stepTicks(span: number, most: number): number[] {
  const rough = span / Math.max(1, most - 1);
  const power = Number(`1e${Math.floor(log10(Math.max(rough, 1)))}`);
  const every = [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= rough) ?? 1;
  const ticks: number[] = [];
  for (let tick = 0; tick < span - every * 0.4; tick += every) ticks.push(tick);
  return [...ticks, span];
}
