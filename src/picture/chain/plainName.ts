import { splitSubscript } from '../../formula/names.js';

const low = [...'₀₁₂₃₄₅₆₇₈₉'];

/** A name as plain text has it: `w1` is w₁. */
export function plainName(name: string): string {
  const { base, below } = splitSubscript(name);
  return /^\d+$/.test(below) ? base + [...below].map((digit) => low[Number(digit)]).join('') : name;
}
