import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../web/figure/figure.js';
import { blank, dist, frames, launch } from '../page/browser.js';

// Figures where people work: each page is built by vite with the real library, and served with a strict policy.

const built = new URL('node_modules/.built/', import.meta.url);
const policy =
  "default-src 'none'; script-src 'self' blob:; style-src 'self'; img-src data:; connect-src 'self'; frame-src 'self'";
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** What the server renders into a page, by its name. */
const rendered: Record<string, string> = {};
let browser: Browser;
let server: Server;
let site: string;
beforeAll(async () => {
  browser = await launch();
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://hosts');
    response.setHeader('content-type', types[extname(pathname)] ?? 'text/plain');
    response.setHeader('content-security-policy', policy);
    const folder = pathname === '/anywidget.js' ? dist : built;
    const text = readFileSync(new URL(`.${pathname}`, folder), 'utf8');
    const inner = searchParams.has('rendered') ? rendered[pathname] : '';
    response.end(text.replace('<div id="app"></div>', () => `<div id="app">${inner}</div>`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve));
});

/** A page, and what its console has to complain of. */
async function opened(path: string, options: BrowserContextOptions = {}) {
  const page = await blank(browser, { viewport: { width: 1000, height: 900 }, ...options });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The policy forbids WebAssembly and workers, which figures do without.
    const isPolicy = /Content Security Policy/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isPolicy) complaints.push(message.text());
  });
  // Anywidget waits two seconds for its module, and says so where that takes longer, as on a busy machine.
  page.on('pageerror', ({ message }) => {
    if (!/Failed to initialize model/.test(message)) complaints.push(message);
  });
  await page.goto(`${site}/${path}`);
  return { page, complaints };
}

