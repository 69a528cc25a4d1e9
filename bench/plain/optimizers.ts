// Updates of optimizers in plain JavaScript, in place, with everything constant hoisted out of the loop.

export function sgd(x: Float64Array, g: Float64Array, rate: number): void {
  for (let i = 0; i < x.length; i++) x[i] -= rate * g[i];
}

export function momentum(
  x: Float64Array,
  g: Float64Array,
  velocity: Float64Array,
  rate: number,
  keep: number,
): void {
  for (let i = 0; i < x.length; i++) {
    const v = keep * velocity[i] + g[i];
    velocity[i] = v;
    x[i] -= rate * v;
  }
}

/** An update of Adam at its default knobs; the bias corrections are two divisions per step. */
export function adam(
  x: Float64Array,
  g: Float64Array,
  m: Float64Array,
  s: Float64Array,
  step: number,
  rate: number,
): void {
  const scale = rate / (1 - 0.9 ** step);
  const root = 1 / Math.sqrt(1 - 0.999 ** step);
  for (let i = 0; i < x.length; i++) {
    const gi = g[i];
    const mi = 0.9 * m[i] + 0.1 * gi;
    const si = 0.999 * s[i] + 0.001 * gi * gi;
    m[i] = mi;
    s[i] = si;
    x[i] -= (scale * mi) / (Math.sqrt(si) * root + 1e-8);
  }
}
