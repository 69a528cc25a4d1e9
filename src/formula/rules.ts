import { evaluateOperation } from './evaluate.js';
import { type Call, Graph, isZero, type Node, substitute } from './graph.js';
import { allFunctions } from './names.js';
import type { Operation } from './operations.js';
import { parse } from './parse.js';
import { matchesPattern } from './pattern.js';
import { stabilizeNodes } from './stabilize.js';

/** Name of a rule in an explanation. */
export type RuleName =
  | 'sum'
  | 'difference'
  | 'product'
  | 'quotient'
  | 'power'
  | 'exponential'
  | 'logarithm'
  | 'trigonometric'
  | 'inverse trigonometric'
  | 'hyperbolic'
  | 'activation'
  | 'constant multiple'
  | 'chain';

/** Differentiation rule of an operation f of x, or of x and y. */
interface Rule {
  readonly name: RuleName;
  /** ∂f/∂x and ∂f/∂y, as formulas of x, y and f itself. */
  readonly slopes: readonly string[];
  /** The same in their usual form, where that computes worse. */
  readonly written?: readonly string[];
  /** Domain, in words. */
  readonly domain: string;
  /** Value taken for the slope where there is none. */
  readonly kink?: string;
  /** For each argument a formula that is 0 where f is constant along it, near by too; none where that is nowhere. */
  readonly taken?: readonly (string | null)[];
  /** For each argument a formula of the other: where that is 0, near by too, f is constant along this one. */
  readonly needs?: readonly (string | null)[];
}

const every = 'every x';
const tied = 'shared evenly by the arguments that tie';
const makeRule = (
  name: RuleName,
  slopes: string | readonly string[],
  domain = every,
  kink?: string,
): Rule => ({
  name,
  slopes: typeof slopes === 'string' ? [slopes] : slopes,
  domain,
  ...(kink !== undefined && { kink }),
});

/** 1 + x² times 2⁻¹⁰⁰⁰, which is exact and does not overflow below 2¹⁰¹². */
const scaled = `(${2 ** -1000} + (${2 ** -500}*x)^2)`;

/** σ(x) σ(−x), whose factors are powers of 2. */
const sigmoidSlope = '0.25*sech2(0.5*x)';

/**
 * Table of differentiation rules, one row per operation; a missing row does not compile. The slopes along more than
 * two arguments are in `partialDerivatives`.
 */
