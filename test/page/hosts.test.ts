import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Frame } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../web/figure/figure.js';
import { blank, dist, launch } from './browser.js';

// What takes a single file: frames the page `embed.html`, notebooks the module `anywidget.js`.

const embed = readFileSync(new URL('embed.html', dist));
const widget = readFileSync(new URL('anywidget.js', dist));

let browser: Browser;
let server: Server;
let site: string;
beforeAll(async () => {
  browser = await launch();
  server = createServer(({ url }, response) => {
    const isModule = url === '/anywidget.js';
    response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html');
    response.end(url === '/embed.html' ? embed : isModule ? widget : '<!doctype html><body></body>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve));
});

async function opened(url: string) {
  const page = await blank(browser, { viewport: { width: 800, height: 900 } });
  const uncaught: string[] = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  await page.goto(url);
  return { page, uncaught };
}

const query = (parameters: Record<string, string>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

const valley = { tag: 'nabla-compare', problem: 'rosenbrock', rates: '0.001 0.01', steps: '50' };

/** The comparison of a frame's figure, once there is one. */
const hashIn = async (frame: Frame) =>
  (
    await frame.waitForFunction(
      () =>
        document.querySelector<Figure & { comparison: { hash: string } }>('nabla-compare')?.comparison?.hash,
    )
  ).jsonValue();

describe('embed.html', () => {
  it('computes in a frame without an origin, and posts its height', async () => {
    const { page, uncaught } = await opened(site);
    await page.evaluate(
      (src) => {
        addEventListener('message', ({ data }) => {
          if (data.type === 'nabla-height')
            document.querySelector('iframe')!.style.height = `${data.height}px`;
        });
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.style.width = '100%';
        frame.src = src;
        document.body.append(frame);
      },
      `/embed.html#${query(valley)}`,
    );
    await page.waitForFunction(() => document.querySelector('iframe')!.clientHeight > 300);
    const frame = page.frames()[1];
    expect(await frame.evaluate(() => origin)).toBe('null');
    const hash = await hashIn(frame);
    expect(hash).toMatch(/^[0-9a-f]{8,}/);
    await page.waitForFunction(() => document.querySelector('iframe')!.clientHeight > 400);
    await frame.waitForFunction(() => document.documentElement.scrollHeight - innerHeight < 2);
    // The same of a file, at the top.
    const alone = await opened(new URL(`embed.html#${query(valley)}`, dist).href);
    expect(await hashIn(alone.page.mainFrame())).toBe(hash);
    expect([...uncaught, ...alone.uncaught]).toEqual([]);
    await Promise.all([page.close(), alone.page.close()]);
  });

  it('shows what another hash asks for, and says what it cannot', async () => {
    const { page, uncaught } = await opened(
      `${site}/embed.html#tag=nabla-derivative&f=x^2+1&x=0.5&lang=de&theme=dark`,
    );
    const f = () =>
      page.evaluate(() => (document.querySelector('nabla-derivative') as Figure | null)?.value?.value);
    await page.waitForFunction(() => (document.querySelector('nabla-derivative') as Figure | null)?.value);
    expect(await f()).toBe(1.25);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    const question = () =>
      page.evaluate(
        () =>
          document.querySelector('nabla-derivative')!.shadowRoot!.querySelector('[role=heading]')!
            .textContent,
      );
    expect(await question()).toContain('Wie steil ist es?');
    let before: string | null = '';
    const refusals: [string, RegExp][] = [
      ['tag=script&src=x.js', /^embed: tag needs an element like nabla-compare, got "script"$/],
      ['tag', /^embed: tag needs an element like nabla-compare, got ""$/],
      ['tag=nabla-compare&rate=0.1', /^embed: no attribute "rate"; did you mean "rates"\?$/],
      ['tag=nabla-compare&onpointermove=alert(1)', /^embed: no attribute "onpointermove"/],
      ['tag=nabla-compare&worker-url=x.js', /^embed: no attribute "worker-url"/],
      ['tag=%', /^URI malformed$/],
    ];
    for (const [hash, message] of refusals) {
      await page.evaluate((next) => (location.hash = next), hash);
      await page.waitForFunction((said) => document.body.textContent !== said, before);
      before = await page.evaluate(() => document.body.textContent);
      expect(before).toMatch(message);
    }
    expect(uncaught).toEqual([]);
    await page.close();
  });
});

it('anywidget.js, twice in one page, has a figure follow the traits of its model, and the model what is shown', async () => {
  const { page, uncaught } = await opened(site);
  await page.addScriptTag({ path: fileURLToPath(new URL('widgetHost.js', import.meta.url)) });
  const told = await page.evaluate(async () => {
    const until = async (holds: () => unknown) => {
      while (!holds()) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    const code = await (await fetch('/anywidget.js')).text();
    // biome-ignore lint/suspicious/noExplicitAny: the host is plain JavaScript.
    const mount = (...given: unknown[]) => (globalThis as any).mountWidget(code, ...given);
    const one = await mount({
      tag: 'nabla-derivative',
      f: 'x^2',
      x: 1,
      h: '0.5',
      autoplay: false,
      value: null,
    });
    const two = await mount(
      { problem: 'bowl', rates: [0.1, 0.2], steps: 20, master_weights: null, value: null, autoplay: 'false' },
      true,
    );
    await until(() => one.model.get('value') && two.model.get('value')?.best);
    one.model.set('x', '2');
    await until(() => one.model.get('value').x === 2);
    const slope = one.model.get('value').slope;
    // What the reader does comes back, in the kind that the trait has.
    const slider = one.figure().shadowRoot.querySelector('#h-slider');
    slider.value = slider.min;
    slider.dispatchEvent(new Event('input'));
    await until(() => one.model.get('h') !== '0.5');
    two.model.set('value', { step: 5 });
    await until(() => two.model.get('value').step === 5);
    one.model.set('x', 'nonsense');
    await until(() => one.figure().shadowRoot.querySelector('[role=alert]'));
    const alert = one.figure().shadowRoot.querySelector('[role=alert]').textContent.trim();
    one.model.set('tag', 'nabla-difference');
    const swapped = one.figure().localName;
    one.model.set('lang', 'de');
    await until(() => one.figure().shadowRoot?.querySelector('.words[lang=de]'));
    one.remove();
    two.remove();
    const refusal = await mount({ tag: 'img' }).catch((error: Error) => error.message);
    return {
      ...{ slope, alert, swapped, refusal, h: typeof one.model.get('h'), saved: one.model.saved > 0 },
      runs: two.model.get('value').runs.map(({ label }: { label: string }) => label),
      left: [one, two].map(({ el, model }) => el.childElementCount + model.listening),
    };
  });
  expect(told).toEqual({
    ...{ slope: 4, h: 'string', saved: true, swapped: 'nabla-difference', left: [0, 0] },
    alert: expect.stringMatching(/^x needs a finite number, got "nonsense"/),
    refusal: 'anywidget: tag needs an element like nabla-compare, got "img"',
    runs: ['sgd 0.1', 'sgd 0.2'],
  });
  expect(uncaught).toEqual([]);
  await page.close();
});
