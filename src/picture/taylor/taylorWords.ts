// Words of the Taylor figure: the labels of its drawings, its captions.

import type { Remainder } from '../../calculus/remainder.js';
import { taylorPhrases } from '../../phrases/en.js';
import { italicMark } from '../derivative/tangentSentences.js';
import type { Language } from '../language.js';
import type { ModelMap } from './mapModel.js';
import type { OrdersModel, ParabolasModel, TaylorModel } from './taylorModel.js';

const italicize = (name: string) => `${italicMark}${name}${italicMark}`;
const f = italicize('f');

/** Labels of the drawings. */
export function taylorLabels({ numbers, phrases }: Language) {
  const said = phrases(taylorPhrases);
  const { tangent, band, error, bound, bendsLike, bendsBy, bendsDown, minimum } = said;
  const order = (n: number) => said.orderOf(numbers.count(n));
  return {
    ...{ tangent, band, error, bound, bendsLike, bendsBy, bendsDown, minimum, order, errors: said.errors },
    tick: numbers.tick,
    value: numbers.measured,
    f: 'f',
    off: (by: number) => said.off(numbers.measured(Math.abs(by))),
    xi: 'ξ',
    radius: (radius: number) => said.radius(numbers.measured(radius)),
    pointed: (n: number, by: number) => `${order(n)}: ${numbers.measured(Math.abs(by))}`,
    step: numbers.count,
    named: order,
    slope: (slope: number) => said.slope(numbers.measured(slope)),
    newton: (x: number) => `${said.newton} ${numbers.cell(x)}`,
    descent: (x: number) => `${said.descent} ${numbers.cell(x)}`,
    newtonStep: said.newton,
    descentStep: said.descent,
    curvature: numbers.measured,
  };
}
export type TaylorLabels = ReturnType<typeof taylorLabels>;

/** The line under the heading. */
export function taylorSubtitle(model: TaylorModel | null, { numbers, phrases }: Language): string {
  const said = phrases(taylorPhrases);
  if (!model) return '';
  if (model.kind === 'map') return said.mapSubtitle;
  if (model.kind === 'parabolas') return said.parabolasSubtitle;
  return said.ordersSubtitle(numbers.count(model.order), numbers.coordinate(model.center));
}

export function taylorCaption(
  model: TaylorModel,
  remainders: readonly (Remainder | undefined)[],
  language: Language,
): string {
  if (model.kind === 'map') return mapCaption(model, language);
  if (model.kind === 'parabolas') return parabolasCaption(model, language);
  return [
    errorSentence(model, remainders[model.order], language),
    gainSentence(model, language),
    radiusSentence(model, language),
  ]
    .filter(Boolean)
    .join(' ');
}

function errorSentence(
  { variable, to, order, errors, center }: OrdersModel,
  found: Remainder | undefined,
  { numbers, phrases }: Language,
): string {
  const said = phrases(taylorPhrases);
  const at = `${italicize(variable)} = ${numbers.coordinate(to)}`;
  const error = found?.error ?? errors[order];
  if (to === center) return said.isCenter(at, f);
  if (Number.isNaN(error)) return said.nothingToCompare(at, f);
  const isOff = said.isOff(at, f, error === 0 ? null : numbers.measured(Math.abs(error)));
  if (!found) return `${isOff}.`;
  if (found.bound === Infinity) return said.noBound(isOff, found.reason ?? '');
  if (found.bound === 0) return said.cannotBe(isOff);
  const bounded = said.bounded(isOff, numbers.measured(found.bound));
  if (found.xi === null) return bounded;
  return `${bounded} ${said.exact(order + 1, `${italicize('ξ')} = ${numbers.measured(found.xi)}`)}`;
}

/** What more orders gain, by the errors from the order shown to one four higher. */
function gainSentence({ errors, order, radius, to, center }: OrdersModel, { phrases }: Language): string {
  const said = phrases(taylorPhrases);
  const [here, later] = [Math.abs(errors[order]), Math.abs(errors[Math.min(20, order + 4)])];
  if (order > 16 || !(here > 0) || !Number.isFinite(later)) return '';
  if (radius !== null && Math.abs(to - center) > radius) return said.beyondRadius;
  if (later === 0 || later < here / 1e4) return said.gainsTwoDigits;
  if (later < here / 30) return said.gainsADigit;
  return later < here ? said.gainsLittle : said.gainsNothing;
}

function radiusSentence({ radius, ends, center }: OrdersModel, { numbers, phrases }: Language): string {
  const said = phrases(taylorPhrases);
  if (radius === null) return said.noRadius;
  const size = numbers.measured(radius);
  return ends === null
    ? said.goesOn(size, f)
    : said.ends(size, f, numbers.measured(ends), ends < center ? 'right' : 'left');
}

function parabolasCaption(
  { eta, bend, slope, newton, descent }: ParabolasModel,
  { numbers, phrases }: Language,
): string {
  const said = phrases(taylorPhrases);
  const { measured, cell } = numbers;
  if (![bend, slope].every(Number.isFinite)) return said.noParabola(f);
  const η = italicize('η');
  const byEta = said.byEta(`1/${η} = ${measured(1 / eta)}`, cell(descent));
  if (Number.isNaN(newton)) return `${said.likeNone(f, measured(bend), bend === 0)} ${byEta}`;
  const agree = said.agree(`${η} = ${measured(1 / bend)}`);
  return `${said.likeNewton(f, measured(bend), cell(newton))} ${byEta} ${agree}`;
}

function mapCaption(
  { point, gradient, bends, errors, newton, descent }: ModelMap,
  { numbers, phrases }: Language,
): string {
  const said = phrases(taylorPhrases);
  const { measured, coordinate, cell } = numbers;
  const placeText = (place: readonly number[], write: (value: number) => string) =>
    `(${numbers.list(place.map(write))})`;
  const at = placeText(point, coordinate);
  const [large, small] = bends.map(({ curvature }) => curvature);
  if (![large, small, ...gradient].every(Number.isFinite)) return said.noCurvature(at, f);
  return [
    said.bendsBoth(at, f, measured(large), measured(small), shapeOf(large, small)),
    said.away(measured(errors.distance), measured(errors.plane), measured(errors.paraboloid)),
    newton && said.lowestAt(placeText(newton, cell)),
    descent && said.stepTo(`1/${italicize('η')}`, placeText(descent, cell)),
  ]
    .filter(Boolean)
    .join(' ');
}

function shapeOf(large: number, small: number) {
  if (large * small < 0) return 'saddle';
  if (large * small === 0) return 'trough';
  return large > 0 ? 'bowl' : 'dome';
}
