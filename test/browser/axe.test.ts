import { afterEach, describe, expect, it } from 'vitest';
import { violations } from './axe.js';
import { figure, inside, until, valley } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.style.colorScheme = '';
});

const still = { ...valley, autoplay: 'false' };

async function computed(attributes: Record<string, string> = still) {
  const element = figure(attributes);
  await until('it is computed', () => element.comparison);
  await element.updateComplete;
  return element;
}

describe('axe has nothing to say of nabla-compare', () => {
  it('before it starts, and without anything to compare', async () => {
    const element = figure({ loading: 'eager' });
    await until('it is empty', () => inside(element, '.empty'));
    expect(await violations(element)).toEqual([]);
    const waiting = figure({ ...valley, loading: 'lazy', style: 'position:absolute;top:9000px' });
    await waiting.updateComplete;
    expect(await violations(waiting)).toEqual([]);
  });

  it('while it runs', async () => {
    const element = figure(valley);
    await until('it runs', () => inside(element, '.play')?.getAttribute('aria-label') === 'Pause');
    expect(await violations(element)).toEqual([]);
  });

  it.each(['light', 'dark'])('paused and ended, in %s', async (scheme) => {
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = scheme === 'dark' ? '#121417' : '';
    const element = await computed();
    element.step(100);
    await element.updateComplete;
    expect(await violations(element)).toEqual([]);
    element.step(1000);
    await element.updateComplete;
    expect(await violations(element)).toEqual([]);
    document.body.style.background = '';
  });

  it('with everything open that opens, and runs hidden', async () => {
    const element = await computed();
    for (const details of element.shadowRoot!.querySelectorAll('details')) details.open = true;
    inside(element, '.show').click();
    for (const id of ['help', 'export']) {
      inside<HTMLButtonElement>(element, `[part=${id}-button]`).click();
      await element.updateComplete;
      expect(await violations(element), id).toEqual([]);
    }
    inside(element, '.number').click();
    await until('the editor is open', () => inside(element, '.editor input'));
    expect(await violations(element)).toEqual([]);
  });

  it('as a sensitivity, and with an error over the last good drawing', async () => {
    const element = await computed();
    inside(element, '.segments button:last-child').click();
    await element.updateComplete;
    expect(await violations(element)).toEqual([]);
    element.rates = '0.1 none';
    await until('it says what is wrong', () => inside(element, '.error'));
    expect(await violations(element)).toEqual([]);
  });
});