export const rules: Readonly<Record<Operation, Rule>> = {
  add: makeRule('sum', ['1', '1']),
  subtract: makeRule('difference', ['1', '-1']),
  negate: makeRule('constant multiple', '-1'),
  multiply: { ...makeRule('product', ['y', 'x']), needs: ['y', 'x'] },
  divide: { ...makeRule('quotient', ['1/y', '-f/y'], 'y ≠ 0'), needs: [null, 'x'] },
  // 0^y is 0 for all y > 0: its slope along y is 0, where 0 log(0) would be NaN.
  power: {
    ...makeRule(
      'power',
      ['y*x^(y-1)', 'f*log(x+(1-abs(sign(x))))'],
      'x > 0; every x for whole y ≥ 0; 0^0 = 1',
    ),
    written: ['y*x^(y-1)', 'f*log(x)'],
    needs: ['y', 'log(x+(1-abs(sign(x))))'],
  },
  exp: makeRule('exponential', 'f'),
  expm1: makeRule('exponential', 'exp(x)'),
  log: makeRule('logarithm', '1/x', 'x > 0'),
  log1p: makeRule('logarithm', '1/(1+x)', 'x > −1'),
  log2: makeRule('logarithm', '1/(x*log(2))', 'x > 0'),
  // 2.3x could overflow.
  log10: { ...makeRule('logarithm', '1/log(10)/x', 'x > 0'), written: ['1/(x*log(10))'] },
  // f + 0 is 0 where f is −0.
  sqrt: { ...makeRule('power', '1/(2*(f+0))', 'x ≥ 0', '∞ at 0'), written: ['1/(2*f)'] },
  cbrt: makeRule('power', '1/(3*f^2)', every, '∞ at 0'),
  sin: makeRule('trigonometric', 'cos(x)'),
  cos: makeRule('trigonometric', '-sin(x)'),
  tan: makeRule('trigonometric', '1/cos(x)^2', 'x ≠ π/2 + kπ'),
  asin: {
    ...makeRule('inverse trigonometric', '1/sqrt(oneMinusSquare(x))', '−1 ≤ x ≤ 1', '∞ at ±1'),
    written: ['1/sqrt(1-x^2)'],
  },
  acos: {
    ...makeRule('inverse trigonometric', '-1/sqrt(oneMinusSquare(x))', '−1 ≤ x ≤ 1', '−∞ at ±1'),
    written: ['-1/sqrt(1-x^2)'],
  },
  atan: { ...makeRule('inverse trigonometric', `${2 ** -1000}/${scaled}`), written: ['1/(1+x^2)'] },
  sinh: makeRule('hyperbolic', 'cosh(x)'),
  cosh: makeRule('hyperbolic', 'sinh(x)'),
  // 1/cosh² turns into ∞/∞ when it is differentiated again beyond 710; 1 − tanh² is 0 from 20 on. sech2 is neither.
  tanh: { ...makeRule('hyperbolic', 'sech2(x)'), written: ['1/cosh(x)^2'] },
  asinh: { ...makeRule('hyperbolic', '1/hypot1(x, x^2)'), written: ['1/sqrt(1+x^2)'] },
  acosh: makeRule('hyperbolic', '1/(sqrt(x-1)*sqrt(x+1))', 'x ≥ 1', '∞ at 1'),
  atanh: { ...makeRule('hyperbolic', '1/oneMinusSquare(x)', '−1 < x < 1'), written: ['1/(1-x^2)'] },
  erf: makeRule('exponential', '2/sqrt(pi)*exp(-x^2)'),
  erfc: makeRule('exponential', '-2/sqrt(pi)*exp(-x^2)'),
  abs: makeRule('activation', 'sign(x)', every, '0 at 0'),
  sign: { ...makeRule('activation', '0', every, '0 at 0'), taken: ['0'] },
  heaviside: { ...makeRule('activation', '0', every, '0 at 0'), taken: ['0'] },
  relu: { ...makeRule('activation', 'heaviside(x)', every, '0 at 0'), taken: ['heaviside(x)'] },
  // The 1 − σ of the textbook is 0 from x = 37 on.
  sigmoid: { ...makeRule('activation', sigmoidSlope), written: ['f*(1-f)'] },
  softplus: makeRule('activation', 'sigmoid(x)'),
  gelu: {
    ...makeRule('activation', `(ndtr64(x) + x*npdf64(x))*${2 ** -64}`),
    written: ['erfc(-x/sqrt(2))/2 + x*exp(-x^2/2)/sqrt(2*pi)'],
  },
  silu: {
    ...makeRule('activation', 'sigmoid(x) + f*sigmoid(-x)'),
    written: ['sigmoid(x) + f*(1-sigmoid(x))'],
  },
  // From the left at 0, and so is the slope of the slope.
  elu: makeRule('activation', 'exp(x-relu(x))', every, '1 at 0'),
  // As they are written for two rivals, x being their difference; see `sharesOfBest`.
  min: makeRule('activation', ['(1-sign(x))/2', '(1+sign(x))/2'], every, tied),
  max: makeRule('activation', ['(1+sign(x))/2', '(1-sign(x))/2'], every, tied),
  logsumexp: makeRule('logarithm', ['sigmoid(x-y)', 'sigmoid(y-x)']),
  // exp(x)/Σ exp y: its slopes along more than one y are in `softmaxPartials`.
  softmax: makeRule('activation', ['f', '-f*f']),
  // The normal distribution function and its density, times 2⁶⁴.
  ndtr64: makeRule('exponential', 'npdf64(x)'),
  npdf64: makeRule('exponential', '-x*f'),
  sech2: makeRule('hyperbolic', '-2*tanh(x)*f'),
  // The square varies with x alone.
  hypot1: makeRule('power', ['x/f', '0']),
  oneMinusSquare: makeRule('power', '-2*x'),
  // Both vary alike, and the first keeps its digits.
  whereZero: makeRule('quotient', ['1', '0']),
  ties: { ...makeRule('activation', ['0', '0']), taken: ['0', '0'] },
  gate: { ...makeRule('activation', ['1', '0']), taken: ['y', '0'] },
};

/** Slope of atan as it is computed. */
const atanSlope = rules.atan.slopes[0];

/** Use of slopes: to compute with, or to be read. */
export type DerivativeForm = 'compute' | 'read';

/** The slopes of a call along each of its arguments, as nodes of a graph. */
export function partialDerivatives(graph: Graph, node: Call, use: DerivativeForm): Node[] {
  const { operation, args } = node;
  if (operation === 'softmax') return softmaxPartials(graph, node);
  if (operation === 'min' || operation === 'max') return sharesOfBest(graph, node, use);
  if (args.length > 2 && operation === 'logsumexp')
    return args.map((arg) => graph.call('softmax', arg, ...args));
  const { slopes: computed, written } = rules[operation];
  // Of 0^y, which is 0 near by too, log(0) is no part.
  const isWritten = use === 'read' && !(operation === 'power' && isZero(args[0]));
  const texts = isWritten && written ? written : computed;
  const partials = texts.map((text) => fillIn(graph, text, node));
  if (operation !== 'power' || use === 'read' || args[1].kind === 'constant') return partials;
  // x^0 is 1 for every x: at (0, 0) its slope is 0, where y*x^(y-1) would be NaN.
  return [fillIn(graph, `gate(${texts[0]}, abs(x)+abs(y))`, node), partials[1]];
}

