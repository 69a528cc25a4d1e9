// Softmax and its cross-entropy as they are asked for in text: logits, a target, a temperature.

import { crossEntropy, jacobian, type Matrix, softmax, value } from '../../index.js';
import { exp } from '../../math/exp.js';
import { outOfRange, unknownName } from '../../need.js';
import { parseDecimal, splitWords } from '../../numbers.js';
import { niceStep } from '../niceNumbers.js';
import type { Span } from '../panel.js';
import type { SoftmaxClass, SoftmaxView } from './softmaxView.js';

interface SoftmaxAttributes {
  logits: string;
  target: string;
  names: string;
  temperature: number;
  shift: number;
}

/** Probabilities, loss and slopes of logits, in the order in which they are written. */
export interface SoftmaxModel {
  names: readonly string[];
  /** Logits as they are written, without the shift. */
  logits: readonly number[];
  target: readonly number[];
  temperature: number;
  shift: number;
  probabilities: Float64Array;
  loss: number;
  slopes: Float64Array;
  classes: readonly SoftmaxClass[];
  unshifted: Float64Array;
}

/** Most classes, and most that have a bar of their own. */
const most = 1000;
const mostBars = 10;
const curvePoints = 120;

/** The model of attributes; null without logits. Throws an error that names what was asked. */
export function softmaxModel(who: string, asked: SoftmaxAttributes): SoftmaxModel | null {
  const { temperature, shift } = asked;
  const logits = logitsFrom(who, asked.logits);
  if (logits.length === 0) return null;
  const names = namesFrom(who, asked.names, logits.length);
  const target = targetFrom(who, asked.target, names);
  if (!(temperature > 0)) throw outOfRange(who, 'temperature', 'a number above 0', temperature);
  const shifted = logits.map((logit) => logit + shift);
  const scaled = shifted.map((logit) => logit / temperature);
  if (!scaled.every(Number.isFinite))
    throw outOfRange(who, 'logits', 'numbers that shift and temperature leave below 1.8e308', asked.logits);
  const n = logits.length;
  const probabilities = vector(value(softmax(n), scaled));
  const local = crossEntropy(target).at(Float64Array.from(scaled));
  const slopes = local.pull(Float64Array.of(1)).map((gap) => gap / temperature);
  const exps = scaled.map(exp);
  const largest = Math.max(...scaled);
  const classes = shifted.map((logit, i) => ({
    name: names[i],
    logit,
    exp: exps[i],
    taken: exp(scaled[i] - largest),
    probability: probabilities[i],
    target: target[i],
    slope: slopes[i],
  }));
  const unshifted = vector(
    value(
      softmax(n),
      logits.map((logit) => logit / temperature),
    ),
  );
  const loss = local.value[0];
  return { names, logits, target, temperature, shift, probabilities, loss, slopes, classes, unshifted };
}

/** What is drawn of a model: the class in hand, at most ten bars, and spans, which stay while a logit is held. */
export function softmaxView(model: SoftmaxModel, chosen: number, held: SoftmaxSpans | null): SoftmaxView {
  const { classes, temperature, shift } = model;
  const shown = shownClasses(model, chosen);
  const rest = classes.filter((_, i) => !shown.includes(i));
  const total = (list: readonly SoftmaxClass[], key: 'exp' | 'taken' | 'probability' | 'target' | 'slope') =>
    sum(list.map((each) => each[key]));
  const totals = (list: readonly SoftmaxClass[]) => ({
    exp: total(list, 'exp'),
    taken: total(list, 'taken'),
    probability: total(list, 'probability'),
    target: total(list, 'target'),
    slope: total(list, 'slope'),
  });
  const spans = held ?? softmaxSpans(model, chosen);
  return {
    classes: shown.map((i) => classes[i]),
    others: rest.length === 0 ? null : { count: rest.length, ...totals(rest) },
    chosen: shown.indexOf(chosen),
    temperature,
    shift,
    together: totals(classes),
    largest: Math.max(...classes.map(({ logit }) => logit)),
    loss: model.loss,
    curve: lossCurve(model, chosen, spans.moved),
    logits: spans.logits,
    unshifted: shown.map((i) => model.unshifted[i]),
  };
}

/** The ranges of a figure's logits and of the logit that is moved. */
export interface SoftmaxSpans {
  logits: Span;
  moved: Span;
}

export function softmaxSpans({ classes, temperature }: SoftmaxModel, chosen: number): SoftmaxSpans {
  const logits = classes.map(({ logit }) => logit);
  const [least, largest] = [Math.min(...logits), Math.max(...logits)];
  const room = Math.max(1, niceStep(Math.max(1e-300, (largest / 4 - least / 4) * 0.99)));
  const low = (Math.floor(least / room) - 1) * room;
  const high = (Math.ceil(largest / room) + 1) * room;
  // 0 is in the picture, unless it would leave the bars no difference to be seen.
  const isNear = Math.max(-largest, least) <= 4 * (largest - least + room);
  const around = 4 * Math.max(1e-300, niceStep(temperature));
  const middle = Math.round(classes[chosen].logit / (around / 4)) * (around / 4);
  return {
    logits: isNear ? { from: Math.min(0, low), to: Math.max(0, high) } : { from: low, to: high },
    moved: { from: middle - around, to: middle + around },
  };
}

