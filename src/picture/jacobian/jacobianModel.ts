// Jacobians of the maps that are asked for at a point, of each and of all together.

import { compose, type Fn, formula, jacobian, type Matrix, svd, type Vec, value } from '../../index.js';
import { outOfRange, wrongKind } from '../../need.js';
import { needNotLost, parseDecimal, splitWords } from '../../numbers.js';
import type { Stage } from './jacobianStages.js';
import type { Hand, JacobianView, LayerSlopes, Port } from './jacobianView.js';

const EPSILON = 2 ** -52;

/** All maps as one, with the names of what goes in and comes out. */
export interface JacobianMap {
  stages: readonly Stage[];
  /** Null where their shapes do not fit. */
  fn: Fn | null;
  /** Index of the map whose inputs are not as many as the outputs of the one before. */
  misfit: number | null;
  inputs: readonly string[];
  outputs: readonly { name: string; text: string }[];
  sees: readonly boolean[];
  isPlane: boolean;
}

/** The maps at a point. */
export interface JacobianModel extends JacobianMap {
  point: readonly number[];
  ins: readonly Port[];
  outs: readonly Port[];
  matrix: Matrix | null;
  rank: number;
  stretches: readonly number[];
  factors: readonly LayerSlopes[];
  sweeps: { back: number; forward: number };
}

export function jacobianMap(stages: readonly Stage[]): JacobianMap {
  const at = stages.findIndex(({ inputs }, k) => k > 0 && inputs !== stages[k - 1].outputs);
  const misfit = at < 0 ? null : at;
  const [first, last] = [stages[0], stages[stages.length - 1]];
  const isPlane =
    misfit === null &&
    first.inputs === 2 &&
    last.outputs === 2 &&
    stages.every(({ kind }) => kind !== 'softmax');
  const inputs = inputNames(first);
  const fns = stages.map(({ fn }) => fn).reverse();
  return {
    ...{ stages, misfit, inputs, isPlane },
    fn: misfit === null ? (fns.length === 1 ? fns[0] : compose(...fns)) : null,
    outputs: outputNames(stages, inputs, isPlane),
    sees: misfit === null ? seenThrough(stages) : last.sees,
  };
}

const inputNames = ({ kind, variables, inputs }: Stage): string[] =>
  kind === 'formulas'
    ? [...variables]
    : Array.from({ length: inputs }, (_, i) => `${kind === 'softmax' ? 'z' : 'x'}${i + 1}`);

function outputNames(stages: readonly Stage[], inputs: readonly string[], isPlane: boolean) {
  const last = stages[stages.length - 1];
  const letter = { formulas: 'f', linear: 'y', activation: 'y', softmax: 'p' }[last.kind];
  const plain = ['u', 'v'];
  const isFree = plain.every((name) => !inputs.includes(name));
  return Array.from({ length: last.outputs }, (_, i) => ({
    name: isPlane && isFree ? plain[i] : last.outputs === 1 ? letter : `${letter}${i + 1}`,
    text: last.texts[i] ?? '',
  }));
}

/** Whether outputs of the last map see inputs of the first, through any of those between. */
function seenThrough(stages: readonly Stage[]): boolean[] {
  const [first, ...rest] = stages;
  return rest.reduce<boolean[]>(
    (before, { sees, inputs, outputs }) => {
      const n = before.length / inputs;
      return Array.from({ length: outputs * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return Array.from({ length: inputs }, (_, k) => k).some(
          (k) => sees[i * inputs + k] && before[k * n + j],
        );
      });
    },
    [...first.sees],
  );
}

/** The point of a text, by name or in order; 1 for each input where it is empty. */
export function mapPoint(who: string, text: string, { stages: [first], inputs }: JacobianMap): number[] {
  if (text.trim() === '') return inputs.map(() => 1);
  if (first.kind === 'formulas' && (first.isNamed || text.includes('=')))
    return [...formula(first.texts).point(who, 'at', commaList(text))];
  const words = splitWords(text);
  const point = words.map((word) => {
    needNotLost(who, 'at', word);
    return parseDecimal(word.replace('−', '-'));
  });
  if (point.some(Number.isNaN)) throw wrongKind(who, 'at', 'numbers with commas between them', text);
  if (!point.every(Number.isFinite)) throw outOfRange(who, 'at', 'numbers up to 1.8e308', text);
  if (point.length !== inputs.length)
    throw outOfRange(who, 'at', `a number for each of ${listed(inputs)}`, text);
  return point;
}

