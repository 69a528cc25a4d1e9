// Words and sentences of a figure of Jacobians.

import { jacobianPhrases } from '../../phrases/en.js';
import { italicMark } from '../derivative/tangentSentences.js';
import type { Language } from '../language.js';
import { handwrittenFormula } from '../plainFormula.js';
import {
  isStretched,
  type JacobianView,
  type LayerSlopes,
  type PlaneMap,
  type Port,
} from './jacobianView.js';

const subscripts = [...'₀₁₂₃₄₅₆₇₈₉'];

/** A name as it is written by hand: `x1` → `x₁`. */
const writtenName = (name: string): string =>
  name.replace(/(?<=\p{L})_?(\d+)$/u, (_, digits: string) =>
    [...digits].map((digit) => subscripts[Number(digit)]).join(''),
  );

const italicize = (name: string) => `${italicMark}${writtenName(name)}${italicMark}`;

export type JacobianWords = ReturnType<typeof jacobianWords>;

/** Words of the drawing. */
export function jacobianWords({ numbers, phrases }: Language) {
  const said = phrases(jacobianPhrases);
  const shape = (rows: number, columns: number) => `${numbers.count(rows)} × ${numbers.count(columns)}`;
  const inBrackets = (value: number) => (value < 0 ? `(${numbers.rate(value)})` : numbers.rate(value));
  return {
    source: said.source,
    image: said.image,
    h: 'h',
    whole: 'J',
    gradient: said.gradient,
    push: said.push,
    product: said.product,
    tick: numbers.tick,
    cell: (value: number) => (Number.isNaN(value) ? '—' : numbers.rate(value)),
    coordinate: numbers.coordinate,
    name: writtenName,
    formula: handwrittenFormula,
    partial: (name: string) => `∂/∂${writtenName(name)}`,
    partialOf: (name: string) => `∂${writtenName(name)}`,
    shape,
    more: (count: number) => `⋯ ${said.more(numbers.count(count))}`,
    times: (factor: number) => `× ${numbers.measured(factor)}`,
    area: (det: number) =>
      Number.isNaN(det) ? said.noJacobian : `${said.area} × ${numbers.measured(Math.abs(det))}`,
    flipped: (det: number) =>
      Number.isNaN(det) ? '' : det === 0 ? said.flat : det < 0 ? said.flipped : said.notFlipped,
    /** The determinant as it is worked out, and shorter, where that has no room. */
    working: ([a, b, c, d]: ArrayLike<number> & Iterable<number>, det: number) =>
      Number.isNaN(det)
        ? []
        : [
            `det ${numbers.rate(a)}·${inBrackets(d)} − ${inBrackets(b)}·${inBrackets(c)}`,
            `det ${numbers.measured(det)}`,
          ],
    stretches: (stretches: readonly [number, number]): readonly [string, string] => {
      const [large, small] = stretches.map(numbers.measured);
      if (!stretches.every(Number.isFinite)) return ['', ''];
      return isStretched(stretches)
        ? [said.stretch(large), said.across(small)]
        : [said.stretch(large), said.bothWays];
    },
    factor: ({ name, kind }: LayerSlopes) =>
      kind === 'softmax' ? 'diag s − s sᵀ' : kind === 'activation' ? `diag ${name}′` : writtenName(name),
    misfit: (factors: readonly LayerSlopes[]) =>
      said.misfit(factors.map(({ rows, columns }) => shape(rows, columns)).join(' · ')),
  };
}

export function jacobianSubtitle(view: JacobianView | null, { numbers, phrases }: Language): string {
  if (!view || view.misfit !== null) return '';
  const said = phrases(jacobianPhrases);
  const names = (ports: readonly Port[]) => `(${ports.map(({ name }) => writtenName(name)).join(', ')})`;
  if (view.plane) return said.planeSubtitle(names(view.inputs), names(view.outputs));
  const [m, n] = [view.outputs.length, view.inputs.length];
  const shape = `${numbers.count(m)} × ${numbers.count(n)}`;
  if (view.kind === 'softmax') return said.softmaxSubtitle(shape, numbers.count(view.rank));
  const outputs = said.outputs(numbers.count(m), m);
  const inputs = said.inputs(numbers.count(n), n);
  return said.tableSubtitle(outputs, inputs, shape);
}

export function jacobianCaption(view: JacobianView, language: Language): string {
  const said = language.phrases(jacobianPhrases);
  if (view.misfit !== null) return said.doesNotFit;
  const sentences = view.plane ? planeSentences(view, view.plane, language) : tableSentences(view, language);
  return [...sentences, ...(view.plane ? [] : productSentence(view, language))].join(' ');
}

