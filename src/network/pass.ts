import type { Matrix } from '../algebra/matrix.js';
import { part, zeros } from '../engine/memory.js';
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
    this.#slopes = layersOf(this.#slope, sizes);
  }

  value(p: Vec): number {
    let at = this.#known.get(p);
    if (!at) {
      at = layersOf(p, this.#shape.sizes);
      this.#known.set(p, at);
    }
    this.#at = at;
    const { l2 } = this.#shape;
    forward(at, this.#rows, this.#each, this.#given, this.#out);
    const loss = this.#loss.value(this.#out[at.length - 1]);
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
}

function layersOf(p: Vec, sizes: readonly number[]): Layers {
  return weightsOf(sizes).map(({ from, count }, k) => ({
    w: part(p, from, count),
    b: part(p, from + count, sizes[k + 1]),
  }));
}

/** Layer after layer over rows; `given` and `out`: what each is given, what comes out of it before the activation. */
function forward(layers: Layers, rows: number, each: Pointwise, given: readonly Vec[], out: readonly Vec[]) {
  layers.forEach(({ w, b }, k) => {
    matmulTransposeB(rows, b.length, w.length / b.length, given[k], w, out[k]);
    addRow(rows, b, out[k]);
    if (k < layers.length - 1) each.value(out[k], given[k + 1]);
  });
}

/** The outputs of a network at rows of data, row by row: to the bit the composition's, which has derivatives too. */
export function outputsAt(p: Vec, x: Matrix, sizes: readonly number[], activation: Activation): Vec {
  const laid = (size: number) => zeros('predict', 'rows', x.rows * size);
  const out = sizes.slice(1).map(laid);
  const given = [x.data, ...sizes.slice(1, -1).map(laid)];
  forward(layersOf(p, sizes), x.rows, pointwise(activation), given, out);
  return out[out.length - 1];
}
