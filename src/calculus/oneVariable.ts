import { type Formula, formula } from '../formula/formula.js';

/** Formula of one variable; a constant is one of x. Throws TypeError for several variables. */
export function oneVariable(who: string, text: string): Formula {
  const read = formula(text);
  if (read.variables.length === 1) return read;
  if (read.variables.length === 0) return formula(text, { variables: ['x'] });
  throw new TypeError(
    `${who}: f needs one variable, got ${read.variables.slice(0, 6).join(', ')}${read.variables.length > 6 ? ', …' : ''}`,
  );
}
