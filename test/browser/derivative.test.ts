import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { derivative } from '../../src/index.js';
import type { NablaDerivative } from '../../web/elements/index.js';
import '../../web/elements/index.js';
import { all, frame, inside, next, painted, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

const green = [0x00, 0x8b, 0x65];
const purple = [0xa4, 0x43, 0x8f];

/** A figure on the page, drawn. */
async function figure(attributes: Record<string, string>): Promise<NablaDerivative> {
  const element = document.createElement('nabla-derivative');
  for (const [name, value] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  await element.updateComplete;
  await until('it is drawn', () => painted(element, green) > 50 || attributes.f === '');
  return element;
}

const cubic = { f: 'x^3 - 2x', x: '1', h: '0.5' };
const caption = (element: HTMLElement) => inside(element, '.caption').textContent!.trim();
const surface = (element: HTMLElement) => inside(element, '.surface');
const press = (element: HTMLElement, key: string, more: KeyboardEventInit = {}) =>
  surface(element).dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));

/** Where x stands on the page, and the height in the plot. */
function placeOf(element: NablaDerivative, x: number, from: number, to: number, y: number) {
  const { left, top, width } = surface(element).getBoundingClientRect();
  return { clientX: left + ((x - from) / (to - from)) * width, clientY: top + y };
}

function pointer(element: HTMLElement, type: string, at: { clientX: number; clientY: number }): void {
  const plot = inside(element, '.plot');
  plot.setPointerCapture = () => {};
  plot.dispatchEvent(new PointerEvent(type, { ...at, pointerId: 1, button: 0, bubbles: true }));
}

