import type { Job } from '../job.js';
import type { Numbers } from './numbers.js';

/** `Rosenbrock from (−1.2, 1), 1 000 steps`. */
export function subtitle(
  { title, start }: { title: string; start: ArrayLike<number> | null },
  { steps }: Job,
  numbers: Numbers,
): string {
  const point =
    start && start.length <= 4 ? ` from (${Array.from(start, numbers.coordinate).join(', ')})` : '';
  return `${title}${point}, ${numbers.count(steps)} ${steps === 1 ? 'step' : 'steps'}`;
}
