// A network of one hidden layer with softmax cross-entropy, trained by full-batch gradient descent, written by hand for
// speed: flat arrays that are reused, inner loops along memory, several sums at a time, and units at which ReLU is 0
// skipped in the backward pass.

export interface Net {
  rows: number;
  inputs: number;
  hidden: number;
  outputs: number;
}

/** Σ aᵢ·bᵢ over n numbers from i and j on, four sums at a time. */
function inner(a: Float64Array, i: number, b: Float64Array, j: number, n: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < n; k += 4) {
    s0 += a[i + k] * b[j + k];
    s1 += a[i + k + 1] * b[j + k + 1];
    s2 += a[i + k + 2] * b[j + k + 2];
    s3 += a[i + k + 3] * b[j + k + 3];
  }
  for (; k < n; k++) s0 += a[i + k] * b[j + k];
  return s0 + s1 + (s2 + s3);
}

/** The mean cross-entropy of rows of logits, which are overwritten by its gradient. */
function crossEntropy(rows: number, outputs: number, z: Float64Array, y: Int32Array): number {
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * outputs;
    let most = -Infinity;
    for (let o = 0; o < outputs; o++) if (z[from + o] > most) most = z[from + o];
    const own = z[from + y[r]];
    let mass = 0;
    for (let o = 0; o < outputs; o++) {
      z[from + o] = Math.exp(z[from + o] - most);
      mass += z[from + o];
    }
    loss += Math.log(mass) + most - own;
    const share = 1 / (mass * rows);
    for (let o = 0; o < outputs; o++) z[from + o] *= share;
    z[from + y[r]] -= 1 / rows;
  }
  return loss / rows;
}

export type Curve = 'relu' | 'tanh';

/** Losses before each step and after the last, from the parameters [W₁, b₁, W₂, b₂]. */
export function trained(
  { rows, inputs, hidden, outputs }: Net,
  curve: Curve,
  x: Float64Array,
  y: Int32Array,
  start: Float64Array,
  rate: number,
  steps: number,
): Float64Array {
  const p = start.slice();
  const g = new Float64Array(p.length);
  const b1 = hidden * inputs;
  const w2 = b1 + hidden;
  const b2 = w2 + outputs * hidden;
  const a = new Float64Array(rows * hidden);
  const z = new Float64Array(rows * outputs);
  const back = new Float64Array(hidden);
  const losses = new Float64Array(steps + 1);
  for (let step = 0; ; step++) {
    for (let r = 0; r < rows; r++) {
      for (let h = 0; h < hidden; h++) {
        const t = inner(x, r * inputs, p, h * inputs, inputs) + p[b1 + h];
        a[r * hidden + h] = curve === 'relu' ? (t > 0 ? t : 0) : Math.tanh(t);
      }
      for (let o = 0; o < outputs; o++)
        z[r * outputs + o] = inner(a, r * hidden, p, w2 + o * hidden, hidden) + p[b2 + o];
    }
    losses[step] = crossEntropy(rows, outputs, z, y);
    if (step === steps) return losses;
    g.fill(0);
    for (let r = 0; r < rows; r++) {
      back.fill(0);
      for (let o = 0; o < outputs; o++) {
        const d = z[r * outputs + o];
        const [from, at] = [w2 + o * hidden, r * hidden];
        for (let h = 0; h < hidden; h++) {
          g[from + h] += d * a[at + h];
          back[h] += d * p[from + h];
        }
        g[b2 + o] += d;
      }
      for (let h = 0; h < hidden; h++) {
        const t = a[r * hidden + h];
        const d = curve === 'relu' ? (t > 0 ? back[h] : 0) : back[h] * (1 - t * t);
        if (d === 0) continue;
        const [from, at] = [h * inputs, r * inputs];
        for (let i = 0; i < inputs; i++) g[from + i] += d * x[at + i];
        g[b1 + h] += d;
      }
    }
    for (let i = 0; i < p.length; i++) p[i] -= rate * g[i];
  }
}

