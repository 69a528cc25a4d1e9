// Activations as they are asked for in text: names of the catalogue, and a formula of one's own.

import { findSingularities, linspace } from '../../calculus/singularities.js';
import { activations, datasets, formula, mlp, standardize } from '../../index.js';
import { outOfRange, unknownName } from '../../need.js';
import { splitWords } from '../../numbers.js';
import { heightRange } from '../derivative/derivativePanels.js';
import { parseDomain } from '../domain.js';
import type { Span } from '../panel.js';
import type { ActivationCurve, ActivationView, DepthStep, SlopeKink } from './activationView.js';

type Real = (x: number) => number;

/** A function of one number with its slope and its second derivative. */
interface Nonlinearity {
  name: string;
  value: Real;
  slope: Real;
  second: Real;
  kinks: readonly SlopeKink[];
}

interface ActivationAttributes {
  names: string;
  f: string;
  against: string;
  domain: string;
}

/** Functions over a span, which stay while the point moves. */
export interface ActivationModel {
  functions: readonly Nonlinearity[];
  span: Span;
  curves: readonly Omit<ActivationCurve, 'here' | 'chain'>[];
  heights: ActivationView['heights'];
  against: string;
}

/** The name of a formula of one's own. */
const ownName = 'f';
/** Slopes below which a function is said to be flat. */
const flatSlope = 0.1;
const mostFunctions = 12;
/** Most layers that a slope goes through. */
export const mostLayers = 50;
const samples = 240;
/** Share of the span that heights of functions are drawn up to, and the farthest slopes that are. */
const [tallest, steepest] = [0.75, 3];
/** Units of the layer whose slopes are counted on data. */
const unitCount = 32;

/** The model of attributes; null without a function. Throws an error that names what was asked. */
export function activationModel(who: string, asked: ActivationAttributes): ActivationModel | null {
  const names = splitWords(asked.names);
  const known = Object.keys(activations);
  for (const name of names) if (!known.includes(name)) throw unknownName(who, 'activation', name, known);
  if (new Set(names).size < names.length) throw outOfRange(who, 'names', 'each name once', asked.names);
  const count = names.length + (asked.f.trim() === '' ? 0 : 1);
  if (count > mostFunctions) throw outOfRange(who, 'names', `at most ${mostFunctions} functions`, count);
  if (count === 0) return null;
  const span = asked.domain.trim() === '' ? { from: -4, to: 4 } : parseDomain(who, asked.domain, 0);
  const functions = [
    ...names.map((name) => catalogued(name as keyof typeof activations, span)),
    ...(asked.f.trim() === '' ? [] : [ownFunction(who, asked.f, span)]),
  ];
  const against = asked.against.trim();
  const base = functions.find(({ name }) => name === against);
  if (against !== '' && !base)
    throw unknownName(
      who,
      'function to compare with:',
      against,
      functions.map(({ name }) => name),
    );
  const curves = functions.map((each) => curveOf(each, span, base && base !== each ? base : null));
  return { functions, span, curves, heights: heightsOf(curves, span), against };
}

function catalogued(name: keyof typeof activations, span: Span): Nonlinearity {
  const { value, slope, curve, formula: text } = activations[name];
  const kinks = kinksOf(formula(text, { variables: ['x'] }), value, slope, span);
  return { name, value, slope, second: curve, kinks };
}

function ownFunction(who: string, text: string, span: Span): Nonlinearity {
  const f = formula(text);
  if (f.outputs !== 1 || f.variables.length > 1)
    throw new TypeError(`${who}: f needs one variable, got ${f.variables.slice(0, 6).join(', ')}`);
  const own = formula(text, { variables: f.variables.length > 0 ? f.variables : ['x'] });
  const slope = own.slope();
  const second = slope.slope();
  const [value, steep] = [(x: number) => own.of(x), (x: number) => slope.of(x)];
  const kinks = kinksOf(own, value, steep, span);
  return { name: ownName, value, slope: steep, second: (x) => second.of(x), kinks };
}

/** Places where the slope jumps from one number to another. */
function kinksOf(f: ReturnType<typeof formula>, value: Real, slope: Real, span: Span): SlopeKink[] {
  const search = findSingularities(f, value, slope, span);
  let step = search.next();
  while (!step.done) step = search.next();
  return step.value
    .filter(({ kind, slopes }) => kind === 'kink' && slopes.every(Number.isFinite))
    .map(({ at, slopes }) => ({ at, slopes, taken: slope(at) }));
}

