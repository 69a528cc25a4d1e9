// Gradient descent on Rosenbrock's function, a history of losses per rate.

/** Losses of one rate after another. */
export function oneByOne(rates: ArrayLike<number>, steps: number): Float64Array[] {
  return Array.from(rates, (rate) => {
    const losses = new Float64Array(steps + 1);
    let x = -1.2;
    let y = 1;
    for (let k = 0; k <= steps; k++) {
      const a = 1 - x;
      const b = y - x * x;
      losses[k] = a * a + 100 * b * b;
      x -= rate * (-2 * a - 400 * x * b);
      y -= rate * 200 * b;
    }
    return losses;
  });
}

/** Losses of four rates interleaved by hand, so that one proceeds while another waits for its operands. */
export function interleaved(rates: ArrayLike<number>, steps: number): Float64Array[] {
  const all: Float64Array[] = [];
  for (let r = 0; r < rates.length; r += 4) {
    const [A, B, C, D] = [0, 1, 2, 3].map(() => new Float64Array(steps + 1));
    const r0 = rates[r];
    const r1 = rates[r + 1];
    const r2 = rates[r + 2];
    const r3 = rates[r + 3];
    let x0 = -1.2;
    let x1 = -1.2;
    let x2 = -1.2;
    let x3 = -1.2;
    let y0 = 1;
    let y1 = 1;
    let y2 = 1;
    let y3 = 1;
    for (let k = 0; k <= steps; k++) {
      const a0 = 1 - x0;
      const a1 = 1 - x1;
      const a2 = 1 - x2;
      const a3 = 1 - x3;
      const b0 = y0 - x0 * x0;
      const b1 = y1 - x1 * x1;
      const b2 = y2 - x2 * x2;
      const b3 = y3 - x3 * x3;
      A[k] = a0 * a0 + 100 * b0 * b0;
      B[k] = a1 * a1 + 100 * b1 * b1;
      C[k] = a2 * a2 + 100 * b2 * b2;
      D[k] = a3 * a3 + 100 * b3 * b3;
      x0 -= r0 * (-2 * a0 - 400 * x0 * b0);
      x1 -= r1 * (-2 * a1 - 400 * x1 * b1);
      x2 -= r2 * (-2 * a2 - 400 * x2 * b2);
      x3 -= r3 * (-2 * a3 - 400 * x3 * b3);
      y0 -= r0 * 200 * b0;
      y1 -= r1 * 200 * b1;
      y2 -= r2 * 200 * b2;
      y3 -= r3 * 200 * b3;
    }
    all.push(A, B, C, D);
  }
  return all;
}
