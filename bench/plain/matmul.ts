// Products of n × n matrices in plain JavaScript.

/** A 4 × 4 product with every number in a variable, which an engine keeps in registers. */
export function four(a: Float64Array, b: Float64Array, c: Float64Array): void {
  for (let i = 0; i < 16; i += 4) {
    const p = a[i];
    const q = a[i + 1];
    const r = a[i + 2];
    const s = a[i + 3];
    c[i] = p * b[0] + q * b[4] + r * b[8] + s * b[12];
    c[i + 1] = p * b[1] + q * b[5] + r * b[9] + s * b[13];
    c[i + 2] = p * b[2] + q * b[6] + r * b[10] + s * b[14];
    c[i + 3] = p * b[3] + q * b[7] + r * b[11] + s * b[15];
  }
}

/** A product in 4 × 4 register tiles, b packed so that it is read in order; for n a multiple of 4. */
export function packed(
  n: number,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  room: Float64Array,
): void {
  for (let j = 0, to = 0; j < n; j += 4)
    for (let k = 0, from = j; k < n; k++, from += n, to += 4) {
      room[to] = b[from];
      room[to + 1] = b[from + 1];
      room[to + 2] = b[from + 2];
      room[to + 3] = b[from + 3];
    }
  for (let j = 0; j < n; j += 4) {
    for (let i = 0; i < n; i += 4) {
      let c00 = 0;
      let c01 = 0;
      let c02 = 0;
      let c03 = 0;
      let c10 = 0;
      let c11 = 0;
      let c12 = 0;
      let c13 = 0;
      let c20 = 0;
      let c21 = 0;
      let c22 = 0;
      let c23 = 0;
      let c30 = 0;
      let c31 = 0;
      let c32 = 0;
      let c33 = 0;
      let p = i * n;
      let q = j * n;
      for (let k = 0; k < n; k++, p++, q += 4) {
        const b0 = room[q];
        const b1 = room[q + 1];
        const b2 = room[q + 2];
        const b3 = room[q + 3];
        const a0 = a[p];
        const a1 = a[p + n];
        const a2 = a[p + 2 * n];
        const a3 = a[p + 3 * n];
        c00 += a0 * b0;
        c01 += a0 * b1;
        c02 += a0 * b2;
        c03 += a0 * b3;
        c10 += a1 * b0;
        c11 += a1 * b1;
        c12 += a1 * b2;
        c13 += a1 * b3;
        c20 += a2 * b0;
        c21 += a2 * b1;
        c22 += a2 * b2;
        c23 += a2 * b3;
        c30 += a3 * b0;
        c31 += a3 * b1;
        c32 += a3 * b2;
        c33 += a3 * b3;
      }
      let o = i * n + j;
      c[o] = c00;
      c[o + 1] = c01;
      c[o + 2] = c02;
      c[o + 3] = c03;
      o += n;
      c[o] = c10;
      c[o + 1] = c11;
      c[o + 2] = c12;
      c[o + 3] = c13;
      o += n;
      c[o] = c20;
      c[o + 1] = c21;
      c[o + 2] = c22;
      c[o + 3] = c23;
      o += n;
      c[o] = c30;
      c[o + 1] = c31;
      c[o + 2] = c32;
      c[o + 3] = c33;
    }
  }
}

/** A product by rows, four rows of b into a row of c at a time: the simple loop that engines optimize best. */
export function rows(n: number, a: Float64Array, b: Float64Array, c: Float64Array): void {
  c.fill(0);
  for (let i = 0; i < n; i++) {
    const o = i * n;
    for (let k = 0; k < n; k += 4) {
      const p = a[o + k];
      const q = a[o + k + 1];
      const r = a[o + k + 2];
      const s = a[o + k + 3];
      const row = k * n;
      for (let j = 0; j < n; j++)
        c[o + j] += p * b[row + j] + q * b[row + n + j] + r * b[row + 2 * n + j] + s * b[row + 3 * n + j];
    }
  }
}
