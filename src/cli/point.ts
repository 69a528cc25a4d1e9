import type { NamedPoint } from '../index.js';
import { noSuch, shown } from '../need.js';

/** A point as it is written on a command line: `x=1,y=2`. */
export function pointFromText(
  who: string,
  text: string,
  variables: readonly string[],
  option = '--at',
): NamedPoint {
  const point = new Map<string, number>();
  for (const part of text.split(',')) {
    const [name, number, ...rest] = part.split('=').map((word) => word.trim());
    if (number === undefined || rest.length > 0 || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number)) {
      throw new RangeError(
        `${who}: ${option} needs a point like ${variables.map((each) => `${each}=1`).join(',') || 'x=1'}, got ${shown(text)}`,
      );
    }
    if (!variables.includes(name)) throw noSuch(who, 'variable', name, variables);
    if (point.has(name)) throw new RangeError(`${who}: ${option} needs each name once, got ${shown(text)}`);
    if (!Number.isFinite(Number(number)))
      throw new RangeError(`${who}: ${option} needs numbers up to 1.8e308, got ${shown(number)}`);
    point.set(name, Number(number));
  }
  for (const name of variables) {
    if (!point.has(name))
      throw new RangeError(`${who}: ${option} needs a number for ${name}, got ${shown(text)}`);
  }
  return Object.fromEntries(point);
}
