// The figures of all elements without a page: `nabla figure NAME`, its options called as the attributes are.
import { describe, expect, it } from 'vitest';
import type { Demo } from '../../web/figure/figure.js';
import { dist } from './browser.js';
import { run } from './command.js';

interface Kind {
  demos?: readonly Demo[];
  elementProperties: ReadonlyMap<string, { attribute?: string | false; usual?: unknown }>;
}

const elements: Record<string, Kind> = await import(new URL('web/elements/index.js', dist).href);
const kinds = Object.entries(elements).flatMap(([name, kind]) => {
  const figure = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice('-nabla-'.length);
  return kind.demos?.length ? [{ figure, kind, demos: kind.demos }] : [];
});

/** Attributes as options: `second="true"` is `--second`. A picture asks for no guess: it shows the answer. */
const optionsOf = ({ predict: _, ...attributes }: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([name, value]) =>
    value === 'true' ? `--${name}` : value === 'false' ? `--no-${name}` : `--${name}=${value}`,
  );

const wordsOf = (svg: string) => Array.from(svg.matchAll(/>([^<>]+)<\/text>/g), ([, text]) => text);

describe.each(kinds)('nabla figure $figure', ({ figure, demos }) => {
  it.each(demos)('draws the demo "$title"', { tags: ['long'] }, async ({ attributes }) => {
    const { status, out, err } = await run(['figure', figure, ...optionsOf(attributes), '--out', '-']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^<svg xmlns=/);
    expect(out).not.toMatch(/NaN|undefined|Infinity/);
    expect(wordsOf(out)).toContain(attributes.heading);
    expect(wordsOf(out).length).toBeGreaterThan(6);
  });

  it('has the heading of its element in the language asked for, at every width', async () => {
    const { heading: _, ...attributes } = demos[0].attributes;
    const asked = ['figure', figure, ...optionsOf(attributes), '--out', '-', '--lang', 'de', '--width'];
    const [wide, narrow] = [await run([...asked, '680']), await run([...asked, '320'])];
    expect(wordsOf(wide.out)[0]).toMatch(/\?$/);
    expect(wordsOf(wide.out)[0]).not.toMatch(/^(?:How|Which|Is|What) /);
    expect([narrow.status, narrow.out.slice(0, 80)]).toEqual([0, expect.stringContaining('width="352"')]);
  });
});

describe('what cannot be drawn is refused in words', () => {
  it.each([
    [['landscape'], /^nabla figure landscape: f needs a formula, got none$/],
    [['landscape', 'x y z'], /^nabla figure landscape: f needs .* got x, y, z/],
    [['landscape', 'x^2', '--start', '1', '--rate', 'a'], /^nabla figure landscape: --rate needs numbers/],
    [
      ['landscape', 'x^2', '--rate', '0.1'],
      /^nabla figure landscape: start needs a point like x=1, got none$/,
    ],
    [['network', '--data', 'iris'], /^nabla figure network: --data needs two measurements, got 4/],
    [
      ['network', '--data', 'moons', '--model', 'linear'],
      /^nabla figure network: --model needs one that tells/,
    ],
    [['network', '--data', 'moons', '--rate', '0.1,1'], /--optimizer needs one, with one rate .* got 2$/],
    [['taylor', 'sin(x)', '--order', '21'], /^nabla figure taylor: order needs a whole number from 0 to 20/],
    [['taylor', '--f', 'sin('], /column 5/],
    [
      ['activation', '--names', 'rellu'],
      /^nabla figure activation: no activation "rellu"; did you mean "?relu/,
    ],
    [['activation', '--depth', '51'], /^nabla figure activation: depth needs a whole number from 1 to 50/],
    [['softmax', '--logits', 'a'], /^nabla figure softmax: logits needs numbers/],
    [
      ['jacobian', '--model', 'linear'],
      /^nabla figure jacobian: w needs a matrix for each of 1 linear layers/,
    ],
    [['chain', '--mode', 'sideways'], /Allowed choices are backward, forward/],
    [['chain'], /^nabla figure chain: f needs a formula, got none$/],
  ])('%j', async (args, message) => {
    const { status, err } = await run(['figure', ...args, '--out', '-']);
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  });
});
