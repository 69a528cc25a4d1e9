import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page, Route } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, iris, minimize, softmaxRegression, standardize } from '../../src/index.js';
import type {} from '../../web/elements/index.js';
import { frames, hashOf, inNode, launch, open, serveDist, trusted } from './browser.js';

let browser: Browser;
let server: Awaited<ReturnType<typeof serveDist>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), serveDist()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const readout = (page: Page, nth = 0) =>
  page.evaluate((n) => {
    const { shadowRoot } = document.querySelectorAll('nabla-compare')[n];
    return Number(shadowRoot?.querySelector('.readout')?.textContent?.replace(/\D/g, ''));
  }, nth);

const article = () => `${server.url}article.html`;

/** Has the figures of the article run for so many steps. */
const running = (steps: number) => (page: Page) =>
  page.route('**/article.html', async (route: Route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll('steps="1000"', `steps="${steps}"`);
    await route.fulfill({ response: answer, body });
  });

describe('article.html', () => {
  it('moves by itself, with a sheet and a script fetched, before all is computed', async () => {
    const { page } = await open(browser, article(), {}, running(10_000_000));
    await page.waitForFunction(() => performance.getEntriesByName('moved').length > 0);
    const { comparison, fetched } = await page.evaluate(() => ({
      comparison: document.querySelector('nabla-compare')!.comparison,
      fetched: performance.getEntriesByType('resource').map(({ name }) => name),
    }));
    expect(comparison).toBeNull();
    const files = fetched.flatMap((name) => (name.startsWith('http') ? [name.split('/').at(-1)] : []));
    expect(files.sort()).toEqual(['article.css', 'nabla.js']);
    await page.close();
  });

  it('has nothing to complain of, resized or not', async () => {
    const { page, said } = await open(browser, article(), {}, running(100));
    await hashOf(page);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForFunction(() => document.querySelectorAll('nabla-compare')[1].comparison);
    for (const width of [700, 400, 1200]) {
      await page.setViewportSize({ width, height: 900 });
      await frames(page, 5);
    }
    expect(said).toEqual([]);
    await page.close();
  });

  it('compares as Node does', async () => {
    const { page } = await open(browser, article());
    const comparison = await compare(softmaxRegression(standardize(iris())), {
      optimizers: ['sgd', 'adam'],
      rates: '1e-3..1e3:9',
      steps: 1000,
    });
    expect(await hashOf(page)).toBe(comparison.hash);
    await page.close();
  });

  it('says of a run what Node says, in words that only a formula has', async () => {
    const { page } = await open(browser, article());
    const [outcome, because] = await page.evaluate(async () => {
      const element = document.createElement('nabla-compare');
      const asked = { problem: 'x^2 + log(x)', start: '0.3', optimizers: 'sgd', rates: '1', steps: '9' };
      for (const [name, value] of Object.entries({ ...asked, loading: 'eager' }))
        element.setAttribute(name, value);
      document.body.replaceChildren(element);
      while (!element.comparison) await new Promise((resolve) => setTimeout(resolve, 20));
      const [run] = element.comparison.runs;
      return [run.outcome, run.because];
    });
    const run = minimize('x^2 + log(x)', { optimizer: 'sgd', rate: 1, steps: 9, start: 0.3 });
    expect([outcome, because]).toEqual([run.outcome, run.because]);
    expect(because).toBe('log(x) got -3.63 at step 1');
    await page.close();
  });

  it('starts a figure when it is seen, and stops it when it is not', async () => {
    const { page } = await open(browser, article(), { viewport: { width: 1000, height: 500 } });
    await page.waitForFunction(() => performance.getEntriesByName('moved').length > 0);
    expect(await page.evaluate(() => document.querySelectorAll('nabla-compare')[1].comparison)).toBeNull();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForFunction(() => document.querySelectorAll('nabla-compare')[1].comparison);
    const before = await readout(page);
    await frames(page, 20);
    expect(await readout(page)).toBe(before);
    await page.evaluate(() => window.scrollTo(0, 0));
    while ((await readout(page)) === before) await frames(page, 1);
    expect(await readout(page)).toBeGreaterThan(before);
    await page.close();
  });

  it.each([
    ['light', 'rgb(22, 25, 29)', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(233, 235, 238)', 'rgb(18, 20, 23)'],
  ] as const)('is %s where the reader wants it', async (colorScheme, ink, ground) => {
    const { page } = await open(browser, article(), { colorScheme });
    const [color, background] = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector('nabla-compare')!);
      return [style.color, style.backgroundColor];
    });
    expect([color, background]).toEqual([ink, ground]);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(ground);
    await page.close();
  });

  it.each([360, 320])('fits into %i pixels', async (width) => {
    const { page } = await open(browser, article(), { viewport: { width, height: 740 } }, running(100));
    await hashOf(page);
    await page.evaluate(() => {
      for (const figure of document.querySelectorAll('nabla-compare')) {
        for (const details of figure.shadowRoot!.querySelectorAll('details')) details.open = true;
      }
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const beyond = await page.evaluate((edge) => {
      const inner = [...document.querySelectorAll('nabla-compare')].flatMap((figure) => [
        ...figure.shadowRoot!.querySelectorAll('*'),
      ]);
      return inner
        .filter((part) => part.getBoundingClientRect().right > edge + 0.5)
        .map((part) => part.className);
    }, width);
    expect(beyond).toEqual([]);
    await page.close();
  });

  it('shows the end at once where the reader wants no motion, and lets one step', async () => {
    const { page } = await open(browser, article(), { reducedMotion: 'reduce' });
    await hashOf(page);
    await page.waitForFunction(() =>
      document
        .querySelector('nabla-compare')
        ?.shadowRoot?.querySelector('.caption')
        ?.textContent?.includes('Motion is off'),
    );
    expect(await readout(page)).toBe(1000);
    await page.evaluate(() => document.querySelector('nabla-compare')!.step(-1));
    expect(await readout(page)).toBe(999);
    await page.close();
  });
});

