import { Command } from 'commander';
import { countNoun } from '../need.js';
import { formatAmount } from '../runs/outcome.js';
import { toReadableJson } from '../spec/plainJson.js';
import { classTable, MOST_CLASSES } from './bestScores.js';
import { readModel, readRowsFor, withModelAndData } from './modelFile.js';
import { jsonText, type Output, printOutput, withOutputOptions } from './output.js';

interface Options extends Output {
  data: string;
  target?: string;
}

const who = 'nabla evaluate';

export const evaluateCommand: Command = withOutputOptions(
  withModelAndData(
    new Command('evaluate').description('how well a trained model predicts the rows of a file'),
  ).option('--target <column>', 'the column it predicts; that of its training unless said'),
  ['table', 'json'],
)
  .addHelpText('after', '\nExamples:\n  nabla evaluate model.json --data held-out.csv')
  .action((path: string, options: Options) => {
    const model = readModel(who, path);
    const { target = model.target } = options;
    if (target === undefined)
      throw new TypeError(
        `${who}: --target needs the column that is predicted, which the model does not know, got none`,
      );
    const { x, y, fields } = readRowsFor('evaluate', model, options, target);
    if (!x) throw new RangeError(`${who}: --data needs a row without missing values, got none`);
    const found = model.evaluate(x, y);
    const left = fields.length - found.rows;
    if (left > 0) console.error(`${countNoun(left, 'row')} without a value left out`);
    printOutput(
      who,
      options.format === 'json' ? jsonText(toReadableJson(found)) : scoresText(found),
      options,
    );
  });

function scoresText({
  rows,
  loss,
  accuracy,
  rmse,
  r2,
  auc,
  confusion,
  classes,
}: ReturnType<ReturnType<typeof readModel>['evaluate']>): string {
  const parts = [
    countNoun(rows, 'row'),
    `loss ${formatAmount(loss)}`,
    ...(accuracy === undefined ? [] : [`accuracy ${(100 * accuracy).toFixed(1)} %`]),
    ...(auc === undefined ? [] : [`area under the curve ${auc.toFixed(3)}`]),
    ...(rmse === undefined ? [] : [`rmse ${formatAmount(rmse)}`]),
    ...(r2 === undefined ? [] : [`R² ${r2.toFixed(3)}`]),
  ];
  const line = parts.join(', ');
  return confusion && classes && classes.length <= MOST_CLASSES
    ? `${line}\n\n${classTable({ confusion, classes })}`
    : line;
}
