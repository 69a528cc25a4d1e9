import { type Fn, isFn, type Vec } from '../fn.js';
import { Formula, formula } from '../formula/formula.js';
import { needLength, showValue, unknownName, wrongKind } from '../need.js';
import { checkedNumbers } from '../numbers.js';
import type { CallbackResult } from './callback.js';

/** A claimed gradient as callers write it. */
export type Claim =
  | number
  | string
  | ArrayLike<number>
  | readonly string[]
  | Readonly<Record<string, number | string>>
  | Fn
  | ((x: never) => CallbackResult);

/** Values of a claim at the point, and, where it is more than numbers, at other points. */
export interface ResolvedClaim {
  values: Vec;
  elsewhere: ((x: Vec) => Vec) | null;
}

/** Names of the inputs of f: its variables, else x, y, z, or x1 … xn where there are more. */
export function inputNames(f: Fn, n: number): readonly string[] {
  if (f instanceof Formula) return f.variables;
  return n <= 3 ? ['x', 'y', 'z'].slice(0, n) : Array.from({ length: n }, (_, i) => `x${i + 1}`);
}

/** Values of a claim as callers write it; `scalar` says that the point is a number. */
export function resolveClaim(
  who: string,
  claimed: unknown,
  names: readonly string[],
  x: Vec,
  scalar: boolean,
): ResolvedClaim {
  const n = names.length;
  if (typeof claimed === 'number') return resolveClaim(who, [claimed], names, x, scalar);
  if (typeof claimed === 'string') return resolveClaim(who, [claimed], names, x, scalar);
  if (typeof claimed === 'function') {
    const f = claimed as (x: number | Vec) => unknown;
    return claimFromFunction((p) => claimResult(who, f(scalar ? p[0] : p.slice()), n), x);
  }
  if (isFn(claimed)) return claimFromFunction((p) => claimResult(who, claimed.at(p).value, n), x);
  if (typeof claimed !== 'object' || claimed === null)
    throw wrongKind(who, 'claimed', 'numbers, texts or a function', claimed);
  if (!('length' in claimed) || names.includes('length')) return claimByName(who, claimed, names, x);
  const texts = claimed as ArrayLike<unknown>;
  if (Array.isArray(claimed) && claimed.some((each) => typeof each === 'string'))
    return claimByText(who, texts, names, x);
  return { values: checkedNumbers(who, 'claimed', claimed, n), elsewhere: null };
}

const claimFromFunction = (elsewhere: (x: Vec) => Vec, x: Vec): ResolvedClaim => ({
  values: elsewhere(x),
  elsewhere,
});

const claimResult = (who: string, answer: unknown, n: number): Vec =>
  checkedNumbers(who, 'claimed(x)', typeof answer === 'number' ? [answer] : answer, n);

function claimByName(who: string, claimed: object, names: readonly string[], x: Vec): ResolvedClaim {
  for (const name of Object.keys(claimed))
    if (!names.includes(name)) throw unknownName(who, 'variable in claimed:', name, names);
  const each = names.map((name) => {
    const part = Object.hasOwn(claimed, name) ? (claimed as Record<string, unknown>)[name] : undefined;
    if (typeof part !== 'number' && typeof part !== 'string')
      throw wrongKind(who, `claimed.${name}`, 'a number or a text', part);
    return part;
  });
  return each.some((part) => typeof part === 'string')
    ? claimByText(who, each, names, x)
    : { values: Float64Array.from(each as number[]), elsewhere: null };
}

function claimByText(
  who: string,
  parts: ArrayLike<unknown>,
  names: readonly string[],
  x: Vec,
): ResolvedClaim {
  needLength(who, 'claimed', parts, names.length);
  const each = Array.from(parts, (part, i) => {
    if (typeof part === 'number') return () => part;
    if (typeof part !== 'string')
      throw new TypeError(`${who}: claimed[${i}] needs a text, got ${showValue(part)}`);
    const f = formula(part, { variables: names });
    return (p: Vec) => f.at(p).value[0];
  });
  return claimFromFunction((p) => Float64Array.from(each, (f) => f(p)), x);
}
