import { splitWords } from '../../src/numbers.js';
import {
  firstHand,
  type JacobianMap,
  type JacobianModel,
  jacobianMap,
  jacobianModel,
  jacobianView,
  mapPoint,
  pointText,
} from '../../src/picture/jacobian/jacobianModel.js';
import { stagesOf } from '../../src/picture/jacobian/jacobianStages.js';
import type { Hand, JacobianView } from '../../src/picture/jacobian/jacobianView.js';
import {
  areaRatio,
  type PlaneGrid,
  planeGrid,
  planeMap,
  planeSpans,
} from '../../src/picture/jacobian/planeModel.js';
import { AskedWords } from '../figure/askedWords.js';

interface JacobianAttributes {
  f: string;
  model: string;
  w: string;
  at: string;
  h: number;
  domain: string;
}

export type JacobianPlace = Pick<JacobianAttributes, 'at' | 'h'>;

/** How many values of h a table has, each half of the one before. */
export const sideCount = 12;

/** State of the Jacobian figure: the maps that are asked for, the point, and the row or column in hand. */
export class JacobianState {
  /** The last valid model, which is the one drawn. */
  model: JacobianModel | null = null;
  /** What is drawn of it. */
  view: JacobianView | null = null;
  error: Error | null = null;
  /** The place as the page set it, to which Reset returns. */
  home: JacobianPlace = { at: '', h: 0.4 };
  #ownPlace: JacobianPlace | null = null;
  #hand: Hand | null = null;
  #map: JacobianMap | null = null;
  #grid: PlaneGrid | null = null;
  readonly #requestKey = new AskedWords();
  readonly #mapKey = new AskedWords();
  readonly #gridKey = new AskedWords();
  readonly #who: string;

  constructor(who: string) {
    this.#who = who;
  }

  /** Takes over the attributes; true where they differ from the last ones. */
  readAttributes(asked: JacobianAttributes): boolean {
    const { f, model, w, at, h, domain } = asked;
    const own = this.#ownPlace;
    if (own?.at !== at || !Object.is(own.h, h)) this.home = { at, h };
    this.#ownPlace = { at, h };
    if (!this.#requestKey.isNew(f, model, w, at, h, domain, this.home.at)) return false;
    this.error = null;
    try {
      this.#take(asked);
    } catch (error) {
      this.error = error as Error;
    }
    return true;
  }

  /** Move by the user, which leaves `home` as it is. */
  movePlace(place: Partial<JacobianPlace>): void {
    this.#ownPlace = { ...this.#ownPlace!, ...place };
  }

  get hand(): Hand {
    return this.#hand ?? firstHand(this.model?.isPlane ?? false);
  }

  set hand(hand: Hand) {
    this.#hand = hand;
    if (this.view) this.view = { ...this.view, hand: this.#handWithin(this.model!) };
  }

  /** A point as text. */
  textOf(point: readonly number[]): string {
    return pointText(point, this.model!);
  }

  /** Text of a point of other maps: the numbers of the names that stay, 1 for new ones. */
  pointFor(asked: Pick<JacobianAttributes, 'f' | 'model' | 'w' | 'at'>): string {
    const map = jacobianMap(stagesOf(this.#who, asked));
    const before = this.model?.inputs ?? [];
    const point = this.model?.point ?? [];
    const kept = map.inputs.map((name) => (before.includes(name) ? point[before.indexOf(name)] : 1));
    return pointText(kept, map);
  }

  /** Area of the true image by that of the square, for a side. */
  ratioAt(h: number): number {
    return areaRatio(this.model!.fn!, this.model!.point, h);
  }

  #take(asked: JacobianAttributes): void {
    const { at, h, domain } = asked;
    if (this.#mapKey.isNew(...this.#mapWords(asked))) {
      // What is refused is to be refused again.
      this.#mapKey.forget();
      this.#grid = null;
      const stages = stagesOf(this.#who, asked);
      this.#map = stages.length > 0 ? jacobianMap(stages) : null;
      this.#mapKey.isNew(...this.#mapWords(asked));
    }
    if (!this.#map) {
      [this.model, this.view] = [null, null];
      return;
    }
    const next = jacobianModel(this.#map, mapPoint(this.#who, at, this.#map));
    const plane = next.isPlane ? this.#planeOf(next, h, domain) : null;
    this.model = next;
    this.view = jacobianView(next, plane, this.#handWithin(next));
  }

  /** What the maps depend on: of layers without weights on how many numbers the point has, too. */
  #mapWords({ f, model, w, at }: JacobianAttributes) {
    return [f, model, w, splitWords(at).length];
  }

  #planeOf(model: JacobianModel, h: number, domain: string) {
    const spans = planeSpans(this.#who, domain, mapPoint(this.#who, this.home.at, model));
    if (this.#gridKey.isNew(spans) || !this.#grid) this.#grid = planeGrid(model.fn!, spans);
    return planeMap(this.#who, model, this.#grid, h);
  }

  #handWithin({ ins, outs }: JacobianModel): Hand {
    const { along, row, column } = this.hand;
    return { along, row: Math.min(row, outs.length - 1), column: Math.min(column, ins.length - 1) };
  }
}
