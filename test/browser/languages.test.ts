import { afterEach, expect, it } from 'vitest';
import { activations, datasets, optimizers, problems } from '../../src/index.js';
import * as models from '../../src/models/index.js';
import * as exported from '../../web/elements/index.js';
import type { Demo, Figure } from '../../web/figure/figure.js';
import { violations } from './axe.js';
import { figure, inside, until, valley } from './figure.js';

afterEach(() => document.body.replaceChildren());

const exhibits = Object.values(exported).flatMap((kind) => {
  const { demos, name } = kind as unknown as { demos?: readonly Demo[]; name: string };
  const tag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1);
  return (demos ?? []).map(({ title, attributes }) => ({ tag, attributes, title: `${tag}: ${title}` }));
});

const wordsIn = (text: string) => text.match(/\p{L}{3,}/gu) ?? [];

/** Words that are the same in both languages. */
const shared = wordsIn('Alt CSV PNG SVG JSON HTML Training Start Logits diag max sin cos exp log abs relu');

/** Names that no language translates: those of the catalogue, their titles, and what the page gave. */
const names = new Set(
  [activations, datasets, models, optimizers, problems]
    .flatMap((catalogue) => Object.entries(catalogue))
    .flatMap(([name, entry]) => [name, (entry as { title?: string }).title ?? ''])
    .concat(
      Object.keys(datasets).flatMap((name) => {
        const data = datasets[name as keyof typeof datasets]();
        return [...data.names, ...(data.classes ?? [])];
      }),
    )
    .flatMap(wordsIn)
    .concat(shared, ['units', 'unit']),
);

/** What is read or heard in a figure, but for mathematics and what is marked as English. */
function wordsOf(element: Figure): Set<string> {
  const said = [...element.shadowRoot!.querySelectorAll('.words *')]
    .filter((each) => !each.closest('math, var, style, bdi[lang=en]'))
    .flatMap((each) => [
      ...Array.from(each.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? node.nodeValue! : '')),
      ...['aria-label', 'title', 'aria-roledescription', 'aria-valuetext'].map(
        (name) => each.getAttribute(name) ?? '',
      ),
    ]);
  return new Set(said.flatMap(wordsIn));
}

async function shown(
  tag: string,
  lang: string,
  attributes: Readonly<Record<string, string>>,
): Promise<Figure> {
  const page = document.createElement('div');
  page.lang = lang;
  const element = document.createElement(tag) as Figure;
  const { heading: _, ...rest } = attributes;
  const few = 'steps' in rest ? { steps: '20' } : {};
  for (const [name, value] of Object.entries({ ...rest, ...few, loading: 'eager', autoplay: 'false' }))
    element.setAttribute(name, value);
  page.append(element);
  document.body.append(page);
  await until('it is there', () => element.shadowRoot?.querySelector('[part=plot]'));
  if ('comparison' in element && (rest.optimizers || rest.optimizer || rest.runs))
    await until(
      'it is computed',
      () => inside(element, '[part=outcomes]') || inside(element, '.question')?.textContent,
    );
  await element.updateComplete;
  for (const details of element.shadowRoot!.querySelectorAll('details')) details.open = true;
  await element.updateComplete;
  return element;
}

// First of all: the phrases are fetched for both.
it('figures that come at once are all in the language of their page', async () => {
  document.body.innerHTML =
    '<div lang="de"><nabla-derivative loading="eager"></nabla-derivative><nabla-difference loading="eager"></nabla-difference></div>';
  const [one, other] = document.querySelectorAll<Figure>('nabla-derivative, nabla-difference');
  await until('both are there', () =>
    [one, other].every((each) => each.shadowRoot?.querySelector('.heading')),
  );
  expect([one, other].map((each) => inside(each, '.heading').textContent)).toEqual([
    'Wie steil ist es?',
    'Wie klein sollte h sein?',
  ]);
});

it.each(exhibits)('$title has no English word left in a German page', async ({ tag, attributes }) => {
  const [english, german] = await Promise.all([
    shown(tag, 'en', attributes),
    shown(tag, 'de-AT', attributes),
  ]);
  const given = new Set(Object.values(attributes).flatMap(wordsIn));
  const before = wordsOf(english);
  const left = [...wordsOf(german)].filter(
    (word) => before.has(word) && !names.has(word) && !given.has(word),
  );
  expect(left).toEqual([]);
  expect(before.size).toBeGreaterThan(10);
});

it('axe has nothing to say of a German page with all elements', { tags: ['long'] }, async () => {
  const main = document.createElement('main');
  const plainest = exhibits.filter(({ tag }, i) => exhibits.findIndex((other) => other.tag === tag) === i);
  const figures = await Promise.all(plainest.map(({ tag, attributes }) => shown(tag, 'de', attributes)));
  main.append(...document.body.children);
  document.body.append(main);
  await Promise.all(figures.map(({ updateComplete }) => updateComplete));
  expect(figures.map((each) => inside(each, '.words').lang)).toEqual(figures.map(() => 'de'));
  expect(await violations(main)).toEqual([]);
});

it('in a language without phrases words and numbers are English, and the heading that the page gave is not', async () => {
  document.body.innerHTML = '<div lang="fr"></div>';
  const element = figure({ ...valley, autoplay: 'false', heading: 'Quel taux ?' });
  document.body.firstElementChild!.append(element);
  await until('it is computed', () => element.comparison);
  await element.updateComplete;
  expect(inside(element, '.subtitle').textContent).toBe('Rosenbrock from (−1.2, 1), 300 steps');
  expect(inside(element, '.words').lang).toBe('en');
  expect(inside(element, '.heading').lang).toBe('fr');
});

it('in a page from right to left a figure keeps its direction, and names from there are isolated', async () => {
  document.body.innerHTML = '<div dir="rtl" lang="he"></div>';
  const element = figure({ autoplay: 'false', heading: 'איזה קצב?' });
  element.runs = [
    { label: 'אדם 1', losses: [1, 0.5] },
    { label: 'sgd', losses: [1, 0.8] },
  ];
  document.body.firstElementChild!.append(element);
  await until('it is drawn', () => element.comparison);
  await element.updateComplete;
  const directionOf = (part: string) => getComputedStyle(inside(element, part)).direction;
  expect(['.words', '.transport', '.heading'].map(directionOf)).toEqual(['ltr', 'ltr', 'rtl']);
  expect(inside(element, '.caption').textContent).toContain('\u2068אדם 1\u2069');
});
