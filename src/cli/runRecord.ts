import type { Run, Spec } from '../index.js';
import { digest, digestOf } from '../spec/fingerprint.js';
import { numberWords, plain, sorted } from '../spec/plainJson.js';

// A run as a line of text: what it is of, how it went, and a sum by which a line that was damaged is known.

export interface RunRecord {
  /** Of version, replicate and spec, which hold all that the numbers of the run depend on. */
  id: string;
  /** Where the run stands in the list that it was made for, from 0. */
  place: number;
  /** The version of the library: another may come to other bits. */
  version: string;
  /** Which of its replicates it is, from 0; null where there is one. */
  replicate: number | null;
  /** What was asked for, of this run alone; data of a file by their fingerprint. */
  spec: Spec;
  run: Run;
}

/** The same for the same run, in whatever order the parts of its spec were named. */
export const idOf = ({
  version,
  replicate,
  spec,
}: Pick<RunRecord, 'version' | 'replicate' | 'spec'>): string => digestOf({ version, replicate, spec });

const HEAD = /^\{"id":"([0-9a-f]{16})","sum":"([0-9a-f]{16})",(?=")/;
const BEGINNING = '{"id":"';

export function lineOf({ id, run, ...told }: RunRecord): string {
  const { place, version, replicate, spec } = told;
  const head = { place, version, replicate, spec: sorted(plain(spec)) };
  const rest = JSON.stringify({ ...head, run: plain({ ...run }) }).slice(1);
  return `{"id":"${id}","sum":"${digest(id + rest)}",${rest}`;
}

/** Null for what is no record, or not the one that was written. */
export function recordFrom(line: string): RunRecord | null {
  const [head, id, sum] = HEAD.exec(line) ?? [];
  if (!head || !id) return null;
  const rest = line.slice(head.length);
  if (digest(id + rest) !== sum) return null;
  const { run, ...told } = JSON.parse(`{${rest}`);
  return { id, ...told, run: runFrom(run) };
}

/** Whether a text that no line break ends can be what a crash left of a record. */
export const isTorn = (text: string) => text.startsWith(BEGINNING.slice(0, text.length));

/** What a caller may give as arrays, and gets back as such; all others are typed. */
const GIVEN = ['knobs', 'schedule'];

function runFrom(written: Record<string, unknown>): Run {
  const entries = Object.entries(written).map(([key, value]) => [key, read(value, !GIVEN.includes(key))]);
  return Object.fromEntries(entries);
}

function read(value: unknown, isTyped: boolean): unknown {
  if (typeof value === 'string') return numberWords.get(value) ?? value;
  if (Array.isArray(value)) {
    const found = value.map((each) => read(each, isTyped));
    return isTyped ? Float64Array.from(found as number[]) : found;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, read(part, isTyped)]));
}
