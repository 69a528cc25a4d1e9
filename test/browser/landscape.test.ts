import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { gradient, minimize, problems } from '../../src/index.js';
import type { NablaLandscape } from '../../web/elements/index.js';
import { all, frame, inside, next, painted, shown, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

function landscape(attributes: Record<string, string>): NablaLandscape {
  const element = document.createElement('nabla-landscape');
  for (const [name, value] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

const parabola = { f: '(w-3)^2', start: '0', optimizers: 'sgd', rates: '0.1 0.5 1 1.1', steps: '20' };
const himmelblau = {
  f: '(x^2+y-11)^2 + (x+y^2-7)^2',
  start: 'x=0.3,y=-1',
  optimizers: 'sgd adam',
  rates: '0.01',
  domain: '-5..5',
  steps: '40',
  at: 'x=-1.6,y=1.6',
  autoplay: 'false',
};

const computed = (element: NablaLandscape) => until('it is computed', () => element.comparison);
const surface = (element: HTMLElement) => inside(element, '.land');
const text = (element: HTMLElement, selector: string) =>
  inside(element, selector).textContent!.replace(/\s+/g, ' ').trim();

/** The element's own picture as SVG. */
async function picture(element: NablaLandscape): Promise<Document> {
  const blob = await element.toBlob({ type: 'image/svg+xml', width: 680 });
  return new DOMParser().parseFromString(await blob.text(), 'image/svg+xml');
}

const wordsOf = (svg: Document) => [...svg.querySelectorAll('text')].map((node) => node.textContent!);

const rowsOf = (csv: string) =>
  csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));

describe('nabla-landscape of a problem by its name', () => {
  it.each(Object.keys(problems))('%s', async (f) => {
    const element = landscape({ f, optimizers: 'sgd adam', rates: '1e-3', steps: '20', autoplay: 'false' });
    const errors: unknown[] = [];
    element.addEventListener('nabla-error', (event) => errors.push(event.detail));
    await computed(element);
    expect(element.comparison!.runs.map(({ steps }) => steps > 0)).toEqual([true, true]);
    const svg = await picture(element);
    expect(svg.querySelectorAll('path').length).toBeGreaterThan(5);
    expect(errors).toEqual([]);
  });
});

describe('nabla-landscape of one variable', () => {
  it('shows the numbers of minimize, a panel for each rate', async () => {
    const element = landscape({ ...parabola, speed: '8' });
    await next(element, 'nabla-end');
    const [names, ...rows] = rowsOf(element.toCSV());
    expect(names).toEqual(['optimizer', 'rate', 'step', 'w', 'loss', 'outcome']);
    for (const rate of [0.1, 0.5, 1, 1.1]) {
      const run = minimize('(w-3)^2', { optimizer: 'sgd', rate, start: 0, steps: 20, record: true });
      const own = rows.filter((row) => row[1] === String(rate));
      expect(own.map((row) => Number(row[3]))).toEqual([...run.points!.data]);
      expect(own.map((row) => Number(row[4]))).toEqual([...run.losses]);
      expect(new Set(own.map((row) => row[5]))).toEqual(new Set([run.outcome]));
    }
    expect(shown(element)).toBe(20);
  });

  it('says above each panel what happened', async () => {
    const element = landscape({ ...parabola, autoplay: 'false' });
    await computed(element);
    element.step(20);
    const words = wordsOf(await picture(element));
    for (const said of [
      'rate 0.1',
      'rate 0.5',
      'rate 1',
      'rate 1.1',
      '0.035 left of 3',
      'there in one step',
      'oscillates, 0 to 6',
      'climbs: 1\u202f470 × its start',
    ]) {
      expect(words).toContain(said);
    }
    await element.updateComplete;
    expect(text(element, '.caption')).toContain('At rate 1 it goes to and fro between 0 and 6.');
  });

  it('shows a run that climbs on axes that hold its bounces, and the rates that would settle', async () => {
    const element = landscape({ ...parabola, rates: '0.1 1.1', steps: '8', autoplay: 'false' });
    await computed(element);
    element.step(8);
    await element.updateComplete;
    const words = wordsOf(await picture(element));
    for (const said of ['climbs: 18 × its start after 8 steps', 'the others', '4', '5', '6', '7', '150'])
      expect(words).toContain(said);
    expect(text(element, '.caption')).toContain('each bounce is 1.2 × as long as the one before');
    expect(text(element, '.caption')).toContain('Below 1, which is 2/curvature, every rate settles.');
    expect(text(element, '.runs')).toContain('× climbs');
    expect(text(element, '[part=outcomes]')).toContain('Diverged:');
    expect(element.comparison!.runs[1].outcome).toBe('diverged');
  });

  it('names no rates that would settle where other things decide', async () => {
    for (const [more, said] of [
      [{ f: '3(w-3)^2+1' }, 'Below 0.333, which is 2/curvature, every rate settles.'],
      [
        { f: 'w^4/4-w^2', start: '1', rates: '1.3' },
        'Near 1.41 rates below 0.5, which is 2/curvature, settle.',
      ],
      [{ momentum: '0.9', rates: '4' }, null],
      [{ f: '-w^2', start: '1' }, null],
    ] as const) {
      const element = landscape({ ...parabola, steps: '8', autoplay: 'false', ...more });
      await computed(element);
      element.step(8);
      await element.updateComplete;
      const caption = text(element, '.caption');
      if (said) expect(caption).toContain(said);
      else expect(caption).not.toContain('curvature');
    }
  });

  it('moves its start by drag and by key, tells it, and runs again', async () => {
    const element = landscape({ ...parabola, rates: '0.1', autoplay: 'false' });
    await computed(element);
    const before = element.comparison;
    surface(element).focus();
    const change = next(element, 'nabla-change');
    await userEvent.keyboard('{ArrowRight}');
    expect((await change).detail.name).toBe('start');
    await until('it has run again', () => element.comparison && element.comparison !== before);
    expect(element.start).toMatch(/^w=0\.\d+$/);
    const [, first] = rowsOf(element.toCSV());
    expect(`w=${first[3]}`).toBe(element.start);
  });
});

describe('nabla-landscape of two variables', () => {
  it('draws several paths, the gradient and the slopes', async () => {
    const element = landscape({ ...himmelblau, speed: '8' });
    await computed(element);
    element.step(40);
    await until('the runs are drawn', () => painted(element, [0x0a, 0x5f, 0xc4]) > 50);
    const words = wordsOf(await picture(element));
    const [gx, gy] = gradient('(x^2+y-11)^2 + (x+y^2-7)^2', [-1.6, 1.6]);
    const three = (value: number) => Number(value.toPrecision(3)).toString().replace('-', '−');
    expect(words).toContain(`∂f/∂x = ${three(gx)}`);
    expect(words).toContain(`∂f/∂y = ${three(gy)}`);
    expect(words).toContain(`∇f ${three(Math.hypot(gx, gy))}`);
    expect(words).toContain(`max ${three(Math.hypot(gx, gy))}`);
    expect(words.filter((word) => /^(sgd|adam) 0\.01/.test(word))).toHaveLength(2);
    expect(all(element, '.chip')).toHaveLength(2);
    expect(text(element, '.caption')).toContain('stands at right angles to the level curve');
  });

  it('moves the point by key, and turns the direction', async () => {
    const element = landscape(himmelblau);
    await computed(element);
    const changes: [string, unknown][] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push([detail.name, detail.value]));
    const { comparison } = element;
    surface(element).focus();
    await userEvent.keyboard('{ArrowUp}');
    await element.updateComplete;
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    await element.updateComplete;
    await userEvent.keyboard('[[');
    expect(changes).toEqual([
      ['at', 'x=-1.6,y=1.7'],
      ['at', 'x=-2.1,y=1.7'],
      ['direction', 345],
    ]);
    expect(element.comparison).toBe(comparison);
    await userEvent.keyboard('{Enter}{ArrowDown}');
    expect(changes.at(-1)).toEqual(['start', 'x=0.3,y=-1.1']);
    await until('it has run again', () => element.comparison && element.comparison !== comparison);
    expect([...element.comparison!.runs[0].losses].length).toBe(41);
  });

  it('takes the start along with the pointer, and shows the whole way at once', async () => {
    const element = landscape(himmelblau);
    await computed(element);
    element.step(40);
    await until('it is drawn', () => painted(element, [0x0a, 0x5f, 0xc4]) > 50);
    const { left, top } = surface(element).getBoundingClientRect();
    // The start is found by its ring in the picture: 16 px of margin, 56 of heading.
    const svg = await element.toBlob({ type: 'image/svg+xml' }).then((blob) => blob.text());
    const [, x, y] = /cx="([\d.]+)" cy="([\d.]+)" r="6"/.exec(svg)!;
    const [px, py] = [left + Number(x) - 16, top + Number(y) - 56];
    const send = (type: string, clientX: number, clientY: number) =>
      surface(element).dispatchEvent(
        new PointerEvent(type, { clientX, clientY, pointerId: 1, bubbles: true }),
      );
    surface(element).setPointerCapture = () => {};
    const before = element.comparison;
    const change = next(element, 'nabla-change');
    send('pointerdown', px, py);
    send('pointermove', px + 20, py - 10);
    send('pointerup', px + 20, py - 10);
    expect((await change).detail.name).toBe('start');
    await until('it has run again', () => element.comparison && element.comparison !== before);
    expect(element.start).not.toBe(himmelblau.start);
    await until('it is at its end', () => shown(element) === 40);
  });

  it('plays, pauses, steps and resets, telling each step', async () => {
    const element = landscape(himmelblau);
    await computed(element);
    const steps: number[] = [];
    element.addEventListener('nabla-step', ({ detail }) => {
      expect(detail.runs.map(({ label }) => label)).toEqual(['sgd 0.01', 'adam 0.01']);
      steps.push(detail.step);
    });
    element.step(3);
    element.step(-1);
    element.reset();
    expect(steps).toEqual([3, 2, 0]);
    element.play();
    await until('it plays', () => shown(element) > 2);
    element.pause();
    const at = shown(element);
    await frame();
    expect(shown(element)).toBe(at);
  });

  it('changes a rate on the way: the step and the way so far stay', async () => {
    const element = landscape(himmelblau);
    await computed(element);
    element.step(10);
    const before = rowsOf(element.toCSV());
    inside(element, '.number').click();
    await until('the editor is open', () => inside(element, '.editor input'));
    const field = inside<HTMLInputElement>(element, '.editor input');
    field.value = '0.002';
    const change = next(element, 'nabla-change');
    field.dispatchEvent(new Event('change'));
    expect((await change).detail).toMatchObject({ name: 'runs' });
    await until('it has run anew', () => rowsOf(element.toCSV())[12][4] !== before[12][4]);
    expect(shown(element)).toBe(10);
    const after = rowsOf(element.toCSV());
    expect(after[1][1]).toBe('0.01 0.002@10');
    expect(after.slice(1, 12).map((row) => row.slice(3))).toEqual(
      before.slice(1, 12).map((row) => row.slice(3)),
    );
    expect(element.attributesNow.get('runs')).toBe('sgd 0.01 0.002@10, adam 0.01');
    expect(element.attributesNow.has('rates')).toBe(false);
    inside(element, '.add').click();
    await until('there are three', () => element.comparison?.runs.length === 3);
    expect(shown(element)).toBe(10);
  });

  it('takes runs away, down to none, and begins one again', async () => {
    const element = landscape({ ...parabola, rates: '0.1', autoplay: 'false' });
    await computed(element);
    inside(element, '.number').click();
    await until('the editor is open', () => inside(element, '.editor .acts button:last-child'));
    inside(element, '.editor .acts button:last-child').click();
    await until('there is none', () => all(element, '.chip').length === 0);
    inside(element, '[part=add]').click();
    await until('there is one again', () => element.comparison?.runs.length === 1);
    expect(all(element, '.chip')).toHaveLength(1);
  });

  it('runs every optimizer at its own rate where none is given', async () => {
    const element = landscape({ ...himmelblau, rates: '' });
    await computed(element);
    expect(element.comparison!.runs.map(({ knobs }) => knobs.rate)).toEqual([0.001, 0.001]);
  });

  it('is a landscape without runs too', async () => {
    const element = landscape({ f: 'x^2 - y^2', domain: '-2..2', at: '1,0.5' });
    await until('it is drawn', () => painted(element, [0x00, 0x8b, 0x65]) > 20);
    expect(rowsOf(element.toCSV())).toEqual([
      ['x', 'y', 'value', 'd/dx', 'd/dy'],
      ['1', '0.5', '0.75', '2', '-1'],
    ]);
    expect(inside(element, '.controls')).toBeNull();
    expect(text(element, '.caption')).toContain('Along d it rises by');
  });
});