function planeSentences(view: JacobianView, plane: PlaneMap, { numbers, phrases }: Language): string[] {
  const said = phrases(jacobianPhrases);
  const { measured, coordinate } = numbers;
  const { det, ratio, h, stretches, isLinear } = plane;
  const at = `(${view.inputs.map(({ value }) => coordinate(value)).join(', ')})`;
  if (Number.isNaN(det)) {
    const isWhole = (i: number) => view.matrix!.data.subarray(2 * i, 2 * i + 2).every(Number.isFinite);
    const lost = view.outputs.filter((_, i) => !isWhole(i)).map(({ name }) => italicize(name));
    return [said.hasNone(at, lost)];
  }
  const size = measured(Math.abs(det));
  const [a, b, c, d] = view.matrix!.data;
  const isTurned = Math.abs(c - b) > 1e-9 * (Math.abs(a + d) + Math.abs(c - b));
  const side = `${italicMark}h${italicMark} = ${measured(h)}`;
  const isFlat = det === 0 || stretches[1] <= 1e-15 * stretches[0];
  const first = isFlat
    ? said.becomesFlat(at, stretches[0] === 0)
    : said.becomes(at, size, det < 0 ? 'flipped' : isTurned ? 'turned' : 'upright');
  const stretched =
    isStretched(stretches) && !isFlat
      ? [said.isStretched(measured(stretches[0]), measured(stretches[1]))]
      : [];
  const told = [first, ...stretched];
  if (isLinear) return [...told, said.isLinear];
  if (Number.isNaN(ratio)) return [...told, said.noPatch(side)];
  const times = measured(Math.abs(ratio));
  if (isFlat && Math.abs(ratio) <= 1e-9 * stretches[0] * stretches[0]) return [...told, said.staysFlat];
  const isExact = Math.abs(ratio - det) <= 1e-9 * (Math.abs(det) + Math.abs(ratio));
  if (isExact) return [...told, said.isExact(side)];
  // Near enough to be the same three digits: shrinking is over.
  return [...told, times === size ? said.hasCome(side, times) : said.comesTo(side, times, size)];
}

/** How many slopes a sentence names. */
const mostNamed = 3;

function tableSentences(view: JacobianView, language: Language): string[] {
  const said = language.phrases(jacobianPhrases);
  const { matrix, hand, inputs, outputs, kind, sees, rank } = view;
  const { measured, count } = language.numbers;
  const { data, columns, rows } = matrix!;
  const isRow = hand.along === 'row';
  const own = isRow
    ? inputs.map(({ name }, j) => ({ name, slope: data[hand.row * columns + j] }))
    : outputs.map(({ name }, i) => ({ name, slope: data[i * columns + hand.column] }));
  if (!own.every(({ slope }) => Number.isFinite(slope))) return [said.rowUndefined];
  const felt = own.filter(({ slope }) => slope !== 0).sort((a, b) => Math.abs(b.slope) - Math.abs(a.slope));
  const left = own.filter(({ slope }) => slope === 0);
  const named = [...felt.slice(0, left.length > 0 ? mostNamed - 1 : mostNamed), ...left.slice(0, 1)];
  const pushes = named.map(({ name, slope }) => ({
    name: italicize(name),
    way: slope === 0 ? ('leaves' as const) : slope < 0 ? ('lowers' as const) : ('raises' as const),
    by: measured(Math.abs(slope)),
  }));
  const first = isRow
    ? said.rowIs(count(hand.row + 1), italicize(outputs[hand.row].name), pushes)
    : said.columnIs(italicize(inputs[hand.column].name), pushes);
  const isEmpty = Array.from({ length: rows * columns }, (_, i) => sees[i]).includes(false);
  if (kind === 'linear') return [first, said.isWeights];
  if (kind === 'softmax') return [first, said.isSoftmax(count(rank))];
  return isEmpty ? [first, said.empty] : [first];
}

function productSentence({ factors }: JacobianView, { numbers, phrases }: Language): string[] {
  if (factors.length === 0) return [];
  const shape = (rows: number, columns: number) => `${numbers.count(rows)} × ${numbers.count(columns)}`;
  const shapes = factors.map(({ rows, columns }) => shape(rows, columns));
  const listed = shapes.length > 4 ? [...shapes.slice(0, 2), '⋯', ...shapes.slice(-1)] : shapes;
  const whole = shape(factors[0].rows, factors[factors.length - 1].columns);
  return [phrases(jacobianPhrases).isProduct(numbers.count(factors.length), listed.join(' · '), whole)];
}

/** What is heard of a cell: `slope of u by x, 2`. */
export function cellSaid(
  { matrix, hand, inputs, outputs }: JacobianView,
  { numbers, phrases }: Language,
): string {
  const { row, column } = hand;
  const value = matrix!.data[row * matrix!.columns + column];
  return phrases(jacobianPhrases).cell(outputs[row].name, inputs[column].name, numbers.measured(value));
}
