import { afterEach, describe, expect, it } from 'vitest';
import { checkGradient } from '../../src/index.js';
import type { NablaGradientCheck, NablaReportEvent } from '../../web/elements/index.js';
import { all, frame, inside, next, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

function figure(attributes: Record<string, string>): NablaGradientCheck {
  const element = document.createElement('nabla-gradient-check');
  for (const [name, value] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

const told = (element: HTMLElement) => next(element, 'nabla-end') as unknown as Promise<NablaReportEvent>;
const slipped = { f: 'x^2 y + sin(3y)', claimed: '2x*y; x^2 + cos(3y)', at: 'x=1,y=0.4' };
const caption = (element: HTMLElement) => inside(element, '.caption').textContent!.trim();
const rows = (element: HTMLElement) =>
  all(element, '[part=table] tbody tr').map((row) => [...row.children].map((cell) => cell.textContent));
const press = (element: HTMLElement, key: string, more: KeyboardEventInit = {}) =>
  inside(element, '[role=application]').dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, ...more }),
  );

describe('nabla-gradient-check', () => {
  it('tells what checkGradient finds, in words, as a table, as CSV and as an event', async () => {
    const element = document.createElement('nabla-gradient-check');
    for (const [name, value] of Object.entries({ ...slipped, loading: 'eager' }))
      element.setAttribute(name, value);
    const end = told(element);
    document.body.append(element);
    const { report } = (await end).detail;
    await element.updateComplete;
    expect(report).toEqual(checkGradient('x^2 y + sin(3y)', ['2x*y', 'x^2 + cos(3y)'], { x: 1, y: 0.4 }));
    expect(element.report).toEqual(report);
    expect(report.components.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
    expect(caption(element)).toMatch(/^∂f\/∂y is wrong: 1\.36236 is claimed, 2\.09 is measured/);
    expect(rows(element)[0].at(-1)).toBe('pass');
    expect(rows(element)[1].at(-1)).toMatch(/^fail/);
    const [names, x] = element.toCSV().split('\r\n');
    expect(names).toBe('variable,claimed,numeric,estimated error,error,verdict,slip');
    expect(x).toMatch(/^x,0\.8,0\.8\d*,/);
  });

  it('says that a right one is right, by how much', async () => {
    const element = figure({ f: 'x^3', claimed: '3x^2', at: '2' });
    await until('it is checked', () => element.report?.verdict === 'pass');
    await element.updateComplete;
    expect(caption(element)).toMatch(
      /^The derivative is right: (off by .* of its size at most|no digit differs)/,
    );
  });

  it('says what a kink allows', async () => {
    const element = figure({ f: 'abs(x) + y', claimed: '0.5; 1', at: 'x=0,y=1' });
    await until('it is checked', () => element.report?.verdict === 'kink');
    await element.updateComplete;
    expect(caption(element)).toBe(
      '∂f/∂x has a kink here: the slope is −1 on its left and 1 on its right, and 0.5 is between them.',
    );
  });

  it('moves the coordinate of a component by key, and checks again', async () => {
    const element = figure(slipped);
    await until('it is checked', () => element.report);
    const changes: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    press(element, 'ArrowRight');
    await element.updateComplete;
    press(element, 'ArrowDown');
    press(element, 'ArrowLeft', { shiftKey: true });
    await element.updateComplete;
    expect(changes).toEqual([
      { name: 'at', value: 'x=1.01,y=0.4' },
      { name: 'at', value: 'x=1.01,y=0.3' },
    ]);
    expect(element.report!.components[0].claimed).toBeCloseTo(2 * 1.01 * 0.3, 12);
  });

  it('takes what is typed into its fields', async () => {
    const element = figure(slipped);
    await until('it is checked', () => element.report?.verdict === 'fail');
    const field = inside<HTMLInputElement>(element, '[part=claimed]');
    field.value = '2x*y; x^2 + 3cos(3y)';
    field.dispatchEvent(new Event('change'));
    await until('it is right', () => element.report?.verdict === 'pass');
    const again = told(element);
    element.check();
    expect((await again).detail.report.verdict).toBe('pass');
  });

  it.each([
    [{ f: 'x^2 y +' }, /at column 8/],
    [{ claimed: '2x*y' }, /nabla-gradient-check: claimed needs a formula each for x, y.*got "2x\*y"/],
    [{ claimed: '2x*y; ' }, /claimed needs a formula each/],
    [{ claimed: '2x*q; x' }, /q/],
    [{ at: '' }, /at needs a number each for x, y, got none/],
    [{ at: 'x=1' }, /at needs a number for y, got "x=1"/],
    [{ at: 'here' }, /at needs a point like x=1,y=1, got "here"/],
    [{ tolerance: '0' }, /tolerance needs a number above 0, got 0/],
    [{ f: '3' }, /f needs a variable, got none/],
  ])('says in its place what is wrong: %j', async (wrong, message) => {
    const element = figure({ ...slipped, ...wrong, loading: 'lazy' });
    const { detail } = await next(element, 'nabla-error');
    expect(detail.error.message).toMatch(message);
    await element.updateComplete;
    await frame();
    expect(inside(element, '[role=alert]').textContent!.replace(/\s+/g, ' ')).toMatch(message);
  });
});
