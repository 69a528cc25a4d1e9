import { afterEach, describe, expect, it } from 'vitest';
import * as exported from '../../web/elements/index.js';
import type { Demo, Figure } from '../../web/figure/figure.js';
import { frame, inside, until } from './figure.js';

// Every attribute that takes numbers, of every element, at the numbers where doubles end: it draws or says why not, and
// draws no more for it. What elements there are, their attributes and their demos are the elements' own.

const numbers = [0, 5e-324, 1e15, 1e16, 1e300, 1.7e308].flatMap((size) => [`${size}`, `-${size}`]);
const ranges = [
  ...[
    '-1.7e308..1.7e308',
    '1.7e308..-1.7e308',
    '1.6e308..1.7e308',
    '-1e300..1e300',
    '-1e99..1e99',
    '2..1',
    '2..2',
  ],
  ...[
    '1e16..10000000000000002',
    '1e16..1e16',
    '1e15..1e16',
    '1e15..1000001000000000',
    '0..1e-300',
    '0..5e-324',
  ],
  ...['-5e-324..5e-324', '-1e-90..1e-90', '1..1.0000000000000002', '1..2e-324'],
];
/** Attributes that are words alone, whatever is in them. */
const words = [
  'heading',
  'theme',
  'loading',
  'autoplay',
  'data',
  'target',
  'columns',
  'classes',
  'missing',
  'worker-url',
  'src',
];
/** Attributes that are formulas, in which numbers have no edges of their own. */
const formulas = ['f', 'problem', 'formula', 'claimed'];
/** How many figures are on the page at once. */
const TOGETHER = 8;
const decimal = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

type Attributes = Readonly<Record<string, string>>;

/** Texts of an attribute: the number alone, and in place of each and of all of the numbers of a sound text. */
function hostileTexts(name: string, sample: string): string[] {
  const found = numbers.flatMap((number) => [
    number,
    ...[...sample.matchAll(decimal)].map(
      ({ index, 0: sound }) => sample.slice(0, index) + number + sample.slice(index + sound.length),
    ),
    ...(sample === '' ? [] : [sample.replace(decimal, number)]),
  ]);
  return [...new Set([...found, ...(name === 'domain' ? ranges : [])])];
}

const attributeName = (name: PropertyKey, attribute: unknown) =>
  typeof attribute === 'string' ? attribute : String(name).toLowerCase();

type FigureClass = { new (): Figure } & Pick<typeof Figure, 'demos' | 'elementProperties'>;
const figures = Object.values(exported as Record<string, unknown>).filter(
  (kind) => (kind as Partial<FigureClass>).demos !== undefined,
) as FigureClass[];

const cases = figures.flatMap((figure) => {
  const { localName: tag } = new figure();
  return [...figure.elementProperties]
    .filter(([, { state }]) => !state)
    .map(([name, { attribute }]) => attributeName(name, attribute))
    .filter((name) => ![...words, ...formulas].includes(name))
    .map((name) => {
      // Runs made elsewhere have no problem, which others would wait for; guesses would hide what is drawn.
      const isSound = ({ attributes }: Demo) => name in attributes && !attributes[name].startsWith('[');
      const { predict: _, ...attributes } = (figure.demos.find(isSound) ?? figure.demos[0]).attributes;
      const base = { ...attributes, ...('steps' in attributes && { steps: '20' }) } as Attributes;
      return { tag, name, base, texts: hostileTexts(name, base[name] ?? '') };
    });
});

afterEach(() => {
  document.body.replaceChildren();
});

const isTraining = ({ optimizers, optimizer, rates, runs }: Attributes) =>
  optimizers ?? optimizer ?? rates ?? runs;

/** SVG of a figure at its end; null where it said why there is none. */
async function drawnOrRefused(tag: string, attributes: Attributes): Promise<string | null> {
  const element = document.createElement(tag) as Figure & { comparison?: unknown; step?(n: number): void };
  let refusal: Error | null = null;
  element.addEventListener('nabla-error', ({ detail }) => {
    refusal = detail.error;
  });
  for (const [name, text] of Object.entries({ loading: 'eager', autoplay: 'false', ...attributes }))
    element.setAttribute(name, text);
  document.body.append(element);
  await frame();
  await element.updateComplete;
  if (isTraining(attributes)) await until('it is computed or refused', () => refusal ?? element.comparison);
  await until('it is worked out', () => !element.matches(':state(working)'));
  if (refusal) {
    const { name, message } = refusal as Error;
    expect(name).toMatch(/^(Type|Range|Syntax)Error$/);
    expect(message).toMatch(/^[a-zA-Z-]+: .*(needs|no |cannot)/);
    return null;
  }
  element.step?.(1e9);
  await frame();
  await element.updateComplete;
  const said = inside(element, '[part=caption]')?.textContent ?? '';
  expect(said).not.toMatch(/NaN|undefined|\[object/);
  element.toCSV();
  return (await element.toBlob({ type: 'image/svg+xml' })).text();
}

/** What each text of an attribute comes to: several figures on the page at once wait for the same frames. */
async function* outcomes(tag: string, name: string, base: Attributes, texts: readonly string[]) {
  for (let i = 0; i < texts.length; i += TOGETHER) {
    const some = texts.slice(i, i + TOGETHER);
    const drawn = await Promise.all(some.map((text) => drawnOrRefused(tag, { ...base, [name]: text })));
    document.body.replaceChildren();
    for (const [k, text] of some.entries()) yield { svg: drawn[k], told: `${tag} ${name}="${text}"` };
  }
}

describe.each(cases)('$tag $name', { tags: ['long'] }, ({ tag, name, base, texts }) => {
  it('draws or refuses numbers at the edges', async () => {
    for await (const { svg, told } of outcomes(tag, name, base, texts)) {
      if (svg === null) continue;
      expect(svg, told).not.toMatch(/NaN|Infinity|undefined|\[object/);
      expect(svg.match(/<(path|line|circle|polygon|polyline)\b/g)!.length, told).toBeLessThan(1000);
      expect(svg.match(/<text\b/g)!.length, told).toBeLessThan(100);
    }
  });
});

/** Points of those elements that have a domain of their own choosing. */
const placed = cases.filter(({ name, base }) => 'domain' in base && ['x', 'at', 'start'].includes(name));

describe.each(placed)('$tag $name, without a domain', { tags: ['long'] }, ({ tag, name, base, texts }) => {
  it('draws or refuses numbers at the edges', async () => {
    const { domain: _, ...rest } = base as Attributes & { domain: string };
    for await (const { svg, told } of outcomes(tag, name, rest, texts)) {
      expect(svg ?? '', told).not.toMatch(/NaN|Infinity|undefined|\[object/);
    }
  });
});
