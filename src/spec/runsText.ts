import { outOfRange, wrongKind } from '../need.js';
import { needNotLost, parseDecimal, parseScalar } from '../numbers.js';
import { scheduleText } from './knobSchedule.js';
import type { RateList } from './rate.js';

/** Entry of the option `runs`. */
export interface WrittenRun {
  readonly optimizer: string;
  readonly rate?: number | RateList | null;
  readonly [knob: string]: unknown;
}

const NEEDS = 'optimizers with a rate each, like sgd 0.1, adam 0.01 0.03@137';

/**
 * Runs from text, with commas between them: `sgd 0.1 momentum=0.9 schedule=cosine, adam 0.01 0.03@137`. A rate with a
 * step behind it holds from that step on. What follows a comma and begins with no name belongs to the list of a
 * schedule before it.
 */
export function runsFromText(who: string, text: string): WrittenRun[] {
  const parts: string[] = [];
  for (const part of text.split(',')) {
    const begins = parts.length === 0 || /^\s*(?:[A-Za-z]\w*(?:\s|$)|$)/.test(part);
    if (begins) parts.push(part);
    else parts.push(`${parts.pop()},${part}`);
  }
  return parts.filter((part) => part.trim() !== '').map((part) => runFromText(who, part.trim()));
}

function runFromText(who: string, text: string): WrittenRun {
  const [optimizer, ...words] = text.split(/\s+/);
  const rates = words.filter((word) => !word.includes('='));
  const settings = words
    .filter((word) => word.includes('='))
    .map((word): [string, unknown] => {
      const at = word.indexOf('=');
      const [name, value] = [word.slice(0, at), word.slice(at + 1)];
      if (['optimizer', 'rate', 'label', ''].includes(name)) throw outOfRange(who, 'runs', NEEDS, text);
      return [name, name === 'schedule' ? value : parseScalar(value)];
    });
  if (new Set(settings.map(([name]) => name)).size < settings.length)
    throw outOfRange(who, 'runs', 'each knob of a run once', text);
  return { optimizer, ...ratesFromWords(who, text, rates), ...Object.fromEntries(settings) };
}

function ratesFromWords(who: string, text: string, words: readonly string[]): { rate?: number | RateList } {
  if (words.length === 0) return {};
  const entries = words.map((word, i): [number, number] => {
    const [rate, step, ...rest] = word.split('@');
    if (rest.length > 0 || (step === undefined) !== (i === 0)) throw wrongKind(who, 'runs', NEEDS, text);
    for (const each of [rate, step ?? '']) needNotLost(who, 'runs', each);
    const [from, value] = [step === undefined ? 0 : parseDecimal(step), parseDecimal(rate)];
    if (Number.isNaN(from) || Number.isNaN(value)) throw wrongKind(who, 'runs', NEEDS, text);
    return [from, value];
  });
  return { rate: entries.length === 1 ? entries[0][1] : entries };
}

/** Text of runs for an attribute; labels are left out. */
export const runsText = (runs: readonly WrittenRun[]): string => runs.map(runText).join(', ');

function runText({ optimizer, rate, schedule, label: _, replicate: __, ...knobs }: WrittenRun): string {
  const rates =
    rate === undefined || rate === null ? [] : typeof rate === 'object' ? rate : [[0, rate] as const];
  return [
    optimizer,
    ...rates.map(([step, each]) => (step === 0 ? each : `${each}@${step}`)),
    ...Object.entries(knobs).map(([name, value]) => `${name}=${value}`),
    ...(schedule === undefined ? [] : [`schedule=${rateScheduleText(schedule)}`]),
  ].join(' ');
}

/** Text of the rate's schedule, which may be given under the name of its knob. */
export function rateScheduleText(schedule: unknown): string {
  if (typeof schedule !== 'object' || schedule === null) return String(schedule);
  const isWritten = Array.isArray(schedule) || 'schedule' in schedule;
  return scheduleText(isWritten ? (schedule as never) : (schedule as { rate: never }).rate);
}
