import type { Vec } from '../fn.js';

/** Eigenvalues in falling order, each with its eigenvector of length 1. */
interface Eigenpairs {
  values: Vec;
  vectors: Vec[];
}

/** Share of two diagonal elements below which the element that joins them is 0 in double precision. */
const NOTHING = 2 ** -60;
const MOST_SWEEPS = 60;

/**
 * Eigenpairs of a symmetric n×n matrix of finite numbers, of which the upper triangle is read.
 * Cyclic Jacobi rotations: Golub and Van Loan 2013, Matrix Computations, 8.5.
 */
export function symmetricEigen(matrix: Vec, n: number): Eigenpairs {
  const a = Array.from({ length: n }, (_, i) => matrix.slice(i * n, (i + 1) * n));
  const basis = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n }, (_, k) => (k === i ? 1 : 0)),
  );
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let isDiagonal = true;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p][q]) <= NOTHING * (Math.abs(a[p][p]) + Math.abs(a[q][q]))) a[p][q] = 0;
        if (a[p][q] === 0) continue;
        isDiagonal = false;
        rotate(a, basis, p, q);
      }
    if (isDiagonal) break;
  }
  const order = Array.from(a, (_, i) => i).sort((i, k) => a[k][k] - a[i][i]);
  return { values: Float64Array.from(order, (i) => a[i][i]), vectors: order.map((i) => basis[i]) };
}

/** The rotation in the plane of p < q that makes their element 0, in the upper triangle. */
function rotate(a: Vec[], basis: Vec[], p: number, q: number): void {
  const joint = a[p][q];
  const theta = a[q][q] / joint / 2 - a[p][p] / joint / 2;
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  a[p][p] -= t * joint;
  a[q][q] += t * joint;
  a[p][q] = 0;
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [basis[p][i], basis[q][i]];
    basis[p][i] = c * u - s * v;
    basis[q][i] = s * u + c * v;
    if (i === p || i === q) continue;
    const [rowP, atP] = i < p ? [i, p] : [p, i];
    const [rowQ, atQ] = i < q ? [i, q] : [q, i];
    const [x, y] = [a[rowP][atP], a[rowQ][atQ]];
    a[rowP][atP] = c * x - s * y;
    a[rowQ][atQ] = s * x + c * y;
  }
}
