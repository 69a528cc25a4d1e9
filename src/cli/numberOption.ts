import { InvalidArgumentError } from 'commander';
import { parseDecimal } from '../numbers.js';

/** Number of an option. */
export function parseNumber(text: string): number {
  const found = parseDecimal(text.trim());
  if (Number.isFinite(found)) return found;
  throw new InvalidArgumentError('It needs a finite number.');
}