/** In a page: trains on the irises, a little, and says the hash. */
async function irises(): Promise<string> {
  const element = document.createElement('nabla-compare');
  const asked = { data: 'iris', model: 'softmax', optimizers: 'sgd adam', rates: '0.1 1', steps: '50' };
  for (const [name, value] of Object.entries({ ...asked, loading: 'eager' }))
    element.setAttribute(name, value);
  document.body.prepend(element);
  while (!element.comparison) await new Promise((resolve) => setTimeout(resolve, 20));
  return element.comparison.hash;
}

describe('under a strict Content-Security-Policy', () => {
  const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:";
  const wasm = `${strict.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")}`;
  it.each([
    ['neither WebAssembly nor a worker', strict],
    ['no worker', wasm],
    ['no WebAssembly', `${strict}; worker-src blob:`],
  ])('with %s the comparison is the same, and nothing else is refused', async (_, policy) => {
    const guarded = await serveDist(policy);
    const free = await open(browser, `${server.url}gallery.html#compare-a-curved-valley`);
    const bound = await open(browser, `${guarded.url}gallery.html#compare-a-curved-valley`);
    expect(await hashOf(bound.page)).toBe(await hashOf(free.page));
    // The valley is a formula; the irises go through the kernels.
    const [own, other] = await Promise.all([bound, free].map(({ page }) => page.evaluate(irises)));
    expect(own).toBe(other);
    await bound.page.waitForFunction(() => performance.getEntriesByName('moved').length > 0);
    const complaints = bound.said.filter((line) => !/worker|wasm|WebAssembly/i.test(line));
    expect(complaints).toEqual([]);
    const note = await bound.page.evaluate(
      () => document.querySelector('nabla-compare')!.shadowRoot!.querySelector('.note')?.textContent ?? '',
    );
    expect(note.includes('without WebAssembly')).toBe(!policy.includes('wasm-unsafe-eval'));
    await Promise.all([free.page.close(), bound.page.close(), guarded.close()]);
  });

  it('with all that is needed allowed, nothing at all is refused', async () => {
    const policy = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self' blob:";
    const guarded = await serveDist(policy);
    const { page, said } = await open(browser, `${guarded.url}gallery.html#compare-a-curved-valley`);
    await hashOf(page);
    for (const link of await page.$$('nav a[href^="#"]')) {
      await link.click();
      await page.waitForFunction(
        () => (document.querySelector('.stage > *')?.shadowRoot?.querySelector('canvas')?.width ?? 0) > 300,
      );
    }
    expect(said).toEqual([]);
    await Promise.all([page.close(), guarded.close()]);
  });
});

