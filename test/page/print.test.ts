import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blank, dist, launch, serveDist, visit } from './browser.js';

// What is printed: every figure, seen or not, at the end of its run; and afterwards all is as before.

/** Figures of every kind, with little to compute each. */
const kinds: [tag: string, attributes: Record<string, string>][] = [
  ['nabla-compare', { problem: 'rosenbrock', rates: '0.001 0.002', steps: '40' }],
  ['nabla-compare', { data: 'iris', rates: '0.1', steps: '20' }],
  ['nabla-landscape', { f: '(w-3)^2', start: '0', rates: '0.1 1.1', steps: '8' }],
  ['nabla-landscape', { f: 'x^2 + 3y^2', start: 'x=1,y=1', rates: '0.1', steps: '8' }],
  ['nabla-landscape', { f: 'x^2 - y^2' }],
  ['nabla-derivative', { f: 'x^2 sin(x)' }],
  ['nabla-derivative', { f: 'sigmoid(w*x+b)', at: 'w=0.5 b=0.1' }],
  ['nabla-difference', { f: 'x^2 sin(x)' }],
  ['nabla-gradient-check', { f: 'x^2 y', claimed: '2x*y; x^2', at: '1,2' }],
  ['nabla-activation', { names: 'relu gelu', depth: '4' }],
  ['nabla-jacobian', { f: 'x^2 - y^2; 2x*y', at: '1,0.5' }],
  ['nabla-chain', { f: 'x*y + sin(x)', at: '1.2,2' }],
  ['nabla-softmax', { logits: '2 1 0.1' }],
  ['nabla-compare', { problem: 'rosenbrock', rates: '0.001 0.002', steps: '40', predict: '' }],
  ['nabla-network', { data: 'moons', model: 'mlp:4', steps: '20' }],
];
const figures = [...kinds, ...kinds];

/** What each figure of a page shows. */
function shownNow() {
  const inkOf = (canvas: HTMLCanvasElement | null | undefined) => {
    if (!canvas?.width) return 0;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 100).length / (data.length / 4);
  };
  return [...document.querySelectorAll<HTMLElement>('body > *')]
    .filter(({ localName }) => localName.startsWith('nabla-'))
    .map((figure) => ({
      tag: figure.localName,
      ink: inkOf(figure.shadowRoot?.querySelector('canvas')),
      readout: figure.shadowRoot?.querySelector('.readout')?.textContent?.trim() ?? '',
      open: figure.shadowRoot?.querySelector<HTMLDetailsElement>('[part=outcomes]')?.open ?? null,
      scheme: getComputedStyle(figure).colorScheme,
      unfinished: figure.shadowRoot?.textContent?.includes('Printed before all of it was computed') ?? false,
    }));
}

type Shown = ReturnType<typeof shownNow>;

/** What of a page leads to others, as far as it is seen. */
const ways = (page: Page) =>
  page
    .locator('nav, aside, header')
    .evaluateAll((all) => all.filter((each) => each.checkVisibility()).map((each) => each.outerHTML));

