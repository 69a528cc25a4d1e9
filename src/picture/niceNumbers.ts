// Round numbers for sliders, keys and pointers: no reader means 0.30000000000000004.
import { log10 } from '../math/log10.js';

const stepDigits = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
const stepDecades = 4;

/** Least number no smaller that is 1, 2 or 5 times a power of ten. */
export function niceStep(least: number): number {
  const power = Math.floor(log10(least));
  const found = [1, 2, 5].map((digit) => Number(`${digit}e${power}`)).find((step) => step >= least * 0.999);
  return found ?? Number(`1e${power + 1}`);
}

/** Nearest multiple of a round step. */
export function niceNumber(value: number, step: number): number {
  const decimals = Math.max(0, Math.min(100, -Math.floor(log10(step))));
  const rounded = Number((Math.round(value / step) * step).toFixed(decimals));
  return rounded === 0 ? 0 : rounded;
}

/** Step sizes, ten to the decade, from a ten-thousandth of the picture to all of it. */
export function niceSizes(width: number): number[] {
  const top = Math.ceil(log10(width));
  const all: number[] = [];
  for (let power = top - stepDecades; power <= top; power++)
    for (const digit of stepDigits) all.push(Number(`${digit}e${power}`));
  return all.filter((size) => size <= width);
}

/** Index of the nearest size, by ratio. */
export function nearestIndex(size: number, all: readonly number[]): number {
  const above = all.findIndex((each) => each >= size);
  if (above < 0) return all.length - 1;
  return above > 0 && size / all[above - 1] < all[above] / size ? above - 1 : above;
}
