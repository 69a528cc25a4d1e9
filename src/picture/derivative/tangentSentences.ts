// Sentences and words of the derivative figure.

import type { Tangency } from '../../calculus/derivativeModel.js';
import { type Diagnosis, diagnose } from '../../calculus/diagnose.js';
import type { Around } from '../../calculus/localBehaviour.js';
import { shortened } from '../../need.js';
import type { Numbers } from '../numberFormat.js';

export interface Seen {
  tangency: Tangency;
  point: Around & { slope: number };
  h: number;
  secant: number;
}

/** Delimiter of names of variables, which are set in italics. */
export const italic = '\u2063';
const set = (variable: string) => `${italic}${variable}${italic}`;

/** Name of a derivative: f, f′, f″ … */
const nameOf = (order: number) => `f${'′'.repeat(order)}`;

const spotNames: Record<string, string> = { kink: 'kink', hole: 'hole', jump: 'jump', steep: 'vertical' };

/** Words of the drawing. */
export function tangentWords(seen: Seen | null, numbers: Numbers) {
  const order = seen?.tangency.order ?? 1;
  const told = (value = NaN) => numbers.measured(value);
  return {
    upper: nameOf(order - 1),
    lower: nameOf(order),
    tangent: `tangent ${told(seen?.point.slope)}`,
    secant: `secant ${told(seen?.secant)}`,
    slope: `slope ${told(seen?.point.slope)}`,
    h: `h = ${told(seen?.h)}`,
    spot: (kind: string) => spotNames[kind] ?? '',
    tick: (value: number) => numbers.tick(value),
  };
}

/** Caption: a sentence on the tangent, or why there is none, and one on the secant. */
export function tangentCaption(seen: Seen, numbers: Numbers): string {
  const second = secantSentence(seen, numbers);
  return `${firstSentence(seen, numbers)}${second ? ` ${second}` : ''}`;
}

function firstSentence({ tangency, point }: Seen, numbers: Numbers): string {
  const { variable, order } = tangency;
  const { kind, slope, slopes, limits, at } = point;
  const told = (value: number) => numbers.measured(value);
  const here = `${set(variable)} = ${numbers.coordinate(at)}`;
  const name = `${set('f')}${'′'.repeat(order - 1)}`;
  switch (kind) {
    case 'smooth':
      return slope === 0
        ? `At ${here} the tangent is level.`
        : `At ${here} the tangent ${slope < 0 ? 'falls' : 'rises'} ${told(Math.abs(slope))} per unit of ${set(variable)}.`;
    case 'kink':
      return `At ${here}, ${name} has a kink: the slope is ${told(slopes[0])} on its left and ${told(slopes[1])} on its right, so there is no tangent.`;
    case 'steep':
      return `At ${here}, ${name} goes straight ${slopes[0] > 0 ? 'up' : 'down'}: its slope has no end, so there is no number for it.`;
    case 'edge':
      return `${name} ends at ${here}: there is nothing on one side, so there is no tangent.`;
    case 'jump':
      return `At ${here}, ${name} jumps from ${told(limits[0])} to ${told(limits[1])}, so there is no tangent.`;
    case 'hole':
      return `At ${here}, ${name} has a hole: ${why(tangency, at, numbers)}; both sides come to ${told(limits[0])}.`;
    case 'pole':
      return `At ${here}, ${name} has no value: ${why(tangency, at, numbers)}.`;
    default:
      return `At ${here}, ${name} has no value: ${why(tangency, at, numbers)}.`;
  }
}

/** Why f has no value, by the formula itself: `sin(x)/x is 0/0`. */
function why({ formula, order }: Tangency, at: number, numbers: Numbers): string {
  const found = diagnose(formula, [at]);
  if (!found) return order > 1 ? 'its formula divides by 0' : 'it grows without end';
  return reason(found, numbers);
}

const most = 60;

function reason({ expression, inputs, value }: Diagnosis, numbers: Numbers): string {
  const name = shortened(expression, most);
  const told = inputs.map((input) => numbers.coordinate(input));
  if (told.length === 2 && /\//.test(expression)) return `${name} is ${told.join('/')}`;
  const is = Number.isNaN(value) ? 'not a number' : numbers.coordinate(value);
  return `${name} is ${is}`;
}

function secantSentence({ point, h, secant }: Seen, numbers: Numbers): string {
  if (!Number.isFinite(secant)) return '';
  const told = (value: number) => numbers.measured(value);
  const verb = (slope: number) => (slope < 0 ? 'falls' : 'rises');
  const over = `The secant over ${set('h')} = ${told(h)} ${verb(secant)} ${told(Math.abs(secant))}`;
  if (point.kind !== 'smooth') return `${over}.`;
  const off = secant - point.slope;
  if (off === 0) return `${over}, as much as the tangent.`;
  return `${over}, which is ${told(Math.abs(off))} ${how(secant, point.slope)}.`;
}

function how(secant: number, slope: number): string {
  if (Math.sign(secant) * Math.sign(slope) < 0 || slope === 0)
    return secant > slope ? 'too much' : 'too little';
  return Math.abs(secant) > Math.abs(slope) ? 'too steep' : 'too flat';
}
