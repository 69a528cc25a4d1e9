import { type Fn, local, type Vec } from '../fn.js';
import type { Formula } from '../formula/formula.js';
import { dot } from '../kernels/index.js';
import { concatenated } from '../numbers.js';

/**
 * Residuals f − y at every observation, as a function of the named parameters; the other variables are columns of data.
 */
export function curve(f: Formula, data: ReadonlyMap<string, Vec>, names: readonly string[], y: Vec): Fn {
  const m = y.length;
  const places = names.map((name) => f.variables.indexOf(name));
  const abreast = (each: Vec, fixed: (name: string) => Vec) =>
    f.variables.map((name) => {
      const k = names.indexOf(name);
      return k < 0 ? fixed(name) : new Float64Array(m).fill(each[k]);
    });
  return {
    inputs: names.length,
    outputs: m,
    at(given) {
      const inputs = abreast(given, (name) => data.get(name)!);
      const [values] = f.over(inputs, m);
      let slopes: readonly Vec[] | null = null;
      const columns = () => {
        if (!slopes) {
          const { gradient } = f.slopesOver(inputs, m);
          slopes = places.map((place) => gradient[place]);
        }
        return slopes;
      };
      return local(
        values.map((each, i) => each - y[i]),
        {
          push(v) {
            const out = new Float64Array(m);
            columns().forEach((column, k) => {
              for (let i = 0; i < m; i++) out[i] += column[i] * v[k];
            });
            return out;
          },
          pull: (u) => Float64Array.from(columns(), (column) => dot(column, u)),
          bend(v, u) {
            const changes = abreast(v, () => new Float64Array(m));
            const turn = f.many(m).at(concatenated(inputs)).bend(concatenated(changes), u);
            return Float64Array.from(places, (place) => total(turn.subarray(place * m, (place + 1) * m)));
          },
          matrix() {
            const all = new Float64Array(m * names.length);
            columns().forEach((column, k) => {
              for (let i = 0; i < m; i++) all[i * names.length + k] = column[i];
            });
            return all;
          },
        },
      );
    },
  };
}

const total = (values: Vec) => values.reduce((sum, each) => sum + each, 0);
