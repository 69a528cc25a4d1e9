import type { Data } from '../data/data.js';
import { bits, sha256 } from '../sha256.js';
import { sortKeys, toPlainJson } from './plainJson.js';

const DIGITS = 16;
const encoder = new TextEncoder();

/** First 64 bits of a text's SHA-256, in hexadecimal digits. */
export const shortHash = (text: string): string => sha256(encoder.encode(text)).slice(0, DIGITS);

/** Digest of a value as plain JSON, whatever the order of its keys. */
export const hashJson = (value: unknown): string => shortHash(JSON.stringify(sortKeys(toPlainJson(value))));

/** Digest of a value with long arrays of numbers, which enter by their bits. */
export const hashValues = (value: unknown): string => hashJson(withArrayHashes(value));

function withArrayHashes(value: unknown): unknown {
  if (value instanceof Float64Array) return `${value.length} ${sha256(bits(value))}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withArrayHashes(part)]));
}

/** Fingerprint of data: of their numbers and classes, wherever they came from. */
export const dataFingerprint = ({ x, y, classes, validation }: Data): string =>
  hashValues({
    ...{ x: { ...x }, y: Float64Array.from(y) },
    ...(classes && { classes: [...classes] }),
    ...(validation && { validation: { x: { ...validation.x }, y: Float64Array.from(validation.y) } }),
  });
