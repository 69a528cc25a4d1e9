import { afterEach, describe, expect, it } from 'vitest';
import { crossEntropy, gradient, jacobian, softmax, value } from '../../src/index.js';
import type { NablaSoftmax } from '../../web/elements/index.js';
import { all, frame, inside, next } from './figure.js';

afterEach(() => document.body.replaceChildren());

async function figure(attributes: Record<string, string>): Promise<NablaSoftmax> {
  const element = document.createElement('nabla-softmax');
  for (const [name, text] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, text);
  document.body.append(element);
  await settled(element);
  return element;
}

async function settled(element: NablaSoftmax): Promise<void> {
  await element.updateComplete;
  await frame();
  await element.updateComplete;
}

interface Told {
  logits: number[];
  probabilities: number[];
  loss: number;
  slopes: number[];
}
const told = (element: NablaSoftmax) => element.value as unknown as Told;
const caption = (element: HTMLElement) =>
  inside(element, '.caption').textContent!.replaceAll('\u2063', '').trim();
const sliders = (element: HTMLElement) => all(element, '[role=slider]') as HTMLElement[];
const press = (slider: HTMLElement, key: string, more: KeyboardEventInit = {}) =>
  slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const svgOf = async (element: NablaSoftmax) =>
  (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();

/** Cells of the Jacobian, as the words beside their squares, and whether these are hollow. */
const squares = (element: HTMLElement) =>
  all(element, '.squares tbody tr').map((row) =>
    [...row.querySelectorAll('.cell')].map((cell) => ({
      text: cell.textContent!.trim(),
      hollow: cell.querySelector('.hollow') !== null,
    })),
  );

// mpmath, 40 digits.
const known = [
  {
    asked: { logits: '2 1 0.1', target: '0' },
    probabilities: [0.6590011388859679, 0.24243297070471392, 0.09856589040931817],
    loss: 0.4170300162778335,
    slopes: [-0.3409988611140321, 0.24243297070471392, 0.09856589040931817],
  },
  {
    asked: { logits: '3 1 0.2 -1', target: '0.7 0.2 0.1 0', temperature: '2' },
    probabilities: [0.571490067564443, 0.21023944669063707, 0.1409277155841752, 0.07734277016074481],
    loss: 0.8995081754880747,
    slopes: [-0.06425496621777854, 0.00511972334531854, 0.020463857792087592, 0.038671385080372406],
  },
  {
    asked: { logits: '40 1 0', target: '0' },
    probabilities: [1, 1.1548224173015786e-17, 4.248354255291589e-18],
    loss: 1.5796578428307375e-17,
    slopes: [-1.5796578428307375e-17, 1.1548224173015786e-17, 4.248354255291589e-18],
  },
];

function expectNear(found: readonly number[], wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((each, i) => {
    expect(Math.abs(found[i] - each)).toBeLessThanOrEqual(1e-12 * Math.abs(each));
  });
}

describe('nabla-softmax', () => {
  it.each(known)(
    'has the numbers that mpmath has: $asked',
    async ({ asked, probabilities, loss, slopes }) => {
      const found = told(await figure(asked as unknown as Record<string, string>));
      expectNear(found.probabilities, probabilities);
      expectNear([found.loss], [loss]);
      expectNear(found.slopes, slopes);
    },
  );

  it('has the bits of the library, in its value, its table and its CSV', async () => {
    const element = await figure({ logits: '2 1 0.1', target: '0.7 0.2 0.1' });
    const [z, y] = [
      [2, 1, 0.1],
      [0.7, 0.2, 0.1],
    ];
    const { probabilities, loss, slopes } = told(element);
    expect(probabilities).toEqual([...(value(softmax(3), z) as Float64Array)]);
    expect(loss).toBe(value(crossEntropy(y), z));
    expect(slopes).toEqual([...gradient(crossEntropy(y), z)]);
    const [names, ...rows] = element.toCSV().trim().split('\r\n');
    expect(names).toBe('class,logit,exp,probability,target,slope');
    expect(rows.map((row) => Number(row.split(',')[5]))).toEqual(slopes);
  });

  it('shows the Jacobian as squares, hollow where it is negative', async () => {
    const element = await figure({ logits: '2 1 0.1' });
    const { data } = jacobian(softmax(3), [2, 1, 0.1]);
    const shown = squares(element).flat();
    expect(shown.map(({ hollow }) => hollow)).toEqual([...data].map((each) => each < 0));
    expect(shown.map(({ text }) => Number(text.replace('−', '-')))).toEqual(
      [...data].map((each) => Number(each.toPrecision(3))),
    );
    expect(inside(element, '[part=jacobian] small').textContent).toBe('3 × 3, rank 2');
  });

  it('says what a logit does, and moves it by key, among the others, and to what is typed', async () => {
    const element = await figure({ logits: '2 1 0.1' });
    const changes: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    expect(caption(element)).toBe(
      'a gets 0.659 and should get 1, so raising its logit lowers the loss, 0.341 for each unit. The pull on b and c, 0.242 and 0.0986, is the same amount the other way.',
    );
    const [first, second] = sliders(element);
    expect(first.getAttribute('aria-valuetext')).toBe('2, probability 0.659, slope −0.341');
    first.focus();
    press(first, 'ArrowUp');
    expect(element.logits).toBe('2.1 1 0.1');
    await settled(element);
    press(first, 'ArrowDown', { shiftKey: true });
    expect(element.logits).toBe('1.1 1 0.1');
    press(first, 'ArrowRight');
    expect(element.shadowRoot!.activeElement).toBe(second);
    await settled(element);
    expect(caption(element)).toMatch(/^b gets .* raises the loss/);
    press(second, 'Enter');
    await settled(element);
    const field = inside<HTMLInputElement>(element, '.typed');
    expect(element.shadowRoot!.activeElement).toBe(field);
    field.value = '−3,5';
    press(field, 'Enter');
    await settled(element);
    expect(element.logits).toBe('1.1 -3.5 0.1');
    expect(element.shadowRoot!.activeElement).toBe(second);
    expect(changes.at(-1)).toEqual({ name: 'logits', value: '1.1 -3.5 0.1' });
    inside(element, '[part=reset]').click();
    expect(element.logits).toBe('2 1 0.1');
  });

  it('is dragged by its handles, on axes that stay, and lets go when it is taken away', async () => {
    const element = await figure({ logits: '2 1 0.1' });
    const plot = inside(element, '[part=plot]');
    const handle = sliders(element)[1].getBoundingClientRect();
    const point = (type: string, dy: number) =>
      plot.dispatchEvent(
        new PointerEvent(type, {
          ...{ pointerId: 1, bubbles: true, cancelable: true, button: 0 },
          ...{ clientX: handle.x + handle.width / 2, clientY: handle.y + handle.height / 2 + dy },
        }),
      );
    plot.setPointerCapture = () => {};
    point('pointerdown', 0);
    point('pointermove', -15);
    expect(Number(element.logits.split(' ')[1])).toBeGreaterThan(1);
    point('pointermove', 0);
    expect(element.logits).toBe('2 1 0.1');
    element.remove();
    document.body.append(element);
    await settled(element);
    point('pointermove', -60);
    expect(element.logits).toBe('2 1 0.1');
  });

  it('stands where the formula as it is written overflows', async () => {
    const element = await figure({ logits: '2 1 0.1' });
    const before = told(element).probabilities;
    inside(element, '[part=shift]').click();
    await settled(element);
    expect(element.shift).toBe(1000);
    expectNear(
      told(element).probabilities.map((each) => Number(each.toPrecision(11))),
      before.map((each) => Number(each.toPrecision(11))),
    );
    expect(element.toCSV()).toContain('Infinity');
    expect(caption(element)).toBe(
      'Above 709 exp overflows, so the plain formula divides ∞ by ∞. With the largest logit taken off first the probabilities are as before: 0.659, 0.242, 0.0986.',
    );
    expect(await svgOf(element)).toContain('∞ ÷ ∞ is no number');
    element.shift = -1000;
    await settled(element);
    expect(caption(element)).toMatch(/^Below −745 exp is 0, so the plain formula divides 0 by 0\./);
    element.shift = 0;
    element.temperature = 0.001;
    await settled(element);
    expect(caption(element)).toContain('divides ∞ by ∞');
    expect(told(element).probabilities[0]).toBe(1);
  });

  it('takes a class by name, and mixes the target', async () => {
    const element = await figure({ logits: '2 1 0.1', names: 'cat dog fox', target: 'dog' });
    expect(caption(element)).toMatch(/^cat gets 0.659 and should get 0, so raising its logit raises/);
    const [cat, , , mix] = all(element, '[part=targets] button') as HTMLElement[];
    mix.click();
    await settled(element);
    expect(element.target).toBe('0.15 0.7 0.15');
    const share = inside<HTMLInputElement>(element, '#share');
    share.value = '0.5';
    share.dispatchEvent(new Event('change'));
    await settled(element);
    expect(element.target).toBe('0.25 0.5 0.25');
    expect(inside(element, '[role=alert]')).toBeNull();
    cat.click();
    expect(element.target).toBe('0');
  });

  it('shows the largest of many classes, and the others together', async () => {
    const logits = Array.from({ length: 50 }, (_, i) => String((i * 7) % 50)).join(' ');
    const element = await figure({ logits });
    expect(sliders(element).length).toBe(9);
    const svg = await svgOf(element);
    expect(svg).toMatch(/41/);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    [{ logits: '1 two' }, /nabla-softmax: logits needs numbers with spaces between them, got "two"/],
    [{ target: '5' }, /target needs a class from 0 to 2, or 3 probabilities, got "5"/],
    [{ target: 'dgo', names: 'cat dog fox' }, /no class "dgo"; did you mean "dog"\?/],
    [{ target: '0.5 0.2 0.1' }, /target needs a class, or 3 numbers from 0 up that sum to 1/],
    [{ names: 'cat dog' }, /names needs a name for each of 3 logits, got 2/],
    [{ names: 'cat cat dog' }, /names needs each name once/],
    [{ temperature: '0' }, /temperature needs a number above 0, got 0/],
    [
      { logits: '1e308 1', temperature: '1e-9' },
      /logits needs numbers that shift and temperature leave below/,
    ],
  ])('says what is wrong in its place: %j', async (wrong, message) => {
    const element = document.createElement('nabla-softmax');
    for (const [name, text] of Object.entries({ logits: '2 1 0.1', ...wrong, loading: 'eager' }))
      element.setAttribute(name, text as string);
    const refused = next(element, 'nabla-error');
    document.body.append(element);
    expect((await refused).detail.error.message).toMatch(message);
    await element.updateComplete;
    expect(inside(element, '[role=alert]')).not.toBeNull();
  });
});
