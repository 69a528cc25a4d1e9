import { afterEach, describe, expect, it } from 'vitest';
import {
  compose,
  elementwise,
  jacobian,
  linear,
  matmul,
  matrix,
  mlp,
  softmax,
  unflatten,
} from '../../src/index.js';
import { NablaJacobian } from '../../web/elements/index.js';
import { all, frame, inside, next } from './figure.js';

afterEach(() => document.body.replaceChildren());

async function figure(attributes: Readonly<Record<string, string>>): Promise<NablaJacobian> {
  const element = document.createElement('nabla-jacobian');
  for (const [name, text] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, text);
  document.body.append(element);
  await settled(element);
  return element;
}

async function settled(element: NablaJacobian): Promise<void> {
  await element.updateComplete;
  await frame();
  await element.updateComplete;
}

interface Told {
  at: number[];
  h: number;
  jacobian: number[][];
  stretches: number[];
  rank: number;
  det: number;
  ratio: number;
}
const told = (element: NablaJacobian) => element.value as unknown as Told;
const caption = (element: HTMLElement) =>
  inside(element, '.caption').textContent!.replaceAll('\u2063', '').trim();
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const svgOf = async (element: NablaJacobian) =>
  (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();

function expectNear(found: readonly number[], wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((each, i) => {
    expect(Math.abs(found[i] - each)).toBeLessThanOrEqual(1e-12 * Math.max(1e-3, Math.abs(each)));
  });
}

const [square, rows, ring, layer, probabilities, layers] = NablaJacobian.demos.map(
  ({ attributes }) => attributes,
);

// mpmath, 50 digits.
const known = [
  {
    asked: square,
    jacobian: [2, -1, 1, 2],
    stretches: [2.23606797749979, 2.23606797749979],
    det: 5,
    ratio: 7.826666666666667,
  },
  {
    asked: { f: 'exp(x) sin(y); tanh(x*y) + x', at: '0.3,-1.2' },
    jacobian: [-1.258121169197948, 0.48913180637380077, -0.05699272476305528, 0.2642481811907638],
    stretches: [1.3582748567170826, 0.22423979561897922],
    det: -0.30457927626463693,
    ratio: -0.7491372772453294,
  },
  {
    asked: ring,
    jacobian: [0.8253356149096783, -0.7904994627530494, 0.5646424733950354, 1.1554698608735496],
    stretches: [1.4, 1],
    det: 1.4,
    ratio: 1.55,
  },
  {
    asked: rows,
    jacobian: [0.5, 1, 1, 0, 0.5403023058681398, 0, 1, -2, 0, 0.6065306597126334, 0, 0.6065306597126334],
    stretches: [2.4348122638746617, 1.522118085101972, 0.18036418369610968],
  },
  {
    asked: { f: 'x*y; x+y | sin(u); v^2; u*v', at: '1,0.5' },
    jacobian: [0.4387912809451864, 0.8775825618903728, 3, 3, 1.25, 2],
    stretches: [4.923708071145627, 0.5313076051620219],
  },
  {
    asked: layers,
    jacobian: [
      -0.11028108110455503, -0.20568196017902518, -0.08600759392732116, 0.11304102706293707,
      0.1962886750318762, 0.09264093311608812,
    ],
    stretches: [0.3035563813870066, 0.17206880995375484],
  },
];

describe('nabla-jacobian', () => {
  it.each(known)('has the numbers that mpmath has: $asked', async ({ asked, det, ratio, ...wanted }) => {
    const element = await figure(asked);
    const found = told(element);
    // By name, as the table has them.
    const order = element.toCSV().split('\r\n')[0].split(',').slice(1);
    const named =
      asked === rows ? ['x', 'y', 'z', 'w'].map((name) => order.indexOf(name)) : order.map((_, j) => j);
    expectNear(
      found.jacobian.flatMap((row) => named.map((j) => row[j])),
      wanted.jacobian,
    );
    expectNear(found.stretches, wanted.stretches);
    if (det === undefined) expect(found.det).toBeUndefined();
    else {
      expectNear([found.det], [det]);
      expectNear([found.ratio], [ratio]);
    }
  });

  it('says what becomes of a small square, and moves it by keys and by its handles', async () => {
    const element = await figure(square);
    const changes: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    expect(caption(element)).toBe(
      'At (1, 0.5) a small square becomes 5 times as large, turned and not flipped. With h = 0.4 the true patch is 7.83 times as large; shrink it and that comes to 5.',
    );
    const plane = inside(element, '.surface');
    press(plane, 'ArrowRight');
    expect(element.at).toBe('1.02,0.5');
    press(plane, 'ArrowDown', { shiftKey: true });
    await settled(element);
    expect(element.at).toBe('1.02,0.3');
    press(plane, '-');
    expect(element.h).toBe(0.3);
    expect(changes.at(-1)).toEqual({ name: 'h', value: 0.3 });
    inside(element, '[part=reset]').click();
    await settled(element);
    expect([element.at, element.h]).toEqual(['1,0.5', 0.4]);
    const plot = inside(element, '[part=plot]');
    plot.setPointerCapture = () => {};
    const box = plane.getBoundingClientRect();
    const point = (type: string, x: number, y: number) =>
      plot.dispatchEvent(
        new PointerEvent(type, {
          ...{ pointerId: 1, bubbles: true, cancelable: true, button: 0 },
          ...{ clientX: box.x + (x / 1.6) * box.width, clientY: box.y + (1 - y / 1.6) * box.height },
        }),
      );
    point('pointerdown', 1.4, 0.9);
    point('pointermove', 1.2, 0.7);
    point('pointerup', 1.2, 0.7);
    expect(element.h).toBeCloseTo(0.2, 6);
    await settled(element);
    point('pointerdown', 1, 0.5);
    point('pointermove', 0.4, 0.8);
    point('pointerup', 0.4, 0.8);
    expect(told(element).at.map((each) => Math.round(each * 10) / 10)).toEqual([0.4, 0.8]);
  });

  it('goes among the cells by keys, each of which is read, and says rows and columns', async () => {
    const element = await figure(rows);
    const cells = inside(element, '.cells');
    expect(caption(element)).toContain('Row 1 is the gradient of f₁: a push of y raises it by 1');
    press(cells, 'ArrowDown');
    expect(inside(element, '.spoken').textContent).toBe('slope of f2 by x, 0.54');
    await settled(element);
    expect(caption(element)).toBe(
      'Row 2 is the gradient of f₂: a push of w lowers it by 2, of z raises it by 1, of y leaves it. Where a cell is empty, the output does not see the input.',
    );
    expect(await svgOf(element)).toContain('>gradient<');
    press(cells, 'End');
    await settled(element);
    expect(inside(element, '.spoken').textContent).toBe('slope of f2 by w, −2');
    expect(caption(element)).toMatch(
      /^Column w is what a push of w does: it lowers f₂ by 2, raises f₃ by 0.607, leaves f₁\./,
    );
    expect(await svgOf(element)).toContain('>push<');
    const slider = inside<HTMLInputElement>(element, '#at-w');
    slider.value = '3';
    slider.dispatchEvent(new Event('change'));
    await settled(element);
    expect(element.at).toBe('x=1,y=0.5,z=2,w=3');
    expect(told(element).jacobian[1].at(-1)).toBe(-2);
  });

  it('has the weights of a linear layer, wherever its input is, and what is typed for them', async () => {
    const element = await figure(layer);
    const before = told(element).jacobian;
    expect(before[0]).toEqual([0.5, -1.2, 0.3, 0]);
    element.at = '5,6,7,8';
    await settled(element);
    expect(told(element).jacobian).toEqual(before);
    expect(caption(element)).toContain('The Jacobian is W itself');
    const field = inside<HTMLInputElement>(element, '#f');
    field.value = '1 2; 3 5';
    field.dispatchEvent(new Event('change'));
    await settled(element);
    expect(told(element)).toMatchObject({
      jacobian: [
        [1, 2],
        [3, 5],
      ],
      det: -1,
    });
    expect(caption(element)).toContain('The map is linear');
  });

  it('has a network as it starts, with the weights of the library', async () => {
    const data = { x: matrix(1, 2), names: ['x1', 'x2'], y: Int32Array.of(0), classes: ['y1', 'y2'] };
    const network = mlp(data, { layers: [3], seed: 1 });
    const [first, second] = unflatten(Float64Array.from(network.start as ArrayLike<number>), network);
    const whole = compose(elementwise('tanh', 2), linear(second.W), elementwise('tanh', 3), linear(first.W));
    const element = await figure({ model: 'mlp:3:tanh', at: '0.8,-0.4' });
    expectNear(told(element).jacobian.flat(), [...jacobian(whole, [0.8, -0.4]).data]);
  });

  it('has softmax with its rank, and layers factor by factor', async () => {
    const element = await figure(probabilities);
    expect(told(element).rank).toBe(2);
    expect(told(element).jacobian.flat()).toEqual([...jacobian(softmax(3), [2, 1, 0.1]).data]);
    expect(inside(element, '.subtitle').textContent).toContain('3 × 3, rank 2, rows add to 0');
    const product = await figure(layers);
    const weights = layers.w
      .split('|')
      .map((text) => text.split(';').map((row) => row.trim().split(' ').map(Number)));
    const fn = compose(softmax(3), linear(weights[1]), elementwise('tanh', 3), linear(weights[0]));
    expect(told(product).jacobian.flat()).toEqual([...jacobian(fn, [0.6, -0.4]).data]);
    const svg = await svgOf(product);
    for (const each of ['diag s − s sᵀ', 'W₂', 'diag tanh′', 'W₁', '3 × 2']) expect(svg).toContain(each);
    expect(caption(product)).toContain(
      'The Jacobian is the product of 4, the last map’s first: 3 × 3 · 3 × 3 · 3 × 3 · 3 × 2 gives 3 × 2.',
    );
    const first = jacobian(linear(weights[0]), [0.6, -0.4]);
    const h = matmul(first, { rows: 2, columns: 1, data: Float64Array.of(0.6, -0.4) }).data;
    const [second, third] = [jacobian(elementwise('tanh', 3), h), jacobian(linear(weights[1]), h)];
    const last = jacobian(
      softmax(3),
      matmul(third, { rows: 3, columns: 1, data: elementwise('tanh', 3).at(h).value }).data,
    );
    const whole = matmul(matmul(matmul(last, third), second), first).data;
    expectNear(told(product).jacobian.flat(), [...whole]);
  });

  it('draws shapes that do not fit, and says so', async () => {
    const element = await figure({ w: '1 2; 3 4; 5 6 | 1 2 3 4; 5 6 7 8', at: '1,1' });
    expect(inside(element, '[role=alert]')).toBeNull();
    expect(await svgOf(element)).toContain('2 × 4 · 3 × 2 does not fit');
    expect(caption(element)).toMatch(/^The shapes do not fit/);
    expect(element.toCSV()).toBe('');
  });

  it('says what is flat, flipped and not defined', async () => {
    const element = await figure({ f: 'x + y; 2x + 2y', at: '0.5,0.5' });
    expect(caption(element)).toBe(
      'At (0.5, 0.5) a small square becomes flat: its area is 0. So it stays, for any h.',
    );
    expect(told(element)).toMatchObject({ det: 0, rank: 1 });
    element.f = 'y; x';
    await settled(element);
    expect(caption(element)).toContain('1 times as large, flipped over');
    element.f = 'log(x); x*y';
    element.at = '-0.5,0.5';
    await settled(element);
    expect(caption(element)).toBe('At (−0.5, 0.5) u has no slopes.');
    expect(await svgOf(element)).not.toMatch(/NaN|Infinity/);
  });

  it('counts the sweeps, and those that share one', async () => {
    const element = await figure({ f: 'x^2; y^2; z^2', at: '1,2,3' });
    expect(inside(element, '[part=sweeps] small').textContent).toBe('3 sweeps back or 3 forward');
    expect(inside(element, '[part=sweeps] .note').textContent).toContain('1 back or 1 forward suffice');
  });

  it('keeps the numbers of names that stay where a formula is typed, and takes the error of each to its field', async () => {
    const element = await figure(square);
    const [, second] = all(element, '[part=f]') as HTMLInputElement[];
    second.value = '2x*z';
    second.dispatchEvent(new Event('change'));
    await settled(element);
    expect(inside(element, '[role=alert]')).toBeNull();
    expect(element.f).toBe('x^2 - y^2; 2x*z');
    expect(told(element).at).toEqual([1, 0.5, 1]);
    const refused = next(element, 'nabla-error');
    second.value = '2x**z';
    second.dispatchEvent(new Event('change'));
    await refused;
    await settled(element);
    expect((all(element, '[part=f]') as HTMLInputElement[]).map(({ ariaInvalid }) => ariaInvalid)).toEqual([
      'false',
      'true',
    ]);
    expect(inside(element, '[role=alert]').textContent).toMatch(/at column 4/);
  });

  it.each([
    [{ f: 'x^2; y', at: '1' }, /nabla-jacobian: at needs a number for each of x, y, got "1"/],
    [{ f: 'x^2; y', at: '1,a' }, /at needs numbers with commas between them, got "1,a"/],
    [{ f: 'x^2; y', at: '1,5' }, /at needs a number from .* for y, got 5/],
    [{ f: '1; 2' }, /f needs a variable, got none/],
    [{ f: '|x|; y' }, /write abs\(x\)/],
    [{ w: '1 2; 3' }, /w needs rows of equally many numbers, as 1 2; 3 4, got "1 2; 3"/],
    [{ w: '1 a' }, /w needs rows of numbers, as 1 2; 3 4, got "a"/],
    [{ model: 'linear tahn', w: '1 2' }, /no layer "tahn"; did you mean "tanh"\?/],
    [{ model: 'mlp' }, /model needs a network with units, like mlp:3/],
    [{ model: 'mlp:2', w: '1 2' }, /w needs no matrices beside a network, which has its own, got "1 2"/],
    [{ model: 'linear linear', w: '1 2' }, /w needs a matrix for each of 2 linear layers, .* got 1/],
    [{ f: 'x; y', h: '0' }, /h needs a number above 0, up to 4, got 0/],
  ])('says what is wrong in its place: %j', async (wrong, message) => {
    const element = document.createElement('nabla-jacobian');
    for (const [name, text] of Object.entries({
      ...wrong,
      loading: 'eager',
      ...('at' in wrong && wrong.at === '1,5' && { domain: '-2..2' }),
    }))
      element.setAttribute(name, text as string);
    const refused = next(element, 'nabla-error');
    document.body.append(element);
    expect((await refused).detail.error.message).toMatch(message);
    await settled(element);
    expect(inside(element, '[role=alert]')).not.toBeNull();
  });
});
