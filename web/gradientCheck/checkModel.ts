// The attributes of a gradient check, read: a formula, the claimed gradient, and a point.
import { checkGradient, formula, type Report } from '../../src/index.js';
import { quoteShort } from '../data/attributes.js';

const who = 'nabla-gradient-check';

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

/** The check that the attributes specify; null without a formula. Throws an error that names the attribute. */
export function runGradientCheck({
  f: text,
  claimed,
  at,
  tolerance,
}: GradientCheckAttributes): GradientCheck | null {
  if (text.trim() === '') return null;
  const { variables } = formula(text);
  const f = formula(text, { variables });
  if (variables.length === 0) throw new RangeError(`${who}: f needs a variable, got none`);
  const texts = claimed.split(';').map((part) => part.trim());
  if (texts.length !== variables.length || texts.includes(''))
    throw new RangeError(
      `${who}: claimed needs a formula each for ${variables.join(', ')}, with ; between them, got ${quoteShort(claimed)}`,
    );
  if (at.trim() === '')
    throw new RangeError(`${who}: at needs a number each for ${variables.join(', ')}, got none`);
  const point = [...formula(text).point(who, 'at', at)];
  const report = checkGradient(f, texts, point, { tolerance });
  return { variables, at: point, claimed: texts, tolerance, report };
}