describe('the elements in JSX', () => {
  it.each(['react', 'preact', 'solid'])('have the types of %s, whose own are checked too', (kind) => {
    const [tsc, project] = ['../../node_modules/typescript/bin/tsc', `types/tsconfig.${kind}.json`].map(
      (path) => fileURLToPath(new URL(path, import.meta.url)),
    );
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

type Kind = 'text' | 'data' | 'changed' | 'none';

/** Settings of every figure, once all show something, and none an error. */
async function settings(page: Page, kind: Kind) {
  await page.evaluate((next) => (globalThis as unknown as { show(kind: Kind): void }).show(next), kind);
  await frames(page, 3);
  await page.waitForFunction(() => {
    const figures = [...document.querySelectorAll<Figure>('main > *')];
    return figures.length > 0 && figures.every(({ value }) => value !== undefined);
  });
  return page.evaluate(() =>
    [...document.querySelectorAll<Figure>('main > *')].map((figure) => ({
      tag: figure.localName,
      alert: figure.shadowRoot!.querySelector('[role=alert]')?.textContent ?? null,
      attributes: Object.fromEntries(figure.attributesNow),
    })),
  );
}

/** Checks of every kind of properties; Vue sets 0 where null is given for what was a number. */
async function expectEveryKind(page: Page, hasNull: boolean): Promise<void> {
  const text = await settings(page, 'text');
  expect(text.length).toBeGreaterThanOrEqual(6);
  expect(text.filter(({ alert }) => alert !== null)).toEqual([]);
  expect(await settings(page, 'data')).toEqual(text);
  const changed = await settings(page, 'changed');
  const of = (all: typeof text, tag: string) => all.find((each) => each.tag === tag)!.attributes;
  expect(of(changed, 'nabla-compare').steps).toBe('15');
  expect(of(changed, 'nabla-derivative')).toMatchObject({ x: '0.25', h: '0.01' });
  expect(of(changed, 'nabla-landscape').direction).toBe('45');
  if (hasNull) {
    const none = await settings(page, 'none');
    expect(of(none, 'nabla-compare')).not.toHaveProperty('steps');
    expect(of(none, 'nabla-derivative')).not.toHaveProperty('h');
    expect(none.filter(({ alert }) => alert !== null)).toEqual([]);
  }
  expect(await settings(page, 'text')).toEqual(text);
}

const heard = (page: Page) =>
  page.evaluate(() => ({ ...(globalThis as unknown as { heard: { input: number; change: number } }).heard }));

describe.each(['react', 'vue', 'svelte'])('%s', (name) => {
  it('sets properties of every element, of every kind, and hears what readers do', async () => {
    const { page, complaints } = await opened(`${name}.html`);
    await expectEveryKind(page, name !== 'vue');
    const before = await heard(page);
    await page.locator('nabla-derivative [part=plot] .surface').focus();
    await page.keyboard.press('ArrowRight');
    await frames(page, 3);
    const after = await heard(page);
    expect(after.input).toBeGreaterThan(before.input);
    expect(after.change).toBe(before.change + 1);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe.each(['react', 'vue'] as const)('%s on a server', (name) => {
  it('renders tags with their attributes, which come to life', async () => {
    const rendering = (await import(new URL('server/server.js', built).href)) as Record<
      string,
      () => string | Promise<string>
    >;
    rendered[`/${name}.html`] = await rendering[name]();
    expect(rendered[`/${name}.html`]).toMatch(
      /<nabla-compare [^>]*rates="0.001 0.002"[^>]*><\/nabla-compare>/,
    );
    const { page, complaints } = await opened(`${name}.html?rendered`);
    await expectEveryKind(page, name !== 'vue');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('Reveal.js', () => {
  const at = (page: Page) =>
    page.evaluate(
      () => (globalThis as unknown as { deck: { getIndices(): { h: number } } }).deck.getIndices().h,
    );
  const turn = (page: Page, h: number) =>
    page.evaluate((to) => (globalThis as unknown as { deck: { slide(h: number): void } }).deck.slide(to), h);
  const shownBy = (page: Page, tag: string) =>
    page.evaluate((name) => document.querySelector<Figure>(name)!.value as Record<string, unknown>, tag);

  /** Where a share of a part of a figure is in the window. */
  const placeIn = (page: Page, tag: string, selector: string, across: number, down = 0.5) =>
    page.evaluate(
      ([name, part, x, y]) => {
        const { left, top, width, height } = document
          .querySelector(name as string)!
          .shadowRoot!.querySelector(part as string)!
          .getBoundingClientRect();
        return [left + (x as number) * width, top + (y as number) * height] as const;
      },
      [tag, selector, across, down] as const,
    );

  async function deckOf(viewport: { width: number; height: number }) {
    const { page, complaints } = await opened('reveal.html', { viewport, hasTouch: true });
    await page.waitForFunction(() => {
      const all = [...document.querySelectorAll<Figure>('section > *')].slice(0, 2);
      return all.length > 0 && all.every(({ value }) => value !== undefined);
    });
    await frames(page, 3);
    return { page, complaints };
  }

  const sizes = {
    'as it is': { width: 960, height: 700 },
    'scaled by 1.5': { width: 1440, height: 1050 },
    'scaled by 0.6': { width: 576, height: 420 },
  };

  it('scales its slides, and what is pressed, dragged and opened is where it is seen', async () => {
    const found: Record<string, number[]> = {};
    for (const [name, viewport] of Object.entries(sizes)) {
      const { page, complaints } = await deckOf(viewport);
      const told: number[] = [];
      // A plot by mouse, a slider by mouse, a handle of a map by touch.
      await page.mouse.click(...(await placeIn(page, 'nabla-derivative', '.surface', 0.3, 0.4)));
      await frames(page, 2);
      told.push((await shownBy(page, 'nabla-derivative')).x as number);
      await page.mouse.click(...(await placeIn(page, 'nabla-derivative', '#h-slider', 0.25)));
      await frames(page, 2);
      told.push(Math.log10((await shownBy(page, 'nabla-derivative')).h as number));
      await page.locator('nabla-derivative [part=help-button]').click();
      const [button, popover] = await page.evaluate(() =>
        ['[part=help-button]', '[part=help]'].map((part) => {
          const { left, right, top, bottom } = document
            .querySelector('nabla-derivative')!
            .shadowRoot!.querySelector(part)!
            .getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      );
      expect(
        Math.abs(popover.top - button.bottom - 4),
        `${name}: the popover is under its button`,
      ).toBeLessThan(2);
      expect(
        Math.min(Math.abs(popover.right - button.right), Math.abs(popover.left - button.left)),
      ).toBeLessThan(2);
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => document.querySelector('.reveal.overview'))).toBeNull();
      await turn(page, 1);
      await frames(page, 3);
      await page.touchscreen.tap(...(await placeIn(page, 'nabla-landscape', '[part=plot]', 0.4, 0.45)));
      await frames(page, 2);
      told.push(...((await shownBy(page, 'nabla-landscape')).at as number[]));
      expect(await at(page)).toBe(1);
      expect(complaints).toEqual([]);
      found[name] = told;
      await page.close();
    }
    const { 'as it is': plain, ...scaled } = found;
    for (const [name, told] of Object.entries(scaled))
      for (const [i, value] of told.entries())
        expect(Math.abs(value - plain[i]), `${name}: ${told}, as it is ${plain}`).toBeLessThan(
          0.05 * Math.max(1, Math.abs(plain[i])),
        );
  });

  it('turns by arrow keys and letters, unless the figure has the focus and a use for them', async () => {
    const { page, complaints } = await deckOf(sizes['scaled by 1.5']);
    const x = async () => (await shownBy(page, 'nabla-derivative')).x as number;
    await page.locator('nabla-derivative .surface').focus();
    const before = await x();
    await page.keyboard.press('ArrowRight');
    await frames(page, 2);
    expect([await at(page), (await x()) > before]).toEqual([0, true]);
    // Letters, spaces and arrows in the formula; n, p and space turn slides.
    await page.locator('nabla-derivative input[type=text]').first().fill('');
    await page.keyboard.type('sin (n) ');
    await page.keyboard.press('ArrowLeft');
    expect([await at(page), (await shownBy(page, 'nabla-derivative')).f]).toEqual([0, 'sin (n) ']);
    await page.locator('nabla-derivative #h-slider').focus();
    await page.keyboard.press('ArrowRight');
    expect(await at(page)).toBe(0);
    await page.locator('nabla-derivative [part=help-button]').focus();
    await page.keyboard.press(' ');
    expect(await at(page)).toBe(0);
    await page.keyboard.press('Escape');
    // What the figure has no use for goes on.
    await page.keyboard.press('ArrowRight');
    expect(await at(page)).toBe(1);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('ArrowRight');
    expect(await at(page)).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('turns by a swipe, unless it drags what is in a plot', async () => {
    const { page } = await deckOf(sizes['as it is']);
    const session = await page.context().newCDPSession(page);
    const swipe = async (from: readonly [number, number], by: number) => {
      const touch = (type: string, x?: number) =>
        session.send('Input.dispatchTouchEvent', {
          type: type as 'touchStart',
          touchPoints: x === undefined ? [] : [{ x, y: from[1] }],
        });
      await touch('touchStart', from[0]);
      for (let i = 1; i <= 5; i++) await touch('touchMove', from[0] + (by * i) / 5);
      await touch('touchEnd');
      await frames(page, 2);
    };
    const before = (await shownBy(page, 'nabla-derivative')).x;
    await swipe(await placeIn(page, 'nabla-derivative', '.surface', 0.6, 0.3), -200);
    expect(await at(page)).toBe(0);
    expect((await shownBy(page, 'nabla-derivative')).x).not.toBe(before);
    await swipe(await placeIn(page, 'nabla-derivative', '.header', 0.6), -200);
    expect(await at(page)).toBe(1);
    await page.close();
  });
});

it("anywidget's own host draws two widgets of two modules, whose kernel hears of them", async () => {
  const { page, complaints } = await opened('widget.html');
  const told = await page.evaluate(async (address) => {
    const until = async (holds: () => unknown) => {
      while (!holds()) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    // biome-ignore lint/suspicious/noExplicitAny: the page is plain JavaScript.
    const mount = (globalThis as any).mountWidget;
    const text = await (await fetch('anywidget.js')).text();
    const one = await mount(address, { tag: 'nabla-derivative', f: 'x^2', x: 1, h: 0.5, value: null });
    const two = await mount(text, { problem: 'bowl', rates: '0.1 0.2', steps: 20, value: null });
    await until(() => one.model.get('value') && two.model.get('value')?.best);
    one.model.set('x', 2);
    await until(() => one.model.get('value').x === 2);
    await until(() => one.sent.length > 0);
    const lost = one.view.el.querySelector('nabla-derivative');
    one.view.remove();
    await until(() => !lost.isConnected);
    return {
      slope: one.model.get('value').slope,
      sent: Object.keys(one.sent.at(-1).state),
      best: two.model.get('value').best,
      stays: two.view.el.querySelector('nabla-compare') !== null,
    };
  }, `${site}/anywidget.js`);
  expect(told).toEqual({ slope: 4, sent: expect.arrayContaining(['value']), best: 'sgd 0.2', stays: true });
  expect(complaints).toEqual([]);
  await page.close();
});

it("Observable's runtime follows a figure by its value", async () => {
  const { page, complaints } = await opened('observable.html');
  await page.waitForFunction(() => (globalThis as unknown as { told: string[] }).told.length > 0);
  await page.locator('nabla-derivative .surface').focus();
  await page.keyboard.press('End');
  await page.waitForFunction(() => (globalThis as unknown as { told: string[] }).told.at(-1) === '2: 4');
  expect(await page.evaluate(() => (globalThis as unknown as { told: string[] }).told[0])).toBe('1: 2');
  expect(complaints).toEqual([]);
  await page.close();
});
