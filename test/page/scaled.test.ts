import type { Browser, ElementHandle, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../web/figure/figure.js';
import { blank, frames, launch, visit } from './browser.js';

// A page may scale or zoom what is around a figure, as slides do: what is pressed is what is under the pointer.

const surroundings = {
  'as it is': '',
  'scaled by 1.5': 'transform: scale(1.5); transform-origin: 0 0',
  'scaled by 0.6': 'transform: scale(0.6); transform-origin: 0 0',
  'zoomed by 1.5': 'zoom: 1.5',
};

/** A figure with a plot that is pressed, and what it then says of where. */
const pressed: Readonly<Record<string, { markup: string; told: (figure: Figure) => number[] }>> = {
  'nabla-derivative': {
    markup: '<nabla-derivative f="x^2 sin(x)" x="0.8" loading="eager"></nabla-derivative>',
    told: (figure) => [(figure as unknown as { x: number }).x],
  },
  'nabla-difference': {
    markup: '<nabla-difference f="x^2 sin(x)" x="0.8" loading="eager"></nabla-difference>',
    told: (figure) => [Math.log10((figure as unknown as { h: number }).h)],
  },
  'nabla-landscape': {
    markup: '<nabla-landscape f="x^2 + 3y^2" domain="-2..2" at="x=1,y=1" loading="eager"></nabla-landscape>',
    told: (figure) =>
      (figure as unknown as { at: string }).at.split(',').map((each) => Number(each.replace(/^.*=/, ''))),
  },
  'nabla-compare': {
    markup:
      '<nabla-compare problem="rosenbrock" rates="0.0001" steps="100" autoplay="false" loading="eager"></nabla-compare>',
    told: (figure) => [Number(figure.shadowRoot!.querySelector('.readout')!.textContent!.replace(/\D/g, ''))],
  },
};

async function placed(page: Page, markup: string, style: string): Promise<ElementHandle<Figure>> {
  await visit(
    page,
    `<script src="nabla.js" defer></script><body style="margin: 0"><div style="width: 600px; ${style}">${markup}</div>`,
  );
  const figure = await page.waitForSelector('body > div > *');
  // A function to be waited for cannot wait itself.
  await page.evaluate(async () => {
    const shown = document.querySelector('body > div > *') as Figure;
    const readout = () => shown.shadowRoot!.querySelector('.readout')?.textContent;
    const isDrawn = () =>
      shown.toBlob({ type: 'image/svg+xml' }).then(
        () => shown.localName !== 'nabla-compare' || readout(),
        () => false,
      );
    while (!(await isDrawn())) await new Promise(requestAnimationFrame);
  });
  await frames(page, 3);
  return figure as ElementHandle<Figure>;
}

/** Where a share of the plot's width and height is in the window. */
async function placeIn(
  figure: ElementHandle<Figure>,
  across: number,
  down: number,
): Promise<[number, number]> {
  return figure.evaluate(
    (shown, [x, y]) => {
      const { left, top, width, height } = shown
        .shadowRoot!.querySelector('[part=plot]')!
        .getBoundingClientRect();
      return [left + x * width, top + y * height];
    },
    [across, down],
  );
}

describe('a pointer on a plot', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await blank(browser, { viewport: { width: 1200, height: 1600 }, hasTouch: true });
  });
  afterAll(() => browser?.close());

  async function toldBy(how: 'mouse' | 'touch', tag: string, style: string): Promise<number[]> {
    const { markup, told } = pressed[tag];
    const figure = await placed(page, markup, style);
    const [x, y] = await placeIn(figure, 0.4, 0.45);
    if (how === 'mouse') {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.up();
    } else await page.touchscreen.tap(x, y);
    await frames(page, 2);
    return figure.evaluate(told);
  }

  it.each(
    Object.keys(pressed).flatMap((tag) => (['mouse', 'touch'] as const).map((how) => [tag, how] as const)),
  )('%s, by %s, is where it is pressed at every scale', async (tag, how) => {
    const [plain, ...others] = Object.entries(surroundings);
    const expected = await toldBy(how, tag, plain[1]);
    for (const [name, style] of others) {
      const found = await toldBy(how, tag, style);
      for (const [i, value] of found.entries()) {
        const apart = Math.abs(value - expected[i]) / Math.max(1, Math.abs(expected[i]));
        expect(apart, `${name}: ${value}, as it is ${expected[i]}`).toBeLessThan(0.02);
      }
    }
  });
});
