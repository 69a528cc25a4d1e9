import { basename } from 'node:path';
import type { Spec } from '../index.js';
import { listNames } from '../need.js';
import type { Baseline } from '../network/baseline.js';
import { hashJson } from '../spec/fingerprint.js';
import { plannedRuns } from '../spec/plannedRuns.js';
import type { RunRecord } from './runRecord.js';
import type { Study } from './studyRecord.js';
import type { PendingRun } from './sweep.js';

/** Study of all runs of a comparison. */
export function studyOf(
  all: readonly PendingRun[],
  { problem, ...spec }: Spec,
  about: string | null,
  told: Pick<Study, 'replicates' | 'noun'> & { baseline: Baseline | undefined },
): Study {
  const { replicates, noun, baseline } = told;
  const repeated = repeatedPlaces(all);
  // The problem as a run of it tells it, with data by their fingerprint, wherever they lie.
  const identity = { problem: all[0].spec.problem, asked: spec.options, version: all[0].version };
  return {
    id: hashJson({ ...identity, runs: all.length, replicates, noun }),
    runs: all.length,
    replicates,
    noun,
    about: about ?? ('name' in problem ? problem.name : 'formula' in problem ? problem.formula : ''),
    spec: { ...spec, problem: withoutFolder(problem) },
    ...(baseline && { baseline }),
    ...(repeated.length > 0 && { repeated }),
  };
}

function repeatedPlaces(all: readonly PendingRun[]): number[] {
  const known = new Set<string>();
  return all.flatMap(({ plan, replicate }, place) => {
    const [{ label, name, knobs, schedule }] = plan.configurations;
    const key = JSON.stringify([label, name, knobs, schedule, replicate]);
    return known.size === known.add(key).size ? [place] : [];
  });
}

/** What makes a study say less than was meant, a sentence each. */
export function doubts(all: readonly PendingRun[], { repeated }: Study): string[] {
  const { batch, every, steps } = all[0].plan.budget;
  const labels = [...new Set((repeated ?? []).map((place) => all[place].plan.configurations[0].label))];
  return [
    ...(batch && steps < every ? [`${steps} steps are less than an epoch, of ${every} batches`] : []),
    ...(labels.length > 0 ? [`asked for more than once, and made once: ${listNames(labels)}`] : []),
  ];
}

/** Problem whose file of data has no folder: where it lies is no part of a study. */
function withoutFolder(problem: Spec['problem']): Spec['problem'] {
  if (!('data' in problem) || problem.data.file === undefined) return problem;
  return { ...problem, data: { ...problem.data, file: basename(problem.data.file) } };
}

/** Names of a study's runs, in order: `adam 0.01 #2`. */
export function runNames({ spec: { options }, replicates }: Study): string[] {
  const { replicates: _, ...one } = options;
  const settings = plannedRuns(one).map(({ optimizer, rate, schedule: _, ...varied }) =>
    [optimizer, ...(rate === null ? [] : [JSON.stringify(rate)]), ...Object.entries(varied).flat()].join(' '),
  );
  return settings.flatMap((name) =>
    Array.from({ length: replicates }, (_, k) => (replicates > 1 ? `${name} #${k + 1}` : name)),
  );
}

/** What runs of another study a file holds, and what that has otherwise; null where there are none. */
export function otherStudyText(records: readonly RunRecord[], now: Study): string | null {
  const others = records.filter(({ study }) => study && study.id !== now.id);
  const before = others.at(-1)?.study;
  if (!before) return null;
  const count = others.filter(({ study }) => study!.id === before.id).length;
  const differences = differencesText(before.spec, now.spec);
  return `the file holds ${count} of another study${differences ? ` (${differences})` : ''}`;
}

const MOST_DIFFERENCES = 3;

/** What is another in one of two specs: `steps 20, now 21`. */
function differencesText(before: object, now: object): string {
  const [left, right] = [leaves(before), leaves(now)];
  const keys = [...new Set([...left.keys(), ...right.keys()])].filter(
    (key) => left.get(key) !== right.get(key),
  );
  const told = keys
    .slice(0, MOST_DIFFERENCES)
    .map((key) => `${key.split('.').at(-1)} ${left.get(key) ?? 'none'}, now ${right.get(key) ?? 'none'}`);
  return [...told, ...(keys.length > told.length ? [`${keys.length - told.length} more`] : [])].join('; ');
}

/** Texts of what is in an object, by the paths to it; a list is one. */
function leaves(given: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(given)) {
    const whole = `${path}${key}`;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [below, text] of leaves(value, `${whole}.`)) found.set(below, text);
    else if (value !== undefined) found.set(whole, Array.isArray(value) ? value.join(',') : String(value));
  }
  return found;
}
