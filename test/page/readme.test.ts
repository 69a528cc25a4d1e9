import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type {} from '../../web/elements/index.js';
import { blank, dist, launch, visit } from './browser.js';

it('README’s embed snippet is a living figure, as written', async () => {
  const readme = readFileSync(new URL('../README.md', dist), 'utf8');
  const snippet = /```html\n([\s\S]*?)```/.exec(readme)![1];
  const browser = await launch();
  try {
    const page = await blank(browser);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await visit(page, snippet);
    await page.waitForFunction(() => document.querySelector('nabla-compare')?.comparison);
    const labels = await page.evaluate(() =>
      document.querySelector('nabla-compare')!.comparison!.runs.map(({ label }) => label),
    );
    expect(labels.slice(0, 2)).toEqual(['sgd 0.0005', 'sgd 0.001']);
    expect(labels.at(-1)).toBe('adam 0.03');
    expect(said).toEqual([]);
  } finally {
    await browser.close();
  }
});
