// Inner loops of the matrix products. Every element is one accumulator over k in rising order: from 0, or from where
// the block of k before has left it.
import { at } from './lanes';
import { WORKSPACE } from './workspace';

/** A block of A, a number to a pair of lanes, and a block of B, which together stay in the cache. */
const BLOCK_K = 128, BLOCK_M = 64, BLOCK_N = 256;
const PACKED_A: usize = WORKSPACE;
const PACKED_B: usize = PACKED_A + BLOCK_M * BLOCK_K * 16;
/** Two rows of eight, for tiles that reach over the edge. */
const EDGE: usize = PACKED_B + BLOCK_K * BLOCK_N * 8;

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

/** Two rows by four columns. */
function narrow(k: i32, a0: usize, a1: usize, stepA: usize, b: usize, rowB: usize, c0: usize, c1: usize): void {
  let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s10 = f64x2.splat(0), s11 = f64x2.splat(0);
  for (let l = 0; l < k; l++) {
    const x0 = v128.load64_splat(a0), x1 = v128.load64_splat(a1);
    const y0 = v128.load(b), y1 = v128.load(b, 16);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s01 = f64x2.add(s01, f64x2.mul(x0, y1));
    s10 = f64x2.add(s10, f64x2.mul(x1, y0));
    s11 = f64x2.add(s11, f64x2.mul(x1, y1));
    a0 += stepA;
    a1 += stepA;
    b += rowB;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
}

/** Two rows by eight columns from packed blocks, added to what c holds unless it is `fresh`. */
function packedTile(k: i32, a: usize, b: usize, c0: usize, c1: usize, fresh: bool): void {
  let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s02 = f64x2.splat(0), s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0), s11 = f64x2.splat(0), s12 = f64x2.splat(0), s13 = f64x2.splat(0);
  if (!fresh) {
    s00 = v128.load(c0);
    s01 = v128.load(c0, 16);
    s02 = v128.load(c0, 32);
    s03 = v128.load(c0, 48);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
    s12 = v128.load(c1, 32);
    s13 = v128.load(c1, 48);
  }
  const end = b + ((<usize>k) << 6);
  while (b < end) {
    const x0 = v128.load(a), x1 = v128.load(a, 16);
    const y0 = v128.load(b), y1 = v128.load(b, 16), y2 = v128.load(b, 32), y3 = v128.load(b, 48);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s01 = f64x2.add(s01, f64x2.mul(x0, y1));
    s02 = f64x2.add(s02, f64x2.mul(x0, y2));
    s03 = f64x2.add(s03, f64x2.mul(x0, y3));
    s10 = f64x2.add(s10, f64x2.mul(x1, y0));
    s11 = f64x2.add(s11, f64x2.mul(x1, y1));
    s12 = f64x2.add(s12, f64x2.mul(x1, y2));
    s13 = f64x2.add(s13, f64x2.mul(x1, y3));
    a += 32;
    b += 64;
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

/** A packed by pairs of rows, k by k, each number in both lanes; a missing row is zeros. */
function packA(m: i32, k: i32, a: usize, rowA: usize, stepA: usize): void {
  let to = PACKED_A;
  for (let i = 0; i < m; i += 2) {
    let a0 = a + (<usize>i) * rowA;
    let a1 = a0 + rowA;
    const both = i + 1 < m;
    for (let l = 0; l < k; l++) {
      v128.store(to, v128.load64_splat(a0));
      v128.store(to, both ? v128.load64_splat(a1) : f64x2.splat(0), 16);
      a0 += stepA;
      a1 += stepA;
      to += 32;
    }
  }
}

/** B packed by eight columns, k by k; missing columns are zeros. */
function packB(n: i32, k: i32, b: usize, rowB: usize, stepB: usize): void {
  let to = PACKED_B;
  for (let j = 0; j < n; j += 8) {
    let from = b + (<usize>j) * stepB;
    const count = min(8, n - j);
    if (count === 8 && stepB === 8) {
      for (let l = 0; l < k; l++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        v128.store(to, v128.load(from, 32), 32);
        v128.store(to, v128.load(from, 48), 48);
        from += rowB;
        to += 64;
      }
    } else if (count === 8) {
      for (let l = 0; l < k; l++) {
        let column = from;
        for (let q = 0; q < 4; q++) {
          v128.store(to, f64x2.replace_lane(v128.load64_splat(column), 1, load<f64>(column + stepB)));
          column += stepB << 1;
          to += 16;
        }
        from += rowB;
      }
    } else {
      for (let l = 0; l < k; l++) {
        for (let q = 0; q < 8; q++) store<f64>(to + at(q), q < count ? load<f64>(from + (<usize>q) * stepB) : 0);
        from += rowB;
        to += 64;
      }
    }
  }
}

/** The first four columns of a packed tile of two rows. */
function packedNarrow(k: i32, a: usize, b: usize, c0: usize, c1: usize, fresh: bool): void {
  let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s10 = f64x2.splat(0), s11 = f64x2.splat(0);
  if (!fresh) {
    s00 = v128.load(c0);
    s01 = v128.load(c0, 16);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
  }
  const end = b + ((<usize>k) << 6);
  while (b < end) {
    const x0 = v128.load(a), x1 = v128.load(a, 16);
    const y0 = v128.load(b), y1 = v128.load(b, 16);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s01 = f64x2.add(s01, f64x2.mul(x0, y1));
    s10 = f64x2.add(s10, f64x2.mul(x1, y0));
    s11 = f64x2.add(s11, f64x2.mul(x1, y1));
    a += 32;
    b += 64;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
}

/** A tile at an edge, of which only `rows` and `columns` exist. */
function edgeTile(k: i32, a: usize, b: usize, c: usize, width: usize, rows: i32, columns: i32, fresh: bool): void {
  if (!fresh)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) store<f64>(EDGE + at(8 * i + j), load<f64>(c + (<usize>i) * width + at(j)));
  if (columns > 4) packedTile(k, a, b, EDGE, EDGE + 64, fresh);
  else packedNarrow(k, a, b, EDGE, EDGE + 64, fresh);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) store<f64>(c + (<usize>i) * width + at(j), load<f64>(EDGE + at(8 * i + j)));
}

/** C ← A·B by packed blocks, with the strides of `product`. */
function blocked(
  m: i32, n: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, rowB: usize, stepB: usize, c: usize,
): void {
  const width = at(n);
  for (let j = 0; j < n; j += BLOCK_N) {
    const nn = min(BLOCK_N, n - j);
    for (let l = 0; l < k; l += BLOCK_K) {
      const kk = min(BLOCK_K, k - l);
      packB(nn, kk, b + (<usize>l) * rowB + (<usize>j) * stepB, rowB, stepB);
      for (let i = 0; i < m; i += BLOCK_M) {
        const mm = min(BLOCK_M, m - i);
        packA(mm, kk, a + (<usize>i) * rowA + (<usize>l) * stepA, rowA, stepA);
        blockOf(mm, nn, kk, c + (<usize>i) * width + at(j), width, l === 0);
      }
    }
  }
}

function blockOf(m: i32, n: i32, k: i32, c: usize, width: usize, fresh: bool): void {
  for (let j = 0; j < n; j += 8) {
    const b = PACKED_B + ((<usize>(j * k)) << 3);
    for (let i = 0; i < m; i += 2) {
      const a = PACKED_A + ((<usize>(i * k)) << 4);
      const to = c + (<usize>i) * width + at(j);
      if (n - j >= 8 && m - i >= 2) packedTile(k, a, b, to, to + width, fresh);
      else edgeTile(k, a, b, to, width, min(2, m - i), min(8, n - j), fresh);
    }
  }
}

/** C ← A·B without packing, for small B or few rows; the columns of B must be adjacent. */
function direct(m: i32, n: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, c: usize): void {
  const width = at(n);
  const eights = n & ~7, columns = n & ~3;
  for (let i = 0; i < m; i += 2) {
    // A last row by itself is done twice, to the same place.
    const a0 = a + (<usize>i) * rowA, a1 = i + 1 < m ? a0 + rowA : a0;
    const c0 = c + (<usize>i) * width, c1 = i + 1 < m ? c0 + width : c0;
    for (let j = 0; j < eights; j += 8) tile(k, a0, a1, stepA, b + at(j), width, c0 + at(j), c1 + at(j));
    if (eights < columns) narrow(k, a0, a1, stepA, b + at(eights), width, c0 + at(eights), c1 + at(eights));
    for (let j = columns; j < n; j++) {
      store<f64>(c0 + at(j), cell(k, a0, stepA, b + at(j), width));
      store<f64>(c1 + at(j), cell(k, a1, stepA, b + at(j), width));
    }
  }
}

/** Rows from which packing B pays, and numbers of B up to which it stays in the cache unpacked. */
const FEW_ROWS = 8, NEAR = 8192;

/**
 * C ← A·B with strides in bytes: `rowA` and `rowB` from one row to the next, `stepA` and `stepB` from one column to
 * the next.
 */
export function product(
  m: i32, n: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, rowB: usize, stepB: usize, c: usize,
): void {
  if (stepB === 8 && (m < FEW_ROWS || (!(n & 3) && n * k <= NEAR))) direct(m, n, k, a, rowA, stepA, b, c);
  else if (k === 0) memory.fill(c, 0, at(m * n));
  else if (m < FEW_ROWS) {
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++)
        store<f64>(c + at(i * n + j), cell(k, a + (<usize>i) * rowA, stepA, b + (<usize>j) * stepB, rowB));
  } else blocked(m, n, k, a, rowA, stepA, b, rowB, stepB, c);
}
