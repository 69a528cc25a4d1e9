import { wrongKind } from '../need.js';
import { parseIfNumber } from '../numbers.js';
import { columnsFromText, columnsText } from './columnsText.js';

/** Weights of classes from text: `balanced`, or `rare=10,odd=5`; a name with a comma in quotes. */
export function classWeightsFromText(who: string, text: string): unknown {
  if (text === 'balanced') return text;
  const parts = columnsFromText(who, text).map((part) => {
    const at = part.lastIndexOf('=');
    if (at < 1) throw wrongKind(who, 'classWeights', 'balanced, or weights like rare=10,odd=5', text);
    return [part.slice(0, at).trim(), parseIfNumber(part.slice(at + 1))];
  });
  return Object.fromEntries(parts);
}

/** Text of weights of classes. */
export const classWeightsText = (given: unknown): string =>
  typeof given === 'object' && given !== null
    ? columnsText(Object.entries(given).map(([name, weight]) => `${name}=${weight}`))
    : String(given);
