import type { ResidentVector } from '../algebra/resident.js';
import { type Fn, isFn, type Vec } from '../fn.js';
import { Formula, formula, type NamedPoint } from '../formula/formula.js';
import { needKeys, needLength, wrongKind } from '../need.js';
import { pointFrom } from '../numbers.js';
import { type CallbackOptions, type CallbackResult, callbackFn } from './callback.js';

/** A point as callers write it; by the names of variables for formulas; or as text, `x=1,y=2`. */
export type Point = number | ArrayLike<number> | ResidentVector | NamedPoint | string;

/** Point as a callback receives it: a number for a number, else an array. */
export type Received<P> = P extends number ? number : Vec;

/** A function as callers write it: formula text, a Fn, a JavaScript function, or its value and gradient. */
export type Source<P extends Point = Point> =
  | string
  | readonly string[]
  | Fn
  | ((x: Received<P>) => CallbackResult)
  | ValueAndGradient<P>;

interface ValueAndGradient<P extends Point = Point> {
  value: (x: Received<P>) => CallbackResult;
  gradient?: (x: Received<P>) => CallbackResult;
  start?: P;
}

/** Fn and point of a call; a callback gets a number where the point is one. */
export function sourceAt(who: string, given: unknown, x: unknown, what = 'x'): { fn: Fn; point: Vec } {
  const f = formulaFromText(given);
  if (f instanceof Formula) return { fn: f, point: f.point(who, what, x) };
  const point = pointFrom(who, what, x);
  const fn = fnFrom(who, f, typeof x === 'number', point.length);
  if (!Number.isNaN(fn.inputs)) needLength(who, what, point, fn.inputs);
  return { fn, point };
}

/** LRU cache of formulas by their texts, so that none is read and compiled again. */
const formulaCache = new Map<string, Formula>();
const MOST_CACHED = 64;

/** Formula of a text; everything else as it is. */
export function formulaFromText(given: unknown): unknown {
  if (typeof given === 'string') return cachedFormula(given);
  return Array.isArray(given) && typeof given[0] === 'string' ? formula(given as string[]) : given;
}

/** The last text asked for, which is often the next: a map whose entries move is made anew all the time. */
let latest: { text: string; formula: Formula } | null = null;

function cachedFormula(text: string): Formula {
  if (latest?.text === text) return latest.formula;
  const found = formulaCache.get(text) ?? formula(text);
  formulaCache.delete(text);
  formulaCache.set(text, found);
  if (formulaCache.size > MOST_CACHED) formulaCache.delete(formulaCache.keys().next().value!);
  latest = { text, formula: found };
  return found;
}

/** Fn of a caller's function of so many inputs; with `scalar` a callback receives a number. */
export function fnFrom(who: string, f: unknown, scalar: boolean, inputs: number): Fn {
  if (isFn(f)) return f;
  const parts = (typeof f === 'function' ? { value: f } : f) as Partial<Record<string, unknown>> | null;
  if (typeof parts !== 'object' || parts === null || typeof parts.value !== 'function') {
    throw wrongKind(who, 'f', 'a function', f);
  }
  if (typeof f === 'object') needKeys(who, 'part of f', parts, ['value', 'gradient', 'start']);
  const { value, gradient } = parts;
  if (gradient !== undefined && typeof gradient !== 'function')
    throw wrongKind(who, 'gradient', 'a function', gradient);
  const given = (g: unknown) => (x: Vec) => (g as (x: number | Vec) => CallbackResult)(scalar ? x[0] : x);
  return callbackFn(who, given(value), {
    inputs,
    outputs: gradient ? 1 : undefined,
    gradient: gradient ? given(gradient) : undefined,
  } as CallbackOptions);
}
