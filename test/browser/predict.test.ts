import { afterEach, describe, expect, it } from 'vitest';
import {
  compare,
  derivative,
  gradient,
  minimize,
  softmax,
  stepCurve,
  taylor,
  value,
} from '../../src/index.js';
import type { NablaCompare, NablaLandscape } from '../../web/elements/index.js';
import type { Figure } from '../../web/figure/figure.js';
import { violations } from './axe.js';
import { all, frame, inside, next, pixels, until } from './figure.js';

// A guess before the answer: nothing that gives it away, the answer by the library, and how far off the guess is.

type Predicting = Figure & { predict: false | string; guess: string; answered: boolean };

afterEach(() => document.body.replaceChildren());

async function asking(tag: string, attributes: Record<string, string>): Promise<Predicting> {
  const element = document.createElement(tag) as Predicting;
  for (const [name, text] of Object.entries({ loading: 'eager', predict: '', ...attributes }))
    element.setAttribute(name, text);
  document.body.append(element);
  await until('it asks', () => inside(element, '.question')?.textContent);
  await settled(element);
  return element;
}

async function settled(element: Predicting): Promise<void> {
  await element.updateComplete;
  await frame();
  await element.updateComplete;
}

const said = (element: HTMLElement) =>
  inside(element, '.question')
    .textContent!.replaceAll('\u2063', '')
    .replaceAll('\u202f', ' ')
    .replaceAll('\u00a0', ' ')
    .trim();
const press = (element: HTMLElement, selector: string, key: string, more: KeyboardEventInit = {}) =>
  inside(element, selector).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  );
