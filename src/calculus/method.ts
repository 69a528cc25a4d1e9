import type { Fn, Vec } from '../fn.js';
import { noSuch } from '../need.js';
import { callbackFn } from './callback.js';

export interface MethodOptions {
  /** `exact` asks f itself, which for a callback without derivatives is `central` differences too. */
  method?: 'exact' | 'central';
}

/** f as it is, or known by its values alone. */
export function byMethod(who: string, f: Fn, method: unknown = 'exact'): Fn {
  if (method === 'exact') return f;
  if (method !== 'central') throw noSuch(who, 'method', method, ['exact', 'central']);
  return callbackFn(who, (x: Vec) => f.at(x).value, {});
}

export function needOneOutput(who: string, value: Vec): void {
  if (value.length !== 1) throw new RangeError(`${who}: f needs one output, got ${value.length}`);
}
