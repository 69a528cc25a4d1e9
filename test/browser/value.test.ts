import { afterEach, describe, expect, it } from 'vitest';
import * as exported from '../../web/elements/index.js';
import type { Figure } from '../../web/figure/figure.js';
import { frame, inside, next, track, until } from './figure.js';

// What a reactive page binds to: `value` and `input`, as fields have them.

type FigureClass = { new (): Figure } & Pick<typeof Figure, 'demos'>;
const figures = Object.values(exported as Record<string, unknown>).filter(
  (kind) => (kind as Partial<FigureClass>).demos !== undefined,
) as FigureClass[];
const tags = figures.map((kind) => [new kind().localName, kind.demos[0].attributes] as const);

afterEach(() => document.body.replaceChildren());

function shown(tag: string, attributes: Readonly<Record<string, string>>): Figure {
  const element = document.createElement(tag) as Figure;
  for (const [name, text] of Object.entries({ ...attributes, autoplay: 'false', loading: 'eager' }))
    element.setAttribute(name, text);
  document.body.append(element);
  return element;
}

/** The values that a reactive notebook would go through, as its generators read them. */
function observed(element: Figure): unknown[] {
  const values: unknown[] = element.value === undefined ? [] : [element.value];
  element.addEventListener('input', (event) => {
    expect(event.target).toBe(element);
    values.push(element.value);
  });
  return values;
}

describe.each(tags)('%s', (tag, attributes) => {
  it('has a value once it shows something, plain data, told by input', async () => {
    const element = shown(tag, attributes);
    expect(element.value).toBeUndefined();
    const values = observed(element);
    await until('a value', () => values.length > 0);
    expect(structuredClone(element.value)).toEqual(element.value);
    // Another size, other colours: the value is the same, and nothing is told.
    await until('all of it is there', () => !element.matches(':state(working)') && isDone(element));
    await frame();
    const told = values.length;
    element.heading = 'Another heading';
    element.style.width = '400px';
    for (let i = 0; i < 3; i++) await frame();
    expect(values.length).toBe(told);
  });

  it('takes its own value, and none', async () => {
    const element = shown(tag, attributes);
    await until('a value', () => element.value !== undefined && isDone(element));
    const before = JSON.stringify(element.value);
    for (const same of [element.value, null, undefined, {}]) {
      element.value = same;
      await element.updateComplete;
      await frame();
      expect(JSON.stringify(element.value)).toBe(before);
      expect(inside(element, '[role=alert]')).toBeNull();
    }
  });

  it('says where it stands of a value that is none', async () => {
    const element = shown(tag, attributes);
    await until('a value', () => element.value !== undefined);
    const refused = next(element, 'nabla-error');
    element.value = 'nonsense' as never;
    expect((await refused).detail.error.message).toBe(`${tag}: value needs an object, got "nonsense"`);
    element.value = {};
    await until('it is well again', () => !inside(element, '[role=alert]'));
  });
});

const isDone = (element: Figure) => !('comparison' in element) || element.comparison !== null;

it('what a reader drags is told once, and with what it comes to', async () => {
  const element = shown('nabla-derivative', { f: 'x^2', x: '1', h: '0.5', domain: '-2..2' });
  await until('a value', () => element.value !== undefined);
  const values = observed(element);
  const slider = inside<HTMLInputElement>(element, '#x-slider');
  slider.value = slider.max;
  slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await until('told', () => values.length > 1);
  await frame();
  expect(values).toEqual([
    expect.objectContaining({ x: 1, slope: 2 }),
    expect.objectContaining({ x: 2, value: 4, slope: 4, secant: 4.5 }),
  ]);
});

it('a run is followed step by step, and sought by its value', async () => {
  const element = shown('nabla-compare', { problem: 'bowl', rates: '0.1 0.2', steps: '20' });
  await until('a comparison', () => (element as exported.NablaCompare).comparison);
  const values = observed(element);
  element.value = { step: 7 };
  await until('step 7', () => (element.value as { step: number }).step === 7);
  expect(track(element).value).toBe('7');
  expect(values.at(-1)).toMatchObject({
    step: 7,
    runs: [
      { label: 'sgd 0.1', rate: 0.1 },
      { optimizer: 'sgd', outcome: expect.any(String) },
    ],
    best: expect.stringMatching(/^sgd 0\.[12]$/),
  });
});
