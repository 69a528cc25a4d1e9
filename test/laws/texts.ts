import fc from 'fast-check';

export const smooth = 'sin cos exp expm1 tanh sinh cosh sigmoid softplus atan asinh erf erfc gelu silu'.split(
  ' ',
);
export const partial = 'log log1p log2 log10 sqrt cbrt tan asin acos acosh atanh'.split(' ');
export const kinked = 'abs relu sign heaviside elu'.split(' ');
const signs = ['+', '-', '*', '/'];

/** Formulas of x and y as somebody might type them. */
export function texts(functions: readonly string[], ofTwo: readonly string[]): fc.Arbitrary<string> {
  return fc.letrec<{ any: string }>((tie) => {
    const any = tie('any');
    const two = fc.tuple(fc.constantFrom(...signs, ...ofTwo), any, any);
    return {
      any: fc.oneof(
        { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('x', 'x', 'x', 'y', '2', '3', '1', '0.5', '10', 'pi', 'e'),
        two.map(([name, a, b]) => (/\w/.test(name) ? `${name}(${a}, ${b})` : `(${a})${name}(${b})`)),
        two.map(([, a, b]) => `(${a})+(${b})`),
        fc.tuple(any, fc.constantFrom(2, 3, 4, -1, -2)).map(([a, power]) => `(${a})^(${power})`),
        fc.tuple(fc.constantFrom(...functions), any).map(([name, a]) => `${name}(${a})`),
        any.map((a) => `-(${a})`),
      ),
    };
  }).any;
}
