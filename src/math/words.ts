/** One number and, in the same bytes, its 32-bit halves [low, high], for reading and writing exponents. */
export const whole = new Float64Array(1);
export const words = new Int32Array(whole.buffer);
