import { dim, input, kernel } from '../engine/kernel.js';
import { stripedSum } from '../math/stripedSum.js';

export const sum = kernel({
  name: 'sum',
  says: 'Σ xᵢ: four partial sums by i mod 4, (s₀ + s₁) + (s₂ + s₃), then the tail',
  args: [dim('n'), input('x', 'n')],
  copyFrom: 16384,
  reference: (n, x) => stripedSum(x, 0, n),
});
