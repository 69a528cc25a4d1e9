import type { ReactiveElement } from 'lit';
import { type Level, levelAt, type Relief, relief } from '../../src/picture/contours.js';
import {
  around,
  type Ground,
  squared,
  type Walk,
  walkStyle,
} from '../../src/picture/landscape/landscapeView.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import type { Span } from '../../src/picture/panel.js';
import { Stage, type StageEvents } from '../player/player.js';
import { type Asked, groundOf, type Terrain, terrainOf } from './landscapeModel.js';

/** A landscape and the runs on it: what is asked for, as far as it has been computed. */
export class Walks {
  readonly stage: Stage;
  /** What is on show; something else may be on its way. */
  terrain: Terrain | null = null;
  ground: Ground | null = null;
  /** One for each variable. */
  domain: Span[] = [];
  #wanted: Terrain | null = null;
  /** What is on show was changed by hand, and keeps its domain. */
  #stays = false;
  #relief: Relief | null = null;
  #level: Level | null = null;

  constructor(host: ReactiveElement, numbers: () => Numbers, events: StageEvents) {
    const entered = () => this.#enter();
    this.stage = new Stage(host, numbers, { ...events, entered }, (...place) =>
      walkStyle(this.#wanted!.f.inputs, ...place),
    );
  }

  /** The runs on show. */
  get walks(): Walk[] {
    return this.stage.strands.filter((strand): strand is Walk => strand.points !== undefined);
  }

  /** The map's samples, squared so that units are equal; taken anew for another function or another domain. */
  get relief(): Relief {
    const [across, up] = squared(this.domain);
    const same = this.#relief && alike(this.#relief.across, across) && alike(this.#relief.up, up);
    if (!same) {
      this.#relief = relief(this.ground!, across, up);
      this.#level = null;
    }
    return this.#relief!;
  }

  /** The curve on which the function has the value that it has at a point. */
  levelThrough(at: readonly number[]): Level {
    const { relief } = this;
    const value = this.ground!.value(at);
    if (this.#level?.value !== value) this.#level = levelAt(relief, value);
    return this.#level!;
  }

  /** Where the gradient is drawn: where the reader put it, or a place of its own beside the middle. */
  get at(): number[] {
    if (this.domain.length < 2) return [];
    if (this.terrain?.at) return this.terrain.at;
    const [across, up] = squared(this.domain);
    return [middling(across, 0.36), middling(up, 0.66)];
  }

  /** Begins what is asked for, and says whether that is anything new; with `stays` at the step and in the domain shown. */
  ask(asked: Asked, autoplay: boolean, stays: boolean): boolean {
    const before = this.#wanted;
    const read = () => {
      this.#wanted = terrainOf(asked);
      this.#stays = stays;
      return this.#wanted?.job ?? null;
    };
    if (!this.stage.ask(asked, read, autoplay, stays)) return false;
    if (this.stage.error) this.#wanted = before;
    else if (!this.stage.asked) this.#enter();
    return true;
  }

  #enter(): void {
    const terrain = this.#wanted;
    const same = terrain !== null && this.terrain?.text === terrain.text;
    if (!same) {
      this.ground = terrain && groundOf(terrain.f);
      this.#relief = this.#level = null;
    }
    this.terrain = terrain;
    if (!terrain) this.domain = [];
    else if (terrain.domain) this.domain = terrain.domain;
    else if (!same || !this.#stays) this.domain = around(terrain.start, this.walks, terrain.f.inputs);
  }
}

const alike = (a: Span, b: Span) => a.from === b.from && a.to === b.to;

/** A short number somewhere along a span. */
function middling({ from, to }: Span, share: number): number {
  const digits = Math.max(0, Math.min(15, 1 - Math.floor(Math.log10(to - from))));
  return Number((from + share * (to - from)).toFixed(digits));
}
