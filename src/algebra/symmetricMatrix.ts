import type { Vec } from '../fn.js';

/** A symmetric n×n matrix by its products with the axes, symmetric to the bit; `data` is zeros that it is written to. */
export function symmetricMatrix(
  n: number,
  product: (v: Vec) => Vec,
  data: Vec = new Float64Array(n * n),
): Vec {
  for (let j = 0; j < n; j++) {
    const axis = new Float64Array(n);
    axis[j] = 1;
    data.set(product(axis), j * n);
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) data[i * n + j] = data[j * n + i] = (data[i * n + j] + data[j * n + i]) / 2;
  return data;
}
