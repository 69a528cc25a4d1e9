// The inner loops of the matrix products. Every element is one accumulator, from 0, over k in rising order.

// @ts-ignore: decorator
@inline
function at(index: i32): usize {
  return (<usize>index) << 3;
}

/** One element: Σ a·b over k steps of `stepA` and `stepB` bytes. */
function cell(k: i32, a: usize, stepA: usize, b: usize, stepB: usize): f64 {
  let sum: f64 = 0;
  for (let l = 0; l < k; l++) {
    sum += load<f64>(a) * load<f64>(b);
    a += stepA;
    b += stepB;
  }
  return sum;
}

/** Two rows by eight columns in eight registers; `rowB` bytes from one k to the next, columns side by side. */
function tile(k: i32, a0: usize, a1: usize, stepA: usize, b: usize, rowB: usize, c0: usize, c1: usize): void {
  let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s02 = f64x2.splat(0), s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0), s11 = f64x2.splat(0), s12 = f64x2.splat(0), s13 = f64x2.splat(0);
  for (let l = 0; l < k; l++) {
    const x0 = v128.load64_splat(a0), x1 = v128.load64_splat(a1);
    const y0 = v128.load(b), y1 = v128.load(b, 16), y2 = v128.load(b, 32), y3 = v128.load(b, 48);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s01 = f64x2.add(s01, f64x2.mul(x0, y1));
    s02 = f64x2.add(s02, f64x2.mul(x0, y2));
    s03 = f64x2.add(s03, f64x2.mul(x0, y3));
    s10 = f64x2.add(s10, f64x2.mul(x1, y0));
    s11 = f64x2.add(s11, f64x2.mul(x1, y1));
    s12 = f64x2.add(s12, f64x2.mul(x1, y2));
    s13 = f64x2.add(s13, f64x2.mul(x1, y3));
    a0 += stepA;
    a1 += stepA;
    b += rowB;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c0, s02, 32);
  v128.store(c0, s03, 48);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c1, s12, 32);
  v128.store(c1, s13, 48);
}

/** C ← A·B with B's rows in memory as they are; `rowA` and `stepA` walk A plain or transposed. */
export function product(
  m: i32, n: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, c: usize,
): void {
  const width = at(n);
  const rows = m & ~1, columns = n & ~7;
  for (let i = 0; i < rows; i += 2) {
    const a0 = a + (<usize>i) * rowA, c0 = c + (<usize>i) * width;
    for (let j = 0; j < columns; j += 8) {
      tile(k, a0, a0 + rowA, stepA, b + at(j), width, c0 + at(j), c0 + width + at(j));
    }
  }
  for (let i = 0; i < m; i++) {
    const a0 = a + (<usize>i) * rowA, c0 = c + (<usize>i) * width;
    for (let j = i < rows ? columns : 0; j < n; j++) {
      store<f64>(c0 + at(j), cell(k, a0, stepA, b + at(j), width));
    }
  }
}

/** C ← A·Bᵀ: rows of A against rows of B, two by four at a time, a lane for each of two rows of B. */
export function productOfRows(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  const width = at(n), depth = at(k);
  const rows = m & ~1, columns = n & ~3;
  for (let i = 0; i < rows; i += 2) {
    const a0 = a + (<usize>i) * depth, c0 = c + (<usize>i) * width;
    for (let j = 0; j < columns; j += 4) {
      tileOfRows(k, a0, a0 + depth, b + (<usize>j) * depth, depth, c0 + at(j), c0 + width + at(j));
    }
  }
  for (let i = 0; i < m; i++) {
    const a0 = a + (<usize>i) * depth, c0 = c + (<usize>i) * width;
    for (let j = i < rows ? columns : 0; j < n; j++) {
      store<f64>(c0 + at(j), cell(k, a0, 8, b + (<usize>j) * depth, 8));
    }
  }
}

// @ts-ignore: decorator
@inline
function pair(p: usize, q: usize): v128 {
  return f64x2.replace_lane(v128.load64_splat(p), 1, load<f64>(q));
}

function tileOfRows(k: i32, a0: usize, a1: usize, b: usize, depth: usize, c0: usize, c1: usize): void {
  let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s10 = f64x2.splat(0), s11 = f64x2.splat(0);
  let b1 = b + depth, b2 = b1 + depth, b3 = b2 + depth;
  for (let l = 0; l < k; l++) {
    const x0 = v128.load64_splat(a0), x1 = v128.load64_splat(a1);
    const y0 = pair(b, b1), y1 = pair(b2, b3);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s01 = f64x2.add(s01, f64x2.mul(x0, y1));
    s10 = f64x2.add(s10, f64x2.mul(x1, y0));
    s11 = f64x2.add(s11, f64x2.mul(x1, y1));
    a0 += 8;
    a1 += 8;
    b += 8;
    b1 += 8;
    b2 += 8;
    b3 += 8;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
}