/** The Jacobian of softmax at the model's logits, (diag p − ppᵀ)/T, and its rank. */
export function softmaxJacobian({ classes, temperature }: SoftmaxModel): { matrix: Matrix; rank: number } {
  const n = classes.length;
  const { data, ...size } = jacobian(
    softmax(n),
    classes.map(({ logit }) => logit / temperature),
  );
  // One direction is lost, that in which all logits rise alike, and each whose probability is 0.
  const rank = classes.filter(({ probability }) => probability > 0).length - 1;
  return { matrix: { ...size, data: data.map((slope) => slope / temperature) }, rank };
}

/** Indices of the classes with bars of their own, in order: all of few, else the largest and the one in hand. */
function shownClasses({ classes }: SoftmaxModel, chosen: number): number[] {
  const all = classes.map((_, i) => i);
  if (all.length <= mostBars) return all;
  const byLogit = all.toSorted((a, b) => classes[b].logit - classes[a].logit);
  const rest = byLogit.filter((i) => i !== chosen).slice(0, mostBars - 2);
  return [chosen, ...rest].sort((a, b) => a - b);
}

function lossCurve({ classes, target, temperature }: SoftmaxModel, chosen: number, { from, to }: Span) {
  const scaled = classes.map(({ logit }) => logit / temperature);
  const loss = crossEntropy(target);
  const logit = Array.from({ length: curvePoints + 1 }, (_, k) => from + (k / curvePoints) * (to - from));
  const lossAt = (each: number) => value(loss, scaled.with(chosen, each / temperature)) as number;
  return { logit, loss: logit.map(lossAt) };
}

function logitsFrom(who: string, text: string): number[] {
  const words = splitWords(text);
  if (words.length > most) throw outOfRange(who, 'logits', `at most ${most} numbers`, words.length);
  return words.map((word) => {
    const logit = parseDecimal(word.replace('−', '-'));
    if (Number.isFinite(logit)) return logit;
    throw outOfRange(who, 'logits', 'numbers with spaces between them', word);
  });
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Names as they are given, or letters, or numbers where these do not suffice. */
function namesFrom(who: string, text: string, count: number): string[] {
  const names = splitWords(text);
  if (names.length === 0)
    return Array.from({ length: count }, (_, i) => (count <= letters.length ? letters[i] : String(i)));
  if (names.length !== count)
    throw outOfRange(who, 'names', `a name for each of ${count} logits`, names.length);
  if (new Set(names).size < count) throw outOfRange(who, 'names', 'each name once', text);
  return names;
}

/** Probabilities of a target: of a class, by its name or number, or of all. */
function targetFrom(who: string, text: string, names: readonly string[]): number[] {
  const words = splitWords(text);
  const count = names.length;
  if (words.length <= 1) {
    const [word = '0'] = words;
    const index = names.includes(word) ? names.indexOf(word) : parseDecimal(word);
    if (Number.isNaN(index)) throw unknownName(who, 'class', word, names);
    if (!(Number.isInteger(index) && index >= 0 && index < count))
      throw outOfRange(who, 'target', `a class from 0 to ${count - 1}, or ${count} probabilities`, text);
    return names.map((_, i) => (i === index ? 1 : 0));
  }
  const shares = words.map(parseDecimal);
  const isFit =
    words.length === count && shares.every((share) => share >= 0) && Math.abs(sum(shares) - 1) <= 1e-9;
  if (!isFit) throw outOfRange(who, 'target', `a class, or ${count} numbers from 0 up that sum to 1`, text);
  return shares;
}

/** A target with another share of one class, the others in their proportions, to four decimals. */
export function withShare(target: readonly number[], at: number, share: number): number[] {
  const before = 1 - target[at];
  const rest = 1 - share;
  const even = target.length > 1 ? rest / (target.length - 1) : 0;
  const next = target.map((old, i) => {
    if (i === at) return share;
    return Math.round((before > 0 ? (old / before) * rest : even) * 1e4) / 1e4;
  });
  // What rounding lost or won goes to the largest of the others.
  const largest = next.reduce(
    (best, each, i) => (i !== at && (best < 0 || each > next[best]) ? i : best),
    -1,
  );
  if (largest >= 0) next[largest] = Math.round((next[largest] + 1 - sum(next)) * 1e4) / 1e4;
  return next;
}

const vector = (given: number | Float64Array) => (typeof given === 'number' ? Float64Array.of(given) : given);

const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
