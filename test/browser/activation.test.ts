import { afterEach, describe, expect, it } from 'vitest';
import { activations, datasets, mlp, standardize } from '../../src/index.js';
import { NablaActivation } from '../../web/elements/index.js';
import { all, frame, inside, next } from './figure.js';

afterEach(() => document.body.replaceChildren());

async function figure(attributes: Readonly<Record<string, string>>): Promise<NablaActivation> {
  const element = document.createElement('nabla-activation');
  for (const [name, text] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, text);
  document.body.append(element);
  await settled(element);
  return element;
}

async function settled(element: NablaActivation): Promise<void> {
  await element.updateComplete;
  await frame();
  await element.updateComplete;
}

interface Told {
  x: number;
  depth: number;
  functions: { name: string; value: number; slope: number; second: number; product: number }[];
}
const told = (element: NablaActivation) => element.value as unknown as Told;
const caption = (element: HTMLElement) =>
  inside(element, '.caption').textContent!.replaceAll('\u2063', '').replaceAll('\u00a0', ' ').trim();
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const svgOf = async (element: NablaActivation) =>
  (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();
const type = (field: HTMLInputElement, text: string) => {
  field.value = text;
  field.dispatchEvent(new Event('change'));
};

const [plain, corners, gelus] = NablaActivation.demos.map(({ attributes }) => attributes);

const near = (found: number, known: number) =>
  expect(Math.abs(found - known)).toBeLessThanOrEqual(1e-12 * Math.abs(known));

// mpmath, 60 digits, at 1: value, slope, second derivative, and the slope of twelve layers.
const known: Record<string, number[]> = {
  sigmoid: [0.7310585786300049, 0.19661193324148185, -0.09085774767294841, 1.4060858127993435e-8],
  tanh: [0.7615941559557649, 0.4199743416140261, -0.6397000084492245, 0.03221448109540906],
  relu: [1, 1, 0, 1],
  gelu: [0.8413447460685429, 1.0833154705876864, 0.24197072451914334, 0.01149242788899584],
};

describe('nabla-activation', () => {
  it('has the slopes that mpmath has, through twelve layers', async () => {
    const element = await figure(plain);
    for (const { name, value, slope, second, product } of told(element).functions)
      [value, slope, second, product].forEach((each, i) => {
        near(each, known[name][i]);
      });
    expect(caption(element)).toBe(
      'Through 12 layers a slope shrinks to 1.41 × 10⁻⁸ with sigmoid and to 0.0115 with gelu; relu keeps it whole. At the kink of relu the slope taken is 0, the full dot.',
    );
    const own = await figure({ names: '', f: 'x sigmoid(1.7x)' });
    near(told(own).functions[0].product, 0.013383777503692178);
  });

  it('has every layer in its table and its CSV, with the bits of the library', async () => {
    const element = await figure(plain);
    const rows = element
      .toCSV()
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','));
    expect(rows.length).toBe(48);
    for (const [name, , x, value, slope, second] of rows) {
      const entry = activations[name as keyof typeof activations];
      expect([value, slope, second].map(Number)).toEqual([
        entry.value(Number(x)),
        entry.slope(Number(x)),
        entry.curve(Number(x)),
      ]);
    }
  });

  it('moves the point by keys, which says its slopes, and goes deeper', async () => {
    const element = await figure(plain);
    const changes: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    const handle = inside(element, '[role=slider]');
    expect(handle.getAttribute('aria-valuetext')).toBe(
      '1, slope of sigmoid 0.197, slope of tanh 0.42, slope of relu 1, slope of gelu 1.08',
    );
    press(handle, 'ArrowRight');
    press(handle, 'ArrowRight', { shiftKey: true });
    expect(element.x).toBe(2.1);
    press(handle, 'Home');
    expect(element.x).toBe(-4);
    await settled(element);
    expect(caption(element)).toContain('with relu it is 0 from layer 1 on');
    type(inside<HTMLInputElement>(element, '#depth'), '20');
    await settled(element);
    expect(element.depth).toBe(20);
    expect(await svgOf(element)).toContain('layer 20');
    expect(changes).toContainEqual({ name: 'depth', value: 20 });
    inside(element, '[part=reset]').click();
    await settled(element);
    expect([element.x, element.depth]).toEqual([1, 12]);
  });

  it('is dragged in any column', async () => {
    const element = await figure(plain);
    const plot = inside(element, '[part=plot]');
    plot.setPointerCapture = () => {};
    const from = inside(element, '[role=slider]').getBoundingClientRect();
    const point = (name: string, dx: number) =>
      plot.dispatchEvent(
        new PointerEvent(name, {
          ...{ pointerId: 1, bubbles: true, cancelable: true, button: 0 },
          ...{ clientX: from.x + 12 + dx, clientY: from.y + 12 },
        }),
      );
    point('pointerdown', 0);
    point('pointermove', -40);
    point('pointerup', -40);
    expect(element.x).toBeLessThan(0.5);
    const before = element.x;
    point('pointermove', 0);
    expect(element.x).toBe(before);
  });

  it('says the slope that is taken at a kink, of its own formula too', async () => {
    const element = await figure(corners);
    expect(told(element).functions.map(({ slope }) => slope)).toEqual([0, 0.01, 1]);
    expect(caption(element)).toContain('At the kink of relu the slope taken is 0, the full dot.');
    const own = await figure({ names: '', f: 'abs(x - 1)', x: '0' });
    expect(caption(own)).toMatch(/At the kink of f the slope taken is/);
    expect(await svgOf(own)).not.toMatch(/NaN|Infinity/);
  });

  it('compares one function with another on a scale of its own', async () => {
    const element = await figure(gelus);
    expect(await svgOf(element)).toContain('less gelu, up to 4.73');
    expect(told(element).functions.map(({ name }) => name)).toEqual(['gelu', 'f']);
  });

  it('chooses functions, shows second derivatives, and takes a typed formula', async () => {
    const element = await figure(plain);
    const buttons = all(element, '.functions button') as HTMLButtonElement[];
    expect(buttons.map(({ textContent }) => textContent)).toEqual(Object.keys(activations));
    buttons.find(({ textContent }) => textContent === 'silu')!.click();
    expect(element.names).toBe('sigmoid tanh relu gelu silu');
    await settled(element);
    buttons.find(({ textContent }) => textContent === 'sigmoid')!.click();
    expect(element.names).toBe('tanh relu gelu silu');
    const second = inside(element, '[part=second]');
    second.click();
    await settled(element);
    expect(second.getAttribute('aria-pressed')).toBe('true');
    expect(await svgOf(element)).toContain('>f″<');
    type(inside<HTMLInputElement>(element, '#f'), 'x^3');
    await settled(element);
    expect(told(element).functions.at(-1)).toMatchObject({ name: 'f', value: 1, slope: 3, second: 6 });
  });

  it('counts dead units of a real layer on data', async () => {
    const element = await figure({ names: 'relu sigmoid', bias: '-0.5' });
    const cells = () => all(element, '[part=dead] tbody td').map(({ textContent }) => textContent);
    const data = datasets.moons();
    const model = mlp(standardize(data), { layers: [32], activation: 'relu' });
    const { data: sums } = model.hidden!(model.start, data.x).sums;
    const share = sums.filter((sum) => sum - 0.5 <= 0).length / sums.length;
    expect(cells()[0]).toBe(`${(100 * share).toFixed(1)}%`);
    expect(cells()[3]).toBe('0.0%');
    expect(inside(element, '[part=dead] small').textContent).toBe('moons, 200 rows');
    type(inside<HTMLInputElement>(element, '#bias'), '-9');
    await settled(element);
    expect(cells().slice(0, 3)).toEqual(['100.0%', '100.0%', '32']);
  });

  it.each([
    [{ names: 'relu tahn' }, /nabla-activation: no activation "tahn"; did you mean "tanh"\?/],
    [{ names: 'relu relu' }, /names needs each name once, got "relu relu"/],
    [{ f: 'x y' }, /f needs one variable, got x, y/],
    [{ f: 'x^^2' }, /expected a number, a name or/],
    [{ depth: '0' }, /depth needs a whole number from 1 to 50, got 0/],
    [{ against: 'elu' }, /no function to compare with: "elu"/],
    [{ data: 'moon' }, /no data set "moon"; did you mean "moons"\?/],
    [{ domain: '3..1' }, /domain needs two numbers in rising order/],
  ])('says what is wrong in its place: %j', async (wrong, message) => {
    const element = document.createElement('nabla-activation');
    for (const [name, text] of Object.entries({ ...wrong, loading: 'eager' }))
      element.setAttribute(name, text as string);
    const refused = next(element, 'nabla-error');
    document.body.append(element);
    expect((await refused).detail.error.message).toMatch(message);
    await settled(element);
    expect(inside(element, '[role=alert]')).not.toBeNull();
  });
});
