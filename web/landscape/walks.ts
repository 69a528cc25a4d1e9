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

/** State of the landscape figure: function, ranges and runs, as far as they are computed. */
export class Walks {
  readonly stage: Stage;
  /** The landscape shown; another may be pending. */
  terrain: Terrain | null = null;
  ground: Ground | null = null;
  /** A range per variable. */
  domain: Span[] = [];
  #wanted: Terrain | null = null;
  /** Whether the change came from the user, so that the ranges stay. */
  #stays = false;
  #relief: Relief | null = null;
  #level: Level | null = null;

  constructor(host: ReactiveElement, numbers: () => Numbers, events: StageEvents) {
    const entered = () => this.#enter();
    this.stage = new Stage(host, numbers, { ...events, entered }, (...place) =>
      walkStyle(this.#wanted!.f.inputs, ...place),
    );
  }

  /** The runs shown. */
  get walks(): Walk[] {
    return this.stage.strands.filter((strand): strand is Walk => strand.points !== undefined);
  }

  /**
   * The values on the grid of the map, whose ranges are widened to equal units; computed again for another function or
   * other ranges.
   */
  get relief(): Relief {
    const [across, up] = squared(this.domain);
    const same = this.#relief && alike(this.#relief.across, across) && alike(this.#relief.up, up);
    if (!same) {
      this.#relief = relief(this.ground!, across, up);
      this.#level = null;
    }
    return this.#relief!;
  }

  /** The contour through a point. */
  levelThrough(at: readonly number[]): Level {
    const { relief } = this;
    const value = this.ground!.value(at);
    if (this.#level?.value !== value) this.#level = levelAt(relief, value);
    return this.#level!;
  }

  /** The point at which the gradient is drawn: that of the attribute, or one beside the middle. */
  get at(): number[] {
    if (this.domain.length < 2) return [];
    if (this.terrain?.at) return this.terrain.at;
    const [across, up] = squared(this.domain);
    return [middling(across, 0.36), middling(up, 0.66)];
  }

  /**
   * Takes over the attributes; true where they differ from the last ones. With `stays`, step and ranges stay as shown.
   */
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

/** A number with few digits at a share of a span. */
function middling({ from, to }: Span, share: number): number {
  const digits = Math.max(0, Math.min(15, 1 - Math.floor(Math.log10(to - from))));
  return Number((from + share * (to - from)).toFixed(digits));
}
