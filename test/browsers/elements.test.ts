import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, iris, mlp, moons, softmaxRegression, split, standardize } from '../../src/index.js';
import type {} from '../../web/elements/index.js';
import { dist } from '../page/browser.js';
import { type EnginePage, engines } from './engine.js';

// The elements in every engine: the same numbers, every demo drawn, the keyboard, and strict policies.

const POLICIES: Readonly<Record<string, string>> = {
  'without workers from a Blob': "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'",
  'without WebAssembly': "script-src 'self'; style-src 'self'; worker-src 'self' blob:",
};

let server: Server;
let root: string;

/**
 * A page with the elements, a policy by its name in the path, and a list of what went wrong. The browser's language is
 * no tag, as it may be in a bare environment.
 */
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const [, policy, file] = url.split('/').map(decodeURIComponent);
    if (policy in POLICIES) response.setHeader('content-security-policy', POLICIES[policy]);
    if (file === 'errors.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(
        'var said = []; addEventListener("error", (event) => said.push(event.message)); Object.defineProperty(Navigator.prototype, "language", { get: () => "C" });',
      );
    } else if (file === 'nabla.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(new URL('cdn/nabla.js', dist)));
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(
        '<!doctype html><html lang="en"><title>Nabla</title><script src="errors.js"></script><script src="nabla.js"></script><body>',
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server?.close();
});

const valley = {
  problem: 'rosenbrock',
  start: '-1.2,1',
  optimizers: 'sgd adam',
  rates: '0.001 0.002',
  steps: '300',
};
const hashes: [string, Record<string, string>, () => Promise<{ hash: string }>][] = [
  [
    'a formula',
    valley,
    () =>
      compare('rosenbrock', {
        start: [-1.2, 1],
        optimizers: ['sgd', 'adam'],
        rates: [0.001, 0.002],
        steps: 300,
      }),
  ],
  [
    'irises',
    { data: 'iris', model: 'softmax', optimizers: 'sgd adam', rates: '0.1', steps: '50' },
    () =>
      compare(softmaxRegression(standardize(iris())), {
        optimizers: ['sgd', 'adam'],
        rates: [0.1],
        steps: 50,
      }),
  ],
  [
    'a network, in batches, validated',
    {
      data: 'moons',
      model: 'mlp:5',
      validation: '0.25',
      batch: '32',
      optimizers: 'adam',
      rates: '0.05',
      steps: '60',
      seed: '3',
    },
    () =>
      compare(
        mlp(standardize(split(moons({ seed: 3 }), { validation: 0.25, seed: 3 })), { layers: [5], seed: 3 }),
        { optimizers: ['adam'], rates: [0.05], steps: 60, batch: 32, seed: 3 },
      ),
  ],
];

/** In a page: the hash of what a figure with these attributes compares. */
async function hashOfFigure(attributes: Record<string, string>): Promise<string> {
  const element = document.createElement('nabla-compare');
  for (const [name, value] of Object.entries({ ...attributes, loading: 'eager' }))
    element.setAttribute(name, value);
  let wrong = '';
  element.addEventListener('nabla-error', ({ detail }) => {
    wrong = detail.error.message;
  });
  document.body.replaceChildren(element);
  while (!element.comparison && !wrong) await new Promise((resolve) => setTimeout(resolve, 20));
  return wrong || element.comparison!.hash;
}

/** In a page: what is wrong with each demo, and how many there are. */
async function demosDrawn(): Promise<{ count: number; wrong: string[] }> {
  const tags = [
    'activation',
    'chain',
    'compare',
    'derivative',
    'difference',
    'gradient-check',
    'jacobian',
    'landscape',
    'network',
    'softmax',
  ];
  const [wrong, all]: [string[], { tag: string; title: string; attributes: Record<string, string> }[]] = [
    [],
    [],
  ];
  for (const name of tags) {
    const kind = customElements.get(`nabla-${name}`) as unknown as { demos: (typeof all)[number][] };
    for (const demo of kind.demos) all.push({ ...demo, tag: `nabla-${name}` });
  }
  for (const { tag, title, attributes } of all) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries({ ...attributes, loading: 'eager', autoplay: 'false' }))
      element.setAttribute(name, value);
    document.body.replaceChildren(element);
    const inked = () => {
      const canvas = element.shadowRoot?.querySelector('canvas');
      if (!canvas || canvas.width < 300) return false;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.some((part) => part > 0);
    };
    for (let left = 3000; left > 0 && !inked(); left--)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const error = element.shadowRoot?.querySelector('[role=alert]')?.textContent?.trim();
    if (!inked() || error) wrong.push(`${tag}, ${title}: ${error || 'nothing drawn'}`);
  }
  return { count: all.length, wrong };
}

