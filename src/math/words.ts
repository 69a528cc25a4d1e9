/** One number seen as its two 32-bit halves, [low, high]: how exponents are read and written. */
export const whole = new Float64Array(1);
export const words = new Int32Array(whole.buffer);
