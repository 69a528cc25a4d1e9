import { Command, type ParseOptionsResult } from 'commander';
import type { Formula, NamedPoint } from '../index.js';

/** Command whose first argument may start with a minus: `-x^2` is a formula, `--fromat` and `-h` are not. */
export class FormulaCommand extends Command {
  override parseOptions(args: string[]): ParseOptionsResult {
    const given = super.parseOptions(args);
    const [first = '', ...rest] = given.unknown;
    if (given.operands.length > 0 || !/^-[^-]/.test(first) || first === '-h') return given;
    const { operands, unknown } = super.parseOptions(rest);
    return { operands: [first, ...operands], unknown };
  }
}

/** Figure of a formula, which is its argument, or an option that is called as the attribute is. */
export const formulaCommand = (name: string, says: string): Command =>
  new FormulaCommand(name)
    .description(says)
    .argument('[formula]', 'as it is written by hand')
    .option('--f <formula>', 'the same, in place of the argument');

/** Result of a function of formula text; in an error of syntax the place is marked below the text. */
export function markFormulaError<T>(text: string, make: (text: string) => T): T {
  try {
    return make(text);
  } catch (error) {
    const { column } = error as { column?: unknown };
    if (error instanceof SyntaxError && typeof column === 'number' && text.length <= 200)
      error.message += `\n  ${text.replace(/\s/g, ' ')}\n  ${' '.repeat(column - 1)}^`;
    throw error;
  }
}

/** Point by the names of a formula's variables, from the text of `--at`. */
export function namedPoint(who: string, f: Formula, text: string): NamedPoint {
  const point = f.point(who, '--at', text);
  return Object.fromEntries(f.variables.map((name, i) => [name, point[i]]));
}
