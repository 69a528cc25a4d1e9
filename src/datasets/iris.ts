import { matrix } from '../algebra/matrix.js';
import type { Data } from '../data/data.js';
import { rows } from '../data/iris.generated.js';
import { dataset } from '../data/origin.js';

/**
 * Fisher's irises: 150 flowers, 50 of each of three species; sepal and petal length and width in cm.
 * Source: R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936.
 */
export const iris = dataset(
  {
    title: 'Irises',
    says: '150 flowers of three species; length and width of sepals and petals in cm',
    cite: 'Fisher 1936',
    tells: 'classes',
    knobs: {},
  },
  (): Data => {
    const flowers = rows.split('\n').map((row) => row.split(','));
    const classes = [...new Set(flowers.map((flower) => flower[4]))];
    return {
      x: matrix(
        flowers.length,
        4,
        flowers.flatMap((flower) => flower.slice(0, 4).map(Number)),
      ),
      y: Int32Array.from(flowers, (flower) => classes.indexOf(flower[4])),
      classes,
      names: ['sepal length', 'sepal width', 'petal length', 'petal width'],
    };
  },
);
