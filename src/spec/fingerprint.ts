import type { Data } from '../data/data.js';
import { bits, sha256 } from '../sha256.js';
import { plain, sorted } from './plainJson.js';

const DIGITS = 16;
const encoder = new TextEncoder();

/** The first 64 bits of a text's SHA-256, in hexadecimal digits. */
export const digest = (text: string): string => sha256(encoder.encode(text)).slice(0, DIGITS);

/** The same for values that are alike, in whatever order their parts were named. */
export const digestOf = (value: unknown): string => digest(JSON.stringify(sorted(plain(value))));

/** The same of values with more numbers than can be written out: of arrays of them the bits count. */
export const fingerprint = (value: unknown): string => digestOf(withoutNumbers(value));

function withoutNumbers(value: unknown): unknown {
  if (value instanceof Float64Array) return `${value.length} ${sha256(bits(value))}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutNumbers(part)]));
}

/** What data are known by: their numbers and classes, wherever they came from. */
export const fingerprintOf = ({ x, y, classes, validation }: Data): string =>
  fingerprint({
    ...{ x: { ...x }, y: Float64Array.from(y) },
    ...(classes && { classes: [...classes] }),
    ...(validation && { validation: { x: { ...validation.x }, y: Float64Array.from(validation.y) } }),
  });
