import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';

const formats = ['table', 'json', 'jsonl', 'csv', 'tex'] as const;

/** Format and destination of a command's output. */
export interface Output {
  format: (typeof formats)[number];
  /** File to write to; the standard output without it, and for `-`. */
  out?: string;
}

/** Command with the options for its output. */
export const withOutputOptions = (command: Command, among: readonly Output['format'][] = formats): Command =>
  command
    .addOption(new Option('--format <format>', 'how to print it').choices(among).default('table'))
    .option('--out <file>', 'a file to write it to');

/** Prints a text, or writes it to a file. */
export function printOutput(who: string, text: string, { out }: Output): void {
  if (out === undefined || out === '-') process.stdout.write(`${text}\n`);
  else writeTextFile(who, out, `${text}\n`);
}

/** Throws RangeError where a file cannot be written: before long work, not after it. */
export function needWritable(who: string, { out }: { out?: string | undefined }, option = '--out'): void {
  if (out === undefined || out === '-') return;
  const path = resolve(out);
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw failure('EISDIR');
    accessSync(found ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritableError(who, out, error, option);
  }
}

/**
 * Replaces a file by a text as a whole, or not at all; what is no regular file, like a device, is written to. Throws
 * RangeError where that cannot be.
 */
export function replaceTextFile(who: string, path: string, text: string, option = '--out'): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && !found.isFile()) {
      writeFileSync(path, text);
      return;
    }
    const target = found ? realpathSync(path) : path;
    const draft = `${target}.${process.pid}`;
    try {
      writeFileSync(draft, text, { flush: true });
      renameSync(draft, target);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    throw unwritableError(who, path, error, option);
  }
}

/** Writes a text to a file. Throws RangeError where that cannot be written. */
export function writeTextFile(who: string, path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw unwritableError(who, path, error);
  }
}

/** Failure like those of the file system, by its code or in words. */
export const failure = (code: string) => Object.assign(new Error(), { code });

/** Result of a call of the file system, whose failure is told in words. */
export function fileCall<T>(who: string, path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw isFailure(error) ? unwritableError(who, path, error) : error;
  }
}

/** Whether an error is of the file system. */
export const isFailure = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error &&
  typeof (error as NodeJS.ErrnoException).code === 'string' &&
  !(error instanceof RangeError || error instanceof TypeError);

export function unwritableError(who: string, path: string, error: unknown, option = '--out'): RangeError {
  const { code } = error as NodeJS.ErrnoException;
  return new RangeError(
    `${who}: ${option} needs a file that can be written, got ${JSON.stringify(path)} (${code})`,
  );
}

/**
 * CSV text of rows under a line of names; fields that are neither name nor number are quoted. Its lines end as those of a
 * shell do; the CSV of figures (`src/results/csv.ts`) is that of RFC 4180.
 */
export const csvText = (names: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [names.join(','), ...rows.map((row) => row.map(csvField).join(','))].join('\n');

const csvField = (value: string | number) =>
  typeof value === 'number' || /^(?:[\p{L}_][\p{L}\w]*)?$/u.test(value)
    ? value
    : `"${value.replaceAll('"', '""')}"`;

/** Text table, two spaces between its columns. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => row[j].length)));
  const line = (row: readonly string[]) => row.map((cell, j) => cell.padEnd(widths[j])).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

export const jsonText = (value: unknown): string => JSON.stringify(value, null, 2);

export const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join('\n');
