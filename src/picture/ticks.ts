// Tick positions of axes: round numbers, and no more of them than fit.
import { log10 } from '../math/log10.js';
import { axisPosition, type LossRange } from './lossRange.js';
import type { Span } from './panel.js';

/** Multiples of a step beyond this have no neighbours: numbers there are further apart than the step. */
const farthestMultiple = 2 ** 53;

/**
 * Round numbers from one end of a span to the other: 1, 2 or 5 times a power of ten apart, at most `most`. None where
 * the ends are not in rising order, or so close that no such numbers lie between them.
 */
export function ticks({ from, to }: Span, most: number): number[] {
  const gaps = Math.max(1, most - 1);
  const rough = to / gaps - from / gaps;
  if (!(rough > 0)) return [];
  const power = Math.floor(log10(rough));
  const [digit, exponent] = [
    [1, power],
    [2, power],
    [5, power],
    [1, power + 1],
  ].find(([digit, exponent]) => Number(`${digit}e${exponent}`) >= rough * 0.999) ?? [1, power + 1];
  // Counted in whole steps, so that 0.30000000000000004 is never a tick.
  const every = Number(`${digit}e${exponent}`);
  const [first, last] = [Math.ceil(from / every - 1e-9), Math.floor(to / every + 1e-9)];
  if (!(Math.max(-first, last) < farthestMultiple)) return [];
  const found = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(`${(first + i) * digit}e${exponent}`),
  );
  // Below 1e-307 a power of ten is a number of few digits, and its multiples drift.
  return found.filter((tick) => within(tick, from - every * 1e-6, to + every * 1e-6));
}

/** Labelled losses: whole decades, every second or third where they crowd; 1, 2 and 5 times them where few fit. */
export function lossTicks(range: LossRange, most: number): number[] {
  const { low, high, scale } = range;
  if (scale === 'linear') return ticks({ from: low, to: high }, most);
  if (scale === 'signed log') return signedTicks(range, most);
  const span = high - low;
  if (span < 2) {
    const found: number[] = [];
    for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
      for (const digit of [1, 2, 5]) found.push(Number(`${digit}e${power}`));
    }
    return found.filter((tick) => within(log10(tick), low, high));
  }
  const every = strideOf(span, most);
  const decades: number[] = [];
  for (let power = Math.ceil(low / every) * every; power <= high; power += every)
    decades.push(Number(`1e${power}`));
  return decades;
}

/** Zero and decades on both sides of it, on each at least one if there is room for it: … −1, −0.1, 0, 0.1, 1 … */
function signedTicks(range: LossRange, most: number): number[] {
  const { low, high, unit = 1 } = range;
  const every = strideOf(high - low, most - 1);
  const decades: number[] = [];
  for (let k = Math.ceil(low / every) * every; k <= high + 1; k += every) decades.push(k);
  const power = Math.round(log10(unit)) - 1;
  const lossAt = (k: number) => (k === 0 ? 0 : Math.sign(k) * Number(`1e${power + Math.abs(k)}`));
  const shown = (k: number) => within(axisPosition(lossAt(k), range), low, high);
  const [lowest, highest] = [Math.ceil(low), Math.floor(high)];
  const found = decades.filter(shown);
  if (lowest < 0 && found[0] === 0 && shown(lowest)) found.unshift(lowest);
  if (highest > 0 && found.at(-1) === 0 && shown(highest)) found.push(highest);
  return found.map(lossAt);
}

/** Least number of decades between labels of which at most `most` fit. */
function strideOf(span: number, most: number): number {
  let every = 1;
  while (Math.floor(span / every) + 1 > most) every++;
  return every;
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
