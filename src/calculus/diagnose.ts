import type { Fn, Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { Program } from '../formula/interpret.js';
import { nodeText } from '../formula/print.js';
import { type Point, type Source, sourceAt } from './source.js';

export interface Diagnosis {
  /** First expression that is not finite, as text. */
  expression: string;
  /** Its column in the formula's text, from 1; null for what is no formula. */
  column: number | null;
  /** Values of its arguments. */
  inputs: number[];
  value: number;
}

/**
 * First sub-expression of a formula that is not finite at x, from the inside out; null where all are finite. For what
 * is no formula, its first output that is not finite.
 */
export function diagnose<P extends Point>(f: Source<P>, x: P): Diagnosis | null {
  const { fn, point } = sourceAt('diagnose', f, x);
  if (fn instanceof Formula) return diagnoseFn(fn, point);
  const bad = fn.at(point).value.find((value) => !Number.isFinite(value));
  return bad === undefined ? null : { expression: 'f', column: null, inputs: [...point], value: bad };
}

/** `diagnose` of a Fn at its point; null too for what is no formula. */
export function diagnoseFn(fn: Fn, point: Vec): Diagnosis | null {
  if (!(fn instanceof Formula)) return null;
  const { nodes, values } = fn.trace(point);
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return null;
  const { expression, as } = fn.written(nodes[at]);
  const args = as.kind === 'call' ? as.args : [];
  return {
    expression: nodeText(expression),
    column: fn.columns.get(expression) ?? null,
    inputs: [...new Program(args, fn.variables).run(point)],
    value: values[at],
  };
}
