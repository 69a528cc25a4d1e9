import type { Run, Spec } from '../index.js';
import { asRun } from '../runs/runPrototype.js';
import { hashJson, shortHash } from '../spec/fingerprint.js';
import { numberWords, sortKeys, toPlainJson } from '../spec/plainJson.js';
import { needRecordShape } from './recordShape.js';
import type { Study } from './studyRecord.js';

// Records of runs as lines of text: the spec, the run, and a checksum that shows damage.

export interface RunRecord {
  /** Digest of version, replicate and spec, which determine the numbers of the run. */
  id: string;
  /** Index of the run in its comparison, from 0. */
  place: number;
  /** Comparison that it was made for; none in files of before. */
  study?: Study;
  /** Version of the library: another may come to other bits. */
  version: string;
  /** Index of the replicate, from 0; null where there is one. */
  replicate: number | null;
  /** Spec of this run alone; data of a file by their fingerprint. */
  spec: Spec;
  run: Run;
}

/** Id of a run, whatever the order of the keys in its spec. */
export const idOf = ({
  version,
  replicate,
  spec,
}: Pick<RunRecord, 'version' | 'replicate' | 'spec'>): string => hashJson({ version, replicate, spec });

const HEAD = /^\{"id":"([0-9a-f]{16})","sum":"([0-9a-f]{16})",(?=")/;
const BEGINNING = '{"id":"';
const END = '}}';

export function recordLine({ id, run, ...told }: RunRecord): string {
  const { place, study, version, replicate, spec } = told;
  const about = study && { study: sortKeys(toPlainJson(study)) };
  const head = { place, ...about, version, replicate, spec: sortKeys(toPlainJson(spec)) };
  const rest = JSON.stringify({ ...head, run: toPlainJson({ ...run }) }).slice(1);
  return `{"id":"${id}","sum":"${shortHash(id + rest)}",${rest}`;
}

/**
 * Record of a line; null for what is none, or was damaged. Throws SyntaxError, TypeError or RangeError for a line with
 * the right sum that is no record of a run.
 */
export function recordFrom(line: string): RunRecord | null {
  const found = checkedLine(line);
  if (!found) return null;
  const record = JSON.parse(`{${found.rest}`);
  needRecordShape(record);
  const { run, ...told } = record;
  return { id: found.id, ...told, run: runFrom(run) };
}

/** Id of a line and what follows it and the sum; null where that is another's. */
function checkedLine(line: string): { id: string; rest: string } | null {
  const [head, id, sum] = HEAD.exec(line) ?? [];
  if (!head || !id) return null;
  const rest = line.slice(head.length);
  return shortHash(id + rest) === sum ? { id, rest } : null;
}

/** Whether a line without a line break can be what a crash left of a record. */
export const isTorn = (text: string) => text.startsWith(BEGINNING.slice(0, text.length));

/**
 * Whether a line with its line break is what a crash left of a record before another process went on below it. A record
 * ends with two braces: one of which a byte was changed there is whole again with them.
 */
export const isTornLine = (line: string) =>
  isTorn(line) && !line.endsWith(END) && checkedLine(line.slice(0, -END.length) + END) === null;

/** Line break after a torn line, which keeps that from ending as a record does. */
export const breakAfter = (torn: string) => (torn.endsWith(END) && !checkedLine(torn) ? ' \n' : '\n');

/** Properties whose arrays stay plain; all others become typed arrays. */
const GIVEN = ['knobs', 'schedule'];

function runFrom(written: Record<string, unknown>): Run {
  const entries = Object.entries(written).map(([key, value]) => [
    key,
    readValue(value, !GIVEN.includes(key)),
  ]);
  return asRun(Object.fromEntries(entries));
}

function readValue(value: unknown, isTyped: boolean): unknown {
  if (typeof value === 'string') return numberWords.get(value) ?? value;
  if (Array.isArray(value)) {
    const found = value.map((each) => readValue(each, isTyped));
    return isTyped ? Float64Array.from(found as number[]) : found;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readValue(part, isTyped)]));
}
