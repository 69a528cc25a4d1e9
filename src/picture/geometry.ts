import { atan } from '../math/atan.js';
import { cos } from '../math/cos.js';
import { sin } from '../math/sin.js';

const PI = 3.141592653589793;

/** Euclidean length of a vector. */
export const distance = (dx: number, dy: number) => Math.sqrt(dx * dx + dy * dy);

/** Largest eigenvalue of the symmetric matrix of rows a, b and b, d. */
export const largestEigenvalue = (a: number, b: number, d: number) => (a + d) / 2 + distance((a - d) / 2, b);

/** Unit vector at an angle in radians, from the first axis towards the second. */
export const unitAt = (angle: number): [x: number, y: number] => [cos(angle), sin(angle)];

export const radians = (degrees: number) => (degrees * PI) / 180;

/** Angle of a vector in degrees, −180 to 180, from the first axis towards the second. */
export function degreesOf(dx: number, dy: number): number {
  if (dx === 0) return dy === 0 ? 0 : dy > 0 ? 90 : -90;
  const half = (atan(dy / dx) * 180) / PI;
  return dx > 0 ? half : dy < 0 ? half - 180 : half + 180;
}
