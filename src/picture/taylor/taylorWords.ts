// Words of the Taylor figure: its labels, its captions, its tables.

import type { Remainder } from '../../calculus/remainder.js';
import { italicMark } from '../derivative/tangentSentences.js';
import type { NumberFormats } from '../numberFormat.js';
import type { ModelMap } from './mapModel.js';
import type { OrdersModel, ParabolasModel, TaylorModel } from './taylorModel.js';

const italicize = (name: string) => `${italicMark}${name}${italicMark}`;

/** Words that stay as they are. */
export const taylorWords = {
  question: 'How far does a polynomial hold?',
  plot: 'Plot of a function and its polynomial. Left and right arrows move the point, with Shift the centre; up and down change the order.',
  parabolas: 'Plot of a function and two parabolas that touch it. Arrow keys move the point.',
  map: 'Map of a function and its polynomials of first and second order. Arrow keys move the point.',
  errors: 'Error by order, log scale',
  order: 'order',
  raise: 'Raise order',
  lower: 'Lower order',
  raiseOne: 'Raise order by one',
  pause: 'Pause',
  step: 'Step both',
  reset: 'Reset',
  empty: { title: 'No formula yet', says: 'Type one of one variable or two, such as sin(x).' },
  center: 'the centre',
  point: 'the point',
  eta: 'η, the learning rate',
  coefficients: 'Coefficients',
  byOrder: 'Errors, order by order',
  steps: 'Steps',
  values: 'Values',
} as const;

/** Labels of the drawings. */
export const taylorLabels = (numbers: NumberFormats) => ({
  tick: numbers.tick,
  value: numbers.measured,
  f: 'f',
  tangent: 'tangent, order 1',
  order: (n: number) => `order ${numbers.count(n)}`,
  off: (error: number) => `off by ${numbers.measured(Math.abs(error))}`,
  band: ['f is surely', 'in the band'],
  xi: 'ξ',
  radius: (radius: number) => `radius ${numbers.measured(radius)}`,
  error: 'error',
  bound: 'bound',
  pointed: (n: number, error: number) => `order ${numbers.count(n)}: ${numbers.measured(Math.abs(error))}`,
  step: (n: number) => numbers.count(n),
  named: (n: number) => `order ${numbers.count(n)}`,
  bendsLike: 'bends like f',
  bendsBy: 'bends by 1/η',
  bendsDown: 'bends down: no lowest point',
  slope: (slope: number) => `slope ${numbers.measured(slope)}`,
  newton: (x: number) => `Newton ${numbers.cell(x)}`,
  descent: (x: number) => `descent ${numbers.cell(x)}`,
  minimum: 'minimum',
  newtonStep: 'Newton',
  descentStep: 'descent',
  curvature: numbers.measured,
});
export type TaylorLabels = ReturnType<typeof taylorLabels>;

const ordinals = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const tens = [
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
  'twenty-first',
];
const ordinal = (n: number) => [...ordinals, ...tens][n];

/** The line under the heading. */
export function taylorSubtitle(model: TaylorModel | null, numbers: NumberFormats): string {
  if (!model) return '';
  if (model.kind === 'map') return 'Level curves of f, its plane and its paraboloid through the point';
  if (model.kind === 'parabolas')
    return 'Both touch f with its slope; each step goes to its own lowest point';
  const { order, center } = model;
  return `The order-${numbers.count(order)} polynomial at ${numbers.coordinate(center)}; the band surely holds f`;
}

export function taylorCaption(
  model: TaylorModel,
  remainders: readonly (Remainder | undefined)[],
  numbers: NumberFormats,
): string {
  if (model.kind === 'map') return mapCaption(model, numbers);
  return model.kind === 'parabolas'
    ? parabolasCaption(model, numbers)
    : [
        errorSentence(model, remainders[model.order], numbers),
        gainSentence(model),
        radiusSentence(model, numbers),
      ]
        .filter(Boolean)
        .join(' ');
}

function errorSentence(model: OrdersModel, found: Remainder | undefined, numbers: NumberFormats): string {
  const { variable, to, order, errors, center } = model;
  const at = `At ${italicize(variable)} = ${numbers.coordinate(to)}`;
  const error = found?.error ?? errors[order];
  if (to === center) return `${at}, its centre, the polynomial is ${italicize('f')} itself.`;
  if (Number.isNaN(error))
    return `${at} there is nothing to compare: ${italicize('f')} or the polynomial is not defined.`;
  const off =
    error === 0 ? `no different from ${italicize('f')}` : `off by ${numbers.measured(Math.abs(error))}`;
  const first = `${at} the polynomial is ${off}`;
  if (!found) return `${first}.`;
  if (found.bound === Infinity)
    return `${first}; how far it could be off has no bound${found.reason ? `: ${found.reason}` : ''}.`;
  if (found.bound === 0) return `${first}, and cannot be.`;
  const bound = `${first}; it could not be off by more than ${numbers.measured(found.bound)}.`;
  if (found.xi === null) return bound;
  const xi = `${italicize('ξ')} = ${numbers.measured(found.xi)}`;
  return `${bound} The ${ordinal(order + 1)} derivative taken at ${xi} makes the error exact.`;
}

