import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../web/elements/index.js';
import { launch, open, serveDist } from './browser.js';

let browser: Browser;
let server: Awaited<ReturnType<typeof serveDist>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), serveDist()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** The demos, as the list on the page has them. */
const links = (page: Page) =>
  page.$$eval('nav a[href^="#"]', (all) => all.map((link) => link.getAttribute('href')!));

/** Says what a figure has drawn, so that two moments can be compared. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('.stage > *')!.shadowRoot!.querySelector('canvas');
    return canvas ? canvas.toDataURL() : '';
  });

describe('the gallery', () => {
  it('has every demo of every element, each with a drawing, without a warning', async () => {
    const { page, said } = await open(browser, `${server.url}gallery.html`, { reducedMotion: 'reduce' });
    const hashes = await links(page);
    expect(hashes.length).toBeGreaterThanOrEqual(2);
    for (const hash of hashes) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.waitForFunction(
        (to) => document.querySelector(`nav [aria-current]`)?.getAttribute('href') === to,
        hash,
      );
      await page.waitForFunction(() => {
        const canvas = document.querySelector('.stage > *')?.shadowRoot?.querySelector('canvas');
        if (!canvas || canvas.width <= 100) return false;
        // From a copy: a canvas that is read again and again is warned of.
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
        copy.drawImage(canvas, 0, 0);
        return copy.getImageData(0, 0, canvas.width, canvas.height).data.some((n) => n > 0);
      });
      const tag = await page.$eval('.stage > *', (element) => element.localName);
      expect(await page.textContent('.says code')).toBe(`<${tag}>`);
      expect(await page.textContent('pre')).toContain(`<${tag}`);
      expect(
        await page.$$eval('.stage > *', (all) => all[0].shadowRoot!.querySelectorAll('[role=alert]').length),
      ).toBe(0);
    }
    expect(said).toEqual([]);
    await page.close();
  });

  it('documents every attribute of every element', async () => {
    const { page } = await open(browser, `${server.url}gallery.html`);
    for (const hash of await links(page)) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      const missing = await page.evaluate(() => {
        const told = [...document.querySelectorAll('.attributes label')].map((label) => label.textContent);
        const figure = document.querySelector('.stage > *')!.constructor as typeof HTMLElement & {
          observedAttributes: string[];
        };
        return figure.observedAttributes.filter((name) => !told.includes(name));
      });
      expect(missing, hash).toEqual([]);
    }
    await page.close();
  });

  it('sets an attribute on the figure and in the lines that embed it', async () => {
    const { page } = await open(browser, `${server.url}gallery.html#compare-a-curved-valley`, {
      reducedMotion: 'reduce',
    });
    await page.waitForFunction(() => document.querySelector('nabla-compare')?.comparison);
    const before = await drawn(page);
    await page.fill('#attribute-steps', '50');
    await page.press('#attribute-steps', 'Enter');
    await page.waitForFunction(
      () => document.querySelector('nabla-compare')?.comparison?.runs[0].losses.length === 51,
    );
    expect(await page.textContent('pre')).toContain('steps="50"');
    await page.waitForFunction((old) => {
      const canvas = document.querySelector('.stage > *')!.shadowRoot!.querySelector('canvas')!;
      return canvas.toDataURL() !== old;
    }, before);
    await page.close();
  });

  it('links to a figure as it stands, with its hash, and to nothing that it does not know', async () => {
    const { page, said } = await open(browser, `${server.url}gallery.html#compare-a-curved-valley`, {
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.fill('#attribute-steps', '70');
    await page.press('#attribute-steps', 'Enter');
    await page.fill('#attribute-heading', 'Which & why?');
    await page.press('#attribute-heading', 'Enter');
    const told = () =>
      page.evaluate(async () => {
        const figure = () => document.querySelector('nabla-compare')!;
        while (figure().comparison?.runs[0].losses.length !== 71)
          await new Promise((resolve) => setTimeout(resolve, 20));
        return [figure().heading, figure().comparison!.hash];
      });
    const before = await told();
    await page.click('text=Copy a link');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await open(browser, link, { reducedMotion: 'reduce' });
    const after = await other.page.evaluate(async () => {
      const figure = document.querySelector('nabla-compare')!;
      while (!figure.comparison) await new Promise((resolve) => setTimeout(resolve, 20));
      return [figure.heading, figure.comparison.hash];
    });
    expect(after).toEqual(before);
    await page.goto(`${server.url}gallery.html#tag=nabla-nothing&onclick=x`);
    await page.reload();
    expect(await page.$$eval('nav [aria-current]', (all) => all.length)).toBe(1);
    expect([...said, ...other.said]).toEqual([]);
    await Promise.all([page.close(), other.page.close()]);
  });

  it('turns to light and dark, its figure with it', async () => {
    const { page } = await open(browser, `${server.url}gallery.html`, { colorScheme: 'light' });
    const ground = () => page.$eval('.stage > *', (figure) => getComputedStyle(figure).backgroundColor);
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.click('header button');
    await page.click('header button');
    expect(await page.textContent('header button')).toBe('Theme: dark');
    expect(await ground()).toBe('rgb(18, 20, 23)');
    await page.close();
  });

  it.each([1440, 1100, 700, 360])('fits into %i pixels', async (width) => {
    const { page } = await open(browser, `${server.url}gallery.html#compare-a-curved-valley`, {
      viewport: { width, height: 800 },
    });
    await page.waitForFunction(() => document.querySelector('nabla-compare')?.comparison);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.close();
  });
});

describe('the front page', () => {
  it('draws the formula that is typed, and a thumbnail of every demo, at every width', async () => {
    const { page, said } = await open(browser, server.url, { viewport: { width: 1280, height: 900 } });
    await page.fill('input', 'u^2 + 3 v^2');
    await page.waitForFunction(() => {
      const figure = document.querySelector(
        '.stage nabla-landscape',
      ) as HTMLElementTagNameMap['nabla-landscape'];
      return figure.f === 'u^2 + 3 v^2' && figure.comparison?.runs.length === 2;
    });
    const isBlank = (canvas: Element) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const copy = new OffscreenCanvas(width, height).getContext('2d')!;
      copy.drawImage(canvas as HTMLCanvasElement, 0, 0);
      return copy.getImageData(0, 0, width, height).data.every((n) => n === 0);
    };
    const thumbnails = await page.$$('.thumbnails canvas');
    for (const each of thumbnails) {
      await each.scrollIntoViewIfNeeded();
      while (await each.evaluate(isBlank)) await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    for (const width of [900, 700, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForFunction((wide) => document.documentElement.scrollWidth === wide, width);
    }
    expect(said).toEqual([]);
    await page.click('form button');
    await page.waitForURL(/gallery\.html#/);
    expect(
      await page.$$eval('.stage nabla-landscape', ([figure]) => (figure as unknown as { f: string }).f),
    ).toBe('u^2 + 3 v^2');
    await page.close();
  });

  it('opens a table that is dropped or chosen, asks for its target, and draws a history at once', async () => {
    const { page, said } = await open(browser, server.url, { viewport: { width: 1000, height: 900 } });
    const choose = (name: string, text: string) =>
      page.setInputFiles('.file input', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    const hostile = '<img src=x onerror=document.title=1>';
    const rows = Array.from({ length: 30 }, (_, i) => `${i},${(i * 7) % 10},${i % 2 ? 'yes' : 'no'}`);
    await choose('flowers<b>.csv', [`width,"${hostile}",kind`, ...rows].join('\n'));
    await page.waitForSelector('.target select');
    expect(await page.$$eval('.target option', (all) => all.map(({ textContent }) => textContent))).toEqual([
      'width',
      hostile,
      'kind',
    ]);
    expect(await page.$eval('.target bdi', ({ textContent }) => textContent)).toBe('flowers<b>.csv');
    await page.click('.target button');
    await page.waitForFunction(() => document.querySelector('nabla-compare')?.comparison?.runs.length === 8);
    expect(await page.$eval('nabla-compare', (figure) => [figure.target, figure.model])).toEqual([
      'kind',
      'softmax',
    ]);

    await choose('broken.csv', 'only\n1\n');
    await page.waitForFunction(() => /names with/.test(document.querySelector('.refused')!.textContent!));
    const drop = (name: string, text: string) =>
      page.$eval(
        'form input',
        (field, given) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([given.text], given.name));
          for (const type of ['dragover', 'drop'])
            field.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        },
        { name, text },
      );
    await drop('history.csv', 'step,sgd 0.1,adam 0.01\n0,3,3\n5,2,1\n');
    await page.waitForFunction(() => document.querySelector('nabla-compare')?.comparison?.runs.length === 2);
    expect(await page.$eval('.refused', ({ textContent }) => textContent)).toBe('');
    expect(await page.title()).not.toBe('1');
    expect(await page.$('.stage img, .target')).toBeNull();
    expect(said).toEqual([]);
    await page.close();
  });
});
