import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type {} from '../../web/elements/index.js';
import { blank, dist, launch, serveDist } from './browser.js';

it('README’s embed snippet is a living figure, as written', async () => {
  const readme = readFileSync(new URL('../README.md', dist), 'utf8');
  const snippet = /```html\n([\s\S]*?)```/.exec(readme)![1];
  const [browser, server] = await Promise.all([launch(), serveDist()]);
  try {
    const page = await blank(browser);
    await page.route('**/article.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><link rel="icon" href="data:,">${snippet}`,
      }),
    );
    await page.route('**/nabla.js', (route) =>
      route.fulfill({ path: new URL('cdn/nabla.js', dist).pathname, contentType: 'text/javascript' }),
    );
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(`${server.url}article.html`);
    await page.waitForFunction(() => document.querySelector('nabla-compare')?.comparison);
    const labels = await page.evaluate(() =>
      document.querySelector('nabla-compare')!.comparison!.runs.map(({ label }) => label),
    );
    expect(labels.slice(0, 2)).toEqual(['sgd 0.0005', 'sgd 0.001']);
    expect(labels.at(-1)).toBe('adam 0.03');
    expect(said).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});
