import { readSpec } from './readSpec.js';
import { apiSyntax } from './settingSyntax.js';
import { settingTable } from './settings.js';
import type { Spec } from './spec.js';

/**
 * Spec from one of version 1, which was the state of an element: settings as texts, among its looks. A file without a
 * share for validation had a fifth of its rows kept apart, and rows with missing values dropped.
 */
export function specFromVersion1(who: string, state: Readonly<Record<string, unknown>>): Spec {
  const asked = Object.fromEntries(
    Object.entries(state).filter(([name]) => Object.hasOwn(settingTable, name)),
  );
  const isFile = typeof state.target === 'string' && state.target !== '';
  const before = isFile ? { validation: '0.2', missing: 'drop' } : {};
  const given = Object.entries(asked).filter(([, value]) => value !== '' && value !== null);
  const runs = state.runs ? { optimizers: undefined, rates: undefined } : {};
  return readSpec(
    apiSyntax(who),
    { problem: state.f, ...before, ...Object.fromEntries(given), ...runs },
    () => isFile,
  );
}
