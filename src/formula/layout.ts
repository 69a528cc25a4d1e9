import type { Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import { type Operation, type Operator, operators } from './operations.js';
import { spendWork } from './work.js';

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
type BoxEnd =
  | 'number'
  | 'letter'
  | 'word'
  | 'call'
  | 'group'
  | 'power'
  | 'fraction'
  | 'root'
  | 'slope'
  // In text: a name that reads as the exponent or more digits of a number before it, e or E, and these after a number.
  | 'exponent'
  | 'e'
  | 'open';

export interface LayoutBox {
  readonly out: string;
  readonly level: number;
  readonly first: BoxEnd;
  readonly last: BoxEnd;
  /** Whether it starts with a minus, which should not follow another sign. */
  readonly signed?: boolean;
  /** `out` when it stands alone, where that differs. */
  readonly alone?: string;
}

export interface Notation {
  /** The least level of each argument that can stand without parentheses. */
  readonly levels: Readonly<Record<Operator, readonly number[]>>;
  /** A number ≥ 0. */
  number(value: number): LayoutBox;
  /** `pi` or `e`. */
  constant(name: string): LayoutBox;
  variable(name: string): LayoutBox;
  /** An operation with its own sign; `args` have their parentheses. */
  operator(operation: Operator, args: readonly LayoutBox[]): LayoutBox;
  /** A function's name and what stands between its parentheses. */
  call(operation: Exclude<Operation, Operator>, args: readonly LayoutBox[]): LayoutBox;
  parentheses(inside: LayoutBox): string;
  /** The derivative of something by a variable, not carried out: d/dx [3x + 2]. */
  derivative(d: string, by: LayoutBox, of: LayoutBox): LayoutBox;
}

/** Least levels in plain text; TeX and MathML set fractions and exponents apart, which then need no parentheses. */
export const inlineLevels: Notation['levels'] = {
  add: [SUM, PRODUCT],
  subtract: [SUM, PRODUCT],
  multiply: [PRODUCT, POWER],
  divide: [PRODUCT, POWER],
  power: [ATOM, SIGN],
  negate: [SIGN],
};

/** Most characters of a written graph, which can be of any length where it shares its parts. */
export const MOST_WRITTEN = 4_000_000;

/** Characters that take as long to write as an expression takes to be looked at. */
const LETTERS_PER_STEP = 64;

/** Steps that it takes to write an expression whose arguments are written. */
const STEPS_PER_BOX = 4;

/**
 * A node of any depth in a notation: arguments are written before what uses them, without recursion. `boxes` are those
 * of expressions written before in the same notation, and it adds to them.
 */
export function layOutNode(
  root: Node,
  notation: Notation,
  boxes: Map<Node, LayoutBox> = new Map(),
): LayoutBox {
  for (const node of reachableNodes([root], (each) => !boxes.has(each))) {
    if (boxes.has(node)) continue;
    const box = boxOf(node, notation, boxes);
    spendWork(STEPS_PER_BOX);
    if (box.out.length > MOST_WRITTEN) {
      throw new RangeError(`formula: its text needs at most ${MOST_WRITTEN} characters, got more`);
    }
    boxes.set(node, box);
  }
  const whole = boxes.get(root)!;
  spendWork(whole.out.length / LETTERS_PER_STEP);
  return whole;
}

function boxOf(node: Node, notation: Notation, boxes: ReadonlyMap<Node, LayoutBox>): LayoutBox {
  if (node.kind === 'variable') return notation.variable(node.name);
  if (node.kind === 'constant') {
    if (node.name !== null) return notation.constant(node.name);
    const positive = notation.number(Math.abs(node.value));
    const negative = node.value < 0 || Object.is(node.value, -0);
    return negative ? notation.operator('negate', [positive]) : positive;
  }
  const { operation } = node;
  const args = node.args.map((arg) => boxes.get(arg)!);
  if (!isOperator(operation)) return notation.call(operation, args);
  const fitted = args.map((arg, i) => {
    const fits =
      arg.level >= notation.levels[operation][i] && !(arg.signed && i > 0 && isSumOperation(operation));
    return fits ? arg : groupBox(notation.parentheses(arg));
  });
  return notation.operator(operation, fitted);
}

const groupBox = (out: string): LayoutBox => ({ out, level: ATOM, first: 'group', last: 'group' });
const isOperator = (operation: Operation): operation is Operator => Object.hasOwn(operators, operation);
const isSumOperation = (operation: Operation) => operation === 'add' || operation === 'subtract';

/** Two pieces side by side. */
export const besideBox = (level: number, out: string, left: LayoutBox, right: LayoutBox): LayoutBox => ({
  out,
  level,
  first: left.first,
  last: right.last,
  signed: left.signed ?? false,
});

/** Piece of a power: what its exponent ends in does not touch what follows. */
export const superscriptBox = (out: string, base: LayoutBox): LayoutBox => ({
  ...besideBox(POWER, out, base, base),
  last: 'power',
});

const endsInName = (end: BoxEnd) => end === 'letter' || end === 'word';

/** Whether a product needs a dot to be seen where signs can be left out: 2·3^x, x·(y+1), rate·x. */
export function needsDot(left: LayoutBox, right: LayoutBox): boolean {
  if (left.last === 'slope' || right.first === 'slope') return true;
  if (right.first === 'number') return true;
  if (right.first === 'fraction') return left.last === 'number';
  if (right.first === 'group') return endsInName(left.last);
  return left.last === 'word' || (left.last === 'letter' && right.first === 'word');
}

/** Shortest decimal digits of a number, and the power of ten to multiply them by, if any. */
export function decimalParts(value: number): { digits: string; exponent: string } {
  const [digits, exponent = ''] = String(value).split('e');
  return { digits, exponent: exponent.replace('+', '') };
}

/** Functions that are typeset under another name than they are typed by. */
export const typesetNames: ReadonlyMap<string, string> = new Map([
  ['log', 'ln'],
  ['asin', 'arcsin'],
  ['acos', 'arccos'],
  ['atan', 'arctan'],
  ['asinh', 'arsinh'],
  ['acosh', 'arcosh'],
  ['atanh', 'artanh'],
]);
