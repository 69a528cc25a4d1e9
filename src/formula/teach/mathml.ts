import type { Node } from '../graph.js';
import {
  ATOM,
  besideBox,
  decimalParts,
  inlineLevels,
  type LayoutBox,
  layOutNode,
  NOTHING,
  type Notation,
  needsDot,
  POWER,
  PRODUCT,
  SIGN,
  SUM,
  superscriptBox,
  typesetNames,
} from '../layout.js';
import { mathElement, tokenElement, variableElement } from '../mathmlTokens.js';
import { splitSubscript } from '../names.js';
import type { Operator } from '../operations.js';

const MINUS = '\u2212';
const TIMES = '\u2062';
const APPLY = '\u2061';

/** `<math>` element of a node: presentation MathML Core, all of it escaped. */
export const nodeMathml = (node: Node): string => mathElement(layOutNode(node, mathmlNotation).out);

const operatorElement = (sign: string) => tokenElement('mo', sign);
const fenceElement = (sign: string) => `<mo stretchy="false">${sign}</mo>`;
const rowElement = (out: string) => `<mrow>${out}</mrow>`;
/** A piece as one child element: a row, unless it is one element. */
const asChild = ({ out, level, first, last }: LayoutBox) => {
  const single =
    first === last && (level === ATOM ? first !== 'group' : level === POWER && first === 'fraction');
  return single ? out : rowElement(out);
};
const mathmlAtom = (out: string, first: LayoutBox['first'], last = first): LayoutBox => ({
  out,
  level: ATOM,
  first,
  last,
});

export const mathmlNotation: Notation = {
  levels: { ...inlineLevels, divide: [NOTHING, NOTHING], power: [ATOM, NOTHING], negate: [POWER] },
  number(value) {
    const { digits, exponent } = decimalParts(value);
    if (!exponent) return mathmlAtom(tokenElement('mn', digits), 'number');
    const size = tokenElement('mn', exponent.replace('-', ''));
    const ten = `<msup>${tokenElement('mn', '10')}${rowElement(exponent.startsWith('-') ? operatorElement(MINUS) + size : size)}</msup>`;
    const out = digits === '1' ? ten : tokenElement('mn', digits) + operatorElement('×') + ten;
    return superscriptBox(out, mathmlAtom(digits, 'number'));
  },
  constant: (name) => mathmlAtom(tokenElement('mi', name === 'pi' ? 'π' : name), 'letter'),
  variable(name) {
    return mathmlAtom(variableElement(name), splitSubscript(name).base.length === 1 ? 'letter' : 'word');
  },
  operator: (operation, [a, b]) => mathmlOperators[operation](a, b),
  call(operation, args) {
    const [inside] = args;
    if (operation === 'sqrt') return mathmlAtom(`<msqrt>${inside.out}</msqrt>`, 'root');
    if (operation === 'cbrt')
      return mathmlAtom(`<mroot>${asChild(inside)}${tokenElement('mn', '3')}</mroot>`, 'root');
    if (operation === 'abs')
      return mathmlAtom(fenceElement('|') + asChild(inside) + fenceElement('|'), 'group');
    const list = fenceElement('(') + args.map(asChild).join(operatorElement(',')) + fenceElement(')');
    return mathmlAtom(
      functionElement(operation) + operatorElement(APPLY) + rowElement(list),
      'call',
      'group',
    );
  },
  parentheses: (inside) => fenceElement('(') + asChild(inside) + fenceElement(')'),
  derivative(d, by, of) {
    const turn = `<mfrac>${tokenElement('mi', d)}${rowElement(tokenElement('mi', d) + by.out)}</mfrac>`;
    const inside = of.level < POWER ? fenceElement('[') + asChild(of) + fenceElement(']') : asChild(of);
    return mathmlAtom(rowElement(turn + inside), 'slope');
  },
};

const mathmlOperators: Record<Operator, (a: LayoutBox, b: LayoutBox) => LayoutBox> = {
  add: (a, b) => besideBox(SUM, a.out + operatorElement('+') + b.out, a, b),
  subtract: (a, b) => besideBox(SUM, a.out + operatorElement(MINUS) + b.out, a, b),
  multiply: (a, b) => besideBox(PRODUCT, a.out + operatorElement(needsDot(a, b) ? '·' : TIMES) + b.out, a, b),
  divide: (a, b) => ({
    out: `<mfrac>${asChild(a)}${asChild(b)}</mfrac>`,
    level: POWER,
    first: 'fraction',
    last: 'fraction',
  }),
  power: (a, b) => superscriptBox(`<msup>${asChild(a)}${asChild(b)}</msup>`, a),
  negate: (a) => ({ ...besideBox(SIGN, operatorElement(MINUS) + a.out, a, a), signed: true }),
};

function functionElement(operation: string): string {
  const base = /^log(2|10)$/.exec(operation)?.[1];
  if (base) return `<msub>${tokenElement('mi', 'log')}${tokenElement('mn', base)}</msub>`;
  return tokenElement('mi', typesetNames.get(operation) ?? operation);
}
