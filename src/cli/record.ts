import { bits } from '../descent/comparison.js';
import { sha256 } from '../descent/sha256.js';
import type { Run } from '../index.js';

// A run as a line of text: what it is of, how it went, and a sum by which a line that was damaged is known.

export interface RunRecord {
  /** Of the configuration, which holds all that the numbers of the run depend on. */
  id: string;
  /** Where the run stands in the list that it was made for, from 0. */
  place: number;
  config: unknown;
  run: Run;
}

const DIGITS = 16;
const encoder = new TextEncoder();
const digest = (text: string) => sha256(encoder.encode(text)).slice(0, DIGITS);

/** The same for the same configuration, in whatever order its parts were named. */
export const idOf = (config: unknown): string => digest(JSON.stringify(sorted(plain(config))));

/** In a few digits what has more numbers than can be written out: of arrays of them the bits count. */
export const fingerprint = (value: unknown): string => digest(JSON.stringify(sorted(plain(inShort(value)))));

function inShort(value: unknown): unknown {
  if (value instanceof Float64Array) return `${value.length} ${sha256(bits(value))}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inShort(part)]));
}

const HEAD = /^\{"id":"([0-9a-f]{16})","sum":"([0-9a-f]{16})",(?=")/;
const BEGINNING = '{"id":"';

export function lineOf({ id, place, config, run }: RunRecord): string {
  const rest = JSON.stringify({ place, config: sorted(plain(config)), run: plain({ ...run }) }).slice(1);
  return `{"id":"${id}","sum":"${digest(id + rest)}",${rest}`;
}

/** Null for what is no record, or not the one that was written. */
export function recordFrom(line: string): RunRecord | null {
  const [head, id, sum] = HEAD.exec(line) ?? [];
  if (!head || !id) return null;
  const rest = line.slice(head.length);
  if (digest(id + rest) !== sum) return null;
  const { place, config, run } = JSON.parse(`{${rest}`);
  return { id, place, config, run: runFrom(run) };
}

/** Whether a text that no line break ends can be what a crash left of a record. */
export const isTorn = (text: string) => text.startsWith(BEGINNING.slice(0, text.length));

/** What a caller may give as arrays, and gets back as such; all others are typed. */
const GIVEN = ['knobs', 'schedule'];

function runFrom(written: Record<string, unknown>): Run {
  const entries = Object.entries(written).map(([key, value]) => [key, read(value, !GIVEN.includes(key))]);
  return Object.fromEntries(entries);
}

const WORDS = new Map([NaN, Infinity, -Infinity, -0].map((x) => [word(x), x]));

function read(value: unknown, isTyped: boolean): unknown {
  if (typeof value === 'string') return WORDS.get(value) ?? value;
  if (Array.isArray(value)) {
    const found = value.map((each) => read(each, isTyped));
    return isTyped ? Float64Array.from(found as number[]) : found;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, read(part, isTyped)]));
}

/** Plain JSON: arrays for typed arrays, and texts for the numbers that JSON has no word for, −0 among them. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : word(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

function word(x: number): string {
  return Object.is(x, -0) ? '-0' : String(x);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
