// Every operation of a formula, by name. The table of rules is typed over this list, so that an operation
// without a rule does not compile.

/** Operations written with signs, and how many arguments they take. */
export const operators = { add: 2, subtract: 2, multiply: 2, divide: 2, power: 2, negate: 1 } as const;

/** Functions of one argument, as the language names them; `log` is the natural one, `ln` its other name. */
export const unary = [
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'sqrt',
  'cbrt',
  'abs',
  'sign',
  'heaviside',
  'relu',
  'sigmoid',
  'softplus',
  'gelu',
  'silu',
  'elu',
  'erf',
  'erfc',
] as const;

/** Functions of two or more arguments. */
export const variadic = ['min', 'max'] as const;

/**
 * Operations that no user writes: computed in place of what is written, where that would lose its digits; and in
 * derivatives, `ties(a, m)`, 1 where a is m and 0 where not, and `gate(v, live)`, v where live is not 0 and 0 where it
 * is, whatever v. `hypot1(x, s)` is √(1 + s), s being x² as it is written, and |x| where that overflows;
 * `oneMinusSquare(x)` is 1 − x²; `whereZero(y, w)` is w, and y where that is 0, two ways to compute the same.
 */
export const internalOperations = [
  'logsumexp',
  'softmax',
  'ndtr64',
  'npdf64',
  'sech2',
  'hypot1',
  'oneMinusSquare',
  'whereZero',
  'ties',
  'gate',
] as const;

export const isUnwritten = (operation: string) =>
  (internalOperations as readonly string[]).includes(operation);

export type Operator = keyof typeof operators;
export type Unary = (typeof unary)[number];
export type Variadic = (typeof variadic)[number];
export type InternalOperation = (typeof internalOperations)[number];
/** Operation with a rule: any node but a number or a variable. */
export type Operation = Operator | Unary | Variadic | InternalOperation;
