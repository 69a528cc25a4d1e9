import type { Fn, Local, Vec } from './fn.js';

const ONE = Float64Array.of(1);

/** A point on the way down, and what the objective is like there. Its gradient is worked out when it is asked for. */
export class Place {
  readonly x: Vec;
  readonly near: Local;
  readonly value: number;
  #gradient: Vec | null = null;

  constructor(f: Fn, x: Vec) {
    this.x = x;
    this.near = f.at(x);
    this.value = this.near.value[0];
  }

  /** Not the caller's to change. */
  get gradient(): Vec {
    this.#gradient ??= this.near.pull(ONE);
    return this.#gradient;
  }

  /** ∇²f·v. */
  bend(v: Vec): Vec {
    return this.near.bend(v, ONE);
  }
}
