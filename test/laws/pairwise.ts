/**
 * Pairwise testing: rows of values, one of each factor, in which every value of a factor meets every value of the
 * others, in far fewer rows than all combinations. Two factors that are `free` of each other meet as often as the rows
 * allow. Greedy: the next row is the one that brings most new pairs together.
 */
export function pairwise<T>(factors: { [K in keyof T]: readonly T[K][] }, free: readonly (keyof T)[]): T[] {
  const names = Object.keys(factors) as (keyof T)[];
  const meetings = names.flatMap((a, i) =>
    names
      .slice(i + 1)
      .map((b, j) => ({ i, j: i + 1 + j, weight: free.includes(a) && free.includes(b) ? 0.1 : 1 })),
  );
  const met = new Set<string>();
  const pair = (row: number[], i: number, j: number) => `${i}:${row[i]} ${j}:${row[j]}`;
  const fresh = (row: number[]) =>
    meetings.reduce((sum, { i, j, weight }) => sum + (met.has(pair(row, i, j)) ? 0 : weight), 0);
  let candidates: number[][] = [[]];
  for (const name of names)
    candidates = candidates.flatMap((row) => factors[name].map((_, value) => [...row, value]));
  const rows: number[][] = [];
  for (;;) {
    candidates = candidates.filter((row) => fresh(row) >= 1);
    if (candidates.length === 0) break;
    const row = candidates.reduce((best, each) => (fresh(each) > fresh(best) ? each : best));
    rows.push(row);
    for (const { i, j } of meetings) met.add(pair(row, i, j));
  }
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, factors[name][row[i]]])) as T);
}