describe('any nabla-landscape', () => {
  const wrong: [what: string, attributes: Record<string, string>, message: RegExp][] = [
    ['a formula that is none', { f: '(w-3)^^2' }, /at column 7/],
    [
      'an unknown problem',
      { f: 'rosenbroc' },
      /nabla-landscape: f needs a formula or one of .*got "rosenbroc"/,
    ],
    ['a property of every object', { f: '__proto__' }, /got "__proto__"/],
    ['three variables', { f: 'x*y*z' }, /one or two variables, got x, y, z/],
    ['no variable', { f: '1+1' }, /got none/],
    ['no start', { start: '' }, /start needs a point like w=1, got none/],
    ['a start of the wrong length', { start: '1,2' }, /start needs 1 number, got 2/],
    ['an infinite start', { start: 'Infinity' }, /start needs/],
    ['a domain that is none', { domain: 'wide' }, /domain needs ranges like/],
    ['a domain of nothing', { domain: '2..2' }, /domain needs two numbers in rising order/],
    ['a domain of another variable', { domain: 'q=1..2' }, /domain needs ranges/],
    [
      'a rate that is no number',
      { rates: 'fast' },
      /nabla-landscape: rates needs numbers, or a range like 1e-3\.\.1e3:9, got "fast"/,
    ],
    ['an unknown optimizer', { optimizers: 'adm' }, /did you mean "adam"/],
    ['steps 0', { steps: '0' }, /steps needs .* got 0/],
    [
      'a point that is none',
      { f: 'x+y', start: '1,1', at: 'here' },
      /at needs a point like x=1,y=1, got "here"/,
    ],
  ];
  it.each(wrong)('says in its place: %s', async (_, attributes, message) => {
    const element = landscape({ ...parabola, ...attributes, loading: 'lazy' });
    const { detail } = await next(element, 'nabla-error');
    expect(detail.error.message).toMatch(message);
    await element.updateComplete;
    expect(text(element, '[role=alert]')).toMatch(message);
    await until('there are axes', () => painted(element, [0x56, 0x5d, 0x67]) > 5);
  });

  it('keeps the last good drawing, fainter, and recovers', async () => {
    const element = landscape({ ...parabola, autoplay: 'false' });
    await computed(element);
    const good = element.comparison;
    element.f = '(w-3';
    await next(element, 'nabla-error');
    await element.updateComplete;
    expect(getComputedStyle(inside(element, '.stale .plot')).opacity).toBe('0.4');
    expect(element.comparison).toBe(good);
    await until('it is drawn', () => painted(element, [0x16, 0x19, 0x1d]) > 50);
    element.f = '(w-2)^2';
    await until('it recovers', () => element.comparison !== good);
    await element.updateComplete;
    expect(inside(element, '[role=alert]')).toBeNull();
    expect(inside(element, '.stale')).toBeNull();
  });

  it('gives its state to another', async () => {
    const element = landscape({ ...himmelblau, direction: '20' });
    await computed(element);
    const other = landscape({});
    other.setState(JSON.parse(JSON.stringify(element.getState())));
    await computed(other);
    expect(other.getState()).toEqual(element.getState());
    expect(other.comparison!.hash).toBe(element.comparison!.hash);
    expect(other.direction).toBe(20);
  });

  it('can be taken out and put back', async () => {
    const element = landscape(himmelblau);
    await computed(element);
    const { comparison } = element;
    element.step(5);
    element.remove();
    await frame();
    document.body.append(element);
    await element.updateComplete;
    expect(element.comparison).toBe(comparison);
    expect(shown(element)).toBe(5);
    element.step();
    expect(shown(element)).toBe(6);
    const early = landscape(himmelblau);
    await early.updateComplete;
    early.remove();
    document.body.append(early);
    await computed(early);
  });

  const odd = [
    { f: 'log(x) + y^2', start: '1,1', rates: '0.1' },
    { f: '1e300 x^2', start: '1', rates: '1' },
    { f: 'x^2', start: '1e300', rates: '10' },
    { f: 'abs(x)', start: '0', rates: '0.1' },
    { f: '5 + 0 x', start: '0', rates: '0.1' },
    { f: '0 x y', start: '0,0', rates: '0.1' },
    { f: '1/x', start: '0', rates: '0.1' },
    { f: 'x^2+y^2', start: '1e-200,0', rates: '0.1', domain: '-1e-200..1e-200' },
  ];
  it.each(odd)('draws $f from $start', async (given) => {
    const element = landscape({ optimizers: 'sgd', steps: '30', autoplay: 'false', ...given });
    await computed(element);
    element.step(30);
    const svg = await element.toBlob({ type: 'image/svg+xml', width: 680 }).then((blob) => blob.text());
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(element.shadowRoot!.querySelector('[role=alert]')).toBeNull();
  });
});
