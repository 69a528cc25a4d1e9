import { Command } from 'commander';
import { namesOfAll } from '../data/columnNames.js';
import { quotedField } from '../data/field.js';
import type { TableForModel } from '../exported/readTable.js';
import type { ImportedModel } from '../index.js';
import { countNoun } from '../need.js';
import { readModel, readRowsFor, withModelAndData } from './modelFile.js';
import { needWritable, replaceTextFile } from './output.js';

interface Options {
  data: string;
  out?: string;
}

const who = 'nabla predict';

export const predictCommand: Command = withModelAndData(
  new Command('predict').description(
    'what a trained model says of the rows of a file: its columns, and the prediction behind',
  ),
)
  .option('--out <file>', 'a file to write it to')
  .addHelpText(
    'after',
    '\nBehind the columns of the file stand prediction and, for classes, the probability of each. With --missing drop a row that misses a value has none of these.' +
      '\n\nExamples:\n  nabla predict model.json --data new.csv --out predictions.csv',
  )
  .action((path: string, options: Options) => {
    const { out } = options;
    if (out !== undefined && out !== '-') needWritable(who, { out });
    const model = readModel(who, path);
    const table = readRowsFor('predict', model, options);
    const left = table.fields.length - table.places.length;
    if (left > 0) console.error(`${countNoun(left, 'row')} without a value have no prediction`);
    const text = predictionText(model, table);
    if (out === undefined || out === '-') process.stdout.write(text);
    else replaceTextFile(who, out, text);
  });

/** CSV of a table with what a model predicts of its rows. */
function predictionText(model: ImportedModel, { names, fields, x, places }: TableForModel): string {
  const { classes } = model;
  const told = x ? model.predict(x) : [];
  const shares = x && classes ? model.probabilities(x).data : null;
  const head = ['prediction', ...(classes ?? []).map((name) => `probability ${name}`)];
  const lines = fields.map((row) => [...row, ...head.map(() => '')]);
  for (const [i, place] of places.entries()) {
    const own = classes
      ? [classes[told[i]], ...classes.map((_, k) => String(shares![i * classes.length + k]))]
      : [String(told[i])];
    lines[place].splice(names.length, head.length, ...own);
  }
  const all = [namesOfAll([...names, ...head]), ...lines];
  return all.map((line) => `${line.map(quotedField).join(',')}\n`).join('');
}
