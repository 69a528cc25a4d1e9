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

/** TeX of a node, for mathematics mode; amsmath's \operatorname is all it needs beyond TeX. */
export const tex = (node: Node): string => layout(node, notation).out;

const atom = (out: string, first: Piece['first'], last = first): Piece => ({ out, level: ATOM, first, last });

export const notation: Notation = {
  needs: { ...inLine, divide: [NOTHING, NOTHING], power: [ATOM, NOTHING], negate: [POWER] },
  number(value) {
    const { digits, exponent } = decimal(value);
    if (!exponent) return atom(digits, 'number');
    const ten = `10^{${exponent}}`;
    return raised(digits === '1' ? ten : `${digits} \\cdot ${ten}`, atom(digits, 'number'));
  },
  constant: (name) => (name === 'pi' ? atom('\\pi', 'letter') : atom(name, 'letter')),
  variable(name) {
    const { base, below } = subscript(name);
    const out = greek.get(base) ?? (base.length === 1 ? escaped(base) : `\\mathrm{${escaped(base)}}`);
    const isLetter = [...base].length === 1;
    const set = /^[0-9,]*$/.test(below) ? below : `\\mathrm{${escaped(below)}}`;
    return atom(below ? `${out}_{${set}}` : out, isLetter ? 'letter' : 'word');
  },
  sign: (operation, [a, b]) => signed[operation](a, b),
  call(operation, args) {
    const inside = args.map(({ out }) => out).join(', ');
    if (operation === 'sqrt') return atom(`\\sqrt{${inside}}`, 'root');
    if (operation === 'cbrt') return atom(`\\sqrt[3]{${inside}}`, 'root');
    if (operation === 'abs') return atom(`\\left|${inside}\\right|`, 'group');
    return atom(`${command(operation)}\\left(${inside}\\right)`, 'call', 'group');
  },
  parentheses: ({ out }) => `\\left(${out}\\right)`,
  slope(d, by, of) {
    const sign = d === 'd' ? d : '\\partial ';
    const whole = of.level < POWER ? `\\left[${of.out}\\right]` : of.out;
    return atom(`\\frac{${sign.trim()}}{${sign}${by.out}} ${whole}`, 'slope');
  },
};

const signed: Record<Sign, (a: Piece, b: Piece) => Piece> = {
  add: (a, b) => beside(SUM, `${a.out} + ${b.out}`, a, b),
  subtract: (a, b) => beside(SUM, `${a.out} - ${b.out}`, a, b),
  multiply: (a, b) => beside(PRODUCT, `${a.out}${needsDot(a, b) ? ' \\cdot ' : ' '}${b.out}`, a, b),
  divide: (a, b) => ({
    out: `\\frac{${a.out}}{${b.out}}`,
    level: POWER,
    first: 'fraction',
    last: 'fraction',
  }),
  power: (a, b) => raised(`${a.out}^{${b.out}}`, a),
  negate: (a) => ({ ...beside(SIGN, `-${a.out}`, a, a), signed: true }),
};

/** Functions that TeX has a command for. */
const known = new Set('sin cos tan arcsin arccos arctan sinh cosh tanh exp ln min max'.split(' '));

function command(operation: string): string {
  const base = /^log(2|10)$/.exec(operation)?.[1];
  if (base) return `\\log_{${base}}`;
  const name = setAs.get(operation) ?? operation;
  return known.has(name) ? `\\${name}` : `\\operatorname{${name}}`;
}

const escaped = (name: string) => name.replaceAll('_', '\\_');

const lower =
  'alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon varphi chi psi omega';
const upper = 'A B Gamma Delta E Z H Theta I K Lambda M N Xi O Pi P . Sigma T Upsilon Phi X Psi Omega';

/** Greek letters; capitals that look like Latin ones are set upright, as TeX sets the others. */
const greek = new Map<string, string>([
  ...lower.split(' ').map((name, i) => [String.fromCharCode(0x3b1 + i), `\\${name}`] as const),
  ...upper
    .split(' ')
    .map(
      (name, i) =>
        [String.fromCharCode(0x391 + i), name.length > 1 ? `\\${name}` : `\\mathrm{${name}}`] as const,
    ),
]);
greek.set('ο', 'o');
