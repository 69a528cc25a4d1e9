/** One number and, in the same bytes, its 32-bit halves [low, high], for reading and writing exponents. */
export const float64View = new Float64Array(1);
export const int32View = new Int32Array(float64View.buffer);