/** What more orders gain, by the errors from the order shown to one four higher. */
function gainSentence({ errors, order, radius, to, center }: OrdersModel): string {
  const [here, later] = [Math.abs(errors[order]), Math.abs(errors[Math.min(20, order + 4)])];
  if (order > 16 || !(here > 0) || !Number.isFinite(later)) return '';
  if (radius !== null && Math.abs(to - center) > radius)
    return 'More orders make it worse: the point is beyond the radius.';
  if (later === 0 || later < here / 1e4) return 'Each two orders more gain two digits or more.';
  if (later < here / 30) return 'Each two orders more gain a digit or so.';
  return later < here ? 'More orders gain little.' : 'The next orders are no better.';
}

function radiusSentence({ radius, ends, center }: OrdersModel, numbers: NumberFormats): string {
  if (radius === null) return 'No end of the series was found from its first 80 coefficients.';
  const first = `From the coefficients the radius is about ${numbers.measured(radius)}`;
  if (ends === null)
    return `${first}, though ${italicize('f')} goes on there: what stops the series lies off the real line.`;
  return `${first}: ${italicize('f')} ends at ${numbers.measured(ends)}, and the polynomials reach no farther to the ${ends < center ? 'right' : 'left'}.`;
}

function parabolasCaption(
  { eta, bend, slope, newton, descent }: ParabolasModel,
  numbers: NumberFormats,
): string {
  const { measured, cell } = numbers;
  if (![bend, slope].every(Number.isFinite))
    return `Here ${italicize('f')} has no slope or no bend, so no parabola touches it.`;
  const inverse = `1/${italicize('η')} = ${measured(1 / eta)}`;
  const second = `The one that bends by ${inverse} is lowest at ${cell(descent)}: gradient descent’s.`;
  if (Number.isNaN(newton))
    return `The parabola that bends like ${italicize('f')}, by ${measured(bend)}, ${bend === 0 ? 'is a line' : 'bends down'}: it has no lowest point, and Newton’s step no meaning. ${second}`;
  return `The parabola that bends like ${italicize('f')}, by ${measured(bend)}, is lowest at ${cell(newton)}: Newton’s step. ${second} They agree when ${italicize('η')} = ${measured(1 / bend)}.`;
}

function mapCaption(
  { point, gradient, bends, errors, newton, descent }: ModelMap,
  numbers: NumberFormats,
): string {
  const { measured, coordinate, cell } = numbers;
  const at = (place: readonly number[], write: (value: number) => string) =>
    `(${place.map(write).join(', ')})`;
  const [large, small] = bends.map(({ curvature }) => curvature);
  if (![large, small, ...gradient].every(Number.isFinite))
    return `At ${at(point, coordinate)} ${italicize('f')} has no slope or no curvature.`;
  const shape =
    large * small < 0
      ? 'up one way and down the other: a saddle'
      : large * small === 0
        ? 'one way and not at all the other: a trough'
        : large > 0
          ? 'up both ways: a bowl'
          : 'down both ways: a dome';
  const first = `At ${at(point, coordinate)} ${italicize('f')} bends by ${measured(large)} and ${measured(small)}, ${shape}.`;
  const second = `At a distance of ${measured(errors.distance)} the plane is off by up to ${measured(errors.plane)}, the paraboloid by ${measured(errors.paraboloid)}.`;
  const lowest = newton ? ` The paraboloid is lowest at ${at(newton, cell)}: Newton’s step.` : '';
  const step = descent
    ? ` With curvature 1/${italicize('η')} both ways the step is to ${at(descent, cell)}: gradient descent’s.`
    : '';
  return `${first} ${second}${lowest}${step}`;
}

/** Heads of the tables, and of the columns of CSV. */
export const taylorTables = {
  coefficients: ['order', 'derivative', 'coefficient'],
  errors: ['order', 'error', 'bound', 'ξ'],
  steps: ['step', 'Newton x', 'f', 'slope', 'descent x', 'f', 'slope'],
} as const;
