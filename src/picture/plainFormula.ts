import { superscript } from './numberFormat.js';

/** Formula in one line of plain text, as it is written by hand: `(w-3)^2` → `(w − 3)²`. */
export const handwrittenFormula = (formula: string): string =>
  formula
    .replace(/\^(-?\d+)(?![\w.^(])/g, (_, power: string) => superscript(power))
    .replaceAll('*', '·')
    .replaceAll('-', '−')
    .replace(/(?<=[\p{L}\p{N}_)])(?<!\d\.?[eE])([+−])(?=[\p{L}\p{N}_(.])/gu, ' $1 ');
