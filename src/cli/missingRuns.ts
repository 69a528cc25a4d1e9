import { countNoun } from '../need.js';
import type { FoundStudy } from './runIndex.js';
import { runNames } from './study.js';

/** Most runs that are named. */
const MOST_NAMED = 5;
/** Most shards that are looked for. */
const MOST_SHARDS = 1000;

/**
 * Which runs of a comparison are in none of some files, in words; null where none is missing, or that cannot be told: of
 * comparisons that share a problem, one may have taken over runs of the other.
 */
export function missingText(studies: readonly FoundStudy[]): string | null {
  const alone = studies.filter(
    (each) => each.study && !studies.some((other) => other !== each && other.problem === each.problem),
  );
  const told = alone.flatMap((each) => {
    const missing = [...each.made.keys()].filter((place) => !each.made[place]);
    return missing.length === 0 ? [] : [missingOf(each, missing)];
  });
  return told.length === 0 ? null : told.join('; ');
}

function missingOf({ study, made }: FoundStudy, missing: readonly number[]): string {
  const names = runNames(study!);
  const first = missing.slice(0, MOST_NAMED).map((place) => `${place + 1} (${names[place]})`);
  const more = missing.length > first.length ? ` and ${missing.length - first.length} more` : '';
  const shards = shardsText(made, missing);
  return `${made.length - missing.length} of ${countNoun(made.length, 'run')} of ${study!.about}: without ${first.join(', ')}${more}${shards}`;
}

/** Shards that are missing as a whole, of the fewest of which that can be said. */
function shardsText(made: Uint8Array, missing: readonly number[]): string {
  const { length } = made;
  for (let n = 2; n < length && n <= MOST_SHARDS; n++) {
    const gone = [...new Set(missing.map((place) => place % n))];
    const size = (shard: number) => Math.ceil((length - shard) / n);
    if (gone.length === n) continue;
    if (gone.reduce((sum, shard) => sum + size(shard), 0) !== missing.length) continue;
    return `, all of ${gone.length === 1 ? 'shard' : 'shards'} ${gone.sort((a, b) => a - b).join(', ')} of ${n}`;
  }
  return '';
}
