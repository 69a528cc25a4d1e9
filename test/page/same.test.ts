import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasets } from '../../src/index.js';
import type {} from '../../web/elements/index.js';
import { launch, open, serveDist } from './browser.js';
import { run } from './command.js';

const penguins = new URL('../../src/data/penguins.csv', import.meta.url);
let browser: Browser;
let server: Awaited<ReturnType<typeof serveDist>>;
let page: Page;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), serveDist()]);
  ({ page } = await open(browser, `${server.url}article.html`));
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Asked {
  attributes: Record<string, string>;
  /** Of a file that the data are in. */
  text?: string;
}

/** In a page: the hash of what a figure with these attributes compares. */
async function compared({ attributes, text }: Asked): Promise<string> {
  const element = document.createElement('nabla-compare');
  for (const [name, value] of Object.entries({ ...attributes, loading: 'eager' }))
    element.setAttribute(name, value);
  if (text !== undefined) element.setAttribute('data', URL.createObjectURL(new Blob([text])));
  let wrong: Error | null = null;
  element.addEventListener('nabla-error', ({ detail }) => {
    wrong = detail.error;
  });
  document.body.prepend(element);
  while (!element.comparison && !wrong) await new Promise((resolve) => setTimeout(resolve, 20));
  element.remove();
  if (wrong) throw wrong;
  return element.comparison!.hash;
}

/** The same on a command line, whose options are called as the attributes are. */
async function printed({ attributes }: Asked): Promise<string> {
  const { optimizers, rates, ...rest } = attributes;
  const given = { ...rest, optimizer: optimizers.replaceAll(' ', ','), rate: rates.replaceAll(' ', ',') };
  const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  const { out, err } = await run(['compare', ...options]);
  return /^hash (\w+)$/m.exec(out)?.[1] ?? err;
}

const common = { optimizers: 'sgd adam', rates: '0.01 0.1', steps: '60' };
const apart = { validation: '0.25', batch: '8', seed: '3' };

describe('a comparison in a page and on the command line has one hash', () => {
  it.each([
    ...Object.entries(datasets).flatMap(([data, make]) => [
      { data, model: 'mlp:8', ...common },
      { data, model: 'mlp:8', ...common, ...apart },
      { data, model: make().classes ? 'softmax' : 'linear', ...common, seed: '5' },
    ]),
    { data: 'penguins', columns: 'body mass,bill depth', model: 'softmax', ...common, ...apart },
  ])('%j', async (attributes) => {
    expect(await page.evaluate(compared, { attributes })).toBe(await printed({ attributes }));
  });

  it.each([
    { target: 'species', columns: 'bill_length_mm,body_mass_g', model: 'mlp:5,4:relu', ...apart },
    { target: 'body_mass_g', columns: 'bill_length_mm', model: 'linear', validation: '0.5' },
    // Numbers, but a model of classes.
    {
      target: 'flipper_length_mm',
      columns: 'bill_length_mm',
      model: 'softmax',
      validation: '0.2',
      seed: '9',
    },
  ])('of a file: %j', async (some) => {
    const attributes = { data: fileURLToPath(penguins), missing: 'drop', ...some, ...common };
    const text = readFileSync(penguins, 'utf8');
    const hash = await page.evaluate(compared, { attributes, text });
    expect(hash).toBe(await printed({ attributes }));
  });
});
