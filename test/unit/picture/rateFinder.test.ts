import { beforeAll, describe, expect, it } from 'vitest';
import { findRate, iris, mlp, standardize } from '../../../src/index.js';
import { english, type Language, languageNow, loadLanguage } from '../../../src/picture/language.js';
import { finderDrawing } from '../../../src/picture/rateFinder/finderDrawing.js';
import { shortenTo, wrapText } from '../../../src/picture/rateFinder/finderText.js';
import {
  type FinderView,
  finderRows,
  lossAtRate,
  rateSpan,
} from '../../../src/picture/rateFinder/finderView.js';
import { finderCaption, finderWords } from '../../../src/picture/rateFinder/finderWords.js';
import { estimateTextWidth } from '../../../src/picture/textWidth.js';
import { paletteFromTokens } from '../../../src/picture/themePalette.js';

const palette = paletteFromTokens('light', 'sans-serif');
const sheetOf = (width: number) => ({ width, narrow: width < 480, palette, measure: estimateTextWidth });

const model = mlp(standardize(iris()), { layers: [4] });
const viewOf = (found: FinderView['found'], isBatched = false): FinderView => ({
  ...{ found, isBatched, colour: 0, chosen: null },
});
const views = {
  'a bowl with real runs': viewOf(
    findRate('x^2 + 10 y^2', { optimizer: 'sgd', start: [1, 1], truth: { steps: 30 } }),
  ),
  'batches of a network, repeated': viewOf(
    findRate(model, { optimizer: 'adam', batch: 30, repeats: 2, truth: { steps: 10, count: 9 } }),
    true,
  ),
  presets: viewOf(findRate(model, { optimizer: 'sgd', batch: 30, presets: ['fastai', 'lightning'] }), true),
  'a start without a value': viewOf(findRate('log(x)', { optimizer: 'sgd', start: -1, truth: { count: 3 } })),
  'losses below 0': viewOf(findRate('x^2 - 5', { optimizer: 'sgd', start: 1, truth: { steps: 30 } })),
  'no curvature, few points': viewOf(findRate('x + y', { optimizer: 'sgd', start: [1, 1], count: 7 })),
  'a rate far beyond the range': viewOf(findRate('1e-9 x^2', { optimizer: 'sgd', start: 1 })),
};

describe.each(Object.entries(views))('the drawing of %s', (_, view) => {
  it.each([320, 680, 960])('stays on its sheet of %i px, with all numbers finite', (width) => {
    for (const chosen of [null, 1e-3]) {
      const { marks, height } = finderDrawing(
        { ...view, chosen },
        sheetOf(width),
        finderWords(view, english),
      );
      for (const mark of marks) {
        if (mark.kind === 'words') {
          const wide = estimateTextWidth(mark.text, mark.bold);
          const left = mark.x - wide * { left: 0, center: 0.5, right: 1 }[mark.align ?? 'left'];
          expect(left, mark.text).toBeGreaterThan(-2);
          expect(left + wide, mark.text).toBeLessThan(width + 12);
          expect(mark.y, mark.text).toBeLessThan(height);
        } else if (mark.kind === 'dot' || mark.kind === 'cross')
          expect([mark.x, mark.y].every(Number.isFinite), JSON.stringify(mark)).toBe(true);
      }
    }
  });

  it('has a row for each rule', () => {
    const { rules, curvature } = finderRows(view.found);
    const { marks } = finderDrawing(view, sheetOf(680), finderWords(view, english));
    const said = marks.flatMap((mark) => (mark.kind === 'words' ? [mark.text] : []));
    expect([rules.length, curvature.length]).toEqual([8, 3]);
    for (const name of ['valley', 'Lightning', '2/λmax', 'Cauchy']) expect(said).toContain(name);
  });
});

const bowl = views['a bowl with real runs'];

it('rows are in the order of their rates, those without one last', () => {
  for (const { found } of Object.values(views)) {
    const rates = finderRows(found).rules.map(({ suggestion }) => suggestion.rate ?? Infinity);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  }
});

it('the axis reaches to suggestions, at most two decades beyond the range asked for', () => {
  expect(rateSpan(bowl.found)).toEqual({ from: -7, to: 1 });
  expect(rateSpan(views['a rate far beyond the range'].found).to).toBe(3);
});

it('a rate between two points has a loss between theirs, and none beyond them', () => {
  const { found } = bowl;
  expect(lossAtRate(found, found.rates[5])).toBe(found.smoothed[5]);
  const between = lossAtRate(found, found.rates[60] * 1.05);
  expect(between).toBeLessThan(found.smoothed[60]);
  expect(between).toBeGreaterThan(found.smoothed[61]);
  expect(lossAtRate(found, 1e-9)).toBeNaN();
  expect(lossAtRate(found, 9)).toBeNaN();
});

describe('the caption', () => {
  let german: Language;
  beforeAll(async () => {
    await loadLanguage('de');
    german = languageNow('de');
  });

  it('says where real runs end well, and which rules are near', () => {
    expect(finderCaption(bowl, english)).toMatch(
      /^Real runs end lowest at 0\.0562, by more than 10 %\. Of the 11 rules .*Cauchy \(0\.0504\).* are within a factor 2 of that\.$/,
    );
    expect(finderCaption(bowl, german)).toMatch(
      /^Echte Läufe enden bei 0,0562 am tiefsten, .* sind .*Cauchy/,
    );
    expect(finderCaption(views['batches of a network, repeated'], english)).toMatch(/ in every repeat\.$/);
  });

  it('says where all diverged, and is empty without real runs', () => {
    expect(finderCaption(views['a start without a value'], english)).toBe('All real runs diverged.');
    expect(finderCaption(views.presets, english)).toBe('');
  });

  it('says nothing in English that German has a word for', () => {
    const { marks } = finderDrawing(bowl, sheetOf(680), finderWords(bowl, german));
    const said = marks.flatMap((mark) => (mark.kind === 'words' ? [mark.text] : []));
    for (const text of ['Verlust vor dem Schritt', 'Regel', 'Krümmung', 'gegen echte Läufe'])
      expect(said).toContain(text);
    expect(said.join(' ')).not.toMatch(/\b(skipped|stopped|loss|inside|too)\b/);
  });
});

it('texts are cut to a width, or wrapped at words', () => {
  const measure = (text: string) => text.length;
  expect(shortenTo('a b c', 5, measure)).toBe('a b c');
  expect(shortenTo('a long text', 5, measure)).toBe('a lo…');
  expect(wrapText('one two three four', 9, measure)).toEqual(['one two', 'three', 'four']);
});
