import { showValue } from '../need.js';
import { arrayTaskFrom, type Environment, placeInArray } from './arrayTask.js';

/** One of so many parts of a comparison. */
export interface Shard {
  /** Its index; 0 and `of` are the same, for those who count from 1. */
  readonly index: number;
  readonly of: number;
  /** Number of the task that it is, as the scheduler counts; null where it was given by hand. */
  readonly task: number | null;
}

const MOST = 1e6;

/**
 * Shard from text: `1/3` is the first of three, `3/3` or `0/3` the last; `auto/100` has its index from the scheduler,
 * and `auto` the number of shards too, where that tells it for sure.
 */
export function shardFrom(who: string, text: string, environment: Environment = process.env): Shard {
  const [, head, given] = /^(\d{1,9}|auto)(?:\/(\d{1,9}))?$/.exec(text.trim()) ?? [];
  const of = given === undefined ? undefined : Number(given);
  const isRead =
    head === 'auto'
      ? of === undefined || (of >= 1 && of <= MOST)
      : of !== undefined && of >= 1 && of <= MOST && Number(head) <= of;
  if (head === undefined || !isRead)
    throw new RangeError(
      `${who}: --shard needs i/n like 1/3, i from 0 to n, or auto/n, got ${showValue(text)}`,
    );
  if (head !== 'auto') return { index: Number(head) % of!, of: of!, task: null };
  const task = arrayTaskFrom(who, environment);
  if (of === undefined) {
    const [index, places] = placeInArray(who, task);
    return { index, of: places, task: task.number };
  }
  return { index: indexOf(who, task, of), of, task: task.number };
}

/** Index of a task among so many shards; an array may count from 0 or from 1. */
function indexOf(
  who: string,
  { variable, number, range }: ReturnType<typeof arrayTaskFrom>,
  of: number,
): number {
  const reach = range ? `${range.first}-${range.last}` : String(number);
  if (number > of || (range && range.last - range.first >= of))
    throw new RangeError(
      `${who}: --shard auto/${of} needs tasks from 0 to ${of - 1}, or from 1 to ${of}, got ${variable}=${number}${range ? ` of ${reach}` : ''}`,
    );
  return number % of;
}

/** Name of a file with the number of a task: `runs.7.jsonl`. */
export const shardFile = (file: string, { task }: Shard): string =>
  task === null ? file : file.replace(/(\.[^./\\]+)?$/, (ending) => `.${task}${ending}`);

/**
 * The shard of each run, so that all take about as long: the dearest first, each to where the least is to be done; of
 * runs that cost the same, the shards have every n-th.
 */
export function balancedShards(costs: readonly number[], of: number): Int32Array {
  const order = costs.map((_, place) => place).sort((a, b) => costs[b] - costs[a] || a - b);
  const queue = new ShardQueue(of);
  const shards = new Int32Array(costs.length);
  for (const place of order) shards[place] = queue.take(costs[place]);
  return shards;
}

/** Shards by what they have to do, the least first, of equals that of the lower index: a binary heap. */
class ShardQueue {
  readonly #load: Float64Array;
  readonly #heap: Int32Array;

  constructor(of: number) {
    this.#load = new Float64Array(of);
    this.#heap = Int32Array.from({ length: of }, (_, i) => i);
  }

  /** The shard that has the least to do, to which so much is added. */
  take(cost: number): number {
    const first = this.#heap[0];
    this.#load[first] += cost;
    this.#sink();
    return first;
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < heap.length && this.#isBefore(heap[below], heap[least])) least = below;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return this.#load[a] < this.#load[b] || (this.#load[a] === this.#load[b] && a < b);
  }
}
