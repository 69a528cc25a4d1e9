// npm run bench -- page: the time of our callbacks per frame while 32 runs are computed and drawn, and the bytes that
// pages load.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { serve } from '../src/cli/serve.js';

const ROUNDS = 5;

/** Probe in the page: the time spent per frame in animation callbacks and worker messages. */
function watch(): void {
  const frames: number[] = [];
  let spent = 0;
  const timed =
    <A extends unknown[]>(call: (...given: A) => void) =>
    (...given: A) => {
      const start = performance.now();
      call(...given);
      spent += performance.now() - start;
    };
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) => ask(timed(call));
  const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage')!;
  Object.defineProperty(Worker.prototype, 'onmessage', {
    ...own,
    set(call: (event: MessageEvent) => void) {
      own.set!.call(this, timed(call));
    },
  });
  const tick = () => {
    frames.push(spent);
    spent = 0;
    ask(tick);
  };
  ask(tick);
  Object.assign(window, { frames });
}

const figure = {
  problem: 'rosenbrock',
  optimizers: 'sgd adam',
  rates: '1e-5..1e-1:16',
  steps: '2000',
  loading: 'eager',
};

interface Round {
  middle: number;
  high: number;
  frames: number;
}

async function round(url: string): Promise<Round> {
  const { findBrowser, flags } = await import(new URL('../../.ci/browser.mjs', import.meta.url).href);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    await page.addInitScript(watch);
    await page.goto(`${url}article.html`);
    await page.evaluate((asked) => {
      (window as unknown as { frames: number[] }).frames.length = 0;
      const element = document.createElement('nabla-compare');
      for (const [name, value] of Object.entries(asked)) element.setAttribute(name, value);
      document.body.replaceChildren(element);
    }, figure);
    await page.evaluate(() => new Promise((resolve) => document.addEventListener('nabla-end', resolve)));
    const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
    const sorted = frames.filter((ms) => ms > 0).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
    return { middle: at(0.5), high: at(0.95), frames: sorted.length };
  } finally {
    await browser.close();
  }
}

console.log(`${cpus()[0].model}, Node ${process.version}`);
const server = await serve({ port: 0 });
const highs: number[] = [];
for (let i = 1; i <= ROUNDS; i++) {
  const { middle, high, frames } = await round(server.url);
  highs.push(high);
  console.log(
    `round ${i}: ${frames} frames, script ${middle.toFixed(1)} ms in the middle, ${high.toFixed(1)} ms at the 95th percentile`,
  );
}
await server.close();
highs.sort((a, b) => a - b);
console.log(`median of the 95th percentiles: ${highs[ROUNDS >> 1].toFixed(1)} ms\n`);

const { script } = await import(new URL('../../.ci/bundle.mjs', import.meta.url).href);
process.chdir(new URL('../..', import.meta.url).pathname);
const pieces = {
  'the engine with its API': await script('src/index.ts', 'nabla'),
  'nabla-compare with all it needs': await script('web/elements/nabla-compare.ts', 'nabla'),
  'dist/cdn/nabla.js, every element': readFileSync('dist/cdn/nabla.js', 'utf8'),
};
for (const [name, text] of Object.entries(pieces))
  console.log(`${name}: ${text.length} bytes, ${gzipSync(text, { level: 9 }).length} compressed`);
