import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as exported from '../../web/elements/index.js';
import type { Demo, Figure } from '../../web/figure/figure.js';
import { violations } from './axe.js';
import { all, frame, inside, pixels, until } from './figure.js';

const exhibits = Object.values(exported).flatMap((kind) => {
  const { demos, name } = kind as unknown as { demos?: readonly Demo[]; name: string };
  const tag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1);
  return (demos ?? []).map((demo) => ({ tag, demo, title: `${tag}: ${demo.title}` }));
});
/** The plainest figure of each element. */
const plainest = exhibits.filter(({ tag }, i) => exhibits.findIndex((other) => other.tag === tag) === i);

let said: unknown[] = [];
const { warn, error } = console;

beforeEach(() => {
  said = [];
  console.warn = console.error = (...words) => said.push(words);
});

afterEach(() => {
  [console.warn, console.error] = [warn, error];
  document.body.replaceChildren();
  document.documentElement.style.colorScheme = document.body.style.background = '';
});

/** A figure of a demo, standing still, with everything on show that it takes time to compute. */
async function still(tag: string, attributes: Readonly<Record<string, string>>): Promise<Figure> {
  const element = document.createElement(tag) as Figure;
  for (const [name, value] of Object.entries({ loading: 'eager', autoplay: 'false', ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  const isAsked = Object.keys(attributes).length > 0;
  await until('it is drawn', () => painted(element) && (surface(element) || !isAsked));
  if (attributes.optimizers || attributes.optimizer)
    await until('it is computed', () => inside(element, '[part=outcomes], .round'));
  await element.updateComplete;
  return element;
}

const canvasOf = (element: Figure) => inside<HTMLCanvasElement>(element, 'canvas');
const painted = (element: Figure) => pixels(element).some((part) => part > 0);
const drawn = (element: Figure) => canvasOf(element).toDataURL();
/** What the keys move: the drawing, or the first of its handles. */
const surface = (element: Figure) =>
  inside(element, '[role=application], [part=plot] [role=slider], [role=radio][tabindex="0"]');
const press = (element: Figure, key: string) =>
  surface(element).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

describe.each(exhibits)('$title', ({ tag, demo }) => {
  it('is labelled and reached by keyboard, and a key changes it within a frame, without a warning', async () => {
    const element = await still(tag, demo.attributes);
    expect(inside(element, '[role=heading]').textContent).toContain(demo.attributes.heading);
    expect(surface(element).tabIndex).toBe(0);
    expect(surface(element).getAttribute('aria-label') ?? surface(element).textContent).toBeTruthy();
    surface(element).focus();
    const before = drawn(element);
    expect(press(element, 'ArrowRight')).toBe(false);
    await frame();
    // What runs are made of is computed in the worker; what is drawn from here is drawn in this frame.
    if ('comparison' in element) await until('it is drawn anew', () => drawn(element) !== before);
    expect(drawn(element)).not.toBe(before);
    expect(said).toEqual([]);
  });

  it('is clean to axe, closed and with everything open', async () => {
    const element = await still(tag, demo.attributes);
    expect(await violations(element)).toEqual([]);
    for (const details of all(element, 'details')) (details as HTMLDetailsElement).open = true;
    await frame();
    await element.updateComplete;
    for (const id of ['help', 'export']) {
      inside(element, `[part=${id}-button]`).click();
      await element.updateComplete;
      expect(await violations(element), id).toEqual([]);
    }
  });

  it('is a picture, numbers, a state and lines that embed it', async () => {
    const element = await still(tag, demo.attributes);
    expect((await element.toBlob()).type).toBe('image/png');
    const svg = await element.toBlob({ type: 'image/svg+xml', width: 680 }).then((blob) => blob.text());
    const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(picture.querySelector('parsererror')).toBeNull();
    expect(picture.documentElement.textContent).toContain(demo.attributes.heading);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(element.toCSV().split('\r\n').length).toBeGreaterThan(1);
    const other = document.createElement(tag) as Figure;
    other.setState(JSON.parse(JSON.stringify(element.getState())));
    expect(other.getState()).toEqual(element.getState());
    const { heading, ...rest } = demo.attributes;
    for (const [name, value] of Object.entries({ heading, ...rest })) {
      const now = element.attributesNow.get(name);
      if (now !== undefined) expect(now).toBe(value);
      else expect(document.createElement(tag)).toHaveProperty(name, element[name as keyof Figure]);
    }
  });
});

describe.each(plainest)('any $tag', ({ tag, demo }) => {
  it('is clean to axe in the dark', async () => {
    document.documentElement.style.colorScheme = 'dark';
    document.body.style.background = '#121417';
    expect(await violations(await still(tag, demo.attributes))).toEqual([]);
  });

  it('is clean to axe before it starts, while it is empty, while it plays, and with an error', async () => {
    const waiting = document.createElement(tag) as Figure;
    waiting.style.cssText = 'position:absolute;top:9000px';
    document.body.append(waiting);
    await waiting.updateComplete;
    expect(await violations(waiting)).toEqual([]);
    const empty = await still(tag, {});
    await frame();
    expect(await violations(empty)).toEqual([]);
    const playing = await still(tag, { ...demo.attributes, autoplay: '', speed: '0.25' });
    expect(await violations(playing)).toEqual([]);
    const broken = await still(tag, demo.attributes);
    for (const name of ['problem', 'f', 'rates', 'model', 'logits', 'names'])
      if (name in broken) Object.assign(broken, { [name]: 'x^^' });
    await until('it says what is wrong', () => inside(broken, '[role=alert]'));
    expect(await violations(broken)).toEqual([]);
  });

  const hostile = [
    '<img src=x onerror="globalThis.struck = true">',
    '"><script>globalThis.struck = true</script>',
    'javascript:globalThis.struck=true',
    '&lt;img src=x onerror=struck=true&gt;',
    'data:text/javascript,postMessage({ready:true})',
    'x'.repeat(1_000_000),
    `x${' '.repeat(500_000)}y=${' '.repeat(500_000)}1..2`,
  ];
  it.each(hostile.map((text) => ({ name: text.slice(0, 24).trim(), text })))(
    '$name is text in every attribute',
    async ({ text }) => {
      const kind = customElements.get(tag) as unknown as typeof Figure;
      const elements = kind.observedAttributes.map((name) => {
        const element = document.createElement(tag) as Figure;
        for (const [key, value] of Object.entries({ ...demo.attributes, loading: 'eager', [name]: text }))
          element.setAttribute(key, value);
        document.body.append(element);
        return { name, element };
      });
      for (let turn = 0; turn < 2; turn++) {
        for (const { element } of elements) await element.updateComplete;
        await frame();
      }
      for (const { name, element } of elements)
        expect(all(element, 'img, script, iframe, a, object, embed'), name).toEqual([]);
      expect(globalThis).not.toHaveProperty('struck');
    },
  );
});
