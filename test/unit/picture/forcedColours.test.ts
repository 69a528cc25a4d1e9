import { describe, expect, it } from 'vitest';
import { chainDrawing } from '../../../src/picture/chain/chainDrawing.js';
import { chainModel } from '../../../src/picture/chain/chainModel.js';
import { chainMoment, chainTotal } from '../../../src/picture/chain/chainMoment.js';
import { chainWords } from '../../../src/picture/chain/chainSentences.js';
import { english } from '../../../src/picture/language.js';
import type { Palette } from '../../../src/picture/palette.js';
import type { LineMark, Mark } from '../../../src/picture/scene.js';
import { taylorDrawing } from '../../../src/picture/taylor/taylorDrawing.js';
import { taylorModel } from '../../../src/picture/taylor/taylorModel.js';
import { taylorLabels } from '../../../src/picture/taylor/taylorWords.js';

// Where the system forces its colours all hues are one: what they tell apart is told by dashes and fills.

const six = Array.from({ length: 6 }, () => 'ink');
const palette: Palette = {
  ...{ surface: 'ground', sunken: 'ground', text: 'ink', quiet: 'ink', grid: 'grid', control: 'ink' },
  ...{ series: six, labels: six, lowest: 'highlight', family: 'serif', paper: false, line: 2 },
};
const sheet = { width: 680, narrow: false, palette, measure: (text: string) => 6 * text.length };
const isLine = (mark: Mark): mark is LineMark => mark.kind === 'line';

function chainAt(step: number, path: readonly number[] | null = null, nudge = '') {
  const asked = { f: 'x*y + x^2', at: 'x=1,y=2', names: '', unfold: '', output: '', mode: 'backward', nudge };
  const model = chainModel(asked)!;
  const view = { model, moment: chainMoment(model, step), handles: [0.5, 0.5], wrong: null };
  return {
    total: chainTotal(model),
    edges: model.chain.edges.length,
    ...chainDrawing({ ...view, path: path && new Set(path) }, sheet, chainWords(english)),
  };
}

describe('in forced colours', () => {
  it('lanes of a chain are dashed until a slope comes along them, and the path in hand is lit', () => {
    const { total, edges } = chainAt(0);
    const lanes = (marks: readonly Mark[]) => marks.filter(isLine).slice(0, edges);
    expect(lanes(chainAt(total.turn).marks).map(({ dash }) => dash)).toEqual(Array(edges).fill([2, 3]));
    const after = lanes(chainAt(total.total).marks);
    expect(after.map(({ dash }) => dash)).toEqual(Array(edges).fill(undefined));
    expect(after.every(({ width }) => width >= 2)).toBe(true);
    const lit = lanes(chainAt(total.total, [0]).marks);
    expect(lit.map(({ color }) => color === 'highlight')).toEqual(lit.map((_, k) => k === 0));
  });

  it('the true change of a nudge is a hollow bar', () => {
    const { total } = chainAt(0);
    const { marks } = chainAt(total.total, null, 'x=0.1');
    const bars = marks.filter(({ kind }) => kind === 'shape').length;
    const without = chainAt(total.total).marks.filter(({ kind }) => kind === 'shape').length;
    // One filled bar for each of five values, and one in the legend.
    expect(bars - without).toBeLessThan(2 * 5 + 2);
  });

  it.each([
    ['', [10, 3, 2, 3]],
    ['0.1', [10, 3, 2, 3]],
  ])('a polynomial is dashed, and the function is not: eta %j', (eta, dash) => {
    const asked = { f: 'exp(x)', at: '', x: '0', to: 1, order: 3, eta, domain: '-2..2' };
    const model = taylorModel(asked, asked)!;
    const bounds = { remainders: [], band: [] };
    const walks = { newton: [], descent: [] };
    const view = { model, bounds, grid: null, walks, held: null, labels: taylorLabels(english) };
    const lines = taylorDrawing(view, sheet, false).marks.filter(isLine);
    const curves = lines.filter(({ points, within }) => within && points.length > 100);
    expect(curves.some((line) => JSON.stringify(line.dash) === JSON.stringify(dash))).toBe(true);
    expect(curves.some((line) => line.dash === undefined)).toBe(true);
  });
});
