import { shown } from '../need.js';

/** A share of a list, as it is written: `1/3` is what leaves 1 when its place is divided by 3, `3/3` what leaves none. */
export function shardFrom(who: string, text: string): (place: number) => boolean {
  const [, i, n] = /^(\d{1,9})\/(\d{1,9})$/.exec(text)?.map(Number) ?? [];
  if (!(n >= 1 && i <= n))
    throw new RangeError(`${who}: --shard needs i/n like 1/3, i from 0 to n, got ${shown(text)}`);
  return (place) => place % n === i % n;
}
