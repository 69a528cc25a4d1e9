import { Formula, formula } from '../formula/formula.js';
import { wrongKind } from '../need.js';
import { formulaFromText } from './source.js';

/** Formula of one variable; a constant is one of x. Throws TypeError for several variables. */
export function oneVariable(who: string, text: string): Formula {
  const read = formula(text);
  if (read.variables.length === 1) return read;
  if (read.variables.length === 0) return formula(text, { variables: ['x'] });
  throw severalVariables(who, read);
}

/** Formula of a source that is one, of one variable and one output; a constant is one of x. */
export function needFormulaOfOne(who: string, given: unknown): Formula {
  const f = formulaFromText(given);
  if (!(f instanceof Formula)) throw wrongKind(who, 'f', 'a formula', given);
  if (f.outputs !== 1) throw new RangeError(`${who}: f needs one output, got ${f.outputs}`);
  if (f.variables.length === 0) return formula(f.text, { variables: ['x'] });
  if (f.variables.length === 1) return f;
  throw severalVariables(who, f);
}

const severalVariables = (who: string, { variables }: Formula) =>
  new TypeError(
    `${who}: f needs one variable, got ${variables.slice(0, 6).join(', ')}${variables.length > 6 ? ', …' : ''}`,
  );
