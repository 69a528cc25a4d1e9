import { activation } from '../entry.js';
import { exp } from '../math/exp.js';

export const sigmoid = activation({
  title: 'Sigmoid',
  says: 'squeezes any number into 0 to 1',
  formula: '1/(1 + exp(-x))',
  cite: 'Verhulst 1838',
  value: rise,
  // σ′ = σ(x)σ(−x): the 1 − σ of the textbook is 0 from x = 37 on, this is not.
  slope: (x) => rise(x) * rise(-x),
  curve: (x) => rise(x) * rise(-x) * (rise(-x) - rise(x)),
});

/** σ(x) from e^−|x|, which cannot overflow. */
function rise(x: number): number {
  const small = exp(x < 0 ? x : -x);
  return x < 0 ? small / (1 + small) : 1 / (1 + small);
}
