// How far a guess is off, in words.

import { predictPhrases } from '../../phrases/en.js';
import type { Language } from '../language.js';

/** What is guessed: a slope, a height, a size by its factor, or a place. */
type GuessKind = 'slope' | 'height' | 'size' | 'place';

export interface GuessedNumbers {
  kind: GuessKind;
  guess: readonly number[];
  truth: readonly number[];
  /** The distance up to which a guess counts as right; of a size the factor. */
  within: number;
}

export interface GuessVerdict {
  isRight: boolean;
  /** What was said, and how far it is off. */
  sentence: string;
  /** The same in a word or two. */
  short: string;
}

/** What is said of a guess of numbers. */
export function verdictOn(guessed: GuessedNumbers, { numbers, phrases }: Language): GuessVerdict {
  const { kind, guess, truth, within } = guessed;
  const said = phrases(predictPhrases);
  const written = numbers.list(guess.map(numbers.measured));
  const text = guess.length > 1 ? `(${written})` : written;
  const far = distanceOf(guessed);
  const by = numbers.measured(far);
  const isSize = kind === 'size';
  const isRight = far <= within;
  const isExact = far === (isSize ? 1 : 0);
  const near = isSize ? said.nearlyTimes(by) : said.nearly(by);
  const how = isRight ? (isExact ? said.exactly : near) : said[missOf(kind, guess[0], truth[0])](by);
  const short = isRight ? said.right : isSize ? said.offTimes(by) : said.offBy(by);
  return { isRight, sentence: said.said(text, how), short };
}

function distanceOf({ kind, guess, truth }: GuessedNumbers): number {
  if (kind === 'size') return Math.max(guess[0] / truth[0], truth[0] / guess[0]);
  return Math.sqrt(guess.reduce((sum, each, i) => sum + (each - truth[i]) * (each - truth[i]), 0));
}

function missOf(kind: GuessKind, guess: number, truth: number) {
  if (kind === 'place') return 'away';
  if (kind === 'height') return guess > truth ? 'tooHigh' : 'tooLow';
  if (kind === 'size') return guess > truth ? 'tooLarge' : 'tooSmall';
  if (guess * truth < 0) return 'wrongWay';
  return Math.abs(guess) > Math.abs(truth) ? 'tooSteep' : 'tooFlat';
}