/** y ← a·bᵀ + c for a of m rows and b of n, both of k numbers a row: two by four sums at a time. */
function product(
  m: number,
  n: number,
  k: number,
  a: Float64Array,
  b: Float64Array,
  from: number,
  c: number,
  y: Float64Array,
): void {
  for (let i = 0; i < m; i += 2) {
    const two = i + 1 < m;
    const [a0, a1] = [i * k, (two ? i + 1 : i) * k];
    let j = 0;
    for (; j + 3 < n; j += 4) {
      let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
      const [b0, b1, b2, b3] = [from + j * k, from + (j + 1) * k, from + (j + 2) * k, from + (j + 3) * k];
      for (let l = 0; l < k; l++) {
        const x0 = a[a0 + l];
        const x1 = a[a1 + l];
        s00 += x0 * b[b0 + l];
        s01 += x0 * b[b1 + l];
        s02 += x0 * b[b2 + l];
        s03 += x0 * b[b3 + l];
        s10 += x1 * b[b0 + l];
        s11 += x1 * b[b1 + l];
        s12 += x1 * b[b2 + l];
        s13 += x1 * b[b3 + l];
      }
      const at = i * n + j;
      y[at] = s00 + b[c + j];
      y[at + 1] = s01 + b[c + j + 1];
      y[at + 2] = s02 + b[c + j + 2];
      y[at + 3] = s03 + b[c + j + 3];
      if (!two) continue;
      y[at + n] = s10 + b[c + j];
      y[at + n + 1] = s11 + b[c + j + 1];
      y[at + n + 2] = s12 + b[c + j + 2];
      y[at + n + 3] = s13 + b[c + j + 3];
    }
    for (; j < n; j++) {
      y[i * n + j] = inner(a, a0, b, from + j * k, k) + b[c + j];
      if (two) y[(i + 1) * n + j] = inner(a, a1, b, from + j * k, k) + b[c + j];
    }
  }
}

/** g ← dᵀ·x for d of m columns and x of n, four rows at a time, then the sums of d's columns. */
function outer(
  rows: number,
  m: number,
  n: number,
  d: Float64Array,
  x: Float64Array,
  g: Float64Array,
  from: number,
  sums: number,
): void {
  let r = 0;
  for (; r + 3 < rows; r += 4) {
    const [x0, x1, x2, x3] = [r * n, (r + 1) * n, (r + 2) * n, (r + 3) * n];
    for (let i = 0; i < m; i++) {
      const [d0, d1, d2, d3] = [d[r * m + i], d[(r + 1) * m + i], d[(r + 2) * m + i], d[(r + 3) * m + i]];
      g[sums + i] += d0 + d1 + (d2 + d3);
      const at = from + i * n;
      for (let j = 0; j < n; j++)
        g[at + j] += d0 * x[x0 + j] + d1 * x[x1 + j] + (d2 * x[x2 + j] + d3 * x[x3 + j]);
    }
  }
  for (; r < rows; r++) {
    for (let i = 0; i < m; i++) {
      const own = d[r * m + i];
      g[sums + i] += own;
      for (let j = 0; j < n; j++) g[from + i * n + j] += own * x[r * n + j];
    }
  }
}

/** The losses of `trained`, by matrix products of all rows at once. */
export function trainedByProducts(
  { rows, inputs, hidden, outputs }: Net,
  curve: Curve,
  x: Float64Array,
  y: Int32Array,
  start: Float64Array,
  rate: number,
  steps: number,
): Float64Array {
  const p = start.slice();
  const g = new Float64Array(p.length);
  const b1 = hidden * inputs;
  const w2 = b1 + hidden;
  const b2 = w2 + outputs * hidden;
  const a = new Float64Array(rows * hidden);
  const back = new Float64Array(rows * hidden);
  const z = new Float64Array(rows * outputs);
  const losses = new Float64Array(steps + 1);
  for (let step = 0; ; step++) {
    product(rows, hidden, inputs, x, p, 0, b1, a);
    if (curve === 'relu') for (let i = 0; i < a.length; i++) a[i] = a[i] > 0 ? a[i] : 0;
    else for (let i = 0; i < a.length; i++) a[i] = Math.tanh(a[i]);
    product(rows, outputs, hidden, a, p, w2, b2, z);
    losses[step] = crossEntropy(rows, outputs, z, y);
    if (step === steps) return losses;
    g.fill(0);
    outer(rows, outputs, hidden, z, a, g, w2, b2);
    for (let r = 0; r < rows; r++) {
      const at = r * hidden;
      for (let h = 0; h < hidden; h++) back[at + h] = 0;
      for (let o = 0; o < outputs; o++) {
        const d = z[r * outputs + o];
        const from = w2 + o * hidden;
        for (let h = 0; h < hidden; h++) back[at + h] += d * p[from + h];
      }
      for (let h = 0; h < hidden; h++) {
        const t = a[at + h];
        if (curve === 'tanh') back[at + h] *= 1 - t * t;
        else if (!(t > 0)) back[at + h] = 0;
      }
    }
    outer(rows, hidden, inputs, back, x, g, 0, b1);
    for (let i = 0; i < p.length; i++) p[i] -= rate * g[i];
  }
}
