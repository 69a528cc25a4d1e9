import { afterEach, describe, expect, it } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { enclosure, gradient, hessian, remainder, taylor } from '../../src/index.js';
import { curveHeights } from '../../src/picture/taylor/ordersDrawing.js';
import { noBounds, taylorBounds } from '../../src/picture/taylor/taylorBounds.js';
import { type OrdersModel, taylorModel } from '../../src/picture/taylor/taylorModel.js';
import { NablaTaylor } from '../../web/elements/index.js';
import { all, frame, inside, until } from './figure.js';

afterEach(() => document.body.replaceChildren());

async function figure(attributes: Readonly<Record<string, string>>): Promise<NablaTaylor> {
  const element = document.createElement('nabla-taylor');
  for (const [name, value] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  await until('its bounds are there', () => element.value !== undefined);
  await element.updateComplete;
  await frame();
  return element;
}

const [sine, logarithm, parabolas, map] = NablaTaylor.demos.map(({ attributes }) => attributes);
const caption = (element: HTMLElement) =>
  inside(element, '.caption').textContent!.replaceAll('\u2063', '').trim();
const press = (element: HTMLElement, key: string, more: KeyboardEventInit = {}) =>
  inside(element, '[role=application]').dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  );
const near = (found: unknown, known: number, within = 1e-12) =>
  expect(Math.abs((found as number) / known - 1)).toBeLessThan(within);

// Known values are mpmath's, to 40 digits.
describe('nabla-taylor', () => {
  it('tells the error of a polynomial as remainder has it, with its bound and ξ', async () => {
    const element = await figure(sine);
    const { error, bound, xi } = remainder('sin(x)', 0, 3, 5);
    expect(element.value).toEqual({
      ...{ f: 'sin(x)', x: 0, to: 3, order: 5, error, bound, xi, radius: null },
      coefficients: [...taylor('sin(x)', 0, 5)],
    });
    near(error, -0.3838799919401328);
    near(xi, 0.3888675224243095);
    expect(caption(element)).toContain(
      'At x = 3 the polynomial is off by 0.384; it could not be off by more than 1.01. The sixth derivative taken at ξ = 0.389 makes the error exact.',
    );
    await until('all are', () =>
      element
        .toCSV()
        .trim()
        .split('\r\n')
        .every((line) => !line.endsWith(',,')),
    );
    const rows = element
      .toCSV()
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').map(Number));
    expect(rows.map(([, , , each]) => each)).toEqual(rows.map((_, n) => remainder('sin(x)', 0, 3, n).error));
  });

  it('moves the point, with Shift the centre, and changes the order to 20 and no further', async () => {
    const element = await figure(sine);
    press(element, 'ArrowRight');
    expect([element.to, element.x]).toEqual([3.1, '0']);
    press(element, 'ArrowLeft', { shiftKey: true });
    expect([element.to, element.x]).toEqual([3.1, '-0.1']);
    for (const key of ['PageDown', 'PageUp']) {
      await element.updateComplete;
      press(element, key);
    }
    expect(element.to).toBe(3.1);
    press(element, 'Enter');
    expect(element.shadowRoot!.activeElement!.id).toBe('to');
    for (let i = 0; i < 17; i++) press(element, 'ArrowUp');
    await element.updateComplete;
    expect(element.order).toBe(20);
    expect((inside(element, '[part=raise]') as HTMLButtonElement).disabled).toBe(true);
    inside(element, '[part=reset]').click();
    expect([element.to, element.x, element.order]).toEqual([3, '0', 5]);
    await element.updateComplete;
    expect(all(element, 'input[type=range]').map((slider) => slider.getAttribute('aria-valuetext'))).toEqual([
      '0',
      '3',
    ]);
  });

  it('finds the radius of a logarithm, and that terms beyond it make it worse', async () => {
    const element = await figure(logarithm);
    expect(element.value!.radius as number).toBeCloseTo(1, 3);
    near(element.value!.error, -0.8951507207233762, 1e-12);
    expect(caption(element)).toContain(
      'the radius is about 1: f ends at −1, and the polynomials reach no farther to the right.',
    );
    const svg = await (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();
    expect(svg).toContain('radius 1');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('draws a band that holds f', () => {
    for (const f of ['sin(x)', 'log(1+x)', 'exp(-x^2)', 'tanh(x)'])
      for (const order of ['1', '4', '9'].map(Number)) {
        const asked = { f, at: '', x: '0.3', to: 1, order, eta: '', domain: '-2..2' };
        const model = taylorModel(asked, asked) as OrdersModel;
        const bounds = noBounds();
        let told = 0;
        const parts = taylorBounds(model, bounds, curveHeights(model), () => told++);
        while (told < 2) parts.next();
        expect(bounds.band.length, f).toBeGreaterThan(2);
        const read = formula(f);
        for (const { x, low, high } of bounds.band) {
          const [least, most] = enclosure(f, [x, x]);
          const slack = 1e-12 * Math.max(1, Math.abs(read.of(x)));
          expect(low - slack <= least && most <= high + slack, `${f} at ${x}, order ${order}`).toBe(true);
        }
      }
  });

  it('goes to the lowest points of two parabolas, Newton’s and gradient descent’s', async () => {
    const element = await figure(parabolas);
    near(element.value!.newton, 1.0037930359893108);
    near(element.value!.descent, 1.3046967575604884);
    expect(caption(element)).toContain('They agree when η = 0.202.');
    for (let i = 0; i < 6; i++) inside(element, '[part=step]').click();
    const rows = element
      .toCSV()
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    near(Number(rows.filter(([method]) => method === 'newton').at(-1)![2]), Math.log(2));
    element.f = '-x^2';
    await element.updateComplete;
    expect(caption(element)).toContain('bends down');
  });

  it('draws plane and paraboloid of two variables, with the Hessian’s directions', async () => {
    const element = await figure(map);
    const at = [0.9, -0.9];
    expect(element.value!.gradient).toEqual([...gradient(map.f, at)]);
    const [large, small] = element.value!.curvatures as number[];
    near(large, 6.262927850876529);
    near(small, 2.1966752602804216);
    const { data } = hessian(map.f, at);
    near(large + small, data[0] + data[3]);
    const [x, y] = element.value!.newton as number[];
    near(x, 0.764975275742641);
    near(y, -0.12749587929044015);
    press(element, 'ArrowUp');
    expect(element.x).toBe('0.9,-0.85');
  });

  it('says what it cannot take, in place', async () => {
    const element = await figure(sine);
    for (const [name, value, words] of [
      ['order', 21, 'a whole number from 0 to 20'],
      ['to', 9, 'a number from -5 to 5'],
      ['x', 'two', 'a number'],
      ['eta', '-1', 'a number above 0'],
      ['f', 'x y z', 'one or two variables'],
    ] as const) {
      const before = element[name];
      Object.assign(element, { [name]: value });
      await element.updateComplete;
      expect(inside(element, '[role=alert]').textContent).toContain(words);
      Object.assign(element, { [name]: before });
      await element.updateComplete;
    }
    expect(all(element, '[role=alert]')).toEqual([]);
  });
});
