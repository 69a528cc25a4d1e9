import { fitsKnob, type Knob, knobNeeds } from '../../entry.js';
import type { Vec } from '../../fn.js';
import { heapIndex } from '../../formula/lockstepLayout.js';
import { outOfRange } from '../../need.js';
import type { Factor } from '../../schedule.js';
import { type Configuration, optimizerKnobs } from '../../spec/configuration.js';
import type { KnobSchedule } from '../../spec/knobSchedule.js';
import { type RateList, rateAt } from '../../spec/rate.js';

/** Course of one knob of one run: its value or list of them, times the factor of its schedule. */
interface Track {
  readonly base: number | RateList;
  readonly schedule: KnobSchedule | null;
  readonly name: string;
  readonly knob: Knob;
}

/** Knobs that change from step to step, as inputs of a lockstep loop. */
export class KnobTracks {
  readonly names: readonly string[];
  readonly #who: string;
  readonly #tracks: ReadonlyMap<Configuration, readonly Track[]>;
  /** A factor for each schedule: those of a group depend on the number of the update alone. */
  readonly #factors = new Map<KnobSchedule, Factor>();

  /** `known` are the knobs of the update, in its order. */
  constructor(who: string, known: readonly string[], configurations: readonly Configuration[]) {
    this.#who = who;
    const changing = configurations.filter(
      ({ knobs, schedule }) => schedule.length > 0 || typeof knobs.rate === 'object',
    );
    const changes = (name: string) =>
      changing.some(
        ({ knobs, schedule }) =>
          typeof knobs[name] === 'object' || schedule.some(({ knob }) => knob === name),
      );
    this.names = changing.length > 0 ? known.filter(changes) : [];
    this.#tracks = new Map(
      this.names.length > 0 ? configurations.map((each) => [each, this.#tracksOf(each)]) : [],
    );
    for (const { schedule } of changing)
      for (const each of schedule) if (!this.#factors.has(each)) this.#factors.set(each, each.start());
  }

  #tracksOf({ optimizer, knobs, schedule }: Configuration): Track[] {
    const known = optimizerKnobs(optimizer);
    return this.names.map((name) => ({
      base: typeof knobs[name] === 'object' ? knobs[name] : Number(knobs[name]),
      schedule: schedule.find(({ knob }) => knob === name) ?? null,
      name,
      knob: known[name],
    }));
  }

  /** Throws RangeError where a schedule has taken a knob of one of these runs out of its range at an update. */
  needFitting(lanes: readonly Configuration[], update: number): void {
    if (update === 0) return;
    for (const lane of lanes)
      for (const track of this.#tracks.get(lane)!) {
        if (!track.schedule) continue;
        const value = valueAt(track, update) * this.#factors.get(track.schedule)!(update);
        if (!fits(track, value))
          throw outOfRange(this.#who, `${track.name} at step ${update}`, knobNeeds(track.knob), value);
      }
  }

  /**
   * Writes the knobs of `count` updates from one on, and returns how many the loop may make: those up to the first
   * that a run may not make.
   */
  fill(heap: Vec, address: number, lanes: readonly Configuration[], update: number, count: number): number {
    const factors = new Map(
      Array.from(this.#factors, ([schedule, factor]) => [
        schedule,
        Float64Array.from({ length: count }, (_, j) => factor(update + j)),
      ]),
    );
    const [pairs, inputs] = [Math.ceil(lanes.length / 2), this.names.length];
    const stride = 2 * pairs * inputs;
    let most = count;
    // The last pair may be one run twice.
    for (let r = 0; r < 2 * pairs; r++)
      this.#tracks.get(lanes[Math.min(r, lanes.length - 1)])!.forEach((track, k) => {
        const from = heapIndex(address) + 2 * ((r >> 1) * inputs + k) + (r & 1);
        const own = track.schedule ? factors.get(track.schedule)! : null;
        for (let j = 0; j < count; j++) {
          const base = valueAt(track, update + j);
          const value = own ? base * own[j] : base;
          heap[from + stride * j] = value;
          if (own && j < most && !fits(track, value)) most = j + 1;
        }
      });
    return most;
  }
}

const valueAt = ({ base }: Track, update: number) => (typeof base === 'number' ? base : rateAt(base, update));

/** Whether a scheduled knob may have a value; 0 is allowed of every one. */
const fits = ({ knob }: Track, value: number) => value === 0 || fitsKnob(knob, value);