describe('a page that is printed', () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveDist>>;
  let page: Page;

  beforeAll(async () => {
    [browser, served] = await Promise.all([launch(), serveDist()]);
    page = await blank(browser, { viewport: { width: 900, height: 700 }, colorScheme: 'dark' });
    await visit(
      page,
      '<html lang="en" style="color-scheme: light dark"><script src="nabla.js"></script><p style="height: 5000px">Far above.</p>',
    );
    await page.evaluate((all) => {
      for (const [tag, attributes] of all) {
        const figure = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
        document.body.append(figure);
      }
    }, figures);
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  it('has all figures below the fold, none empty, at their ends, light, with their tables', async () => {
    const events = await page.evaluateHandle(() => {
      const told: string[] = [];
      for (const name of ['nabla-end', 'nabla-step', 'nabla-error', 'nabla-change'])
        document.addEventListener(name, ({ target }) => {
          // A check tells its report when it is computed, which has no end to play to.
          if ((target as HTMLElement).localName !== 'nabla-gradient-check') told.push(name);
        });
      return told;
    });
    await page.evaluate(`addEventListener('beforeprint', () => { globalThis.printed = (${shownNow})(); })`);
    const pdf = await page.pdf();
    expect(pdf.length).toBeGreaterThan(100_000);
    const printed: Shown = await page.evaluate('printed');
    expect(printed).toHaveLength(figures.length);
    for (const { tag, ink, readout, open, scheme, unfinished } of printed) {
      expect(ink, tag).toBeGreaterThan(0.004);
      expect(scheme).toBe('light');
      expect(unfinished).toBe(false);
      if (open !== null) expect(open).toBe(true);
      if (readout !== '') expect(readout).not.toBe('step 0');
    }
    expect(printed.filter(({ open }) => open)).toHaveLength(12);
    const after = await page.evaluate(shownNow);
    for (const { tag, readout, open, scheme } of after) {
      // A chain begins at its end.
      expect(readout).toMatch(tag === 'nabla-chain' ? /^backward \d+$/ : /^$|^step 0$/);
      expect(open).not.toBe(true);
      expect(scheme).toBe('light dark');
    }
    expect(await events.jsonValue()).toEqual([]);
  });

  it('is the same where only the media change, and as before after that', async () => {
    await page.evaluate(() => {
      const compare = document.querySelector('nabla-compare')!;
      compare.loading = 'eager';
      compare.step(7);
    });
    const readout = () => page.evaluate(shownNow).then(([{ readout: first }]) => first);
    await page.waitForFunction(() =>
      document
        .querySelector('nabla-compare')!
        .shadowRoot!.querySelector('.readout')!
        .textContent!.includes('7'),
    );
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => document.querySelector('nabla-compare')!.matches(':state(print)'));
    expect(await readout()).toBe('step 40');
    await page.emulateMedia({ media: null });
    await page.waitForFunction(() => !document.querySelector('nabla-compare')!.matches(':state(print)'));
    expect(await readout()).toBe('step 7');
  });

  it.each(['', 'reference.html'])('may be "%s" of the site, without what leads through it', async (name) => {
    await page.goto(new URL(name, served.url).href);
    await page.emulateMedia({ media: 'print' });
    expect(await ways(page)).toEqual([]);
    await page.emulateMedia({ media: null });
  });

  it('has tables of dark letters, also where it has no doctype and white ones', async () => {
    const quirky = await blank(browser);
    await quirky.setContent(
      '<body style="color-scheme: dark; color: white"><nabla-chain f="x*y" at="1,2" loading="eager"></nabla-chain>',
    );
    await quirky.addScriptTag({ path: fileURLToPath(new URL('cdn/nabla.js', dist)) });
    await quirky.waitForFunction(() =>
      document.querySelector('nabla-chain')!.shadowRoot?.querySelector('td'),
    );
    await quirky.emulateMedia({ media: 'print' });
    const colours = await quirky.evaluate(() =>
      [...document.querySelector('nabla-chain')!.shadowRoot!.querySelectorAll('th, td')].map(
        (cell) => getComputedStyle(cell).color,
      ),
    );
    expect(colours).not.toContain('rgb(255, 255, 255)');
    await quirky.close();
  });

  it('may be the gallery', async () => {
    await page.goto(new URL('gallery.html', served.url).href);
    await page.waitForSelector('.stage > *');
    await page.evaluate(`addEventListener('beforeprint', () => {
      const figure = document.querySelector('.stage > *');
      globalThis.printed = figure.shadowRoot.querySelector('.readout').textContent.trim();
    })`);
    await page.pdf();
    expect(await page.evaluate('printed')).not.toBe('step 0');
    await page.emulateMedia({ media: 'print' });
    expect(await ways(page)).toEqual([]);
  });
});
