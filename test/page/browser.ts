import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { findBrowser, flags } from '../../.ci/browser.mjs';

export const dist = new URL('../../dist/', import.meta.url);

type Served = Awaited<ReturnType<typeof import('../../src/cli/serve.js').serve>>;

/** What every page of a test requires: no text becomes script but by the policies that README names. */
export const trusted = "require-trusted-types-for 'script'; trusted-types lit-html nabla-worker";

/** The built pages, served as `npm start` serves them, or under another policy; they have a Lit of their own. */
export async function serveDist(policy?: string, from = dist): Promise<Served> {
  // The built copy: it serves the folder it stands in.
  const built: typeof import('../../src/cli/serve.js') = await import(new URL('src/cli/serve.js', from).href);
  const headers =
    policy === undefined ? {} : { 'content-security-policy': `${policy}; ${trusted} 'allow-duplicates'` };
  return built.serve({ port: 0, headers });
}

/** A page of the markup alone, beside `nabla.js` and other files by name. */
export async function visit(page: Page, markup: string, files: Record<string, string> = {}): Promise<void> {
  const all: Record<string, string> = { 'nabla.js': fileURLToPath(new URL('cdn/nabla.js', dist)), ...files };
  const site = 'http://nabla.test/';
  await page.unroute(`${site}**`);
  await page.route(`${site}**`, (route) => {
    const name = route.request().url().slice(site.length);
    const path = all[name];
    if (name !== '') return path ? route.fulfill({ path }) : route.fulfill({ status: 404 });
    const body = `<!doctype html><link rel="icon" href="data:,">${markup}`;
    return route.fulfill({ body, contentType: 'text/html', headers: { 'content-security-policy': trusted } });
  });
  await page.goto(site);
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: findBrowser() ?? 'no-browser-found', args: flags, timeout: 0 });

/** A page of its own, that waits for as long as the test may take. */
export async function blank(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(0);
  return page;
}

/** Lets a page paint so many frames. */
export const frames = (page: Page, count: number) =>
  page.evaluate(async (n) => {
    for (let i = 0; i < n; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, count);

/** A page that marks that it has moved, and writes down what its console had to say; `prepare` comes before it loads. */
export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => unknown = () => {},
) {
  const page = await blank(browser, { viewport: { width: 1000, height: 900 }, ...options });
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => said.push(`failed: ${request.url()}`));
  await page.addInitScript(() => {
    document.addEventListener('nabla-step', (event) => {
      if (event.detail.step > 0) performance.mark('moved');
    });
  });
  await prepare(page);
  await page.goto(url);
  return { page, said };
}

/** The hash of the first figure's comparison, once there is one. */
export async function hashOf(page: Page): Promise<string> {
  const hash = await page.waitForFunction(() => document.querySelector('nabla-compare')?.comparison?.hash);
  return (await hash.jsonValue()) as string;
}

/** Runs JavaScript in a Node of its own, and gives back what it printed. */
export const inNode = (source: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', source], { cwd: dist, encoding: 'utf8' });
