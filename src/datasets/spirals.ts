import type { Data } from '../data/data.js';
import { dataset } from '../data/origin.js';
import { PI, type PlaneOptions, planeKnobs, planePoints } from '../data/plane.js';
import { atLeastOne, positive } from '../entry.js';
import { cos } from '../math/cos.js';
import { sin } from '../math/sin.js';
import { needKeys, needNumber, needWhole } from '../need.js';

export interface SpiralsOptions extends PlaneOptions {
  /** Number of spirals, a class each: 2 to 100. */
  arms?: number;
  /** Turns of each about the middle, above 0 and up to 100. */
  turns?: number;
}

const knobs = {
  ...planeKnobs(0.02),
  arms: atLeastOne(2, 'how many spirals, a class each'),
  turns: positive(1.5, 'how often each winds about the middle'),
};

/**
 * Archimedean spirals from radius 0.1 to 1, a class each, wound into each other at a constant radial distance of
 * 0.9/(arms · turns). 200 points on two of one and a half turns with noise 0.02 unless said.
 * Throws RangeError for fewer points than arms, noise below 0 or above 1000, a seed that is no whole number from 0 to
 * 2⁵³ − 1.
 */
export const spirals = dataset(
  {
    title: 'Spirals',
    says: 'points on spirals that are wound into each other, a class each',
    cite: 'Lang and Witbrock 1988',
    tells: 'classes',
    knobs,
  },
  (options: SpiralsOptions = {}): Data => {
    const who = 'spirals';
    needKeys(who, 'option', options, Object.keys(knobs));
    const { arms = knobs.arms.default, turns = knobs.turns.default } = options;
    needWhole(who, 'arms', arms, 2, 100);
    needNumber(who, 'turns', turns, 'a number above 0 and up to 100', (x) => x > 0 && x <= 100);
    const classes = Array.from({ length: arms }, (_, k) => `arm ${k + 1}`);
    return planePoints(who, classes, knobs, options, (k, share) => {
      // At radius 0 all would meet.
      const radius = 0.1 + 0.9 * share;
      const angle = 2 * PI * (turns * share + k / arms);
      return [radius * cos(angle), radius * sin(angle)];
    });
  },
);
