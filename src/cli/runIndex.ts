import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileCall } from './output.js';
import { recordLines } from './runLines.js';
import type { RunRecord } from './runRecord.js';
import type { Study } from './studyRecord.js';

/** Most files that are open at a time. */
const MOST_OPEN = 128;

/** What is known of the runs of a study. */
export interface FoundStudy {
  readonly study: Study | null;
  /** Problem that its runs are of, as text. */
  readonly problem: string;
  /** Whether there is a run at each of its places. */
  readonly made: Uint8Array;
}

/**
 * Index of the runs in some files: where each line is, some forty bytes a run, so that a million of them take no more
 * memory than a picture; the lines stay on the disk. What comes through a pipe is kept in a file meanwhile.
 */
export class RunIndex {
  readonly #who: string;
  readonly #files: string[] = [];
  readonly studies: FoundStudy[] = [];
  readonly #studyIndex = new Map<string, number>();
  #length = 0;
  #ids = new Uint32Array(2048);
  #numbers = new Float64Array(2048);
  #sizes = new Uint32Array(3072);
  readonly #open = new Map<number, number>();
  #spool: string | null = null;

  constructor(who: string) {
    this.#who = who;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds the lines of a file, one at a time. Throws RangeError for a line that is none of a run. */
  *add(path: string): Generator<void> {
    const file = this.#files.length;
    const spool = isRegular(path) ? null : this.#spoolFile(file);
    this.#files.push(spool?.path ?? path);
    const lines = recordLines(this.#who, path);
    let end = 0;
    try {
      let next = lines.next();
      for (; !next.done; next = lines.next()) {
        const { record, bytes, at } = next.value;
        if (spool) writeSync(spool.file, bytes);
        this.#note(record, file, spool ? end : at, bytes);
        end += bytes.length;
        yield;
      }
      for (const line of next.value.skipped) console.error(`${path}: line ${line} is torn, and left out`);
      if (next.value.torn > 0) console.error(`${path}: the last line is torn, and left out`);
    } finally {
      if (spool) closeSync(spool.file);
    }
  }

  /** Id and place of a run as text and number, and the file that it is in. */
  id = (k: number): string => [0, 1].map((i) => this.#ids[2 * k + i].toString(16).padStart(8, '0')).join('');
  place = (k: number): number => this.#numbers[2 * k];
  file = (k: number): string => this.#files[this.#sizes[3 * k + 1]];

  /** Order by id, then by place, then as they came. */
  compareIds = (a: number, b: number): number =>
    this.#ids[2 * a] - this.#ids[2 * b] ||
    this.#ids[2 * a + 1] - this.#ids[2 * b + 1] ||
    this.place(a) - this.place(b) ||
    a - b;

  comparePlaces = (a: number, b: number): number => this.place(a) - this.place(b) || this.compareIds(a, b);

  isSame = (a: number, b: number): boolean =>
    this.#ids[2 * a] === this.#ids[2 * b] && this.#ids[2 * a + 1] === this.#ids[2 * b + 1];

  /** Bytes of a line, without its line break. */
  bytes(k: number): Buffer {
    const [length, file] = [this.#sizes[3 * k], this.#sizes[3 * k + 1]];
    const found = Buffer.allocUnsafe(length);
    fileCall(this.#who, this.#files[file], () => {
      const from = this.#numbers[2 * k + 1];
      for (let done = 0; done < length; ) {
        const read = readSync(this.#descriptor(file), found, done, length - done, from + done);
        if (read === 0)
          throw new RangeError(`${this.#who}: ${JSON.stringify(this.#files[file])} was cut meanwhile`);
        done += read;
      }
    });
    return found;
  }

  close(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
    if (this.#spool) rmSync(this.#spool, { recursive: true, force: true });
  }

  #note({ id, place, study, spec }: RunRecord, file: number, at: number, { length }: Buffer): void {
    const k = this.#length++;
    if (2 * k >= this.#ids.length) this.#grow();
    [this.#ids[2 * k], this.#ids[2 * k + 1]] = [
      Number.parseInt(id.slice(0, 8), 16),
      Number.parseInt(id.slice(8), 16),
    ];
    [this.#numbers[2 * k], this.#numbers[2 * k + 1]] = [place, at];
    const index = this.#studyOf(study, spec.problem);
    this.#sizes.set([length, file, index], 3 * k);
    const { made } = this.studies[index];
    if (place < made.length) made[place] = 1;
  }

  #studyOf(study: Study | undefined, problem: object): number {
    const subject = JSON.stringify(problem);
    const key = study?.id ?? subject;
    const known = this.#studyIndex.get(key);
    if (known !== undefined) return known;
    this.#studyIndex.set(key, this.studies.length);
    const made = new Uint8Array(study?.runs ?? 0);
    for (const place of study?.repeated ?? []) made[place] = 1;
    return this.studies.push({ study: study ?? null, problem: subject, made }) - 1;
  }

  #grow(): void {
    const twice = <A extends Uint32Array | Float64Array>(array: A, grown: A) => {
      grown.set(array);
      return grown;
    };
    this.#ids = twice(this.#ids, new Uint32Array(2 * this.#ids.length));
    this.#numbers = twice(this.#numbers, new Float64Array(2 * this.#numbers.length));
    this.#sizes = twice(this.#sizes, new Uint32Array(2 * this.#sizes.length));
  }

  /** Descriptor of a file; of very many, those that were opened first are closed. */
  #descriptor(file: number): number {
    const known = this.#open.get(file);
    if (known !== undefined) return known;
    if (this.#open.size >= MOST_OPEN) {
      const [[first, descriptor]] = this.#open;
      closeSync(descriptor);
      this.#open.delete(first);
    }
    const opened = openSync(this.#files[file], 'r');
    this.#open.set(file, opened);
    return opened;
  }

  #spoolFile(file: number): { path: string; file: number } {
    this.#spool ??= mkdtempSync(join(tmpdir(), 'nabla-merge-'));
    const path = join(this.#spool, `${file}`);
    return { path, file: openSync(path, 'w') };
  }
}

/** Whether a path is of a file that can be read at any place; one that is not there is told of when it is read. */
const isRegular = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() !== false;