/**
 * For each argument of a call a node that is 0 where the call is constant along it, near by too, since it takes
 * another branch; null where it never is.
 */
export function takenBranches(graph: Graph, node: Call): (Node | null)[] {
  const { operation, args } = node;
  if (operation === 'min' || operation === 'max') return args.map((arg) => graph.call('ties', arg, node));
  const { taken } = rules[operation];
  return args.map((_, i) => (taken?.[i] ? fillIn(graph, taken[i], node) : null));
}

/** Node that is 0 where a call would be constant along one of two arguments, were the other constant; null if none. */
export function neededFactor(graph: Graph, node: Call, place: number): Node | null {
  const text = rules[node.operation].needs?.[place];
  return text ? fillIn(graph, text, node) : null;
}

/**
 * Whether a call varies with an argument at values of its arguments, by the same rows: not where it takes another
 * branch, nor as the factor of what is 0 and does not vary, as the arguments that are `still`.
 */
export function passesAt(
  operation: Operation,
  values: readonly number[],
  place: number,
  still: readonly boolean[],
): boolean {
  const { taken, needs } = rules[operation];
  const isBest = operation === 'min' || operation === 'max';
  if (!taken && !needs && !isBest) return true;
  const f = evaluateOperation(operation, values);
  if (isBest) return evaluateOperation('ties', [values[place], f]) !== 0;
  const names = { x: values[0], y: values[1], f };
  const isZeroAt = (text: string | null | undefined) =>
    !!text && evaluateTemplate(template(text), names) === 0;
  return !isZeroAt(taken?.[place]) && !(still[1 - place] && isZeroAt(needs?.[place]));
}

function evaluateTemplate(node: Node, names: Readonly<Record<string, number>>): number {
  if (node.kind === 'constant') return node.value;
  if (node.kind === 'variable') return names[node.name];
  return evaluateOperation(
    node.operation,
    node.args.map((arg) => evaluateTemplate(arg, names)),
  );
}

/** Formula of x, y and f, with the arguments of a call and the call in their places. */
function fillIn(graph: Graph, text: string, node: Call): Node {
  const [x, y = x] = node.args;
  return instantiateTemplate(graph, text, { x, y, f: node });
}

/**
 * Slopes of slopes s along x, as formulas of x, y and s, where the derivative of s as it stands would cancel near 0,
 * overflow or underflow.
 */
const curves: Readonly<Record<string, string>> = {
  'sigmoid(x)*sigmoid(-x)': '-tanh(x/2)*s',
  'sigmoid(-x)*sigmoid(x)': '-tanh(x/2)*s',
  'sigmoid(x)*(1-sigmoid(x))': '(1-2*sigmoid(x))*s',
  'sigmoid(x) + silu(x)*sigmoid(-x)':
    '2*sigmoid(x)*sigmoid(-x) + (silu(-x)*sigmoid(x)^2 + silu(x)*sigmoid(-x)^2)',
  '1/cosh(x)^2': '-2*tanh(x)*s',
  '1/sqrt(oneMinusSquare(x))': 'x*s^3',
  '-1/sqrt(oneMinusSquare(x))': 'x*s^3',
  '1/oneMinusSquare(x)': '2*x*s^2',
  '1/(sqrt(x-1)*sqrt(x+1))': '-(x*s)*s^2',
  '1/hypot1(x, y)': '-(x*s)*s^2',
  'x/hypot1(x, y)': '(1/hypot1(x, y))^3',
  [atanSlope]: '-2*(x*s)*s',
};

/**
 * Nodes that a call is differentiated along, and its slopes along them: its arguments, or, where it is a slope that
 * has its own in `curves`, what that is of.
 */
export function partialsOf(
  graph: Graph,
  node: Call,
  use: DerivativeForm,
): { along: readonly Node[]; slopes: readonly Node[] } {
  for (const { pattern, curve } of curvesOf(node.operation)) {
    const names: Record<string, Node> = {};
    const bind = (name: string, each: Node) => {
      names[name] ??= each;
      return names[name] === each;
    };
    if (matchesPattern(pattern, node, bind))
      return { along: [names.x], slopes: [instantiateTemplate(graph, curve, { ...names, s: node })] };
  }
  return { along: node.args, slopes: partialDerivatives(graph, node, use) };
}

interface Curve {
  readonly pattern: Call;
  readonly curve: string;
}

let curveTable: Map<Operation, Curve[]> | null = null;
const noCurves: readonly Curve[] = [];

