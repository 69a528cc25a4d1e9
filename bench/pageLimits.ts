// Limits of the first second of a page, each sample in a browser of its own, so that nothing is compiled yet.
import { type Browser, chromium } from 'playwright';
import { serve } from '../src/cli/serve.js';
import type { Limit } from './limit.js';

const TIMES = 11;

const ci = (file: string) => import(new URL(`../../.ci/${file}`, import.meta.url).href);

/** Samples, each from a browser that was started for it. */
async function inNewBrowsers(measure: (browser: Browser) => Promise<number>): Promise<number[]> {
  const { findBrowser, flags } = await ci('browser.mjs');
  const found: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
    found.push(await measure(browser).finally(() => browser.close()));
  }
  return found;
}

/** Milliseconds of the first product of matrices in the page, to which the library has been added as a script. */
function firstUse(): number {
  const { matmul, matrix } = (globalThis as unknown as { nabla: typeof import('../src/index.js') }).nabla;
  const start = performance.now();
  const a = matrix(64, 64, new Float64Array(4096).fill(1));
  if (matmul(a, a).data[0] !== 64) throw new Error('bench: the product needs to be right, got another');
  return performance.now() - start;
}

/** Probe in the page: the time when a figure shows a step beyond the first. */
function moving(): void {
  document.addEventListener('nabla-step', (event) => {
    if (event.detail.step > 0) performance.mark('moved');
  });
}

function sinceScript(): number {
  const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const { responseEnd } = scripts.find(({ name }) => name.endsWith('/nabla.js'))!;
  return performance.getEntriesByName('moved')[0].startTime - responseEnd;
}

async function firstMoves(): Promise<number[]> {
  const server = await serve({ port: 0 });
  try {
    return await inNewBrowsers(async (browser) => {
      const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
      await page.addInitScript(moving);
      await page.goto(`${server.url}article.html`);
      await page.waitForFunction(() => performance.getEntriesByName('moved').length > 0);
      return page.evaluate(sinceScript);
    });
  } finally {
    await server.close();
  }
}

async function firstUses(): Promise<number[]> {
  const { script } = await ci('bundle.mjs');
  const content = await script('src/index.ts', 'nabla');
  return inNewBrowsers(async (browser) => {
    const page = await browser.newPage();
    await page.addScriptTag({ content });
    return page.evaluate(firstUse);
  });
}

export const pageLimits: Limit[] = [
  {
    name: 'first use of the engine in Chromium: a product of matrices 64 by 64',
    unit: 'ms',
    limit: 5,
    why: 'The first call compiles the whole engine at once, as in Node.',
    measure: firstUses,
  },
  {
    name: 'the first figure of a page in Chromium moves, from when its script has arrived',
    unit: 'ms',
    limit: 300,
    why: 'Some half a second is the wait for the worker, which reads the library and compiles the engine a second time before it is asked for a step; the rest is the reading of the script and the first drawing of every figure in view.',
    measure: firstMoves,
  },
];
