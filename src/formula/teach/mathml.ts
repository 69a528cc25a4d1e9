import type { Node } from '../graph.js';
import {
  ATOM,
  beside,
  decimal,
  inLine,
  layout,
  NOTHING,
  type Notation,
  needsDot,
  type Piece,
  POWER,
  PRODUCT,
  raised,
  SIGN,
  SUM,
  setAs,
} from '../layout.js';
import { subscript } from '../names.js';
import type { Sign } from '../operations.js';

const MINUS = '\u2212';
const TIMES = '\u2062';
const APPLY = '\u2061';

/** `<math>` element of a node: presentation MathML Core, all of it escaped. */
export const mathml = (node: Node): string => whole(layout(node, notation).out);

/** `<math>` element around what is written. */
export const whole = (out: string): string =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML">${out}</math>`;

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

const element = (tag: 'mi' | 'mn' | 'mo', text: string) =>
  `<${tag}>${text.replace(/[&<>"]/g, (sign) => escapes.get(sign)!)}</${tag}>`;
const operator = (sign: string) => element('mo', sign);
const fence = (sign: string) => `<mo stretchy="false">${sign}</mo>`;
const row = (out: string) => `<mrow>${out}</mrow>`;
/** A piece as one child element: a row, unless it is one element. */
const child = ({ out, level, first, last }: Piece) => {
  const single =
    first === last && (level === ATOM ? first !== 'group' : level === POWER && first === 'fraction');
  return single ? out : row(out);
};
const atom = (out: string, first: Piece['first'], last = first): Piece => ({ out, level: ATOM, first, last });

export const notation: Notation = {
  needs: { ...inLine, divide: [NOTHING, NOTHING], power: [ATOM, NOTHING], negate: [POWER] },
  number(value) {
    const { digits, exponent } = decimal(value);
    if (!exponent) return atom(element('mn', digits), 'number');
    const size = element('mn', exponent.replace('-', ''));
    const ten = `<msup>${element('mn', '10')}${row(exponent.startsWith('-') ? operator(MINUS) + size : size)}</msup>`;
    const out = digits === '1' ? ten : element('mn', digits) + operator('×') + ten;
    return raised(out, atom(digits, 'number'));
  },
  constant: (name) => atom(element('mi', name === 'pi' ? 'π' : name), 'letter'),
  variable(name) {
    const { base, below } = subscript(name);
    const set = element(/^[0-9]+$/.test(below) ? 'mn' : 'mi', below);
    const out = below ? `<msub>${element('mi', base)}${set}</msub>` : element('mi', base);
    return atom(out, base.length === 1 ? 'letter' : 'word');
  },
  sign: (operation, [a, b]) => signed[operation](a, b),
  call(operation, args) {
    const [inside] = args;
    if (operation === 'sqrt') return atom(`<msqrt>${inside.out}</msqrt>`, 'root');
    if (operation === 'cbrt') return atom(`<mroot>${child(inside)}${element('mn', '3')}</mroot>`, 'root');
    if (operation === 'abs') return atom(fence('|') + child(inside) + fence('|'), 'group');
    const list = fence('(') + args.map(child).join(operator(',')) + fence(')');
    return atom(named(operation) + operator(APPLY) + row(list), 'call', 'group');
  },
  parentheses: (inside) => fence('(') + child(inside) + fence(')'),
  slope(d, by, of) {
    const turn = `<mfrac>${element('mi', d)}${row(element('mi', d) + by.out)}</mfrac>`;
    const inside = of.level < POWER ? fence('[') + child(of) + fence(']') : child(of);
    return atom(row(turn + inside), 'slope');
  },
};

const signed: Record<Sign, (a: Piece, b: Piece) => Piece> = {
  add: (a, b) => beside(SUM, a.out + operator('+') + b.out, a, b),
  subtract: (a, b) => beside(SUM, a.out + operator(MINUS) + b.out, a, b),
  multiply: (a, b) => beside(PRODUCT, a.out + operator(needsDot(a, b) ? '·' : TIMES) + b.out, a, b),
  divide: (a, b) => ({
    out: `<mfrac>${child(a)}${child(b)}</mfrac>`,
    level: POWER,
    first: 'fraction',
    last: 'fraction',
  }),
  power: (a, b) => raised(`<msup>${child(a)}${child(b)}</msup>`, a),
  negate: (a) => ({ ...beside(SIGN, operator(MINUS) + a.out, a, a), signed: true }),
};

function named(operation: string): string {
  const base = /^log(2|10)$/.exec(operation)?.[1];
  if (base) return `<msub>${element('mi', 'log')}${element('mn', base)}</msub>`;
  return element('mi', setAs.get(operation) ?? operation);
}
