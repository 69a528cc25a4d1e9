// Sides of a row in Chromium: each is a page in a browser of its own, which shares no process with the other.
import { chromium } from 'playwright';
import type { Row } from './row.js';
import type { Side } from './sides.js';

const ci = (file: string) => import(new URL(`../../.ci/${file}`, import.meta.url).href);
let bundled: Promise<string> | null = null;

async function opened(row: Row, side: string) {
  const [{ findBrowser, flags }, { script }] = await Promise.all([ci('browser.mjs'), ci('bundle.mjs')]);
  bundled ??= script('bench/inPage.ts', 'bench');
  const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundled! });
  const ready = page.evaluate(
    async ([name, which]) => {
      const bench = (globalThis as unknown as { bench: typeof import('./inPage.js') }).bench;
      const timed = await bench.side(name, which);
      Object.assign(globalThis, { timed });
      return timed.result;
    },
    [row.name, side],
  );
  return { browser, page, result: await ready };
}

/** A side of a row, run in a page. */
export function inChromium(_file: string, row: Row, side: string): Side {
  const open = opened(row, side);
  return {
    result: open.then(({ result }) => result),
    async batch() {
      const { page } = await open;
      return page.evaluate(() =>
        (globalThis as unknown as { timed: { batch(): Promise<number> } }).timed.batch(),
      );
    },
    end: () => void open.then(({ browser }) => browser.close()),
  };
}
