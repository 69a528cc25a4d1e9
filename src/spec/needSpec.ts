import { needKeys, needWhole, wrongKind } from '../need.js';
import * as optimizers from '../optimizers/index.js';
import { DESCENT_KEYS } from './budget.js';
import { type ModelSpec, SPEC_VERSION, type Spec } from './spec.js';
import { specFromVersion1 } from './version1.js';

const OPTION_KEYS = [...DESCENT_KEYS, ...['replicates', 'optimizers', 'rates', 'runs']];
const PROBLEM_KEYS = [['name'], ['formula', 'variables'], ['data', 'model', 'settings']];
const DATA_KEYS = ['set', 'settings', 'file', 'text', 'csv', 'inline', 'fingerprint', 'changes'];
const DATA_SOURCES = ['set', 'file', 'text', 'inline', 'fingerprint'];

/** Names of the knobs of all optimizers, each once. */
const knobNames: readonly string[] = [
  ...new Set(Object.values(optimizers).flatMap(({ knobs }) => Object.keys(knobs))),
];

/**
 * Spec, checked: given as such, or as the `spec` of an element's state or of a record. Older versions are migrated.
 * Throws TypeError for what is none and for unknown keys, RangeError for a newer version.
 */
export function needSpec(who: string, given: unknown): Spec {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongKind(who, 'spec', 'what specOf returned', given);
  if ('spec' in given) return needSpec(who, given.spec);
  const { version } = given as { version?: unknown };
  if (typeof version === 'number' && Number.isInteger(version) && version > SPEC_VERSION)
    throw new RangeError(
      `${who}: spec needs a version up to ${SPEC_VERSION}, got ${version}, which a newer nabla-workbench wrote; a newer one reads it`,
    );
  needWhole(who, 'spec.version', version, 1, SPEC_VERSION);
  if (version === 1) return specFromVersion1(who, given as Record<string, unknown>);
  needKeys(who, 'key in spec:', given, ['version', 'problem', 'options']);
  const { problem, options } = given as Spec;
  needProblem(who, problem);
  needKeys(who, 'option in spec:', options, [...OPTION_KEYS, ...knobNames]);
  return given as Spec;
}

function needProblem(who: string, problem: unknown): void {
  const keys = Object.keys(needObject(who, 'spec.problem', problem));
  const known = PROBLEM_KEYS.find(([first]) => keys.includes(first));
  if (!known) throw wrongKind(who, 'spec.problem', 'a name, a formula or a model', problem);
  needKeys(who, 'key in spec.problem:', problem as object, known);
  if (!('data' in (problem as object))) return;
  const { settings, data } = problem as ModelSpec;
  if (settings !== undefined) needObject(who, 'spec.problem.settings', settings);
  needKeys(who, 'key in spec.problem.data:', needObject(who, 'spec.problem.data', data), DATA_KEYS);
  if (DATA_SOURCES.filter((key) => key in data).length === 0)
    throw wrongKind(who, 'spec.problem.data', `one of ${DATA_SOURCES.join(', ')}`, data);
  if (data.changes !== undefined && !Array.isArray(data.changes))
    throw wrongKind(who, 'spec.problem.data.changes', 'an array', data.changes);
}

function needObject(who: string, what: string, given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongKind(who, what, 'an object', given);
  return given as Record<string, unknown>;
}