/** Rows of `curves` by the operation of the slope; they are parsed when the first formula is differentiated. */
function curvesOf(operation: Operation): readonly Curve[] {
  curveTable ??= readCurves();
  return curveTable.get(operation) ?? noCurves;
}

function readCurves(): Map<Operation, Curve[]> {
  const rows = new Map<Operation, Curve[]>();
  for (const [text, curve] of Object.entries(curves)) {
    const pattern = template(text) as Call;
    rows.set(pattern.operation, [...(rows.get(pattern.operation) ?? []), { pattern, curve }]);
  }
  return rows;
}

/**
 * Slopes of f = exp(a)/Σ exp x: f along a, −f·exp(x)/Σ exp x along each x; together, where a is one of the x,
 * f·Σ exp x/Σ exp x over the others, which does not cancel.
 */
function softmaxPartials(graph: Graph, node: Call): Node[] {
  const [a, ...all] = node.args;
  const along = (x: Node) => graph.call('multiply', node, graph.call('softmax', x, ...all));
  const own = all.filter((x) => x === a).length === 1;
  const [first, ...others] = own ? all.filter((x) => x !== a).map(along) : [node];
  const slope = others.reduce((sum, each) => graph.call('add', sum, each), first ?? graph.constant(0));
  return [slope, ...all.map((x) => (own && x === a ? graph.constant(0) : graph.call('negate', along(x))))];
}

/**
 * Slopes of min and max: 1/k along each of the k arguments that tie for the best, 0 along the others. To be read they
 * are (1 ± sign(a − b))/2 for two rivals, e/Σe with e = 1 − heaviside(m − a) for more, m being the maximum: whole
 * numbers over whole numbers, so that of two terms one is 0 and the other exact.
 */
function sharesOfBest(graph: Graph, node: Call, use: DerivativeForm): Node[] {
  const rivals = rivalsOf(node);
  const shares =
    use === 'compute'
      ? evenShares(graph, rivals, (rival) => graph.call('ties', rival, node))
      : (sharesOfTwo(graph, node.operation, rivals) ?? writtenShares(graph, node, rivals));
  return node.args.map((arg) => shares[rivals.indexOf(arg)] ?? graph.constant(0));
}

/** Arguments of min or max that can be the best, constants last: of those only the best one. */
function rivalsOf({ operation, args }: Call): Node[] {
  const [constants, others] = [true, false].map((is) =>
    args.filter(({ kind }) => (kind === 'constant') === is),
  );
  const values = constants.map((arg) => (arg.kind === 'constant' ? arg.value : 0));
  const best = evaluateOperation(operation, values);
  return [...others, ...constants.filter((_, i) => values[i] === best)];
}

function evenShares(graph: Graph, rivals: readonly Node[], tie: (rival: Node) => Node): Node[] {
  const ties = rivals.map(tie);
  const all = ties.reduce((sum, each) => graph.call('add', sum, each));
  return ties.map((each) => graph.call('divide', each, all));
}

/** Shares of two rivals; null where their difference is computed otherwise and may be told from 0 where they tie. */
function sharesOfTwo(graph: Graph, operation: Operation, rivals: readonly Node[]): Node[] | null {
  const [a, b] = rivals;
  if (rivals.length !== 2) return null;
  const x = isZero(b) ? a : graph.call('subtract', a, b);
  if (!isZero(b)) {
    const stable = stabilizeNodes(graph, [x]);
    if (stable.get(x) !== graph.call('subtract', stable.get(a)!, stable.get(b)!)) return null;
  }
  return rules[operation].slopes.map((text) => instantiateTemplate(graph, text, { x }));
}

function writtenShares(graph: Graph, node: Call, rivals: readonly Node[]): Node[] {
  const losses = rivals.map((rival) => {
    const [high, low] = node.operation === 'max' ? [node, rival] : [rival, node];
    return graph.call('heaviside', graph.call('subtract', high, low));
  });
  const minus = (sum: Node, loss: Node) => graph.call('subtract', sum, loss);
  const all = losses.reduce(minus, graph.constant(rivals.length));
  return losses.map((loss) => graph.call('divide', minus(graph.constant(1), loss), all));
}

const templates = new Map<string, Node>();

/** Node of a slope's formula, with nodes substituted for its names. */
const instantiateTemplate = (graph: Graph, text: string, names: Readonly<Record<string, Node>>): Node =>
  substitute(graph, template(text), new Map(Object.entries(names)));

function template(text: string): Node {
  let known = templates.get(text);
  if (!known) {
    const options = { graph: new Graph(), variables: ['x', 'y', 'f', 's'], functions: allFunctions };
    [known] = parse([text], options).roots;
    templates.set(text, known);
  }
  return known;
}
