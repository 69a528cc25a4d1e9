import { csv } from '../data/csv.js';
import type { Data } from '../data/data.js';
import { dataset } from '../data/origin.js';
import { text } from '../data/penguins.generated.js';

/**
 * The Palmer penguins: 342 penguins of three species; length and depth of the bill and length of the flipper in mm,
 * body mass in g. Two of the 344 observed have no measurements (rows 5 and 341 of the file) and are left out; sex is
 * not used, and those of unknown sex are in.
 * Source: A. M. Horst, A. P. Hill and K. B. Gorman, palmerpenguins, 2020 (CC0); data by K. B. Gorman and Palmer Station
 * LTER.
 */
export const penguins = dataset(
  {
    title: 'Penguins',
    says: '342 penguins of three species; length and depth of bills and length of flippers in mm, body mass in g',
    cite: 'Horst, Hill and Gorman 2020, palmerpenguins; data by Gorman and Palmer Station LTER',
    tells: 'classes',
    knobs: {},
  },
  (): Data => {
    const columns = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
    const names = ['bill length', 'bill depth', 'flipper length', 'body mass'];
    const { dropped: _, ...data } = csv(text, { target: 'species', columns, missing: 'drop' });
    return { ...data, names };
  },
);
