import { part } from '../engine/memory.js';
import type { Activation, LossOn, Pointwise } from '../entry.js';
import type { Ground, Lend, Vec } from '../fn.js';
import { addRow, axpy, columnSums, matmul, matmulTransposeA, matmulTransposeB } from '../kernels/index.js';
import { pointwise } from '../layers/elementwise.js';
import { decay } from './decay.js';
import { weightsOf } from './network.js';

/** A network and its loss on some rows. */
export interface Shape {
  /** Of the inputs, of each layer, of the outputs. */
  sizes: readonly number[];
  activation: Activation;
  loss: LossOn;
  /** Weight decay: (l2/2)·ΣW² is added to the loss. */
  l2: number;
}

/** The weights and biases of each layer, where they lie. */
type Layers = readonly { w: Vec; b: Vec }[];

/** A network and its loss, forward and back over rows of data: the composition's operations, in arrays that stay. */
export class Pass implements Ground {
  readonly x: Vec;
  readonly target: Vec;
  readonly #rows: number;
  readonly #shape: Shape;
  readonly #each: Pointwise;
  /** Of each layer: what it is given, what comes out before the activation, and the weight on that. */
  readonly #given: readonly Vec[];
  readonly #out: readonly Vec[];
  readonly #back: readonly Vec[];
  readonly #loss: Ground;
  readonly #slope: Vec;
  readonly #slopes: Layers;
  readonly #known = new Map<Vec, Layers>();
  #at: Layers = [];

  /** `x` and `target` are to be filled before the first use. The slope goes into an array that is given, or its own. */
  constructor(shape: Shape, rows: number, lend: Lend, slope?: Vec) {
    const { sizes, activation, loss } = shape;
    const depth = sizes.length - 1;
    this.#shape = shape;
    this.#rows = rows;
    this.#each = pointwise(activation);
    this.x = lend(rows * sizes[0]);
    this.target = lend(rows * sizes[depth]);
    this.#given = [this.x, ...sizes.slice(1, depth).map((size) => lend(rows * size))];
    this.#out = sizes.slice(1).map((size) => lend(rows * size));
    this.#back = sizes.slice(1, depth).map((size) => lend(rows * size));
    this.#loss = loss(this.target, rows, lend);
    const { from, count } = weightsOf(sizes)[depth - 1];
    this.#slope = slope ?? lend(from + count + sizes[depth]);
    this.#slopes = this.#layers(this.#slope);
  }

  value(p: Vec): number {
    let at = this.#known.get(p);
    if (!at) {
      at = this.#layers(p);
      this.#known.set(p, at);
    }
    this.#at = at;
    const { sizes, l2 } = this.#shape;
    const last = at.length - 1;
    at.forEach(({ w, b }, k) => {
      const out = this.#out[k];
      matmulTransposeB(this.#rows, sizes[k + 1], sizes[k], this.#given[k], w, out);
      addRow(this.#rows, b, out);
      if (k < last) this.#each.value(out, this.#given[k + 1]);
    });
    const loss = this.#loss.value(this.#out[last]);
    return l2 > 0
      ? loss +
          decay(
            l2,
            at.map(({ w }) => w),
          )
      : loss;
  }

  slope(): Vec {
    const { sizes, l2 } = this.#shape;
    let weight = this.#loss.slope();
    for (let k = this.#at.length - 1; k >= 0; k--) {
      const [inputs, outputs] = [sizes[k], sizes[k + 1]];
      const { w, b } = this.#slopes[k];
      matmulTransposeA(outputs, inputs, this.#rows, weight, this.#given[k], w);
      columnSums(this.#rows, weight, b);
      if (l2 > 0) axpy(l2, this.#at[k].w, w);
      if (k === 0) break;
      const back = this.#back[k - 1];
      matmul(this.#rows, inputs, outputs, weight, this.#at[k].w, back);
      this.#each.slope(this.#out[k - 1], back, back);
      weight = back;
    }
    return this.#slope;
  }

  #layers(p: Vec): Layers {
    const { sizes } = this.#shape;
    return weightsOf(sizes).map(({ from, count }, k) => ({
      w: part(p, from, count),
      b: part(p, from + count, sizes[k + 1]),
    }));
  }
}