/** In a page: what of the platform is missing that the elements use where it is there. */
function missing(): string[] {
  const simd = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
    11,
  ];
  const relaxed = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2,
    253, 15, 253, 128, 2, 11,
  ];
  const has: Record<string, boolean> = {
    'WebAssembly SIMD': WebAssembly.validate(Uint8Array.from(simd)),
    'relaxed SIMD': WebAssembly.validate(Uint8Array.from(relaxed)),
    popovers: 'popover' in HTMLElement.prototype,
    'anchor positioning': CSS.supports('anchor-name: --a'),
    'light-dark()': CSS.supports('color: light-dark(red, blue)'),
    'custom states': CSS.supports('selector(:state(playing))'),
    'Trusted Types': 'trustedTypes' in globalThis,
    '::details-content': CSS.supports('selector(::details-content)'),
  };
  return Object.keys(has).filter((name) => !has[name]);
}

/** What each engine cannot do; the elements do without. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  chromium: [],
  firefox: [],
  webkit: ['relaxed SIMD'],
};

describe.each(Object.keys(engines))('%s', (name) => {
  let page: EnginePage;
  beforeAll(async () => {
    page = await engines[name]();
  });
  afterAll(() => page?.close());

  const openPage = (policy: string) => page.open(`${root}/${encodeURIComponent(policy)}/`);
  const said = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said, null);

  it.each(hashes)('has the numbers of Node: %s', async (_, attributes, inNode) => {
    await openPage('none');
    expect(await page.evaluate(hashOfFigure, attributes)).toBe((await inNode()).hash);
  });

  it.each(Object.keys(POLICIES))('has them under a policy: %s', async (policy) => {
    await openPage(policy);
    for (const [, attributes, inNode] of hashes.slice(0, 2))
      expect(await page.evaluate(hashOfFigure, attributes)).toBe((await inNode()).hash);
  });

  it('draws every demo', async () => {
    await openPage('none');
    const { count, wrong } = await page.evaluate(demosDrawn, null);
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(10);
    expect(await said()).toEqual([]);
  });

  it('is steered by keyboard', async () => {
    await openPage('none');
    await page.evaluate(hashOfFigure, { ...valley, autoplay: 'false' });
    const shown = () =>
      page.evaluate(
        () =>
          Number(
            document
              .querySelector('nabla-compare')!
              .shadowRoot!.querySelector('.readout')!
              .textContent!.replace(/\D/g, ''),
          ),
        null,
      );
    await page.evaluate(async () => {
      const element = document.querySelector('nabla-compare')!;
      await element.updateComplete;
      element.shadowRoot!.querySelector<HTMLElement>('.plot')!.focus();
    }, null);
    await page.press('End');
    expect(await shown()).toBe(300);
    await page.press('ArrowLeft', 'ArrowLeft');
    expect(await shown()).toBe(294);
    await page.press('Home');
    expect(await shown()).toBe(0);
    // To the next control, by the order of the page.
    await page.press('Tab');
    const focused = await page.evaluate(
      () => document.querySelector('nabla-compare')!.shadowRoot!.activeElement?.getAttribute('part'),
      null,
    );
    expect(focused).toBe('play');
  });

  it('lacks what is known that it lacks', async () => {
    await openPage('none');
    const lacks = await page.evaluate(missing, null);
    expect(lacks).toEqual(KNOWN[name]);
  });
});
