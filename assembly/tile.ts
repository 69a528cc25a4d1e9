// Inner loops of the matrix products. Every element is one accumulator over k in rising order: from 0, or from where
// the block of k before has left it.
import { at, lanes } from './lanes';
import { WORKSPACE } from './workspace';

/** A block of A, a number to a vector, and a block of B, which together stay in the cache. */
const BLOCK_K = 128, BLOCK_M = 64, BLOCK_BYTES = 2048;
const PACKED_A: usize = WORKSPACE;
const PACKED_B: usize = PACKED_A + BLOCK_M * BLOCK_K * 16;
/** Two rows of four vectors, for tiles that reach over the edge. */
const EDGE: usize = PACKED_B + BLOCK_K * BLOCK_BYTES;

/** Columns of a tile: four vectors. */
// @ts-ignore: decorator
@inline
function wide<T>(): i32 {
  return 4 * lanes<T>();
}

/** One element: Σ a·b over k steps of `stepA` and `stepB` bytes. */
function cell<T>(k: i32, a: usize, stepA: usize, b: usize, stepB: usize): T {
  let sum: T = 0;
  for (let l = 0; l < k; l++) {
    sum += load<T>(a) * load<T>(b);
    a += stepA;
    b += stepB;
  }
  return sum;
}

/** Two rows by four vectors of columns in eight registers; `rowB` bytes from one k to the next, columns side by side. */
function tile<T>(k: i32, a0: usize, a1: usize, stepA: usize, b: usize, rowB: usize, c0: usize, c1: usize): void {
  let s00 = v128.splat<T>(0), s01 = v128.splat<T>(0), s02 = v128.splat<T>(0), s03 = v128.splat<T>(0);
  let s10 = v128.splat<T>(0), s11 = v128.splat<T>(0), s12 = v128.splat<T>(0), s13 = v128.splat<T>(0);
  for (let l = 0; l < k; l++) {
    const x0 = v128.load_splat<T>(a0), x1 = v128.load_splat<T>(a1);
    const y0 = v128.load(b), y1 = v128.load(b, 16), y2 = v128.load(b, 32), y3 = v128.load(b, 48);
    s00 = v128.add<T>(s00, v128.mul<T>(x0, y0));
    s01 = v128.add<T>(s01, v128.mul<T>(x0, y1));
    s02 = v128.add<T>(s02, v128.mul<T>(x0, y2));
    s03 = v128.add<T>(s03, v128.mul<T>(x0, y3));
    s10 = v128.add<T>(s10, v128.mul<T>(x1, y0));
    s11 = v128.add<T>(s11, v128.mul<T>(x1, y1));
    s12 = v128.add<T>(s12, v128.mul<T>(x1, y2));
    s13 = v128.add<T>(s13, v128.mul<T>(x1, y3));
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

/** Two rows by two vectors of columns. */
function narrow<T>(k: i32, a0: usize, a1: usize, stepA: usize, b: usize, rowB: usize, c0: usize, c1: usize): void {
  let s00 = v128.splat<T>(0), s01 = v128.splat<T>(0), s10 = v128.splat<T>(0), s11 = v128.splat<T>(0);
  for (let l = 0; l < k; l++) {
    const x0 = v128.load_splat<T>(a0), x1 = v128.load_splat<T>(a1);
    const y0 = v128.load(b), y1 = v128.load(b, 16);
    s00 = v128.add<T>(s00, v128.mul<T>(x0, y0));
    s01 = v128.add<T>(s01, v128.mul<T>(x0, y1));
    s10 = v128.add<T>(s10, v128.mul<T>(x1, y0));
    s11 = v128.add<T>(s11, v128.mul<T>(x1, y1));
    a0 += stepA;
    a1 += stepA;
    b += rowB;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
}

/** Two rows by four vectors of columns from packed blocks, added to what c holds unless it is `fresh`. */
function packedTile<T>(k: i32, a: usize, b: usize, c0: usize, c1: usize, fresh: bool): void {
  let s00 = v128.splat<T>(0), s01 = v128.splat<T>(0), s02 = v128.splat<T>(0), s03 = v128.splat<T>(0);
  let s10 = v128.splat<T>(0), s11 = v128.splat<T>(0), s12 = v128.splat<T>(0), s13 = v128.splat<T>(0);
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
    s00 = v128.add<T>(s00, v128.mul<T>(x0, y0));
    s01 = v128.add<T>(s01, v128.mul<T>(x0, y1));
    s02 = v128.add<T>(s02, v128.mul<T>(x0, y2));
    s03 = v128.add<T>(s03, v128.mul<T>(x0, y3));
    s10 = v128.add<T>(s10, v128.mul<T>(x1, y0));
    s11 = v128.add<T>(s11, v128.mul<T>(x1, y1));
    s12 = v128.add<T>(s12, v128.mul<T>(x1, y2));
    s13 = v128.add<T>(s13, v128.mul<T>(x1, y3));
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

/** A packed by pairs of rows, k by k, each number in every lane; a missing row is zeros. */
function packA<T>(m: i32, k: i32, a: usize, rowA: usize, stepA: usize): void {
  let to = PACKED_A;
  for (let i = 0; i < m; i += 2) {
    let a0 = a + (<usize>i) * rowA;
    let a1 = a0 + rowA;
    const both = i + 1 < m;
    for (let l = 0; l < k; l++) {
      v128.store(to, v128.load_splat<T>(a0));
      v128.store(to, both ? v128.load_splat<T>(a1) : v128.splat<T>(0), 16);
      a0 += stepA;
      a1 += stepA;
      to += 32;
    }
  }
}

/** B packed by four vectors of columns, k by k; missing columns are zeros. */
function packB<T>(n: i32, k: i32, b: usize, rowB: usize, stepB: usize): void {
  let to = PACKED_B;
  for (let j = 0; j < n; j += wide<T>()) {
    let from = b + (<usize>j) * stepB;
    const count = min(wide<T>(), n - j);
    if (count === wide<T>() && stepB === sizeof<T>()) {
      for (let l = 0; l < k; l++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        v128.store(to, v128.load(from, 32), 32);
        v128.store(to, v128.load(from, 48), 48);
        from += rowB;
        to += 64;
      }
    } else if (count === wide<T>()) {
      for (let l = 0; l < k; l++) {
        let column = from;
        for (let q = 0; q < 4; q++) {
          v128.store(to, gathered<T>(column, stepB));
          column += (<usize>lanes<T>()) * stepB;
          to += 16;
        }
        from += rowB;
      }
    } else {
      for (let l = 0; l < k; l++) {
        for (let q = 0; q < wide<T>(); q++) {
          store<T>(to + at<T>(q), q < count ? load<T>(from + (<usize>q) * stepB) : 0);
        }
        from += rowB;
        to += 64;
      }
    }
  }
}

/** Vector of numbers that are `step` bytes apart. */
// @ts-ignore: decorator
@inline
function gathered<T>(from: usize, step: usize): v128 {
  let four = v128.replace_lane<T>(v128.load_splat<T>(from), 1, load<T>(from + step));
  if (sizeof<T>() === 4) {
    four = f32x4.replace_lane(four, 2, load<f32>(from + 2 * step));
    four = f32x4.replace_lane(four, 3, load<f32>(from + 3 * step));
  }
  return four;
}

/** The first two vectors of columns of a packed tile of two rows. */
function packedNarrow<T>(k: i32, a: usize, b: usize, c0: usize, c1: usize, fresh: bool): void {
  let s00 = v128.splat<T>(0), s01 = v128.splat<T>(0), s10 = v128.splat<T>(0), s11 = v128.splat<T>(0);
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
    s00 = v128.add<T>(s00, v128.mul<T>(x0, y0));
    s01 = v128.add<T>(s01, v128.mul<T>(x0, y1));
    s10 = v128.add<T>(s10, v128.mul<T>(x1, y0));
    s11 = v128.add<T>(s11, v128.mul<T>(x1, y1));
    a += 32;
    b += 64;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
}

/** A tile at an edge, of which only `rows` and `columns` exist. */
function edgeTile<T>(k: i32, a: usize, b: usize, c: usize, width: usize, rows: i32, columns: i32, fresh: bool): void {
  if (!fresh)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) store<T>(EDGE + at<T>(wide<T>() * i + j), load<T>(c + (<usize>i) * width + at<T>(j)));
  if (columns > 2 * lanes<T>()) packedTile<T>(k, a, b, EDGE, EDGE + 64, fresh);
  else packedNarrow<T>(k, a, b, EDGE, EDGE + 64, fresh);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) store<T>(c + (<usize>i) * width + at<T>(j), load<T>(EDGE + at<T>(wide<T>() * i + j)));
}

/** C ← A·B by packed blocks, with the strides of `product`. */
function blocked<T>(
  m: i32, n: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, rowB: usize, stepB: usize, c: usize,
): void {
  const width = at<T>(n), most = BLOCK_BYTES / sizeof<T>();
  for (let j = 0; j < n; j += most) {
    const nn = min(most, n - j);
    for (let l = 0; l < k; l += BLOCK_K) {
      const kk = min(BLOCK_K, k - l);
      packB<T>(nn, kk, b + (<usize>l) * rowB + (<usize>j) * stepB, rowB, stepB);
      for (let i = 0; i < m; i += BLOCK_M) {
        const mm = min(BLOCK_M, m - i);
        packA<T>(mm, kk, a + (<usize>i) * rowA + (<usize>l) * stepA, rowA, stepA);
        blockOf<T>(mm, nn, kk, c + (<usize>i) * width + at<T>(j), width, l === 0);
      }
    }
  }
}

function blockOf<T>(m: i32, n: i32, k: i32, c: usize, width: usize, fresh: bool): void {
  for (let j = 0; j < n; j += wide<T>()) {
    const b = PACKED_B + at<T>(j * k);
    for (let i = 0; i < m; i += 2) {
      const a = PACKED_A + ((<usize>(i * k)) << 4);
      const to = c + (<usize>i) * width + at<T>(j);
      if (n - j >= wide<T>() && m - i >= 2) packedTile<T>(k, a, b, to, to + width, fresh);
      else edgeTile<T>(k, a, b, to, width, min(2, m - i), min(wide<T>(), n - j), fresh);
    }
  }
}

/**
 * C ← A·B with A as it is, for small B or few rows: columns of B are adjacent, its rows `rowB` bytes apart. Of `columns`
 * so many are made by tiles; what these write beyond a row lies in rows that are made later, or after C.
 */
function direct<T>(
  m: i32, n: i32, columns: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, rowB: usize, c: usize,
): void {
  const width = at<T>(n), tiles = columns & -wide<T>();
  for (let i = 0; i < m; i += 2) {
    // A last row by itself is done twice, to the same place.
    const a0 = a + (<usize>i) * rowA, a1 = i + 1 < m ? a0 + rowA : a0;
    const c0 = c + (<usize>i) * width, c1 = i + 1 < m ? c0 + width : c0;
    if (tiles < columns) narrow<T>(k, a0, a1, stepA, b + at<T>(tiles), rowB, c0 + at<T>(tiles), c1 + at<T>(tiles));
    for (let j = tiles - wide<T>(); j >= 0; j -= wide<T>()) tile<T>(k, a0, a1, stepA, b + at<T>(j), rowB, c0 + at<T>(j), c1 + at<T>(j));
    for (let j = columns; j < n; j++) {
      store<T>(c0 + at<T>(j), cell<T>(k, a0, stepA, b + at<T>(j), rowB));
      store<T>(c1 + at<T>(j), cell<T>(k, a1, stepA, b + at<T>(j), rowB));
    }
  }
}

/** An even number of columns of B, each adjacent, side by side in rows of `padded` numbers. */
function transposeB<T>(n: i32, padded: i32, k: i32, b: usize, stepB: usize): void {
  const width = at<T>(padded), pairs = sizeof<T>() === 8 ? k & ~1 : 0;
  for (let j = 0; j < n; j += 2) {
    let from = b + (<usize>j) * stepB, to = PACKED_B + at<T>(j);
    for (let l = 0; l < pairs; l += 2) {
      const one = v128.load(from), other = v128.load(from + stepB);
      v128.store(to, v128.shuffle<f64>(one, other, 0, 2));
      v128.store(to + width, v128.shuffle<f64>(one, other, 1, 3));
      from += 16;
      to += 2 * width;
    }
    for (let l = pairs; l < k; l++) {
      store<T>(to, load<T>(from));
      store<T>(to, load<T>(from + stepB), sizeof<T>());
      from += sizeof<T>();
      to += width;
    }
  }
}

/** B in the room of a packed one, in rows of `padded` numbers; what is missing is zeros. */
function layOutB<T>(n: i32, padded: i32, k: i32, b: usize, rowB: usize, stepB: usize): void {
  const turned = rowB === sizeof<T>() ? n & ~1 : 0;
  transposeB<T>(turned, padded, k, b, stepB);
  for (let l = 0; l < k; l++) {
    const to = PACKED_B + at<T>(l * padded), from = b + (<usize>l) * rowB;
    for (let j = turned; j < padded; j++) store<T>(to + at<T>(j), j < n ? load<T>(from + (<usize>j) * stepB) : 0);
  }
}

/** C ← A·B for small B, which is laid out with adjacent columns, `padded` of them; what is missing is zeros. */
function laidOut<T>(
  m: i32, n: i32, padded: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, rowB: usize, stepB: usize, c: usize,
): void {
  layOutB<T>(n, padded, k, b, rowB, stepB);
  // The last rows are made elsewhere, where nothing follows them.
  const first = m - min(m, (padded - 1) / n), width = at<T>(padded);
  direct<T>(first, n, padded, k, a, rowA, stepA, PACKED_B, width, c);
  if (first === m) return;
  direct<T>(m - first, n, padded, k, a + (<usize>first) * rowA, rowA, stepA, PACKED_B, width, PACKED_A);
  memory.copy(c + at<T>(first * n), PACKED_A, at<T>((m - first) * n));
}

/** Rows from which packing B pays, and bytes of B up to which it stays in the cache unpacked. */
const FEW_ROWS = 8, NEAR: usize = 65536;

/**
 * C ← A·B with strides in bytes: `rowA` and `rowB` from one row to the next, `stepA` and `stepB` from one column to
 * the next.
 */
export function product<T>(
  m: i32, n: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, rowB: usize, stepB: usize, c: usize,
): void {
  const unit = 2 * lanes<T>(), padded = (n + unit - 1) & -unit, isNear = at<T>(padded * k) <= NEAR;
  if (stepB === sizeof<T>() && (m < FEW_ROWS || (padded === n && isNear))) direct<T>(m, n, n & -unit, k, a, rowA, stepA, b, rowB, c);
  else if (n === 0 || k === 0) memory.fill(c, 0, at<T>(m * n));
  else if (m < FEW_ROWS) {
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++)
        store<T>(c + at<T>(i * n + j), cell<T>(k, a + (<usize>i) * rowA, stepA, b + (<usize>j) * stepB, rowB));
  } else if (isNear) laidOut<T>(m, n, padded, k, a, rowA, stepA, b, rowB, stepB, c);
  else blocked<T>(m, n, k, a, rowA, stepA, b, rowB, stepB, c);
}
