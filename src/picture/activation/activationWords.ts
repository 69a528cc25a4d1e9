// Words and sentences of a figure of activations.

import { activationPhrases } from '../../phrases/en.js';
import { italicMark } from '../derivative/tangentSentences.js';
import type { Language } from '../language.js';
import { handwrittenFormula } from '../plainFormula.js';
import type { ActivationView } from './activationView.js';

export type ActivationWords = ReturnType<typeof activationWords>;

/** Words of the drawing; `own` is the text of a formula of one's own. */
export function activationWords(own: string, { numbers, phrases }: Language) {
  const said = phrases(activationPhrases);
  return {
    slope: said.slope,
    flat: said.flat,
    undefined: said.undefined,
    tick: numbers.tick,
    number: numbers.measured,
    product: numbers.rate,
    count: numbers.count,
    name: (name: string) => (name === 'f' ? handwrittenFormula(own.trim()) : name),
    layer: (layer: number) => said.layer(numbers.count(layer)),
    more: (against: string, most: number) => [
      said.more(against, numbers.measured(most)),
      said.upTo(numbers.rate(most)),
    ],
    strip: (x: number, short: boolean) => (short ? said.stripShort : said.strip(numbers.coordinate(x))),
  };
}

/** How near to 1 a slope is that counts as whole. */
const wholeWithin = 0.005;

/** What becomes of a slope through all layers, and what is taken at kinks. */
export function activationCaption(view: ActivationView, { numbers, phrases }: Language): string {
  const said = phrases(activationPhrases);
  const { curves, depth } = view;
  const ends = curves.map(({ name, chain }) => ({
    name: name === 'f' ? `${italicMark}f${italicMark}` : name,
    size: Math.abs(chain[chain.length - 1].product),
    dies: chain.findIndex(({ product }) => product === 0) + 1,
  }));
  const known = ends.filter(({ size }) => !Number.isNaN(size));
  const of = (list: typeof ends) => list.map(({ name, size }) => ({ name, by: numbers.measured(size) }));
  const dying = known.filter(({ size }) => size === 0);
  const whole = known.filter(({ size }) => Math.abs(size - 1) <= wholeWithin);
  const shrinking = known
    .filter(({ size }) => size > 0 && size < 1 - wholeWithin)
    .sort((a, b) => a.size - b.size)
    .slice(0, 2);
  const growing = known.filter(({ size }) => size > 1 + wholeWithin).sort((a, b) => b.size - a.size);
  const through = said.through(numbers.count(depth), depth, {
    shrinks: of(shrinking),
    keeps: whole.map(({ name }) => name),
    grows: of(growing.slice(0, 1)),
    dies: dying.slice(0, 2).map(({ name, dies }) => ({ name, layer: numbers.count(dies) })),
  });
  const kinked = curves.find(({ kinks }) => kinks.length > 0);
  const kink = kinked && said.kink(kinked.name, numbers.measured(kinked.kinks[0].taken));
  return [through, kink].filter(Boolean).join(' ');
}

/** What the point says: its place, and the slope of each function there. */
export function pointSaid({ curves, x }: ActivationView, { numbers, phrases }: Language): string {
  const said = phrases(activationPhrases);
  const slopes = curves.map(({ name, here }) =>
    said.slopeOf(name, Number.isFinite(here.slope) ? numbers.measured(here.slope) : said.undefined),
  );
  return [numbers.coordinate(x), ...slopes].join(', ');
}
