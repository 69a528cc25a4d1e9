import type { Node } from './graph.js';
import {
  ATOM,
  besideBox,
  decimalParts,
  inlineLevels,
  type LayoutBox,
  layOutNode,
  type Notation,
  PRODUCT,
  SIGN,
  SUM,
  superscriptBox,
} from './layout.js';
import type { Operator } from './operations.js';
import { MOST_CHARACTERS } from './tokens.js';

/**
 * Text of a node, which parses back to the same node: `12 (3x+2)^3`. A sum has spaces when it stands alone, none
 * within parentheses or where it would be too long to be parsed again.
 */
export const nodeText = (node: Node): string => standaloneText(layOutNode(node, textNotation));

/** Text of a piece that stands alone. */
export const standaloneText = ({ out, alone: wide = out }: LayoutBox): string =>
  wide.length > MOST_CHARACTERS ? out : wide;

const textAtom = (out: string, first: LayoutBox['first'], last = first): LayoutBox => ({
  out,
  level: ATOM,
  first,
  last,
});

export const textNotation: Notation = {
  levels: inlineLevels,
  number(value) {
    const { digits, exponent } = decimalParts(value);
    return textAtom(exponent ? `${digits}e${exponent}` : digits, 'number');
  },
  constant: (name) => textAtom(name, name === 'e' ? 'e' : 'letter'),
  variable(name) {
    if (name === 'E') return textAtom(name, 'e');
    return textAtom(name, /^(?:[eE]|_+)[0-9]/.test(name) ? 'exponent' : 'letter');
  },
  operator: (operation, [a, b]) => textOperators[operation](a, b),
  call(operation, args) {
    return textAtom(`${operation}(${args.map(({ out }) => out).join(', ')})`, 'call', 'group');
  },
  parentheses: ({ out }) => `(${out})`,
  derivative(d, by, of) {
    const isName = of.level === ATOM && (of.first === 'letter' || of.first === 'exponent');
    return textAtom(`${d}/${d}${by.out} ${isName ? of.out : `[${standaloneText(of)}]`}`, 'slope');
  },
};

const textOperators: Record<Operator, (a: LayoutBox, b: LayoutBox) => LayoutBox> = {
  add: (a, b) => textSum(a, '+', b),
  subtract: (a, b) => textSum(a, '-', b),
  multiply: textProduct,
  divide: (a, b) => besideBox(PRODUCT, a.out + (touchesDerivative(a, b) ? ' / ' : '/') + b.out, a, b),
  power: (a, b) => superscriptBox(`${a.out}^${b.out}`, a),
  negate: (a) => ({ ...besideBox(SIGN, `-${a.out}`, a, a), signed: true }),
};

function textSum(a: LayoutBox, sign: string, b: LayoutBox): LayoutBox {
  const alone = `${a.alone ?? a.out} ${sign} ${b.out}`;
  // 2e+3 would be a number, 2e + 3 is a sum.
  const wide = (a.last === 'open' && b.first === 'number') || endsInDerivative(a) || endsInDerivative(b);
  return { ...besideBox(SUM, wide ? `${a.out} ${sign} ${b.out}` : a.out + sign + b.out, a, b), alone };
}

const endsInDerivative = ({ first, last }: LayoutBox) => first === 'slope' || last === 'slope';
const touchesDerivative = (a: LayoutBox, b: LayoutBox) => a.last === 'slope' || b.first === 'slope';

/** Product, whose sign is left out after a number: `2x`, `2 sin(x)`, `2 (x+1)`; not where it would misread: `2*3^x`. */
function textProduct(a: LayoutBox, b: LayoutBox): LayoutBox {
  const isNumber = a.first === 'number' && a.last === 'number' && a.level >= SIGN;
  // 0x10 would be no product. What is no number is not looked into: it may have a million characters.
  const mayFollow = isNumber && b.first !== 'number' && b.first !== 'exponent' && !/^-?0$/.test(a.out);
  const sign = touchesDerivative(a, b) ? ' * ' : '*';
  if (!mayFollow || b.first === 'slope') return besideBox(PRODUCT, a.out + sign + b.out, a, b);
  const close = (b.first === 'letter' || b.first === 'e') && !a.out.includes('e');
  const piece = besideBox(PRODUCT, a.out + (close ? '' : ' ') + b.out, a, b);
  return close && b.first === 'e' && b.level === ATOM ? { ...piece, last: 'open' } : piece;
}
