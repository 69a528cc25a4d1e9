import type { Node } from './graph.js';
import {
  ATOM,
  beside,
  decimal,
  inLine,
  layout,
  type Notation,
  type Piece,
  PRODUCT,
  raised,
  SIGN,
  SUM,
} from './layout.js';
import type { Sign } from './operations.js';
import { MOST_CHARACTERS } from './tokens.js';

/**
 * Text of a node, which parses back to the same node: `12 (3x+2)^3`. A sum has spaces when it stands alone, none
 * within parentheses or where it would be too long to be parsed again.
 */
export const text = (node: Node): string => alone(layout(node, notation));

/** Text of a piece that stands alone. */
export const alone = ({ out, alone: wide = out }: Piece): string =>
  wide.length > MOST_CHARACTERS ? out : wide;

const atom = (out: string, first: Piece['first'], last = first): Piece => ({ out, level: ATOM, first, last });

export const notation: Notation = {
  needs: inLine,
  number(value) {
    const { digits, exponent } = decimal(value);
    return atom(exponent ? `${digits}e${exponent}` : digits, 'number');
  },
  constant: (name) => atom(name, name === 'e' ? 'e' : 'letter'),
  variable: (name) => atom(name, /^e[0-9]/.test(name) ? 'exponent' : 'letter'),
  sign: (operation, [a, b]) => signed[operation](a, b),
  call(operation, args) {
    return atom(`${operation}(${args.map(({ out }) => out).join(', ')})`, 'call', 'group');
  },
  parentheses: ({ out }) => `(${out})`,
  slope(d, by, of) {
    const isName = of.level === ATOM && (of.first === 'letter' || of.first === 'exponent');
    return atom(`${d}/${d}${by.out} ${isName ? of.out : `[${alone(of)}]`}`, 'slope');
  },
};

const signed: Record<Sign, (a: Piece, b: Piece) => Piece> = {
  add: (a, b) => sum(a, '+', b),
  subtract: (a, b) => sum(a, '-', b),
  multiply: product,
  divide: (a, b) => beside(PRODUCT, a.out + (hasSlope(a, b) ? ' / ' : '/') + b.out, a, b),
  power: (a, b) => raised(`${a.out}^${b.out}`, a),
  negate: (a) => ({ ...beside(SIGN, `-${a.out}`, a, a), signed: true }),
};

function sum(a: Piece, sign: string, b: Piece): Piece {
  const alone = `${a.alone ?? a.out} ${sign} ${b.out}`;
  // 2e+3 would be a number, 2e + 3 is a sum.
  const wide = (a.last === 'open' && b.first === 'number') || isSlope(a) || isSlope(b);
  return { ...beside(SUM, wide ? `${a.out} ${sign} ${b.out}` : a.out + sign + b.out, a, b), alone };
}

const isSlope = ({ first, last }: Piece) => first === 'slope' || last === 'slope';
const hasSlope = (a: Piece, b: Piece) => a.last === 'slope' || b.first === 'slope';

/** Product, whose sign is left out after a number: `2x`, `2 sin(x)`, `2 (x+1)`; not where it would misread: `2*3^x`. */
function product(a: Piece, b: Piece): Piece {
  const isNumber = a.first === 'number' && a.last === 'number' && a.level >= SIGN;
  const mayFollow = b.first !== 'number' && b.first !== 'exponent';
  const sign = hasSlope(a, b) ? ' * ' : '*';
  if (!isNumber || !mayFollow || b.first === 'slope') return beside(PRODUCT, a.out + sign + b.out, a, b);
  const close = (b.first === 'letter' || b.first === 'e') && !a.out.includes('e');
  const piece = beside(PRODUCT, a.out + (close ? '' : ' ') + b.out, a, b);
  return close && b.first === 'e' && b.level === ATOM ? { ...piece, last: 'open' } : piece;
}
