import { Command } from 'commander';
import { countNoun } from '../need.js';
import { FileLock, type LockOptions } from './fileLock.js';
import { INTERRUPTED, interruptible, interruption } from './interruption.js';
import { recordLines } from './runLines.js';
import { replaceFile } from './runLog.js';
import { takeOverOption } from './takeOver.js';

const who = 'merge';

export const mergeCommand = new Command(who)
  .description('files of runs as one, in the order of the comparison they are of, each run once')
  .argument('<files...>', 'what nabla compare --out has written, in whatever order')
  .option('--out <file>', 'a file to write it to, of another or the same name (default: the standard output)')
  .addOption(takeOverOption())
  .addHelpText('after', '\nExample:\n  nabla merge 1.jsonl 2.jsonl --out all.jsonl')
  .action(runMerge);

async function runMerge(
  files: string[],
  { out, takeOver }: { out?: string; takeOver?: number },
): Promise<void> {
  const { signal, forget } = interruption();
  try {
    if (out === undefined || out === '-') await printRuns(files, signal);
    else await writeRuns(files, out, { signal, takeOver });
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error('interrupted');
    process.exitCode = INTERRUPTED;
  } finally {
    forget();
  }
}

async function printRuns(files: readonly string[], signal: AbortSignal): Promise<void> {
  const runs = await mergeRuns(files, signal);
  for await (const line of interruptible(withBreaks(runs), signal)) process.stdout.write(line);
  sayCount(runs, files);
}

/** Writes the runs to a file that may be one of those they are of: nobody adds to it meanwhile. */
async function writeRuns(
  files: readonly string[],
  out: string,
  options: LockOptions & { signal: AbortSignal },
): Promise<void> {
  const lock = await FileLock.acquire(who, out, options);
  try {
    const runs = await mergeRuns(files, options.signal);
    await replaceFile(who, out, lock, interruptible(withBreaks(runs), options.signal));
    sayCount(runs, files);
  } finally {
    lock.release();
  }
}

const sayCount = ({ length }: readonly MergedRun[], files: readonly string[]) =>
  console.error(`${countNoun(length, 'run')} of ${countNoun(files.length, 'file')}`);

interface MergedRun {
  id: string;
  place: number;
  label: string;
  bytes: Buffer;
  file: string;
}

/**
 * Runs of several files by place, then by id, whatever the order and the number of the files. A run that comparisons
 * have at different places is at the first of them.
 */
async function mergeRuns(files: readonly string[], signal: AbortSignal): Promise<MergedRun[]> {
  const found = new Map<string, MergedRun>();
  for (const file of files) {
    for await (const each of interruptible(runsInFile(file), signal)) {
      const before = found.get(each.id);
      if (before && !recordContent(before).equals(recordContent(each)))
        throw new RangeError(
          `${who}: runs that are in two files need to be the same there, got ${each.label} in ${JSON.stringify(before.file)} and another in ${JSON.stringify(file)}`,
        );
      if (!before || each.place < before.place) found.set(each.id, each);
    }
  }
  return [...found.values()].sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
}

function* runsInFile(file: string): Generator<MergedRun> {
  const lines = recordLines(who, file);
  let next = lines.next();
  for (; !next.done; next = lines.next()) {
    const { record, bytes } = next.value;
    const { id, place, run } = record;
    yield { id, place, label: run.label, bytes, file };
  }
  for (const line of next.value.skipped) console.error(`${file}: line ${line} is torn, and left out`);
  if (next.value.torn > 0) console.error(`${file}: the last line is torn, and left out`);
}

/** Part of a line that does not depend on the run's place. */
const recordContent = ({ bytes }: MergedRun) => bytes.subarray(bytes.indexOf('"version":'));

function* withBreaks(runs: readonly MergedRun[]): Generator<Buffer> {
  for (const { bytes } of runs) {
    yield bytes;
    yield Buffer.from('\n');
  }
}
