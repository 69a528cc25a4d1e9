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
import { splitSubscript } from '../names.js';
import type { Operator } from '../operations.js';

/** TeX of a node, for mathematics mode; amsmath's \operatorname is all it needs beyond TeX. */
export const nodeTex = (node: Node): string => layOutNode(node, texNotation).out;

const texAtom = (out: string, first: LayoutBox['first'], last = first): LayoutBox => ({
  out,
  level: ATOM,
  first,
  last,
});

export const texNotation: Notation = {
  levels: { ...inlineLevels, divide: [NOTHING, NOTHING], power: [ATOM, NOTHING], negate: [POWER] },
  number(value) {
    const { digits, exponent } = decimalParts(value);
    if (!exponent) return texAtom(digits, 'number');
    const ten = `10^{${exponent}}`;
    return superscriptBox(digits === '1' ? ten : `${digits} \\cdot ${ten}`, texAtom(digits, 'number'));
  },
  constant: (name) => (name === 'pi' ? texAtom('\\pi', 'letter') : texAtom(name, 'letter')),
  variable(name) {
    const { base, below } = splitSubscript(name);
    const out =
      greekCommands.get(base) ??
      (base.length === 1 ? escapeUnderscores(base) : `\\mathrm{${escapeUnderscores(base)}}`);
    const isLetter = [...base].length === 1;
    const set = /^[0-9,]*$/.test(below) ? below : `\\mathrm{${escapeUnderscores(below)}}`;
    return texAtom(below ? `${out}_{${set}}` : out, isLetter ? 'letter' : 'word');
  },
  operator: (operation, [a, b]) => texOperators[operation](a, b),
  call(operation, args) {
    const inside = args.map(({ out }) => out).join(', ');
    if (operation === 'sqrt') return texAtom(`\\sqrt{${inside}}`, 'root');
    if (operation === 'cbrt') return texAtom(`\\sqrt[3]{${inside}}`, 'root');
    if (operation === 'abs') return texAtom(`\\left|${inside}\\right|`, 'group');
    return texAtom(`${texCommand(operation)}\\left(${inside}\\right)`, 'call', 'group');
  },
  parentheses: ({ out }) => `\\left(${out}\\right)`,
  derivative(d, by, of) {
    const sign = d === 'd' ? d : '\\partial ';
    const whole = of.level < POWER ? `\\left[${of.out}\\right]` : of.out;
    return texAtom(`\\frac{${sign.trim()}}{${sign}${by.out}} ${whole}`, 'slope');
  },
};

const texOperators: Record<Operator, (a: LayoutBox, b: LayoutBox) => LayoutBox> = {
  add: (a, b) => besideBox(SUM, `${a.out} + ${b.out}`, a, b),
  subtract: (a, b) => besideBox(SUM, `${a.out} - ${b.out}`, a, b),
  multiply: (a, b) => besideBox(PRODUCT, `${a.out}${needsDot(a, b) ? ' \\cdot ' : ' '}${b.out}`, a, b),
  divide: (a, b) => ({
    out: `\\frac{${a.out}}{${b.out}}`,
    level: POWER,
    first: 'fraction',
    last: 'fraction',
  }),
  power: (a, b) => superscriptBox(`${a.out}^{${b.out}}`, a),
  negate: (a) => ({ ...besideBox(SIGN, `-${a.out}`, a, a), signed: true }),
};

/** Functions that TeX has a command for. */
const texFunctions = new Set('sin cos tan arcsin arccos arctan sinh cosh tanh exp ln min max'.split(' '));

function texCommand(operation: string): string {
  const base = /^log(2|10)$/.exec(operation)?.[1];
  if (base) return `\\log_{${base}}`;
  const name = typesetNames.get(operation) ?? operation;
  return texFunctions.has(name) ? `\\${name}` : `\\operatorname{${name}}`;
}

const escapeUnderscores = (name: string) => name.replaceAll('_', '\\_');

const lowercaseGreek =
  'alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon varphi chi psi omega';
const uppercaseGreek =
  'A B Gamma Delta E Z H Theta I K Lambda M N Xi O Pi P . Sigma T Upsilon Phi X Psi Omega';

/** Greek letters; capitals that look like Latin ones are set upright, as TeX sets the others. */
const greekCommands = new Map<string, string>([
  ...lowercaseGreek.split(' ').map((name, i) => [String.fromCharCode(0x3b1 + i), `\\${name}`] as const),
  ...uppercaseGreek
    .split(' ')
    .map(
      (name, i) =>
        [String.fromCharCode(0x391 + i), name.length > 1 ? `\\${name}` : `\\mathrm{${name}}`] as const,
    ),
  ['ο', 'o'],
]);
