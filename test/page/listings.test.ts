import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { judge } from '../../web/text/judge.js';
import { createPictures } from '../../web/text/stillPicture.js';
import { opening, sections } from '../../web/text/text.js';
import { inNode } from './browser.js';

const numbers = (text: string) => (text.match(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g) ?? []).map(Number);
const python = (program: string) => spawnSync('python3', ['-'], { input: program, encoding: 'utf8' });

/** Every program by itself, what each printed between lines of its own. */
const mark = '=== next ===';
const programs = sections.map(
  ({ listing }) => `exec(${JSON.stringify(listing.python)}, {})\nprint('${mark}')`,
);
const hasNumpy = python('import numpy').status === 0;

describe('the programs of the text', () => {
  it.skipIf(!hasNumpy)('in Python print what it says, where Python has numpy', () => {
    const { status, stdout, stderr } = python(programs.join('\n'));
    expect([status, stderr]).toEqual([0, '']);
    const printed = stdout.split(`${mark}\n`).slice(0, -1);
    for (const [i, { id, listing }] of sections.entries()) {
      const [now, told] = [numbers(printed[i]), numbers(listing.prints.python)];
      expect(now.length, id).toBe(told.length);
      // The exponential of numpy may differ in its last digit by the processor.
      for (const [k, each] of told.entries()) {
        const bound = 4e-16 * Math.max(1, Math.abs(each));
        expect(Math.abs(now[k] - each), `${id}: ${now[k]} for ${each}`).toBeLessThanOrEqual(bound);
      }
      expect(printed[i].replace(/[\d.]+/g, ''), id).toBe(`${listing.prints.python}\n`.replace(/[\d.]+/g, ''));
    }
  });

  it.each(sections)('in TypeScript print what it says: $id', ({ listing }) => {
    const program = listing.typescript.replace("'nabla-workbench'", "'./index.js'");
    expect(inNode(program)).toBe(`${listing.prints.typescript}\n`);
  });

  it.each(sections)('print the same digits in both: $id', ({ listing }) => {
    const [ours, theirs] = [numbers(listing.prints.typescript), numbers(listing.prints.python)];
    expect(ours.length).toBeGreaterThanOrEqual(theirs.length);
    for (const [i, each] of theirs.entries())
      expect(Math.abs(ours[i] - each)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(each)));
  });
});

describe('pictures of figures', () => {
  const figures = [opening.figure, ...sections.map(({ figure }) => figure)];

  it.each(figures)('are drawn in Node, light and dark: $attributes.heading', (figure) => {
    const pictures = createPictures(figure, { narrow: 328 });
    expect(pictures.map(({ scheme }) => scheme)).toEqual(['light', 'dark']);
    for (const { text, size } of pictures) {
      expect(size.width).toBe(328);
      expect(text).toMatch(/^<svg [\s\S]*<path /);
      expect(text).not.toContain('NaN');
    }
  });
});

describe('the exercises of the text', () => {
  const all = sections.flatMap(({ id, exercises }) =>
    exercises.map((each, i) => ({ ...each, id: `${id} ${i + 1}` })),
  );

  it.each(all)('take the answer that is given: $id', ({ check, answer }) => {
    expect(judge(check, answer)).toMatchObject({ isRight: true });
  });

  it.each(all)('refuse another, and say why: $id', ({ check, answer }) => {
    const wrong = answer.includes(';') ? answer.split(';').reverse().join(';') : `(${answer}) * 3 + 7`;
    const { isRight, says } = judge(check, wrong);
    expect(isRight).toBe(false);
    expect(says).toMatch(/\.$/);
    if (check.kind === 'value')
      for (const [result, words] of check.slips)
        expect(judge(check, result)).toEqual({ isRight: false, says: words });
  });

  it('tell what slipped', () => {
    const says = (id: string, text: string) => judge(all.find((each) => each.id === id)!.check, text).says;
    expect(says('chain-rule 1', 'cos(x^2)')).toMatch(
      /^The inner derivative is missing\. At x = 0\.7 it gives/,
    );
    expect(says('chain-rule 2', '500')).toBe('The inner derivative is missing.');
    expect(says('softmax 2', '0.341')).toBe('Its sign is turned.');
    expect(says('partial-derivatives 1', '2x y; x^2 - 3y^2')).toMatch(/^The slope in y: .*belongs\.$/);
    expect(says('gradient-descent 1', '1.5')).toBe('That is where the first step ends.');
    expect(says('derivatives 1', '2.2')).toMatch(/^There f'\(x\) is 0\..*, not 0 yet\.$/);
    expect(says('gradient 2', '2x')).toBe(
      '2 formulas are asked for, of x, y in this order, with ; between them.',
    );
  });
});