const svgOf = async (element: Figure) => (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();

/** A figure of each kind, a guess, what it is told, the truth by the library, and words that would give it away. */
const rounds: {
  tag: string;
  attributes: Record<string, string>;
  guess: string;
  told: string;
  truth(): number | Promise<number>;
  number: string;
  hidden: string[];
}[] = [
  {
    tag: 'nabla-derivative',
    attributes: { f: 'x^2 sin(x)', x: '0.8', domain: '-2..4' },
    guess: '2.3',
    told: 'The slope is 1.59. You said 2.3: 0.706 too steep.',
    truth: () => derivative('x^2 sin(x)', 0.8),
    number: '1.59',
    hidden: ['tangent', 'slope 1.59'],
  },
  {
    tag: 'nabla-difference',
    attributes: { f: 'exp(x)', x: '1', methods: 'central' },
    guess: '0.01',
    told: 'The best is h = 3.81 × 10⁻⁶, which misses the slope by 9.94 × 10⁻¹². You said 0.01: 2 621 times too large.',
    truth: () => stepCurve('exp(x)', 1, { methods: ['central'] }).central!.best,
    number: '3.81e−6',
    hidden: ['3.81'],
  },
  {
    tag: 'nabla-taylor',
    attributes: { f: 'cos(x)', to: '2', order: '2', domain: '-4..4' },
    guess: '0.5',
    told: 'The polynomial is at −1, and f at −0.416. You said 0.5: 1.5 too high.',
    truth: () => {
      const [a, b, c] = taylor('cos(x)', 0, 2);
      return a + 2 * b + 4 * c;
    },
    number: '−1',
    hidden: ['order 2', 'off by'],
  },
  {
    tag: 'nabla-chain',
    attributes: { f: 'x*y + sin(x)', at: 'x=1.2,y=2' },
    guess: 'x=1',
    told: 'The slope of f along x is 2.36. You said 1: 1.36 too low.',
    truth: () => gradient('x*y + sin(x)', [1.2, 2])[0],
    number: '2.36',
    hidden: ['2.36', '0.362'],
  },
  {
    tag: 'nabla-softmax',
    attributes: { logits: '2 1 0.1', target: '0' },
    guess: '0.4',
    told: 'The probability of a is 0.659. You said 0.4: 0.259 too low.',
    truth: () => (value(softmax(3), [2, 1, 0.1]) as Float64Array)[0],
    number: '0.659',
    hidden: ['0.659', '0.242', 'exp'],
  },
  {
    tag: 'nabla-landscape',
    attributes: { f: '(w-3)^2', start: '0', rates: '0.3', steps: '8', domain: '-1..7' },
    guess: '3',
    told: 'The first step of sgd 0.3 lands at w = 1.8. You said 3: 1.2 away.',
    truth: async () =>
      (await minimize('(w-3)^2', { start: [0], optimizer: 'sgd', rate: 0.3, steps: 1 })).point[0],
    number: '1.8',
    hidden: ['1.8', 'at 1'],
  },
];

describe.each(rounds)('$tag asks for a guess', ({ tag, attributes, guess, told, truth, number, hidden }) => {
  it('without what gives the answer away, until it is asked for', async () => {
    const element = await asking(tag, attributes);
    const question = said(element);
    expect(question).toMatch(/[?.]$/);
    for (const part of ['caption', 'numbers', 'formulas', 'outcomes', 'paths', 'check', 'jacobian'])
      expect(inside(element, `[part=${part}]`), part).toBeNull();
    const picture = new DOMParser().parseFromString(await svgOf(element), 'image/svg+xml').documentElement
      .textContent;
    for (const words of hidden) expect(picture).not.toContain(words);
    const settings = Object.keys(element.value ?? {});
    for (const result of ['slope', 'slopes', 'error', 'best', 'probabilities', 'runs'])
      expect(settings).not.toContain(result);
    const before = pixels(element).join();
    const handle = inside(element, '.guess');
    expect([handle.tabIndex, handle.getAttribute('role')]).toEqual([0, 'slider']);
    expect(press(element, '.guess', 'ArrowUp')).toBe(false);
    await settled(element);
    expect(element.guess).not.toBe('');
    expect(pixels(element).join()).not.toBe(before);
    element.guess = guess;
    await settled(element);
    expect(await violations(element)).toEqual([]);
    expect(press(element, '.guess', 'Enter')).toBe(false);
    await settled(element);
    expect(element.answered).toBe(true);
    expect(said(element)).toBe(told);
    expect(element.shadowRoot!.activeElement).toBe(inside(element, '[part=another]'));
    expect(Number((await truth()).toPrecision(3))).toBe(Number(number.replaceAll('−', '-')));
    expect(await violations(element)).toEqual([]);
    expect(inside(element, '[part=caption]')).not.toBeNull();
    const state = JSON.parse(JSON.stringify(element.getState()));
    const other = document.createElement(tag) as Predicting;
    other.setState(state);
    expect([other.predict, other.guess, other.answered]).toEqual([element.predict, guess, true]);
    inside(element, '[part=again]').click();
    await settled(element);
    expect([element.answered, said(element)]).toEqual([false, question]);
    inside(element, '[part=skip]').click();
    await settled(element);
    expect(said(element)).not.toContain('You said');
    inside(element, '[part=another]').click();
    await until(
      'another question',
      () => !element.answered && said(element) !== '' && said(element) !== question,
    );
    expect(element.guess.replace(/^\w+=/, '')).toBe('');
  });
});

it('a run is picked by key, and the rest of the runs comes with the answer', async () => {
  const asked = {
    problem: 'rosenbrock',
    start: '-1.2,1',
    runs: 'sgd 0.001, sgd 0.002, adam 0.03',
    steps: '1000',
  };
  const element = (await asking('nabla-compare', asked)) as unknown as NablaCompare & Predicting;
  const { runs } = element.comparison!;
  const told = await compare('rosenbrock', {
    start: [-1.2, 1],
    runs: [
      { optimizer: 'sgd', rate: 0.001 },
      { optimizer: 'sgd', rate: 0.002 },
      { optimizer: 'adam', rate: 0.03 },
    ],
    steps: 1000,
  });
  expect(runs.indexOf(element.comparison!.best!)).toBe(told.runs.indexOf(told.best!));
  expect(said(element)).toBe('Which run is lowest after 1 000 steps?');
  expect([inside(element, '[part=outcomes]'), inside(element, '[part=views]')]).toEqual([null, null]);
  expect(await violations(element)).toEqual([]);
  for (const _ of [1, 2]) {
    press(element, '[role=radio][tabindex="0"]', 'ArrowRight');
    await settled(element);
  }
  expect(all(element, '[role=radio]').map((each) => each.getAttribute('aria-checked'))).toEqual([
    'false',
    'true',
    'false',
  ]);
  expect(await violations(element)).toEqual([]);
  press(element, '[role=radio][aria-checked=true]', 'Enter');
  await settled(element);
  expect(said(element)).toBe('adam 0.03 is lowest, at 0.027. Your sgd 0.002 is second, at 0.071.');
  await until('the outcomes', () => inside(element, '[part=outcomes]'));
  // The plot is there again after another round.
  inside(element, '[part=again]').click();
  await settled(element);
  inside(element, '[part=skip]').click();
  await settled(element);
  expect(inside(element, '.plot canvas')).not.toBeNull();
});

it('a step on a map is a place, moved along both axes', async () => {
  const element = (await asking('nabla-landscape', {
    f: 'x^2 + 3y^2',
    start: 'x=1,y=1',
    rates: '0.1',
    steps: '8',
    domain: '-2..2',
  })) as unknown as NablaLandscape & Predicting;
  press(element, '.guess', 'ArrowRight');
  press(element, '.guess', 'ArrowDown');
  expect(element.guess).toBe('1.02,0.98');
  element.guess = '0.5,0.5';
  await settled(element);
  press(element, '.guess', 'Enter');
  await settled(element);
  expect(said(element)).toBe(
    'The first step of sgd 0.1 lands at x = 0.8, y = 0.4. You said (0.5, 0.5): 0.316 away.',
  );
});

it.each([
  [
    'nabla-chain',
    { f: 'x*y + sin(x)', at: 'x=1.2,y=2', predict: 'input' },
    'x counts most, with a slope of 2.36.',
  ],
  [
    'nabla-difference',
    { f: 'exp(x)', methods: 'central', predict: 'order' },
    'It is divided by 4: the error goes with h to the power 2.',
  ],
  [
    'nabla-softmax',
    { logits: '2 1 0.1', predict: 'slope' },
    'The slope of the loss along the logit of a is −0.341.',
  ],
])('%s asks %j', async (tag, attributes, answer) => {
  const element = await asking(tag, attributes);
  expect(await violations(element)).toEqual([]);
  inside(element, '[part=skip]').click();
  await settled(element);
  expect(said(element)).toBe(answer);
});

it('a guess is dragged, typed and taken back, and each time told', async () => {
  const element = await asking('nabla-derivative', { f: 'x^2', x: '1', domain: '-2..2' });
  const changes: unknown[] = [];
  element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
  const plot = inside(element, '.plot');
  const { left, top } = plot.getBoundingClientRect();
  for (const type of ['pointerdown', 'pointerup'])
    plot.dispatchEvent(
      new PointerEvent(type, { clientX: left + 600, clientY: top + 20, pointerId: 1, bubbles: true }),
    );
  expect(Number(element.guess)).toBeGreaterThan(0);
  await settled(element);
  const field = inside<HTMLInputElement>(element, '[part=guess-number]');
  field.value = '2,5';
  field.dispatchEvent(new Event('change'));
  expect(element.guess).toBe('2.5');
  await settled(element);
  inside(element, '[part=clear]').click();
  expect(element.guess).toBe('');
  expect(changes.at(-2)).toEqual({ name: 'guess', value: '2.5' });
});

it('a guess of something that has become another is none', async () => {
  const element = await asking('nabla-derivative', { f: 'x^2', x: '1', domain: '-2..2', guess: '3' });
  expect(element.guess).toBe('3');
  Object.assign(element, { x: 1.5 });
  await settled(element);
  expect(element.guess).toBe('');
});

it.each(['nonsense', '1e', '<img src=x>', '1;2', {}, Number.NaN])('a guess is no %j', async (given) => {
  const element = await asking('nabla-derivative', { f: 'x^2' });
  const refused = next(element, 'nabla-error');
  Object.assign(element, { guess: given });
  expect((await refused).detail.error.message).toMatch(/^nabla-derivative: guess needs a number/);
  await settled(element);
  expect(inside(element, '[role=alert]')).not.toBeNull();
  for (const none of [null, undefined, '', 2]) {
    Object.assign(element, { guess: none });
    await settled(element);
    expect(element.guess).toBe(none === 2 ? '2' : '');
    expect(inside(element, '[role=alert]')).toBeNull();
  }
});

it('a figure knows its own questions', async () => {
  const element = await asking('nabla-softmax', { logits: '2 1 0.1' });
  expect(element.predict).toBe('probability');
  const refused = next(element, 'nabla-error');
  element.predict = 'price';
  expect((await refused).detail.error.message).toBe(
    'nabla-softmax: predict needs true or false or "probability" or "slope", got "price"',
  );
  for (const off of [false, 'off', null]) {
    Object.assign(element, { predict: off });
    await settled(element);
    expect(inside(element, '.round')).toBeNull();
  }
});

it('a print shows question and answer, and afterwards it asks again', async () => {
  const element = await asking('nabla-derivative', { f: 'x^2', x: '1', domain: '-2..2', guess: '3' });
  dispatchEvent(new Event('beforeprint'));
  expect(said(element)).toMatch(/^Turn the line .* The slope is 2\. You said 3: 1 too steep\.$/);
  expect(inside(element, '[part=caption]')).not.toBeNull();
  dispatchEvent(new Event('afterprint'));
  await settled(element);
  expect([element.answered, said(element).includes('The slope is')]).toEqual([false, false]);
});

it('names are text, also in a question', async () => {
  const element = await asking('nabla-softmax', { logits: '1 2', names: '<img/src=x> b', target: '0' });
  expect(said(element)).toContain('<img/src=x>');
  expect(inside(element, '.question img')).toBeNull();
});

it('where there is no slope there is no question', async () => {
  const element = document.createElement('nabla-derivative');
  Object.assign(element, { f: 'abs(x)', x: 0, predict: true, loading: 'eager' });
  document.body.append(element);
  await until('it is told', () => inside(element, '[part=caption]')?.textContent?.includes('kink'));
  expect(inside(element, '.round')).toBeNull();
});
