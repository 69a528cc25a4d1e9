import type { Node } from './graph.js';
import { reachable } from './interpret.js';
import { type Operation, type Sign, signs } from './operations.js';

// Pretty printing of graphs, whatever the notation: which arguments need parentheses, and what the neighbours in a
// product are. Text, TeX and MathML differ in their notation only.

/** Precedence of something written, from loose to tight. */
export const NOTHING = 0;
export const SUM = 1;
export const PRODUCT = 2;
export const SIGN = 3;
export const POWER = 4;
export const ATOM = 5;

/** Kind of the sign at an end of something written. */
type End =
  | 'number'
  | 'letter'
  | 'word'
  | 'call'
  | 'group'
  | 'power'
  | 'fraction'
  | 'root'
  | 'slope'
  // In text: a name that reads as the exponent of a number before it, e itself, and e after a number.
  | 'exponent'
  | 'e'
  | 'open';

export interface Piece {
  readonly out: string;
  readonly level: number;
  readonly first: End;
  readonly last: End;
  /** Whether it starts with a minus, which should not follow another sign. */
  readonly signed?: boolean;
  /** `out` when it stands alone, where that differs. */
  readonly alone?: string;
}

export interface Notation {
  /** The least level of each argument that can stand without parentheses. */
  readonly needs: Readonly<Record<Sign, readonly number[]>>;
  /** A number ≥ 0. */
  number(value: number): Piece;
  /** `pi` or `e`. */
  constant(name: string): Piece;
  variable(name: string): Piece;
  /** An operation with its own sign; `args` have their parentheses. */
  sign(operation: Sign, args: readonly Piece[]): Piece;
  /** A function's name and what stands between its parentheses. */
  call(operation: Exclude<Operation, Sign>, args: readonly Piece[]): Piece;
  parentheses(inside: Piece): string;
  /** The derivative of something by a variable, not carried out: d/dx [3x + 2]. */
  slope(d: string, by: Piece, of: Piece): Piece;
}

/** Least levels in plain text; TeX and MathML set fractions and exponents apart, which then need no parentheses. */
export const inLine: Notation['needs'] = {
  add: [SUM, PRODUCT],
  subtract: [SUM, PRODUCT],
  multiply: [PRODUCT, POWER],
  divide: [PRODUCT, POWER],
  power: [ATOM, SIGN],
  negate: [SIGN],
};

/** Most characters of a written graph, which can be of any length where it shares its parts. */
export const MOST_WRITTEN = 2_000_000;

/** A node of any depth in a notation: arguments are written before what uses them, without recursion. */
export function layout(root: Node, notation: Notation): Piece {
  const pieces = new Map<Node, Piece>();
  for (const node of reachable([root])) {
    const piece = written(node, notation, pieces);
    if (piece.out.length > MOST_WRITTEN) {
      throw new RangeError(`formula: its text needs at most ${MOST_WRITTEN} characters, got more`);
    }
    pieces.set(node, piece);
  }
  return pieces.get(root)!;
}

function written(node: Node, notation: Notation, pieces: ReadonlyMap<Node, Piece>): Piece {
  if (node.kind === 'variable') return notation.variable(node.name);
  if (node.kind === 'constant') {
    if (node.name !== null) return notation.constant(node.name);
    const positive = notation.number(Math.abs(node.value));
    const negative = node.value < 0 || Object.is(node.value, -0);
    return negative ? notation.sign('negate', [positive]) : positive;
  }
  const { operation } = node;
  const args = node.args.map((arg) => pieces.get(arg)!);
  if (!isSign(operation)) return notation.call(operation, args);
  const fitted = args.map((arg, i) => {
    const fits = arg.level >= notation.needs[operation][i] && !(arg.signed && i > 0 && isSum(operation));
    return fits ? arg : group(notation.parentheses(arg));
  });
  return notation.sign(operation, fitted);
}

const group = (out: string): Piece => ({ out, level: ATOM, first: 'group', last: 'group' });
const isSign = (operation: Operation): operation is Sign => Object.hasOwn(signs, operation);
const isSum = (operation: Operation) => operation === 'add' || operation === 'subtract';

/** Two pieces side by side. */
export const beside = (level: number, out: string, left: Piece, right: Piece): Piece => ({
  out,
  level,
  first: left.first,
  last: right.last,
  signed: left.signed ?? false,
});

/** Piece of a power: what its exponent ends in does not touch what follows. */
export const raised = (out: string, base: Piece): Piece => ({
  ...beside(POWER, out, base, base),
  last: 'power',
});

const isName = (end: End) => end === 'letter' || end === 'word';

/** Whether a product needs a dot to be seen where signs can be left out: 2·3^x, x·(y+1), rate·x. */
export function needsDot(left: Piece, right: Piece): boolean {
  if (left.last === 'slope' || right.first === 'slope') return true;
  if (right.first === 'number') return true;
  if (right.first === 'fraction') return left.last === 'number';
  if (right.first === 'group') return isName(left.last);
  return left.last === 'word' || (left.last === 'letter' && right.first === 'word');
}

/** Shortest decimal digits of a number, and the power of ten to multiply them by, if any. */
export function decimal(value: number): { digits: string; exponent: string } {
  const [digits, exponent = ''] = String(value).split('e');
  return { digits, exponent: exponent.replace('+', '') };
}

/** Functions that are typeset under another name than they are typed by. */
export const setAs: ReadonlyMap<string, string> = new Map([
  ['log', 'ln'],
  ['asin', 'arcsin'],
  ['acos', 'arccos'],
  ['atan', 'arctan'],
  ['asinh', 'arsinh'],
  ['acosh', 'arcosh'],
  ['atanh', 'artanh'],
]);
