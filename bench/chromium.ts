// Sides of a row in Chromium: each is a page in a browser of its own, which shares no process with the other.
import { chromium } from 'playwright';
import type { Row } from './row.js';
import type { Side } from './sides.js';
import type { Timed } from './timed.js';

const ci = (file: string) => import(new URL(`../../.ci/${file}`, import.meta.url).href);
let bundled: Promise<string> | null = null;

async function opened(row: Row, side: string) {
  const [{ findBrowser, flags }, { script }] = await Promise.all([ci('browser.mjs'), ci('bundle.mjs')]);
  bundled ??= script('bench/inPage.ts', 'bench');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundled! });
  const ready = await page.evaluate(
    async ([name, which]) => {
      const bench = (globalThis as unknown as { bench: typeof import('./inPage.js') }).bench;
      const { batch, ...ready } = await bench.side(name, which);
      Object.assign(globalThis, { batch });
      return ready;
    },
    [row.name, side],
  );
  return { browser, page, ready };
}

/** A side of a row, run in a page. */
export function inChromium(_file: string, row: Row, side: string): Side {
  const open = opened(row, side);
  return {
    ready: open.then(({ ready }) => ready),
    async batch() {
      const { page } = await open;
      return page.evaluate(() => (globalThis as unknown as Pick<Timed, 'batch'>).batch());
    },
    end: () => void open.then(({ browser }) => browser.close()),
  };
}
