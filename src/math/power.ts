import { pow } from './pow.js';

/** Largest whole exponent whose power is a product, which every engine rounds alike and fast. */
const PRODUCTS = 16;

/** Whether a power is a product of so many factors, or 1 over it. */
export const isProductPower = (y: number) => Number.isInteger(y) && Math.abs(y) <= PRODUCTS;

/** xʸ: small whole powers as products (x² is x·x), the others by `pow`; 0⁰ = 1. */
export function power(x: number, y: number): number {
  if (!isProductPower(y)) return pow(x, y);
  let product = 1;
  let square = x;
  for (let n = Math.abs(y); n > 0; n >>= 1) {
    if (n & 1) product *= square;
    square *= square;
  }
  return y < 0 ? 1 / product : product;
}