describe('where the language of browser or page is no language tag', () => {
  it.each(['C', ''])('%j: a figure computes and writes numbers', async (language) => {
    const { page, said } = await open(browser, article(), {}, async (fresh) => {
      await running(100)(fresh);
      await fresh.addInitScript((named) => {
        Object.defineProperty(Navigator.prototype, 'language', { get: () => named });
        document.addEventListener('readystatechange', () => {
          document.documentElement.lang = String(named);
        });
      }, language);
    });
    await hashOf(page);
    const shown = await page.evaluate(() => ({
      canvas: document.querySelector('nabla-compare')!.shadowRoot!.querySelector('canvas')!.width,
      subtitle: document.querySelector('nabla-compare')!.shadowRoot!.querySelector('.subtitle')!.textContent,
    }));
    expect(shown.canvas).toBeGreaterThan(300);
    expect(shown.subtitle).toContain('100 steps');
    expect(said).toEqual([]);
    await page.close();
  });
});

describe('nabla.js from another origin', () => {
  it('one script tag is enough', async () => {
    const own = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.setHeader('content-security-policy', trusted);
      response.end(`<!doctype html><script src="${server.url}nabla.js"></script>
        <nabla-compare problem="rosenbrock" optimizers="sgd adam" rates="0.001 0.002" steps="100" loading="eager"></nabla-compare>`);
    });
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const { page, said } = await open(browser, `http://127.0.0.1:${(own.address() as AddressInfo).port}/`);
    const options = { optimizers: ['sgd', 'adam'], rates: [0.001, 0.002], steps: 100 } as const;
    expect(await hashOf(page)).toBe((await compare('rosenbrock', options)).hash);
    expect(said.filter((line) => !line.includes('favicon') && !line.includes('404'))).toEqual([]);
    await page.close();
    own.close();
  });
});

describe('a thousand figures connected and disconnected', () => {
  it('leave the heap as it was, to a megabyte, and one worker at most', async () => {
    const { page } = await open(browser, article());
    await hashOf(page);
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    const round = (times: number) =>
      page.evaluate(async (n) => {
        const runs = { optimizers: 'sgd', rates: '0.001', steps: '20', loading: 'eager' };
        const kinds = [
          ['nabla-compare', { ...runs, problem: 'rosenbrock' }],
          ['nabla-landscape', { ...runs, f: 'x^2 + 2 y^2', start: '1,1' }],
          ['nabla-derivative', { f: 'x^2 sin(x)', loading: 'eager' }],
        ] as const;
        for (let i = 0; i < n; i++) {
          const [tag, attributes] = kinds[i % kinds.length];
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          document.body.append(element);
          await element.updateComplete;
          if (i % 10 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
          element.remove();
        }
        // A comparison more: once it is there, what was asked for before it has been answered or called off.
        const last = document.createElement('nabla-compare');
        for (const [name, value] of Object.entries(kinds[0][1])) last.setAttribute(name, value);
        document.body.append(last);
        while (!last.comparison) await new Promise((resolve) => requestAnimationFrame(resolve));
        last.remove();
      }, times);
    // What engines learn of code grows over the first thousand, by 0.95 MB after 300, and then less and less: what is
    // kept of an element would go on.
    await round(1000);
    const before = await heap();
    await round(1000);
    expect((await heap()) - before).toBeLessThan(1e6);
    expect(page.workers().length).toBeLessThanOrEqual(1);
    await page.close();
  });
});

describe('the elements in Node', () => {
  it('can be imported', () => {
    const source =
      "const { NablaCompare } = await import('./web/elements/index.js'); console.log(typeof NablaCompare);";
    expect(inNode(source).trim()).toBe('function');
  });
});
