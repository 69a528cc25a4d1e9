import { type Fn, makeLocal, type Vec } from '../fn.js';
import type { Formula } from '../formula/formula.js';
import { dot } from '../kernels/index.js';
import { concatenateArrays } from '../numbers.js';

/**
 * Residuals f − y at every observation, as a function of the named parameters; the other variables are columns of data.
 */
export function curveResiduals(
  f: Formula,
  data: ReadonlyMap<string, Vec>,
  names: readonly string[],
  y: Vec,
): Fn {
  const m = y.length;
  const places = names.map((name) => f.variables.indexOf(name));
  const repeatedInputs = (each: Vec, fixed: (name: string) => Vec) =>
    f.variables.map((name) => {
      const k = names.indexOf(name);
      return k < 0 ? fixed(name) : new Float64Array(m).fill(each[k]);
    });
  return {
    inputs: names.length,
    outputs: m,
    at(given) {
      const inputs = repeatedInputs(given, (name) => data.get(name)!);
      const [values] = f.over(inputs, m);
      let slopes: readonly Vec[] | null = null;
      const columns = () => {
        if (!slopes) {
          const { gradient } = f.slopesOver(inputs, m);
          slopes = places.map((place) => gradient[place]);
        }
        return slopes;
      };
      return makeLocal(
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
            const changes = repeatedInputs(v, () => new Float64Array(m));
            const turn = f.many(m).at(concatenateArrays(inputs)).bend(concatenateArrays(changes), u);
            return Float64Array.from(places, (place) => sumOf(turn.subarray(place * m, (place + 1) * m)));
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

const sumOf = (values: Vec) => values.reduce((sum, each) => sum + each, 0);
