import { Command } from 'commander';
import { countNoun } from '../need.js';
import { FileLock, type LockOptions } from './fileLock.js';
import { INTERRUPTED, interruptible, interruption } from './interruption.js';
import { missingText } from './missingRuns.js';
import { RunIndex } from './runIndex.js';
import { replaceFile } from './runLog.js';
import { recordFrom } from './runRecord.js';
import { takeOverOption } from './takeOver.js';

const who = 'merge';

interface Options {
  out?: string;
  takeOver?: number;
  partial?: boolean;
  unrelated?: boolean;
}

export const mergeCommand = new Command(who)
  .description('files of runs as one, in the order of the comparison they are of, each run once')
  .argument('<files...>', 'what nabla compare --out has written, in whatever order')
  .option('--out <file>', 'a file to write it to, of another or the same name (default: the standard output)')
  .option('--partial', 'also where runs of the comparison are in none of the files')
  .option('--unrelated', 'also runs of problems that have nothing to do with each other')
  .addOption(takeOverOption())
  .addHelpText('after', '\nExample:\n  nabla merge 1.jsonl 2.jsonl --out all.jsonl')
  .action(runMerge);

async function runMerge(files: string[], options: Options): Promise<void> {
  const { signal, forget } = interruption();
  const index = new RunIndex(who);
  const { out, takeOver } = options;
  try {
    if (out === undefined || out === '-') await printRuns(index, files, options, signal);
    else await writeRuns(index, files, out, options, { signal, takeOver });
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error('interrupted');
    process.exitCode = INTERRUPTED;
  } finally {
    index.close();
    forget();
  }
}

async function printRuns(
  index: RunIndex,
  files: readonly string[],
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const runs = await mergeRuns(index, files, options, signal);
  for await (const lines of interruptible(linesOf(index, runs), signal))
    if (!process.stdout.write(lines) && !(await isDrained(process.stdout))) break;
  sayCount(runs, files);
}

/** Whether a stream goes on; false of one whose reader has gone. */
const isDrained = (stream: NodeJS.WriteStream): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (isOpen: boolean) => () => {
      stream.off('drain', goOn).off('close', end).off('error', end);
      resolve(isOpen);
    };
    const [goOn, end] = [settle(true), settle(false)];
    stream.on('drain', goOn).on('close', end).on('error', end);
    if (stream.destroyed) end();
  });

/** Writes the runs to a file that may be one of those they are of: nobody adds to it meanwhile. */
async function writeRuns(
  index: RunIndex,
  files: readonly string[],
  out: string,
  options: Options,
  lockOptions: LockOptions & { signal: AbortSignal },
): Promise<void> {
  const lock = await FileLock.acquire(who, out, lockOptions);
  try {
    const runs = await mergeRuns(index, files, options, lockOptions.signal);
    await replaceFile(who, out, lock, interruptible(linesOf(index, runs), lockOptions.signal));
    sayCount(runs, files);
  } finally {
    lock.release();
  }
}

const sayCount = ({ length }: Uint32Array, files: readonly string[]) =>
  console.error(`${countNoun(length, 'run')} of ${countNoun(files.length, 'file')}`);

/**
 * Runs of several files by place, then by id, whatever the order and the number of the files. A run that comparisons
 * have at different places is at the first of them.
 */
async function mergeRuns(
  index: RunIndex,
  files: readonly string[],
  { partial, unrelated }: Options,
  signal: AbortSignal,
): Promise<Uint32Array> {
  for (const file of files) for await (const _ of interruptible(index.add(file), signal));
  const problems = new Set(index.studies.map(({ problem }) => problem));
  if (problems.size > 1 && !unrelated)
    throw new RangeError(
      `${who}: runs of one problem are needed (--unrelated takes any), got those of ${problems.size}: ${index.studies
        .map(({ study, problem }) => study?.about ?? problem)
        .join('; ')
        .slice(0, 400)}`,
    );
  const missing = missingText(index.studies);
  if (missing !== null && !partial)
    throw new RangeError(
      `${who}: all runs of a comparison are needed (--partial takes those there are), got ${missing}`,
    );
  if (missing !== null) console.error(missing);
  const order = Uint32Array.from({ length: index.length }, (_, k) => k).sort(index.compareIds);
  const first: number[] = [];
  for (const k of order) {
    const before = first.at(-1);
    if (before !== undefined && index.isSame(before, k)) needEqual(index, before, k);
    else first.push(k);
  }
  return Uint32Array.from(first).sort(index.comparePlaces);
}

/** Throws RangeError where two lines of one id are not the same but for what depends on the comparison. */
function needEqual(index: RunIndex, a: number, b: number): void {
  const [left, right] = [a, b].map((k) => index.bytes(k));
  if (recordContent(left).equals(recordContent(right))) return;
  const [first, second] = a < b ? [a, b] : [b, a];
  throw new RangeError(
    `${who}: runs that are in two files need to be the same there, got ${recordFrom(left.toString())!.run.label} in ${JSON.stringify(index.file(first))} and another in ${JSON.stringify(index.file(second))}`,
  );
}

/** Part of a line that does not depend on the comparison that the run was made for. */
const recordContent = (bytes: Buffer) => bytes.subarray(bytes.indexOf('"version":"'));

/** Bytes that are written at a time. */
const CHUNK = 2 ** 20;

function* linesOf(index: RunIndex, runs: Uint32Array): Generator<Buffer> {
  let [parts, size]: [Buffer[], number] = [[], 0];
  for (const k of runs) {
    const bytes = index.bytes(k);
    parts.push(bytes, NEWLINE);
    size += bytes.length + 1;
    if (size < CHUNK) continue;
    yield Buffer.concat(parts);
    [parts, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(parts);
}

const NEWLINE = Buffer.from('\n');