/** Named numbers with commas between them, which may have been written with spaces alone. */
const commaList = (text: string) =>
  text
    .split('=')
    .map((part) => part.trim())
    .join('=')
    .split(/[\s,]+/)
    .filter(Boolean)
    .join(',');

const listed = (names: readonly string[]) =>
  names.length > 6 ? `${names.length} inputs` : names.join(', ') || 'no input';

/** Text of a point, by name where the order of the variables is not plain. */
export function pointText(point: readonly number[], { stages: [first], inputs }: JacobianMap): string {
  return point.map((each, i) => (first.isNamed ? `${inputs[i]}=${each}` : `${each}`)).join(',');
}

export function jacobianModel(map: JacobianMap, point: readonly number[]): JacobianModel {
  const { stages, fn, inputs, outputs } = map;
  const x = Float64Array.from(point);
  const factors = factorsAt(stages, x);
  const matrix = fn && jacobian(fn, x);
  const values = fn && vector(value(fn, x));
  const isWhole = matrix?.data.every(Number.isFinite) ?? false;
  const stretches = isWhole && matrix!.data.length > 0 ? svd(matrix!).S : new Float64Array();
  const least = matrix ? Math.max(matrix.rows, matrix.columns) * EPSILON * (stretches[0] ?? 0) : 0;
  return {
    ...map,
    ...{ point, matrix, factors, stretches: [...stretches] },
    rank: stretches.reduce((count, each) => (each > least ? count + 1 : count), 0),
    ins: inputs.map((name, i) => ({ name, value: point[i], text: '' })),
    outs: outputs.map(({ name, text }, i) => ({ name, text, value: values ? values[i] : Number.NaN })),
    sweeps: sweepsOf(map),
  };
}

/** The Jacobian of each map where the one before puts it, the last first; without numbers from where shapes do not fit. */
function factorsAt(stages: readonly Stage[], x: Vec): LayerSlopes[] {
  if (stages.length === 1) return [];
  let here: Vec | null = x;
  const all = stages.map(({ kind, name, fn, inputs, outputs }): LayerSlopes => {
    const fits: boolean = here?.length === inputs;
    // Of a linear layer the Jacobian is the same everywhere.
    const place: Vec | null = fits ? here : kind === 'linear' ? new Float64Array(inputs) : null;
    const factor = {
      ...{ kind, name, rows: outputs, columns: inputs },
      data: place && jacobian(fn, place).data,
    };
    here = fits && here ? vector(value(fn, here)) : null;
    return factor;
  });
  return all.reverse();
}

/** Sweeps back and forward: rows, or columns, that see nothing in common share one; greedily from the first. */
function sweepsOf({ sees, inputs, outputs }: JacobianMap): { back: number; forward: number } {
  const [m, n] = [outputs.length, inputs.length];
  const fewest = (lines: number, length: number, at: (line: number, k: number) => boolean) => {
    const groups: boolean[][] = [];
    for (let line = 0; line < lines; line++) {
      const own = Array.from({ length }, (_, k) => at(line, k) ?? false);
      const free = groups.find((taken) => own.every((each, k) => !(each && taken[k])));
      if (!free) groups.push(own);
      else for (let k = 0; k < length; k++) free[k] ||= own[k];
    }
    return groups.length;
  };
  return {
    back: fewest(m, n, (i, j) => sees[i * n + j]),
    forward: fewest(n, m, (j, i) => sees[i * n + j]),
  };
}

const vector = (given: number | Vec): Vec => (typeof given === 'number' ? Float64Array.of(given) : given);

/** What is in hand before anything is: the first column of a plane, the first row of a table. */
export const firstHand = (isPlane: boolean): Hand => ({
  along: isPlane ? 'column' : 'row',
  row: 0,
  column: 0,
});

/** What is drawn of a model. */
export function jacobianView(model: JacobianModel, plane: JacobianView['plane'], hand: Hand): JacobianView {
  const { ins, outs, matrix, rank, sees, factors, stages, sweeps, misfit } = model;
  return {
    ...{ inputs: ins, outputs: outs, matrix, rank, hand, sees, factors, sweeps, plane },
    kind: stages.length > 1 ? 'composed' : stages[0].kind,
    misfit: misfit === null ? null : stages.length - 1 - misfit,
  };
}
