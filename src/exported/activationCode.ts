import type { Activation } from '../entry.js';
import { formula } from '../formula/formula.js';
import type { Node } from '../formula/graph.js';
import type { Operation } from '../formula/operations.js';

export type CodeLanguage = 'typescript' | 'numpy';

/** Code of an operation, of that of its arguments. */
type Writer = (...args: string[]) => string;

/** Function that code needs beside the activation, and those that it needs itself. */
interface Helper {
  readonly code: string;
  readonly needs?: readonly string[];
}

/** How a language writes formulas. */
interface CodeWriter {
  readonly operations: Readonly<Partial<Record<Operation, Writer>>>;
  /** Prefix of functions that the language has under the same names. */
  readonly library: string;
  readonly helpers: Readonly<Record<string, Helper>>;
}

/** Library of TypeScript, sign of a power, and √π, in the code that is written. */
const [M, TO_THE, ROOT_PI] = ['Math.', ' ** ', 1.7724538509055159];

const arithmetic: Readonly<Partial<Record<Operation, Writer>>> = {
  add: (a, b) => `(${a} + ${b})`,
  subtract: (a, b) => `(${a} - ${b})`,
  multiply: (a, b) => `(${a} * ${b})`,
  divide: (a, b) => `(${a} / ${b})`,
  power: (a, b) => `(${a})${TO_THE}(${b})`,
  negate: (a) => `(-${a})`,
  silu: (x) => `(${x} * sigmoid(${x}))`,
  gelu: (x) => `(0.5 * ${x} * erfc(-${x} / ${Math.sqrt(2)}))`,
  ...Object.fromEntries(['sigmoid', 'erf', 'erfc'].map((name) => [name, (x: string) => `${name}(${x})`])),
};

const typescript: CodeWriter = {
  operations: {
    ...arithmetic,
    relu: (x) => `${M}max(${x}, 0)`,
    heaviside: (x) => `(${x} > 0 ? 1 : 0)`,
    elu: (x) => `(${M}max(${x}, 0) + ${M}expm1(${M}min(${x}, 0)))`,
    softplus: (x) => `(${M}max(${x}, 0) + ${M}log1p(${M}exp(-${M}abs(${x}))))`,
    min: (...all) => `${M}min(${all.join(', ')})`,
    max: (...all) => `${M}max(${all.join(', ')})`,
  },
  library: M,
  helpers: {
    sigmoid: { code: `const sigmoid = (x: number): number => 0.5 * (1 + ${M}tanh(0.5 * x));` },
    erf: {
      code: 'const erf = (x: number): number => (x < 0 ? erfc(-x) - 1 : 1 - erfc(x));',
      needs: ['erfc'],
    },
    // A series of positive terms near 0, and further out the continued fraction: DLMF 7.6.2 and 7.9.1.
    erfc: {
      code: `function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x > 3) {
    let fraction = x;
    for (let k = 80; k > 0; k--) fraction = x + k / 2 / fraction;
    return ${M}exp(-x * x) / (fraction * ${ROOT_PI});
  }
  let [term, sum] = [x, x];
  for (let k = 1; k < 100; k++) sum += term *= (2 * x * x) / (2 * k + 1);
  return 1 - ${2 / ROOT_PI} * ${M}exp(-x * x) * sum;
}`,
    },
  },
};

const numpy: CodeWriter = {
  operations: {
    ...arithmetic,
    relu: (x) => `np.maximum(${x}, 0.0)`,
    heaviside: (x) => `np.heaviside(${x}, 0.0)`,
    elu: (x) => `(np.maximum(${x}, 0.0) + np.expm1(np.minimum(${x}, 0.0)))`,
    softplus: (x) => `np.logaddexp(0.0, ${x})`,
    min: (...all) => all.reduce((a, b) => `np.minimum(${a}, ${b})`),
    max: (...all) => all.reduce((a, b) => `np.maximum(${a}, ${b})`),
    ...Object.fromEntries(
      ['asin', 'acos', 'atan', 'asinh', 'acosh', 'atanh'].map((name) => [
        name,
        (x: string) => `np.arc${name.slice(1)}(${x})`,
      ]),
    ),
  },
  library: 'np.',
  helpers: {
    sigmoid: { code: 'def sigmoid(x):\n    return 0.5 * (1.0 + np.tanh(0.5 * x))' },
    erf: { code: 'erf = np.vectorize(math.erf, otypes=[float])' },
    erfc: { code: 'erfc = np.vectorize(math.erfc, otypes=[float])' },
  },
};

const writers: Readonly<Record<CodeLanguage, CodeWriter>> = { typescript, numpy };
export const codeLanguages = Object.keys(writers) as CodeLanguage[];

/** Expression of x for an activation in a language, and the functions that it needs. */
export function activationCode(
  { formula: text }: Pick<Activation, 'formula'>,
  language: CodeLanguage,
): { expression: string; helpers: string[] } {
  const writer = writers[language];
  const needed = new Set<string>();
  const need = (name: string) => {
    for (const each of writer.helpers[name]?.needs ?? []) need(each);
    if (name in writer.helpers) needed.add(name);
  };
  const expression = codeOf(formula(text, { variables: ['x'] }).roots[0], writer);
  for (const name of Object.keys(writer.helpers))
    if (new RegExp(`\\b${name}\\(`).test(expression)) need(name);
  return { expression, helpers: [...needed].map((name) => writer.helpers[name].code) };
}

/** Code of a formula of x. What is no operation of its own is a function of the library. */
function codeOf(node: Node, writer: CodeWriter): string {
  if (node.kind === 'variable') return node.name;
  if (node.kind === 'constant') return node.value < 0 ? `(${node.value})` : String(node.value);
  const args = node.args.map((arg) => codeOf(arg, writer));
  const write = writer.operations[node.operation];
  return write ? write(...args) : `${writer.library}${node.operation}(${args.join(', ')})`;
}
