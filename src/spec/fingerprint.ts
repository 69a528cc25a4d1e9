import type { Data } from '../data/data.js';
import { bits, sha256 } from '../sha256.js';
import { plain, sorted } from './plainJson.js';

const DIGITS = 16;
const encoder = new TextEncoder();

/** First 64 bits of a text's SHA-256, in hexadecimal digits. */
export const digest = (text: string): string => sha256(encoder.encode(text)).slice(0, DIGITS);

/** Digest of a value as plain JSON, whatever the order of its keys. */
export const digestOf = (value: unknown): string => digest(JSON.stringify(sorted(plain(value))));

/** Digest of a value with long arrays of numbers, which enter by their bits. */
export const fingerprint = (value: unknown): string => digestOf(withoutNumbers(value));

function withoutNumbers(value: unknown): unknown {
  if (value instanceof Float64Array) return `${value.length} ${sha256(bits(value))}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutNumbers(part)]));
}

/** Fingerprint of data: of their numbers and classes, wherever they came from. */
export const fingerprintOf = ({ x, y, classes, validation }: Data): string =>
  fingerprint({
    ...{ x: { ...x }, y: Float64Array.from(y) },
    ...(classes && { classes: [...classes] }),
    ...(validation && { validation: { x: { ...validation.x }, y: Float64Array.from(validation.y) } }),
  });
