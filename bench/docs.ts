// The pages of docs generated from the library alone: `npm run docs` writes them, `npm run check` compares them.
import { readFileSync } from 'node:fs';
import { page as methods } from './methods.js';
import { page as optimizers } from './optimizers.js';
import { page as slips } from './slips.js';
import { page as leastSquares, type Problem } from './strd.js';

const certified = (): Problem[] => JSON.parse(readFileSync('test/golden/strd.json', 'utf8'));

/** The text of each page, by its file in docs. */
export const pages: Readonly<Record<string, () => string>> = {
  'least-squares.md': () => leastSquares(certified()),
  'methods.md': methods,
  'optimizers.md': optimizers,
  'slips.md': slips,
};
