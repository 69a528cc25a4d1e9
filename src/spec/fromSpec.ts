import type { Data } from '../data/data.js';
import { needKeys } from '../need.js';
import { dataFingerprint } from './fingerprint.js';
import { needSpec } from './needSpec.js';
import type { CompareOptions } from './plan.js';
import {
  type GivenData,
  optionsFromSpec,
  type ResolvedProblem,
  resolveInParts,
  runToEnd,
} from './resolveProblem.js';
import type { ModelSpec } from './spec.js';

export interface FromSpecOptions {
  /** Text or bytes of the file that a spec names, or the data of which it holds only a fingerprint. */
  data?: GivenData;
}

/**
 * Arguments of `compare` from a spec: `compare(problem, options)` has the hash of the call that `specOf` was given.
 * Specs of older versions are read. A spec that names a file, or holds only a fingerprint of its data, needs them as
 * `data`.
 * Throws TypeError for what is no spec, for unknown keys and missing data, RangeError for a newer version and other
 * data.
 */
export function fromSpec(
  spec: unknown,
  options: FromSpecOptions = {},
): { problem: ResolvedProblem['problem']; options: CompareOptions } {
  const who = 'fromSpec';
  const known = needSpec(who, spec);
  needKeys(who, 'option', options, ['data']);
  const { problem, data } = runToEnd(resolveInParts(who, known.problem, options.data));
  if (data) needFingerprint(who, known.problem as ModelSpec, data);
  return { problem, options: optionsFromSpec(known) };
}

function needFingerprint(who: string, { data: { fingerprint } }: ModelSpec, data: Data): void {
  if (fingerprint !== undefined && fingerprint !== dataFingerprint(data))
    throw new RangeError(
      `${who}: data needs the numbers that the spec was made of, ${fingerprint}, got others, ${dataFingerprint(data)}`,
    );
}
