import { Command, Option } from 'commander';
import { codeLanguages } from '../exported/activationCode.js';
import { type CodeLanguage, exportCode } from '../index.js';
import { readModel } from './modelFile.js';
import { needWritable, replaceTextFile } from './output.js';

interface Options {
  code: CodeLanguage;
  out?: string;
}

const who = 'nabla export';

export const exportCommand: Command = new Command('export')
  .description('a trained model as a program that predicts as it does, and needs nothing of this library')
  .argument('<model>', 'a file that nabla train or --save made')
  .addOption(new Option('--code <language>', 'its language').choices(codeLanguages).makeOptionMandatory())
  .option('--out <file>', 'a file to write it to')
  .addHelpText('after', '\nExamples:\n  nabla export model.json --code numpy --out model.py')
  .action((path: string, { code, out }: Options) => {
    if (out !== undefined && out !== '-') needWritable(who, { out });
    const text = exportCode(readModel(who, path), { language: code });
    if (out === undefined || out === '-') process.stdout.write(text);
    else replaceTextFile(who, out, text);
  });
