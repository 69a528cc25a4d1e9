// What the commands that read a trained model have in common.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { csvSettings } from '../data/csvOptions.js';
import { readTableFor, type TableForModel } from '../exported/readTable.js';
import { type ImportedModel, importModel } from '../index.js';
import { showValue } from '../need.js';
import { tableOptionsFrom } from '../spec/readSpec.js';
import { rewordErrors } from '../spec/settingSyntax.js';
import { settingTable } from '../spec/settings.js';
import { addCompareOptions, optionSyntax } from './comparing.js';
import { readDataFile } from './dataFile.js';

/** Settings of how a table is read that a model leaves open. */
const READING = Object.keys(csvSettings).filter(
  (name) => !['columns', 'without', 'oneHot', 'classes', 'target'].includes(name),
);

/** Command with a model, the file of data, and how that is read. */
export const withModelAndData = (command: Command): Command =>
  addCompareOptions(
    command
      .argument('<model>', 'a file that nabla train or --save made')
      .requiredOption(
        '--data <file>',
        'a CSV file with the columns of the model, `-` for the standard input',
      ),
    Object.keys(settingTable).filter((name) => !READING.includes(name)),
  );

/** Model in a file. Throws RangeError and TypeError for what is none, by the name of the file. */
export function readModel(who: string, path: string): ImportedModel {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(`${who}: a model that can be read is needed, got ${showValue(path)} (${code})`);
  }
  try {
    return importModel(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new RangeError(
        `${who}: ${showValue(path)} needs a whole model in JSON, got another (${error.message})`,
      );
    if (error instanceof Error)
      error.message = `${who}: ${showValue(path)}: ${error.message.replace(/^\w+: /, '')}`;
    throw error;
  }
}

/** Rows for a model from the file that a command names. */
export function readRowsFor(
  name: string,
  model: ImportedModel,
  options: { readonly data: string },
  target?: string,
): TableForModel {
  const syntax = optionSyntax(name);
  const asked = options as unknown as Readonly<Record<string, unknown>>;
  return rewordErrors(syntax, () => {
    const given = tableOptionsFrom(Object.fromEntries(READING.map((each) => [each, asked[each]])));
    const bytes = readDataFile(syntax, options.data);
    return readTableFor(model, bytes, { ...given, ...(target !== undefined && { target }) });
  });
}