describe('nabla-derivative', () => {
  it('shows the curve, its tangent and a secant, and the formulas', async () => {
    const element = await figure({ ...cubic, heading: 'How steep?' });
    expect(inside(element, '[role=heading]').textContent).toBe('How steep?');
    const [f, slope] = all(element, '.typeset math').map((math) => math.textContent);
    expect(f).toContain('f(x)=x3−2');
    expect(slope).toContain('f′(x)=3');
    expect(painted(element, purple)).toBeGreaterThan(50);
    expect(getComputedStyle(inside(element, '.slope')).color).not.toBe(getComputedStyle(element).color);
  });

  it('says the slope of the tangent and of the secant', async () => {
    const element = await figure(cubic);
    const f = (x: number) => x ** 3 - 2 * x;
    expect((f(1.5) - f(1)) / 0.5).toBe(2.75);
    expect(caption(element)).toBe(
      'At x = 1 the tangent rises 1 per unit of x. The secant over h = 0.5 rises 2.75, which is 1.75 too steep.',
    );
    element.h = -0.5;
    await element.updateComplete;
    expect((f(0.5) - f(1)) / -0.5).toBe(-0.25);
    expect(caption(element)).toContain('h = −0.5 falls 0.25, which is 1.25 too little.');
  });

  it('moves with the keys, and tells the page where', async () => {
    const element = await figure(cubic);
    const points: number[] = [];
    element.addEventListener('nabla-change', ({ detail }) => points.push(detail.point!));
    press(element, 'ArrowRight');
    press(element, 'ArrowLeft');
    press(element, 'ArrowRight', { shiftKey: true });
    press(element, 'ArrowLeft', { altKey: true });
    press(element, 'Home');
    press(element, 'End');
    expect(points).toEqual([1.05, 1, 1.5, 1.495, -2, 2]);
    expect(element.x).toBe(2);
    press(element, '+');
    expect(element.h).toBe(0.6);
    press(element, '-');
    press(element, '-');
    expect(element.h).toBe(0.4);
    expect(points).toHaveLength(6);
  });

  it('is dragged by its point, and is drawn to kinks and holes', async () => {
    const element = await figure({ f: 'abs(x - 0.3)', x: '-1', h: '0.5' });
    const moved = next(element, 'nabla-change');
    const from = placeOf(element, -1, -2, 2, 0);
    const handle = { ...from, clientY: from.clientY + 118 };
    pointer(element, 'pointerdown', handle);
    pointer(element, 'pointermove', placeOf(element, 0.308, -2, 2, 60));
    expect((await moved).detail).toEqual({ name: 'x', value: 0.3, point: 0.3 });
    expect(element.x).toBe(0.3);
    pointer(element, 'pointerup', placeOf(element, 0.3, -2, 2, 60));
    pointer(element, 'pointermove', placeOf(element, 1, -2, 2, 0));
    expect(element.x).toBe(0.3);
    await element.updateComplete;
    expect(caption(element)).toContain('kink');
  });

  it('is turned by sliders and fields', async () => {
    const element = await figure(cubic);
    const slider = inside<HTMLInputElement>(element, '#x-slider');
    slider.value = '0';
    slider.dispatchEvent(new Event('input'));
    expect(element.x).toBe(-2);
    const h = inside<HTMLInputElement>(element, '#h');
    h.value = '0.01';
    h.dispatchEvent(new Event('change'));
    expect(element.h).toBe(0.01);
    await element.updateComplete;
    h.value = '0';
    h.dispatchEvent(new Event('change'));
    expect(element.h).toBe(0.01);
    expect(h.value).toBe('0.01');
    inside(element, '[part=reset]').click();
    expect([element.x, element.h]).toEqual([1, 0.5]);
  });

  it('lets h shrink until the secant is the tangent, and stops where it is asked to', async () => {
    const element = await figure({ ...cubic, speed: '8' });
    inside(element, '[part=shrink]').click();
    await until('h shrinks', () => element.h < 0.4);
    inside(element, '[part=shrink]').click();
    const stopped = element.h;
    await frame();
    await frame();
    expect(element.h).toBe(stopped);
    await element.updateComplete;
    inside(element, '[part=shrink]').click();
    await until('it ends', () => element.h === 0.0005);
    await element.updateComplete;
    expect(caption(element)).toMatch(/rises 1, which is 0\.0015 too steep\.$/);
  });

  it.each([
    ['abs(x)', '0', /f has a kink: the slope is −1 on its left and 1 on its right/],
    ['sin(x)/x', '0', /f has a hole: sin\(x\)\/x is 0\/0; both sides come to 1\.$/],
    ['1/x', '0', /f has no value: 1\/x is 1\/0\.$/],
    ['log(x)', '-1', /f has no value: log\(x\) is not a number\.$/],
    ['cbrt(x)', '0', /f goes straight up/],
    ['sqrt(x)', '0', /^f ends at x = 0/],
    ['sign(x)', '0', /f jumps from −1 to 1/],
    ['max(x, 2x - 1)', '1', /the slope is 1 on its left and 2 on its right/],
    ['x^2', '0', /the tangent is level/],
    ['7', '0', /the tangent is level/],
  ])('%s at %s', async (f, x, says) => {
    const element = await figure({ f, x, h: '0.5' });
    expect(caption(element)).toMatch(says);
  });

  it('shows derivatives of higher order', async () => {
    const element = await figure({ ...cubic, order: '2' });
    expect(derivative('x^3-2x', 1, { order: 2 })).toBe(6);
    expect(caption(element)).toContain('the tangent rises 6');
    expect(all(element, '.typeset math')[1].textContent).toContain('f′′');
  });

  it('tells the rules, and tangent and secant as h shrinks', async () => {
    const element = await figure({ f: '(3x+2)^4', x: '0', h: '0.1' });
    const rules = all(element, '.rule').map((rule) => rule.textContent);
    expect(rules[0]).toBe('chain');
    expect(all(element, '.values tbody tr')).toHaveLength(12);
    const [head, first, ...rest] = element.toCSV().trimEnd().split('\r\n');
    expect(head).toBe("x,f(x),f'(x),h,f(x+h),secant");
    const [x, y, slope, h, end, secant] = first.split(',').map(Number);
    expect([x, y, slope, h]).toEqual([0, 16, 96, 0.1]);
    expect(secant).toBe((end - y) / h);
    expect(rest.length).toBeLessThan(200);
  });

  it('understands a formula as it is typed, and waits before it calls it a mistake', async () => {
    const element = await figure(cubic);
    const field = inside<HTMLInputElement>(element, '#f');
    field.value = 'x^2';
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(caption(element)).toContain('the tangent rises 2');
    field.value = 'x^';
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(inside(element, '[role=alert]')).toBeNull();
    const { detail } = await next(element, 'nabla-error');
    expect(detail.error).toBeInstanceOf(SyntaxError);
  });

  it('says a mistake under the field, where it is, and what may be meant', async () => {
    const element = await figure(cubic);
    const before = caption(element);
    const told = next(element, 'nabla-error');
    element.f = 'x + sen(x)';
    expect((await told).detail.error).toMatchObject({ column: 5 });
    await element.updateComplete;
    const alert = inside(element, '[role=alert]');
    expect(alert.textContent!.replace(/\s+/g, ' ')).toContain('No function "sen" at column 5');
    expect(alert.textContent).toContain('Showing the last drawing that worked.');
    expect(inside(element, '.under span').textContent).toBe('sen');
    expect(getComputedStyle(inside(element, '.stale .plot')).opacity).toBe('0.4');
    expect(painted(element, green)).toBeGreaterThan(50);
    expect(caption(element)).toBe(before);
    inside(element, '[part=cure]').click();
    await element.updateComplete;
    expect(element.f).toBe('x + sin(x)');
    expect(inside(element, '[role=alert]')).toBeNull();
    expect(inside(element, '.stale')).toBeNull();
  });

  it.each([
    [{ f: 'x*y' }, /f needs one variable, got x, y/],
    [{ f: 'x+' }, /Expected .* at column 3/],
    [{ x: '5', domain: '-1..1' }, /x needs a number from -1 to 1, got 5/],
    [{ x: 'here' }, /x needs a finite number, got "here"/],
    [{ h: '0' }, /h needs a number other than 0, got 0/],
    [{ order: '5' }, /Order needs a whole number from 1 to 4, got 5/],
    [{ domain: '2..1' }, /Domain needs two numbers in rising order/],
    [{ domain: 'all' }, /Domain needs .* got "all"/],
  ])('%j is an error in its place', async (attributes, says) => {
    const element = document.createElement('nabla-derivative');
    for (const [name, value] of Object.entries({ ...cubic, ...attributes, loading: 'eager' }))
      element.setAttribute(name, value);
    const told = next(element, 'nabla-error');
    document.body.append(element);
    await told;
    await element.updateComplete;
    expect(inside(element, '[role=alert]').textContent!.replace(/\s+/g, ' ')).toMatch(says);
    expect(inside(element, 'canvas')).not.toBeNull();
  });

  it.each([
    { name: 'five thousand parentheses', f: `${'('.repeat(5000)}x${')'.repeat(5000)}` },
    { name: 'a tower of powers', f: 'x^x^x^x^x^x^x^x^x^x' },
    { name: 'a nest of sines', f: 'sin(sin(sin(sin(sin(sin(sin(sin(x))))))))' },
  ])('$name is drawn or refused', async ({ f }) => {
    const element = document.createElement('nabla-derivative');
    for (const [key, value] of Object.entries({ ...cubic, order: '3', loading: 'eager', f }))
      element.setAttribute(key, value);
    document.body.append(element);
    await element.updateComplete;
    await frame();
    expect(inside(element, '.plot canvas')).not.toBeNull();
  });

  it('gives its state and takes it up', async () => {
    const one = await figure({ ...cubic, domain: '-3..3', heading: 'One' });
    press(one, 'ArrowRight');
    const other = await figure({ f: 'x' });
    other.setState(JSON.parse(JSON.stringify(one.getState())));
    await other.updateComplete;
    expect(other.getState()).toEqual(one.getState());
    expect(caption(other)).toBe(caption(one));
  });

  it('is a picture, and rejects to be one while it is empty', async () => {
    const element = await figure(cubic);
    expect((await element.toBlob()).type).toBe('image/png');
    const empty = await figure({ f: '' });
    expect(inside(empty, '.empty').textContent).toContain('No formula yet');
    await expect(empty.toBlob()).rejects.toThrow(/something drawn/);
    expect(empty.toCSV()).toBe('');
  });

  it('goes on where it is put', async () => {
    const element = await figure(cubic);
    element.remove();
    element.x = 0.5;
    document.body.append(element);
    await until('it is drawn', () => painted(element, green) > 50);
    expect(caption(element)).toContain('At x = 0.5 the tangent falls 1.25');
    press(element, 'ArrowRight');
    expect(element.x).toBe(0.55);
  });
});

