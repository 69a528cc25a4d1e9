import { checkedSlopes } from '../../src/calculus/chain.js';
import type { Component } from '../../src/index.js';
import type { ChainModel } from '../../src/picture/chain/chainModel.js';
import { GradualWork } from '../worker/turns.js';

/** A slope as differences find it, with the item that it is along. */
type CheckedSlope = Component & { item: number };

/** Check of all slopes of a chain against differences, in turns of the page. */
export class SlopeCheck {
  /** The slopes checked so far. */
  found: CheckedSlope[] = [];
  #model: ChainModel | null = null;
  #work: GradualWork<void> | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isDone(): boolean {
    return this.#work?.isDone ?? true;
  }

  /** The item whose slope is the furthest from right; null where none is wrong. */
  get wrong(): CheckedSlope | null {
    return this.found.find(({ verdict }) => verdict === 'fail') ?? null;
  }

  /** Begins with another model; the last one's is ended. */
  start(model: ChainModel | null): void {
    if (model === this.#model && this.#work) return;
    this.stop();
    this.#model = model;
    if (!model) return;
    this.found = [];
    this.#work = new GradualWork(this.#parts(model), this.#changed);
  }

  stop(): void {
    if (this.#work && !this.#work.isDone) this.#work.cancel();
    this.#work = null;
  }

  finish(): void {
    this.#work?.finish();
  }

  *#parts(model: ChainModel): Generator<void, void> {
    for (const each of checkedSlopes(model.chain, model.numbers, model.back, model.point, model.root)) {
      this.found.push(each);
      yield;
    }
  }
}
