// Sentences and words of the derivative figure.

import type { DerivativeModel } from '../../calculus/derivativeModel.js';
import { type Diagnosis, diagnose } from '../../calculus/diagnose.js';
import type { LocalBehaviour } from '../../calculus/localBehaviour.js';
import { shortenText } from '../../need.js';
import type { NumberFormats } from '../numberFormat.js';

export interface TangentSnapshot {
  model: DerivativeModel;
  point: LocalBehaviour & { slope: number };
  h: number;
  secant: number;
}

/** Delimiter of names of variables, which are set in italics. */
export const italicMark = '\u2063';
const italicize = (variable: string) => `${italicMark}${variable}${italicMark}`;

/** Name of a derivative: f, f′, f″ … */
const derivativeName = (order: number) => `f${'′'.repeat(order)}`;

const singularityNames: Record<string, string> = {
  kink: 'kink',
  hole: 'hole',
  jump: 'jump',
  steep: 'vertical',
};

/** Words of the drawing. */
export function tangentWords(snapshot: TangentSnapshot | null, numbers: NumberFormats) {
  const order = snapshot?.model.order ?? 1;
  const slopeText = (value = NaN) => numbers.measured(value);
  return {
    upper: derivativeName(order - 1),
    lower: derivativeName(order),
    tangent: `tangent ${slopeText(snapshot?.point.slope)}`,
    secant: `secant ${slopeText(snapshot?.secant)}`,
    slope: `slope ${slopeText(snapshot?.point.slope)}`,
    h: `h = ${slopeText(snapshot?.h)}`,
    spot: (kind: string) => singularityNames[kind] ?? '',
    tick: (value: number) => numbers.tick(value),
  };
}

/** Caption: a sentence on the tangent, or why there is none, and one on the secant. */
export function tangentCaption(snapshot: TangentSnapshot, numbers: NumberFormats): string {
  const second = secantSentence(snapshot, numbers);
  return `${tangentSentence(snapshot, numbers)}${second ? ` ${second}` : ''}`;
}

function tangentSentence({ model, point }: TangentSnapshot, numbers: NumberFormats): string {
  const { variable, order } = model;
  const { kind, slope, slopes, limits, at } = point;
  const formatSlope = (value: number) => numbers.measured(value);
  const here = `${italicize(variable)} = ${numbers.coordinate(at)}`;
  const name = `${italicize('f')}${'′'.repeat(order - 1)}`;
  switch (kind) {
    case 'smooth':
      return slope === 0
        ? `At ${here} the tangent is level.`
        : `At ${here} the tangent ${slope < 0 ? 'falls' : 'rises'} ${formatSlope(Math.abs(slope))} per unit of ${italicize(variable)}.`;
    case 'kink':
      return `At ${here}, ${name} has a kink: the slope is ${formatSlope(slopes[0])} on its left and ${formatSlope(slopes[1])} on its right, so there is no tangent.`;
    case 'steep':
      return `At ${here}, ${name} goes straight ${slopes[0] > 0 ? 'up' : 'down'}: its slope has no end, so there is no number for it.`;
    case 'edge':
      return `${name} ends at ${here}: there is nothing on one side, so there is no tangent.`;
    case 'jump':
      return `At ${here}, ${name} jumps from ${formatSlope(limits[0])} to ${formatSlope(limits[1])}, so there is no tangent.`;
    case 'hole':
      return `At ${here}, ${name} has a hole: ${undefinedReason(model, at, numbers)}; both sides come to ${formatSlope(limits[0])}.`;
    case 'pole':
      return `At ${here}, ${name} has no value: ${undefinedReason(model, at, numbers)}.`;
    default:
      return `At ${here}, ${name} has no value: ${undefinedReason(model, at, numbers)}.`;
  }
}

/** Why f has no value, by the formula itself: `sin(x)/x is 0/0`. */
function undefinedReason({ formula, order }: DerivativeModel, at: number, numbers: NumberFormats): string {
  const found = diagnose(formula, [at]);
  if (!found) return order > 1 ? 'its formula divides by 0' : 'it grows without end';
  return diagnosisText(found, numbers);
}

const maxExpression = 60;

function diagnosisText({ expression, inputs, value }: Diagnosis, numbers: NumberFormats): string {
  const name = shortenText(expression, maxExpression);
  const told = inputs.map((input) => numbers.coordinate(input));
  if (told.length === 2 && /\//.test(expression)) return `${name} is ${told.join('/')}`;
  const is = Number.isNaN(value) ? 'not a number' : numbers.coordinate(value);
  return `${name} is ${is}`;
}

function secantSentence({ point, h, secant }: TangentSnapshot, numbers: NumberFormats): string {
  if (!Number.isFinite(secant)) return '';
  const formatSlope = (value: number) => numbers.measured(value);
  const slopeVerb = (slope: number) => (slope < 0 ? 'falls' : 'rises');
  const over = `The secant over ${italicize('h')} = ${formatSlope(h)} ${slopeVerb(secant)} ${formatSlope(Math.abs(secant))}`;
  if (point.kind !== 'smooth') return `${over}.`;
  const off = secant - point.slope;
  if (off === 0) return `${over}, as much as the tangent.`;
  return `${over}, which is ${formatSlope(Math.abs(off))} ${compareSlopes(secant, point.slope)}.`;
}

function compareSlopes(secant: number, slope: number): string {
  if (Math.sign(secant) * Math.sign(slope) < 0 || slope === 0)
    return secant > slope ? 'too much' : 'too little';
  return Math.abs(secant) > Math.abs(slope) ? 'too steep' : 'too flat';
}
