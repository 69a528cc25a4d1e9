import { Command } from 'commander';
import { countNoun } from '../need.js';
import { recordLines } from './runLines.js';
import { replaceFile } from './runLog.js';

const who = 'merge';

export const mergeCommand = new Command(who)
  .description('files of runs as one, in the order of the comparison they are of, each run once')
  .argument('<files...>', 'what nabla compare --out has written, in whatever order')
  .option('--out <file>', 'a file to write it to, of another or the same name (default: the standard output)')
  .addHelpText('after', '\nExample:\n  nabla merge 1.jsonl 2.jsonl --out all.jsonl')
  .action((files: string[], { out }: { out?: string }) => {
    const runs = mergeRuns(files);
    if (out !== undefined && out !== '-') replaceFile(who, out, withBreaks(runs));
    else for (const line of withBreaks(runs)) process.stdout.write(line);
    console.error(`${countNoun(runs.length, 'run')} of ${countNoun(files.length, 'file')}`);
  });

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
function mergeRuns(files: readonly string[]): MergedRun[] {
  const found = new Map<string, MergedRun>();
  for (const file of files) {
    for (const each of runsInFile(file)) {
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
