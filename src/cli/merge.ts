import { Command } from 'commander';
import { count } from '../need.js';
import { bytesOf, recordsIn, replace } from './ledger.js';
import type { RunRecord } from './record.js';

const who = 'merge';

export const merge = new Command(who)
  .description('files of runs as one, in the order of the comparison they are of, each run once')
  .argument('<files...>', 'what nabla compare --out has written, in whatever order')
  .option('--out <file>', 'a file to write it to, of another or the same name (default: the standard output)')
  .addHelpText('after', '\nExample:\n  nabla merge 1.jsonl 2.jsonl --out all.jsonl')
  .action((files: string[], { out }: { out?: string }) => {
    const runs = merged(files);
    const text = runs.map(([, line]) => `${line}\n`).join('');
    if (out === undefined || out === '-') process.stdout.write(text);
    else replace(who, out, text);
    console.error(`${count(runs.length, 'run')} of ${count(files.length, 'file')}`);
  });

/** By place, then by id, so that no order of the files and no number of them shows. */
function merged(files: readonly string[]): [RunRecord, string][] {
  const found = new Map<string, { record: RunRecord; line: string; file: string }>();
  for (const file of files) {
    const bytes = bytesOf(who, file);
    const { records, lines, whole } = recordsIn(who, file, bytes);
    if (whole < bytes.length) console.error(`${file}: the last line is torn, and left out`);
    for (const [i, record] of records.entries()) {
      const line = lines[i];
      const before = found.get(record.id);
      if (before && before.line !== line)
        throw new RangeError(
          `${who}: runs that are in two files need to be the same there, got ${record.run.label} in ${JSON.stringify(before.file)} and another in ${JSON.stringify(file)}`,
        );
      if (!before) found.set(record.id, { record, line, file });
    }
  }
  return [...found.values()]
    .sort((a, b) => a.record.place - b.record.place || (a.record.id < b.record.id ? -1 : 1))
    .map(({ record, line }) => [record, line]);
}
