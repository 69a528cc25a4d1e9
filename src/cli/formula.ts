import { Command, type ParseOptionsResult } from 'commander';
import { type Formula, formula } from '../index.js';

/** A command whose first argument may start with a minus: `-x^2` is a formula, `--fromat` and `-h` are none. */
export class OfFormula extends Command {
  override parseOptions(args: string[]): ParseOptionsResult {
    const given = super.parseOptions(args);
    const [first = '', ...rest] = given.unknown;
    if (given.operands.length > 0 || !/^-[^-]/.test(first) || first === '-h') return given;
    const { operands, unknown } = super.parseOptions(rest);
    return { operands: [first, ...operands], unknown };
  }
}

/** A formula, or the reason why not with a mark under the place. */
export function understood(text: string, variables?: readonly string[]): Formula {
  try {
    return formula(text, variables ? { variables } : {});
  } catch (error) {
    const { column } = error as { column?: unknown };
    if (error instanceof SyntaxError && typeof column === 'number' && text.length <= 200) {
      error.message += `\n  ${text.replace(/\s/g, ' ')}\n  ${' '.repeat(column - 1)}^`;
    }
    throw error;
  }
}