describe('nabla-derivative, asked for what takes long', () => {
  const sines = `${'sin('.repeat(150)}x${')'.repeat(150)}`;
  const quotients = Array.from({ length: 40 }, (_, i) => `x/(x+${i + 1})`).join('+');

  /** A figure on the page, whether it is drawn or not. */
  async function asked(attributes: Record<string, string>): Promise<NablaDerivative> {
    const element = document.createElement('nabla-derivative');
    for (const [name, value] of Object.entries({ loading: 'eager', ...attributes }))
      element.setAttribute(name, value);
    document.body.append(element);
    await element.updateComplete;
    return element;
  }

  it('shows a short formula with its first update', async () => {
    const element = await asked(cubic);
    expect(element.matches(':state(working)')).toBe(false);
    expect(caption(element)).toContain('the tangent rises 1');
  });

  it('leaves the page free until it is worked out, and says so where that takes long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const element = await asked({ f: sines, x: '1', h: '0.5' });
    expect(element.matches(':state(working)')).toBe(true);
    expect(inside<HTMLInputElement>(element, '#x').value).toBe('1');
    expect(caption(element)).toBe('');
    vi.advanceTimersByTime(400);
    await element.updateComplete;
    expect(caption(element)).toBe('Working it out …');
    vi.useRealTimers();
    await until('it is worked out', () => !element.matches(':state(working)'));
    await element.updateComplete;
    expect(caption(element)).toContain('the tangent rises');
    expect(inside(element, '[part=untold]').textContent).toContain('too long to be told');
    const slope = derivative(sines, 1);
    expect(Number(element.toCSV().split('\r\n')[1].split(',')[2])).toBe(slope);
  });

  it('shows the formula typed last, whatever was asked before', async () => {
    const element = await asked({ f: sines, x: '1', h: '0.5' });
    element.f = quotients;
    element.order = 2;
    await element.updateComplete;
    expect(element.matches(':state(working)')).toBe(true);
    element.f = 'x^2';
    element.order = 1;
    await element.updateComplete;
    expect(element.matches(':state(working)')).toBe(false);
    expect(caption(element)).toContain('the tangent rises 2');
    // Had it gone on, the other would be done before this one.
    const other = await asked({ f: sines, x: '1', h: '0.5' });
    await until('the other is worked out', () => !other.matches(':state(working)'));
    expect(caption(element)).toContain('the tangent rises 2');
  });

  it('goes on where it was taken away from, once it is back', async () => {
    const element = await asked({ f: sines, x: '1', h: '0.5' });
    element.remove();
    expect(element.matches(':state(working)')).toBe(true);
    const other = await asked({ f: sines, x: '1', h: '0.5' });
    await until('the other is worked out', () => !other.matches(':state(working)'));
    expect(element.matches(':state(working)')).toBe(true);
    document.body.append(element);
    await until('it is worked out', () => !element.matches(':state(working)'));
    await element.updateComplete;
    expect(caption(element)).toContain('the tangent rises');
  });

  it('refuses in words what takes too long anywhere', async () => {
    const element = await asked({ ...cubic });
    const refused = next(element, 'nabla-error');
    element.f = Array.from({ length: 500 }, (_, i) => `x/(x+${i + 1})`).join('+');
    const { detail } = await refused;
    expect(detail.error.message).toMatch(
      /needs at most \d+ steps of work, got more; a shorter one can be shown$/,
    );
    await element.updateComplete;
    expect(element.matches(':state(working)')).toBe(false);
    expect(inside(element, '[role=alert]').textContent).toContain('a shorter one can be shown');
  });
});
