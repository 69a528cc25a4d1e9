// Parameters: variables of a formula that an attribute has as numbers, `at="w=0.5 b=0.1"`.
import { textWithNumbers } from '../formula/fixVariables.js';
import { formula } from '../formula/formula.js';
import { outOfRange, wrongKind } from '../need.js';
import { needNotLost, parseDecimal, splitWords } from '../numbers.js';

/** A formula with its parameters as numbers. */
interface ParametrizedFormula {
  /** The text, with numbers in place of the parameters. */
  text: string;
  /** The parameters, in the order of the formula. */
  parameters: ReadonlyMap<string, number>;
  /** The other variables. */
  variables: readonly string[];
}

/** The numbers of a text by name, with spaces or commas between them; null for a text without names. */
export function namedNumbers(who: string, text: string): Map<string, number> | null {
  if (!text.includes('=')) return null;
  const around = text.split('=').map((part) => part.trim());
  const pairs = splitWords(around.join('=')).map((part) => part.split('=') as [string, string]);
  if (pairs.some((pair) => pair.length !== 2 || pair.includes('')))
    throw wrongKind(who, 'at', 'numbers by name, as w=0.5 b=0.1', text);
  return new Map(
    pairs.map(([name, written]) => {
      needNotLost(who, 'at', written);
      const number = parseDecimal(written);
      if (Number.isFinite(number)) return [name, number];
      throw outOfRange(who, 'at', `a number for ${name}`, written);
    }),
  );
}

/** Text of numbers by name. */
export const namedText = (numbers: Iterable<readonly [name: string, value: number]>) =>
  Array.from(numbers, ([name, value]) => `${name}=${value}`).join(' ');

/**
 * The formula of a text, with the variables that `at` has numbers of as parameters; but those of `free` stay variables
 * where none else would be left, or where `at` has all of no more than `most`.
 */
export function parametrize(
  who: string,
  text: string,
  at: string,
  most = 1,
  free: readonly string[] = [],
): ParametrizedFormula {
  const read = formula(text);
  const all = read.variables;
  const given = namedNumbers(who, at) ?? new Map<string, number>();
  const left = all.filter((name) => !given.has(name));
  const kept = left.length > 0 ? left : all.length <= most ? all : all.filter((name) => free.includes(name));
  if (all.length > 0 && kept.length === 0)
    throw new TypeError(`${who}: at needs to leave ${countText(most)} of f, got ${shortList(all)}`);
  if (kept.length > most)
    throw new TypeError(
      `${who}: f needs ${countText(most)}, got ${shortList(kept)}; the others can be numbers, as at="${kept[most]}=1"`,
    );
  const parameters = new Map(
    all.flatMap((name) => (kept.includes(name) ? [] : [[name, given.get(name)!] as const])),
  );
  return {
    text: parameters.size > 0 ? textWithNumbers(read, parameters) : text,
    parameters,
    variables: kept,
  };
}

const countText = (most: number) => (most === 1 ? 'one variable' : 'one or two variables');

const shortList = (names: readonly string[]) =>
  `${names.slice(0, 6).join(', ')}${names.length > 6 ? ', …' : ''}`;

/** Whether a text is a formula whose variables are one, or up to `most`, and parameters. */
export function isParametrized(text: string, at: string, most = 1, free: readonly string[] = []): boolean {
  try {
    return text.trim() !== '' && parametrize('f', text, at, most, free) !== null;
  } catch {
    return false;
  }
}
