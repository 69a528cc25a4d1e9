import { wrongKind } from '../need.js';
import { parseIfNumber } from '../numbers.js';
import { modelFromText } from './modelText.js';
import type { SettingSyntax } from './settingSyntax.js';
import type { ModelSpec, Spec } from './spec.js';

/**
 * Spec for a decision plane: its model tells classes, which a file's target names, and a data set that is made has the
 * noise given, of which an empty text is none.
 */
export function planeSpec(
  { who, settingName }: SettingSyntax,
  spec: Spec,
  model: unknown,
  noise: unknown,
): Spec {
  if (modelFromText(who, String(model)).tells === 'numbers')
    throw wrongKind(who, settingName('model'), 'one that tells classes', model);
  const problem = spec.problem as ModelSpec;
  const { data } = problem;
  const isNoisy = noise !== undefined && noise !== null && noise !== '';
  const changed = data.csv
    ? { csv: { ...data.csv, classes: data.csv.classes ?? true } }
    : { ...(isNoisy && { settings: { ...data.settings, noise: parseIfNumber(String(noise)) } }) };
  return { ...spec, problem: { ...problem, data: { ...data, ...changed } } };
}
