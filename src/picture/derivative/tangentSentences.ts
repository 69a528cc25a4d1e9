// Sentences and words of the derivative figure.

import type { DerivativeModel } from '../../calculus/derivativeModel.js';
import { type Diagnosis, diagnose } from '../../calculus/diagnose.js';
import type { LocalBehaviour } from '../../calculus/localBehaviour.js';
import { shortenText } from '../../need.js';
import { derivativePhrases } from '../../phrases/en.js';
import type { Language } from '../language.js';

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

/** Words of the drawing. */
export function tangentWords(snapshot: TangentSnapshot | null, { numbers, phrases }: Language) {
  const said = phrases(derivativePhrases);
  const order = snapshot?.model.order ?? 1;
  const slopeText = (value = NaN) => numbers.measured(value);
  return {
    upper: derivativeName(order - 1),
    lower: derivativeName(order),
    tangent: said.tangent(slopeText(snapshot?.point.slope)),
    secant: said.secant(slopeText(snapshot?.secant)),
    slope: said.slope(slopeText(snapshot?.point.slope)),
    h: `h = ${slopeText(snapshot?.h)}`,
    spot: (kind: string) => said.spots[kind] ?? '',
    tick: (value: number) => numbers.tick(value),
  };
}

/** Caption: a sentence on the tangent, or why there is none, and one on the secant. */
export function tangentCaption(snapshot: TangentSnapshot, language: Language): string {
  const second = secantSentence(snapshot, language);
  return `${tangentSentence(snapshot, language)}${second ? ` ${second}` : ''}`;
}

function tangentSentence({ model, point }: TangentSnapshot, language: Language): string {
  const { variable, order } = model;
  const { kind, slope, slopes, limits, at } = point;
  const { numbers } = language;
  const said = language.phrases(derivativePhrases);
  const { measured } = numbers;
  const here = `${italicize(variable)} = ${numbers.coordinate(at)}`;
  const name = `${italicize('f')}${'′'.repeat(order - 1)}`;
  switch (kind) {
    case 'smooth': {
      const by = measured(Math.abs(slope));
      if (slope === 0) return said.level(here);
      return slope < 0
        ? said.falls(here, by, italicize(variable))
        : said.rises(here, by, italicize(variable));
    }
    case 'kink':
      return said.kink(here, name, measured(slopes[0]), measured(slopes[1]));
    case 'steep':
      return said.steep(here, name, slopes[0] > 0);
    case 'edge':
      return said.edge(here, name);
    case 'jump':
      return said.jump(here, name, measured(limits[0]), measured(limits[1]));
    case 'hole':
      return said.hole(here, name, undefinedReason(model, at, language), measured(limits[0]));
    default:
      return said.noValue(here, name, undefinedReason(model, at, language));
  }
}

/** Why f has no value, by the formula itself: `sin(x)/x is 0/0`. */
function undefinedReason({ formula, order }: DerivativeModel, at: number, language: Language): string {
  const { dividesByZero, growsWithoutEnd } = language.phrases(derivativePhrases);
  const found = diagnose(formula, [at]);
  if (!found) return order > 1 ? dividesByZero : growsWithoutEnd;
  return diagnosisText(found, language);
}

const maxExpression = 60;

function diagnosisText({ expression, inputs, value }: Diagnosis, { numbers, phrases }: Language): string {
  const { is } = phrases(derivativePhrases);
  const name = shortenText(expression, maxExpression);
  const told = inputs.map((input) => numbers.coordinate(input));
  return is(name, told.length === 2 && /\//.test(expression) ? told.join('/') : numbers.coordinate(value));
}

function secantSentence({ point, h, secant }: TangentSnapshot, { numbers, phrases }: Language): string {
  if (!Number.isFinite(secant)) return '';
  const said = phrases(derivativePhrases);
  const { measured } = numbers;
  const tell = secant < 0 ? said.secantFalls : said.secantRises;
  const off = secant - point.slope;
  const beside =
    point.kind !== 'smooth'
      ? ''
      : off === 0
        ? said.asTangent
        : said[slopeDifference(secant, point.slope)](measured(Math.abs(off)));
  return tell(`${italicize('h')} = ${measured(h)}`, measured(Math.abs(secant)), beside);
}

function slopeDifference(secant: number, slope: number) {
  if (Math.sign(secant) * Math.sign(slope) < 0 || slope === 0)
    return secant > slope ? 'tooMuch' : 'tooLittle';
  return Math.abs(secant) > Math.abs(slope) ? 'tooSteep' : 'tooFlat';
}
