/** Value as plain JSON: arrays for typed arrays, texts for NaN, ±∞ and −0. */
export function toPlainJson(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : numberWord(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, toPlainJson);
  if (Array.isArray(value)) return value.map(toPlainJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toPlainJson(part)]));
}

/** Text that stands for a number in JSON. */
const numberWord = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** Numbers that JSON lacks, by the texts that stand for them. */
export const numberWords: ReadonlyMap<string, number> = new Map(
  [NaN, Infinity, -Infinity, -0].map((x) => [numberWord(x), x]),
);

/** JSON value with the keys of its objects in order. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sortKeys(part)]));
}

/**
 * Value as JSON for readers: arrays for typed arrays, texts for NaN and ±∞; −0 is 0, where `toPlainJson` of specs keeps
 * its bits.
 */
export function toReadableJson(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Float64Array) return Array.from(value, toReadableJson);
  if (Array.isArray(value)) return value.map(toReadableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toReadableJson(part)]));
}
