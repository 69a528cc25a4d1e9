import { afterEach, describe, expect, it } from 'vitest';
import { derivative, stepCurve } from '../../src/index.js';
import type { NablaDifference } from '../../web/elements/index.js';
import { all, frame, inside, next, painted, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

async function figure(attributes: Record<string, string>): Promise<NablaDifference> {
  const element = document.createElement('nabla-difference');
  for (const [name, value] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  await element.updateComplete;
  await frame();
  return element;
}

const wave = { f: 'x^2 sin(x)', x: '0.8', h: '0.001' };
const caption = (element: HTMLElement) =>
  inside(element, '.caption').textContent!.replaceAll('\u2063', '').trim();
const press = (element: HTMLElement, key: string, more: KeyboardEventInit = {}) =>
  inside(element, '[role=application]').dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, ...more }),
  );

describe('nabla-difference', () => {
  it('draws the errors of every scheme, as stepCurve has them', async () => {
    const element = await figure(wave);
    await until('it is drawn', () => painted(element, [0x0a, 0x5f, 0xc4]) > 50);
    const methods = ['forward', 'central', 'five-point', 'complex-step'] as const;
    const curves = stepCurve('x^2 sin(x)', 0.8, { methods });
    const [names, ...rows] = element
      .toCSV()
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(names).toEqual(['method', 'h', 'value', 'error']);
    for (const method of methods) {
      const own = rows.filter(([name]) => name === method);
      expect(own.map(([, , , error]) => Number(error))).toEqual([...curves[method]!.error]);
    }
    expect(all(element, '.schemes button').map((button) => button.textContent!.trim())).toEqual([...methods]);
    const svg = await (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();
    expect(svg).toContain('slope −1');
    expect(svg).toContain('slope 1');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('says what the step pointed at misses, and what the best one does', async () => {
    const element = await figure(wave);
    const { forward } = stepCurve('x^2 sin(x)', 0.8, { methods: ['forward'] });
    const at = forward!.step.findIndex((h) => h < 0.001);
    expect(forward!.error[at].toPrecision(3)).toBe('0.00157');
    expect(derivative('x^2 sin(x)', 0.8).toPrecision(3)).toBe('1.59');
    expect(caption(element)).toContain('At x = 0.8 the slope is 1.59. Forward differences with h =');
    expect(caption(element)).toContain('miss it by 0.00157; with their best, 3.73\u00a0×\u00a010⁻⁹, by');
  });

  it('moves the step by key, chooses schemes, and tells the page', async () => {
    const element = await figure(wave);
    const told: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => told.push(detail));
    press(element, 'ArrowLeft');
    press(element, 'ArrowRight', { shiftKey: true });
    press(element, 'End');
    expect(told).toEqual([
      { name: 'h', value: 2 ** -11 },
      { name: 'h', value: 2 ** -8 },
      { name: 'h', value: 1 },
    ]);
    press(element, 'ArrowDown');
    await element.updateComplete;
    expect(inside(element, '.schemes [aria-pressed=true]').textContent!.trim()).toBe('central');
    expect(caption(element)).toContain('Central differences with h = 1 miss it by');
    inside(element, '[part=reset]').click();
    await element.updateComplete;
    expect(caption(element)).toContain('and no other step does better.');
  });

  it('lets h shrink to the end, and stops where it is asked to', async () => {
    const element = await figure({ ...wave, speed: '8', h: '1' });
    inside(element, '[part=shrink]').click();
    await until('it has begun', () => element.h < 0.1);
    inside(element, '[part=shrink]').click();
    const stopped = element.h;
    for (let i = 0; i < 5; i++) await frame();
    expect(element.h).toBe(stopped);
    inside(element, '[part=shrink]').click();
    await until('it is at its end', () => element.h === 2 ** -53);
  });

  it.each([
    [{ f: 'x*y' }, /f needs one variable, got x, y/],
    [{ f: 'x+' }, /at column 3/],
    [{ methods: 'forward sideways' }, /no method "sideways"/],
    [{ x: '5', domain: '-1..1' }, /x needs a number from -1 to 1, got 5/],
    [{ x: 'here' }, /x needs a finite number, got "here"/],
  ])('says what is wrong in its place: %j', async (wrong, message) => {
    const element = document.createElement('nabla-difference');
    for (const [name, value] of Object.entries({ ...wave, ...wrong, loading: 'eager' }))
      element.setAttribute(name, value);
    const told = next(element, 'nabla-error');
    document.body.append(element);
    expect((await told).detail.error.message).toMatch(message);
    await element.updateComplete;
    expect(inside(element, '[role=alert]')).not.toBeNull();
  });

  it.each(['abs(x)', 'sqrt(x)', '1/x', '5', 'log(x)', 'x^x', 'exp(700x)', 'sign(x)'])(
    '%s is drawn wherever it is looked at',
    async (f) => {
      for (const x of ['0', '1', '-1', '1e-300']) {
        const element = await figure({ f, x });
        const svg = await (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();
        expect(svg, x).not.toMatch(/NaN|Infinity/);
        element.remove();
      }
    },
  );
});
