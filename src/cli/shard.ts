import { showValue } from '../need.js';

/** Shard as a test of places: `1/3` has those that leave 1 when divided by 3, `3/3` those that leave none. */
export function shardFrom(who: string, text: string): (place: number) => boolean {
  const [, i, n] = /^(\d{1,9})\/(\d{1,9})$/.exec(text)?.map(Number) ?? [];
  if (!(n >= 1 && i <= n))
    throw new RangeError(`${who}: --shard needs i/n like 1/3, i from 0 to n, got ${showValue(text)}`);
  return (place) => place % n === i % n;
}
