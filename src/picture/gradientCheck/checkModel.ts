// Gradient check as it is asked for in text: a formula, the claimed gradient, and a point.
import { checkGradient } from '../../calculus/checkGradient.js';
import type { Report } from '../../calculus/verdict.js';
import { formula } from '../../formula/formula.js';
import { showValue } from '../../need.js';

interface GradientCheckAttributes {
  f: string;
  claimed: string;
  at: string;
  tolerance: number;
}

export interface GradientCheck {
  variables: readonly string[];
  at: number[];
  claimed: string[];
  tolerance: number;
  report: Report;
}

/** Check of a formula; null without one. Throws an error that names what was asked. */
export function runGradientCheck(
  who: string,
  { f: text, claimed, at, tolerance }: GradientCheckAttributes,
): GradientCheck | null {
  if (text.trim() === '') return null;
  const { variables } = formula(text);
  const f = formula(text, { variables });
  if (variables.length === 0) throw new RangeError(`${who}: f needs a variable, got none`);
  const texts = claimed.split(';').map((part) => part.trim());
  if (texts.length !== variables.length || texts.includes(''))
    throw new RangeError(
      `${who}: claimed needs a formula each for ${variables.join(', ')}, with ; between them, got ${showValue(claimed)}`,
    );
  if (at.trim() === '')
    throw new RangeError(`${who}: at needs a number each for ${variables.join(', ')}, got none`);
  const point = [...formula(text).point(who, 'at', at)];
  const report = checkGradient(f, texts, point, { tolerance });
  return { variables, at: point, claimed: texts, tolerance, report };
}
