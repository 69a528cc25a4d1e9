/**
 * Ridders' method (1982) as textbooks have it: from a wide step, divided by 1.4 ten times, a tableau of extrapolated
 * central differences; the entry that differs least from its neighbours is the answer, and that difference its error.
 * Of four initial steps, the answer with the least error. A peer in docs/differences.md.
 */
export function ridders(
  f: (x: number) => number,
  x: number,
): { value: number; error: number; evaluations: number } {
  let best = { value: NaN, error: Infinity };
  let evaluations = 0;
  const asked = (place: number) => {
    evaluations++;
    return f(place);
  };
  for (const share of [1, 0.1, 0.01, 0.001]) {
    const found = fromStart(asked, x, share * Math.max(1, Math.abs(x)));
    if (found.error < best.error) best = found;
  }
  return { ...best, evaluations };
}

const SHRINK = 1.4;
const ROWS = 10;
/** The growth of the error, relative to the least so far, at which the tableau ends. */
const SAFE = 2;

function fromStart(f: (x: number) => number, x: number, start: number): { value: number; error: number } {
  let h = start;
  let above = [(f(x + h) - f(x - h)) / (2 * h)];
  let [value, error] = [above[0], Infinity];
  for (let i = 1; i < ROWS; i++) {
    h /= SHRINK;
    const row = [(f(x + h) - f(x - h)) / (2 * h)];
    let factor = SHRINK * SHRINK;
    for (let j = 1; j <= i; j++) {
      row.push((row[j - 1] * factor - above[j - 1]) / (factor - 1));
      factor *= SHRINK * SHRINK;
      const off = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - above[j - 1]));
      if (off <= error) [value, error] = [row[j], off];
    }
    if (Math.abs(row[i] - above[i - 1]) >= SAFE * error) break;
    above = row;
  }
  return { value, error };
}
