import { byName } from '../entry.js';
import { type ScheduleEntry, schedules } from '../index.js';
import { noSuch, shown } from '../need.js';
import { numeric } from './knobs.js';

/** `cosine`, or with knobs, `cosine:etaMin=0.1`; a list goes on to the next name: `multistep:milestones=300,600,gamma=0.5`. */
export function scheduleFrom(who: string, text: string): unknown {
  const [schedule, given, ...rest] = text.split(':').map((part) => part.trim());
  if (given === undefined) return schedule;
  const needs = (what: string) => new RangeError(`${who}: --schedule needs ${what}, got ${shown(text)}`);
  const found: [name: string, ...values: string[]][] = [];
  for (const part of given.split(',')) {
    const words = part.split('=').map((word) => word.trim());
    if (rest.length > 0 || words.length > 2 || (words.length === 1 && found.length === 0))
      throw needs('a name like cosine, or with knobs cosine:etaMin=0.1');
    if (words.length === 1) found[found.length - 1].push(words[0]);
    else if (found.some(([name]) => name === words[0])) throw needs('each knob once');
    else found.push([words[0], words[1]]);
  }
  const { knobs } = byName<ScheduleEntry>(who, 'schedule', schedules, schedule);
  const read = ([name, ...values]: string[]) => {
    if (!Object.hasOwn(knobs, name)) throw noSuch(who, `knob of ${schedule}:`, name, Object.keys(knobs));
    if (Array.isArray(knobs[name].default)) return [name, values.map(numeric)];
    if (values.length > 1) throw needs(`one value for ${name}`);
    return [name, SWITCH.get(values[0]) ?? numeric(values[0])];
  };
  return { schedule, ...Object.fromEntries(found.map(read)) };
}

const SWITCH = new Map([
  ['true', true],
  ['false', false],
]);
