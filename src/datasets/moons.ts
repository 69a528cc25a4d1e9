import type { Data } from '../data/data.js';
import { dataset } from '../data/origin.js';
import { PI, type PlaneOptions, planeKnobs, planePoints } from '../data/plane.js';
import { cos } from '../math/cos.js';
import { sin } from '../math/sin.js';
import { needKeys } from '../need.js';

const knobs = planeKnobs(0.1);

/**
 * Two half circles of radius 1 that reach into each other, a class each: the upper about (0, 0), the lower about (1,
 * ½). No straight line separates them. 200 points with noise 0.1 unless said.
 * Throws RangeError for n below 2, noise below 0 or above 1000, a seed that is no whole number from 0 to 2⁵³ − 1.
 */
export const moons = dataset(
  {
    title: 'Two moons',
    says: 'points on two half circles that reach into each other, a class each',
    cite: 'Pedregosa et al. 2011, scikit-learn, make_moons',
    tells: 'classes',
    knobs,
  },
  (options: PlaneOptions = {}): Data => {
    needKeys('moons', 'option', options, Object.keys(knobs));
    return planePoints('moons', ['upper', 'lower'], knobs, options, (k, share) => {
      const [c, s] = [cos(PI * share), sin(PI * share)];
      return k === 0 ? [c, s] : [1 - c, 0.5 - s];
    });
  },
);
