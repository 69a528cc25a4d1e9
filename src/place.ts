import type { Fn, Local, Vec } from './fn.js';

const ONE = Float64Array.of(1);

/** Point with the objective's value and derivatives there; the gradient is computed when first read. */
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

  /** ∇f, not to be changed. */
  get gradient(): Vec {
    this.#gradient ??= this.near.pull(ONE);
    return this.#gradient;
  }

  /** ∇²f·v. */
  bend(v: Vec): Vec {
    return this.near.bend(v, ONE);
  }
}