function curveOf(
  { name, value, slope, second, kinks }: Nonlinearity,
  span: Span,
  base: Nonlinearity | null,
): ActivationModel['curves'][number] {
  const plain = linspace(span, samples);
  // At a kink the slope ends and begins anew.
  const places = plain.flatMap((at, i): { x: number; side: -1 | 0 | 1 }[] => {
    const before = i === 0 ? Number.NEGATIVE_INFINITY : plain[i - 1];
    const breaks = kinks.filter((kink) => kink.at > before && kink.at <= at);
    const broken = breaks.flatMap((kink) => [
      { x: kink.at, side: -1 as const },
      { x: Number.NaN, side: 0 as const },
      { x: kink.at, side: 1 as const },
    ]);
    return breaks.some((kink) => kink.at === at) ? broken : [...broken, { x: at, side: 0 as const }];
  });
  const x = places.map((place) => place.x);
  const limitOf = (at: number, side: -1 | 1) =>
    kinks.find((kink) => kink.at === at)!.slopes[side < 0 ? 0 : 1];
  const slopes = places.map(({ x: at, side }) => (side === 0 ? slope(at) : limitOf(at, side)));
  const nudge = (span.to - span.from) * 1e-9;
  return {
    ...{ name, x, kinks, slope: slopes },
    value: x.map((at) => value(at)),
    second: places.map(({ x: at, side }) => second(at + side * nudge)),
    more: base && x.map((at) => value(at) - base.value(at)),
    flat: flatSpans(x, slopes),
  };
}

/** Spans in which the slope is next to nothing, their ends between samples by straight lines. */
function flatSpans(x: readonly number[], slope: readonly number[]): Span[] {
  const spans: Span[] = [];
  let from: number | null = null;
  const crossing = (i: number) => {
    const [a, b] = [Math.abs(slope[i - 1]) - flatSlope, Math.abs(slope[i]) - flatSlope];
    return x[i - 1] + ((x[i] - x[i - 1]) * a) / (a - b);
  };
  for (let i = 0; i < x.length; i++) {
    const isFlat = Math.abs(slope[i]) < flatSlope;
    const wasLost = i === 0 || Number.isNaN(x[i - 1]) || Number.isNaN(slope[i - 1]);
    if (isFlat && from === null) from = wasLost ? x[i] : crossing(i);
    else if (!isFlat && from !== null) {
      const to = Number.isNaN(slope[i]) ? x[i - 1] : crossing(i);
      if (to > from) spans.push({ from, to });
      from = null;
    }
  }
  if (from !== null) spans.push({ from, to: x[x.length - 1] });
  return spans;
}

function heightsOf(curves: ActivationModel['curves'], { from, to }: Span): ActivationView['heights'] {
  const most = tallest * Math.max(Math.abs(from), Math.abs(to));
  const bounded = (all: readonly number[], low: number, high: number): Span => {
    const { from: least, to: largest } = heightRange(all, false, 0.1);
    return { from: Math.max(low, least), to: Math.min(high, largest) };
  };
  const all = (key: 'value' | 'slope' | 'second') => curves.flatMap((curve) => [...curve[key]]);
  return {
    value: bounded(all('value'), -most, most),
    slope: bounded([...all('slope'), 0, 1], -steepest, steepest),
    second: heightRange(all('second'), false, 0.15),
  };
}

/** What is drawn of a model with a point and a depth. */
export function activationView(
  { functions, curves, span, heights, against }: ActivationModel,
  { x, depth, bends, held }: Pick<ActivationView, 'x' | 'depth' | 'bends' | 'held'>,
): ActivationView {
  return {
    ...{ span, heights, against, x, depth, bends, held },
    curves: curves.map((curve, i) => ({
      ...curve,
      here: {
        value: functions[i].value(x),
        slope: functions[i].slope(x),
        second: functions[i].second(x),
      },
      chain: chainOf(functions[i], x, depth),
    })),
  };
}

/** A forward pass through layers of one unit, weights 1, with the slope of the whole chain after each. */
function chainOf({ value, slope }: Nonlinearity, start: number, depth: number): DepthStep[] {
  const steps: DepthStep[] = [];
  let [x, product] = [start, 1];
  for (let layer = 0; layer < depth; layer++) {
    const own = slope(x);
    product *= own;
    const next = value(x);
    steps.push({ x, value: next, slope: own, product });
    x = next;
  }
  return steps;
}

/** Shares of the slopes of a hidden layer on data that are 0, or next to nothing, and of units that are dead on every row. */
interface DeadShare {
  name: string;
  none: number;
  flat: number;
  dead: number;
}

/** Sums of the units of a layer at its random start, a row for each of the data. */
export interface UnitSums {
  rows: number;
  units: number;
  data: Float64Array;
}

export function unitSums(who: string, name: string): UnitSums {
  const known = Object.keys(datasets);
  if (!known.includes(name)) throw unknownName(who, 'data set', name, known);
  const data = datasets[name as keyof typeof datasets]();
  const model = mlp(standardize(data), { layers: [unitCount], activation: 'relu' });
  const { sums } = model.hidden!(model.start, data.x);
  return { rows: sums.rows, units: sums.columns, data: sums.data };
}

export function deadShares(
  { functions }: ActivationModel,
  { rows, units, data }: UnitSums,
  bias: number,
): DeadShare[] {
  return functions.map(({ name, slope }) => {
    const steep = data.map((sum) => Math.abs(slope(sum + bias)));
    const share = (holds: (each: number) => boolean) => steep.filter(holds).length / steep.length;
    const isDead = (unit: number) =>
      Array.from({ length: rows }, (_, row) => steep[row * units + unit]).every((each) => each === 0);
    const dead = Array.from({ length: units }, (_, unit) => unit).filter(isDead).length;
    return { name, none: share((each) => each === 0), flat: share((each) => each < flatSlope), dead };
  });
}
