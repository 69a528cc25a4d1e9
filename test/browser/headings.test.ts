import { afterEach, describe, expect, it } from 'vitest';
import '../../web/elements/index.js';
import type { Figure } from '../../web/figure/figure.js';
import { violations } from './axe.js';
import { inside } from './figure.js';

afterEach(() => document.body.replaceChildren());

describe('headings', () => {
  const levels = () =>
    [...document.querySelectorAll<Figure>('nabla-derivative')].map((each) =>
      Number(inside(each, '[role=heading]').ariaLevel),
    );
  const settled = async () => {
    for (const each of document.querySelectorAll<Figure>('nabla-derivative')) await each.updateComplete;
  };
  const one = '<nabla-derivative f="x^2" loading="eager"></nabla-derivative>';

  it('are one below the nearest before them in the page, or of the level that is given', async () => {
    document.body.innerHTML = `${one}<h1>A</h1><main>${one}<section><h2>B</h2><p><b>b</b></p></section><div>${one}</div>
      ${one}</main><div><div role="heading" aria-level="4">C</div></div>${one}<h6>D</h6>${one}
      <nabla-derivative f="x^2" loading="eager" heading-level="3"></nabla-derivative>`;
    await settled();
    expect(levels()).toEqual([2, 2, 3, 3, 5, 6, 3]);
    const last = document.querySelectorAll<Figure>('nabla-derivative')[6];
    last.headingLevel = null;
    await last.updateComplete;
    expect(levels().at(-1)).toBe(6);
    expect(last.attributesNow.has('heading-level')).toBe(false);
    Object.assign(last, { headingLevel: '7' });
    await last.updateComplete;
    expect(inside(last, '[role=alert]').textContent).toContain('HeadingLevel needs a whole number');
  });

  it('are those of what a shadow root stands in, move with their figure, and are clean to axe', async () => {
    document.body.innerHTML = `<main><h1>A</h1><h2>B</h2><div id="host"></div></main>`;
    const host = document.querySelector('#host')!;
    host.attachShadow({ mode: 'open' }).innerHTML = one;
    const element = host.shadowRoot!.querySelector<Figure>('nabla-derivative')!;
    await element.updateComplete;
    expect(inside(element, '[role=heading]').ariaLevel).toBe('3');
    document.querySelector('h1')!.after(element);
    await element.updateComplete;
    expect(levels()).toEqual([2]);
    expect(await violations(element)).toEqual([]);
  });
});
