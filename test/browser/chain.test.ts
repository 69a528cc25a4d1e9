import { afterEach, describe, expect, it } from 'vitest';
import { formula, gradient, value } from '../../src/index.js';
import type { NablaChain } from '../../web/elements/index.js';
import { all, frame, inside, next, until } from './figure.js';

afterEach(() => document.body.replaceChildren());

async function figure(attributes: Record<string, string>, width = 700): Promise<NablaChain> {
  const element = document.createElement('nabla-chain');
  element.style.width = `${width}px`;
  for (const [name, text] of Object.entries({ loading: 'eager', ...attributes }))
    element.setAttribute(name, text);
  document.body.append(element);
  await settled(element);
  return element;
}

async function settled(element: NablaChain): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await element.updateComplete;
    await frame();
  }
  await element.updateComplete;
}

interface Told {
  value: number;
  slopes: Record<string, number>;
  shown: number | null;
}
const told = (element: NablaChain) => element.value as unknown as Told;
const caption = (element: HTMLElement) =>
  inside(element, '.caption').textContent!.replaceAll('\u2063', '').trim();
const sliders = (element: HTMLElement) => all(element, '[role=slider]') as HTMLElement[];
const press = (on: HTMLElement, key: string, more: KeyboardEventInit = {}) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const svgOf = async (element: NablaChain) =>
  (await element.toBlob({ type: 'image/svg+xml', width: 1000 })).text();
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
const row = (element: HTMLElement, part: string) => inside(element, `[part=${part}] small`).textContent;

function near(found: readonly number[], wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((each, i) => {
    expect(Math.abs(found[i] - each)).toBeLessThanOrEqual(1e-12 * Math.abs(each));
  });
}

const network = [
  0.4262254464280341, 0.0019728887219521247, -0.0009864443609760624, 0.04199472757036062,
  -0.02099736378518031, 0.018162601866184416, -0.009081300933092208,
];
const neuron = { f: 'sigmoid(w*x+b)', at: 'w=0.5,x=2,b=0.1' };

describe('nabla-chain', () => {
  it('has the numbers of the library, in its value, its drawing and its CSV', async () => {
    const element = await figure(neuron);
    const f = formula(neuron.f);
    const at = { w: 0.5, x: 2, b: 0.1 };
    const slopes = gradient(f, at);
    expect(told(element).value).toBe(value(f, at));
    expect(Object.keys(told(element).slopes)).toEqual([...f.variables]);
    f.variables.forEach((name, i) => {
      expect(Math.abs(told(element).slopes[name] / slopes[i] - 1)).toBeLessThan(1e-14);
    });
    const drawn = words(await svgOf(element));
    for (const text of ['y = 0.75', '0.187 × 2 =', '0.375', '∂y/∂w = 0.375', 'swaps', 'copies'])
      expect(drawn).toContain(text);
    const [names, first, ...rest] = element.toCSV().trim().split('\r\n');
    expect(names).toBe('step,value,slope,of,local slopes');
    expect(first.split(',').slice(0, 2)).toEqual(['w', '0.5']);
    expect(rest.length).toBe(5);
    await until('it is checked', () => row(element, 'check') !== 'checking …');
    expect(row(element, 'check')).toMatch(/^5 of 5 agree to 1\d digits$/);
    expect(caption(element)).toBe(
      'A nudge of w is doubled at ×, kept by + and cut to 0.187 at σ: 2 × 1 × 0.187 = 0.375. One sweep back gives all three slopes; forward takes three.',
    );
  });

  it('shows values first, then an edge a step, and a sum when its last edge is in', async () => {
    const element = await figure({ f: 'x*y + sin(x)', at: 'x=1.2,y=2', shown: '3' });
    expect(inside(element, '.readout').textContent).toBe('forward 3');
    expect(words(await svgOf(element)).some((text) => text.includes('∂'))).toBe(false);
    expect(caption(element)).toMatch(/^The value of f is 3.33\. Play on/);
    const changes: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    const step = async () => {
      inside(element, '[part=step]').click();
      await settled(element);
      return words(await svgOf(element));
    };
    for (let edge = 0; edge < 4; edge++) expect(await step()).not.toContain('∂f/∂x = 2.36');
    expect(inside(element, '.readout').textContent).toBe('backward 4');
    const end = await step();
    expect(end).toContain('∂f/∂x = 2.36');
    expect(end.some((text) => /^(2 \+ 0\.362|0\.362 \+ 2)$/.test(text))).toBe(true);
    expect(element.shown).toBe(null);
    inside(element, '[part=back]').click();
    expect(element.shown).toBe(7);
    expect(changes).toEqual([]);
  });

  it('is turned by its handles: keys, numbers that are typed, the pointer', async () => {
    const element = await figure(neuron);
    const changes: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    const [w, x] = sliders(element);
    expect(x.getAttribute('aria-label')).toBe('x');
    expect(w.getAttribute('aria-valuetext')).toBe('0.5, slope of y 0.375');
    press(w, 'ArrowRight');
    expect(element.at).toBe('w=0.55 x=2 b=0.1');
    await settled(element);
    press(x, 'Enter');
    await settled(element);
    const field = inside<HTMLInputElement>(element, '.typed');
    field.value = '−1,5';
    press(field, 'Enter');
    await settled(element);
    expect(element.at).toBe('w=0.55 x=-1.5 b=0.1');
    expect(element.shadowRoot!.activeElement).toBe(x);
    expect(changes.at(-1)).toEqual({ name: 'at', value: element.at });
    const ground = inside(element, '.ground');
    ground.setPointerCapture = () => {};
    const place = w.getBoundingClientRect();
    const point = (type: string, dx: number) =>
      ground.dispatchEvent(
        new PointerEvent(type, {
          ...{ pointerId: 1, bubbles: true, cancelable: true, button: 0 },
          ...{ clientX: place.x + place.width / 2 + dx, clientY: place.y + place.height / 2 },
        }),
      );
    point('pointerdown', 0);
    point('pointermove', 20);
    expect(Number(/w=([\d.]+)/.exec(element.at)![1])).toBeGreaterThan(1);
    point('pointermove', 5000);
    expect(element.at).toMatch(/^w=2 /);
    point('pointerup', 0);
    await settled(element);
    point('pointermove', -20);
    expect(element.at).toMatch(/^w=2 /);
  });

  it('goes forward, a sweep for each input', async () => {
    const element = await figure({ ...neuron, mode: 'forward' });
    expect(inside(element, '.readout').textContent).toBe('sweep 3 of 3');
    inside(element, '[part=reset]').click();
    await settled(element);
    expect(inside(element, '.readout').textContent).toBe('sweep 1 of 3');
    element.shown = 3;
    await settled(element);
    expect(words(await svgOf(element))).toContain('2 × 0.187 =');
    expect(caption(element)).toBe(
      'The sweep of w gives one slope of y, 0.375. Forward takes three sweeps for all slopes; backward takes one.',
    );
    (all(element, '[part=views] button')[0] as HTMLElement).click();
    expect(element.mode).toBe('backward');
  });

  it('lists the paths with their products, the largest first, and lights the one in hand', async () => {
    const element = await figure({ f: 'x*y + sin(x)', at: 'x=1.2,y=2' });
    const rows = all(element, '[part=paths] tbody tr').map((each) =>
      [...each.children].map((cell) => cell.textContent!.trim()),
    );
    expect(rows).toEqual([
      ['x → × → +', '1 × 2', '2'],
      ['x → sin → +', '1 × 0.362', '0.362'],
      ['sum over paths', '', '2.36'],
    ]);
    expect(caption(element)).toBe(
      'x reaches f by two paths. Through × a nudge is multiplied by 2, through sin by 0.362; together by 2.36. One sweep back gives both slopes; forward takes two.',
    );
    inside<HTMLDetailsElement>(element, '[part=paths]').open = true;
    const bright = await svgOf(element);
    inside(element, '.path button').focus();
    expect((await svgOf(element)).match(/opacity="0.3"/g)?.length).toBe(6);
    expect(bright).not.toContain('opacity="0.3"');
    const many = 'sin(x) + x'
      .replaceAll('x', '(sin(x) + x)')
      .replaceAll('x', '(sin(x) + x)')
      .replaceAll('x', '(sin(x) + x)');
    element.f = many;
    await settled(element);
    expect(row(element, 'paths')).toBe('16 paths');
    expect(all(element, '[part=paths] .path').length).toBe(12);
    expect(inside(element, '[part=paths] .quiet').textContent).toMatch(/and 4 more, together/);
  });

  it('folds to named parts, and opens them in place', async () => {
    const element = await figure({ f: '(3x+2)^4', at: '0', names: 'u = 3x+2', nudge: 'x=0.1' });
    expect(words(await svgOf(element))).toEqual(
      expect.arrayContaining(['u = 3x + 2', 'y = u⁴', '9.6', '12']),
    );
    expect(inside(element, '.rule').textContent).toBe('dy/dx=dy/du·du/dx=32·3=96');
    expect(caption(element)).toBe(
      'Δx = 0.1 is multiplied by 3 into u, then by 32 into y: by 96, so it becomes 9.6. The true change is 12; halve the nudge and the gap of 2.38 falls to 0.568.',
    );
    inside(element, '[part=halve]').click();
    await settled(element);
    expect(element.nudge).toBe('x=0.05');
    expect(caption(element)).toContain('The true change is 5.37');
    const [u] = all(element, '[part=fold]') as HTMLElement[];
    expect(u.getAttribute('aria-label')).toBe('Open u = 3x + 2');
    u.focus();
    u.click();
    await settled(element);
    expect(element.unfold).toBe('u');
    expect(element.shadowRoot!.activeElement?.getAttribute('aria-label')).toBe('Fold u');
    expect(words(await svgOf(element))).toEqual(expect.arrayContaining(['× 3', '+ 2', 'u = 2', 'y = u⁴']));
    inside(element, '[part=reset]').click();
    expect([element.unfold, element.nudge]).toEqual(['', 'x=0.1']);
  });

  it('has several outputs, one in hand, which is alone where the figure is narrow', async () => {
    const given = { f: 'a*b + c; max(a,b)*c', at: 'a=1,b=2,c=3', output: 'y2' };
    const element = await figure(given);
    expect(told(element).slopes).toEqual({ a: 0, b: 3, c: 2 });
    expect(words(await svgOf(element))).toEqual(expect.arrayContaining(['y₁ = 5', 'y₂ = 6', 'routes']));
    (all(element, '[part=outputs] button')[0] as HTMLElement).click();
    await settled(element);
    expect(told(element).slopes).toEqual({ a: 2, b: 1, c: 1 });
    const narrow = await figure(given, 320);
    expect(words(await svgOf(narrow))).not.toContain('y₁ = 5');
    press(sliders(narrow)[0], 'ArrowRight');
    await settled(narrow);
    expect(narrow.at).toBe('a=1.05 b=2 c=3');
  });

  it('says where there is no number, no slope, or a choice of slopes', async () => {
    const element = await figure({ f: 'log(x - 3) + x', at: '1' });
    expect(caption(element)).toBe('log is not defined here, and so is nothing that depends on it.');
    expect(words(await svgOf(element))).toContain('not defined here');
    element.f = 'max(x, y)';
    element.at = '2,2';
    await settled(element);
    expect(caption(element)).toContain('max is at a tie: its arguments share the slope.');
    element.f = 'relu(x)';
    element.at = '0';
    await settled(element);
    expect(caption(element)).toContain('relu is at its kink: the slope taken there is 0.');
    await until('it is checked', () => row(element, 'check') !== 'checking …');
    expect(all(element, '[part=check] tbody td').at(-1)!.textContent).toBe('kink');
  });

  it('reads small screens from top to bottom', async () => {
    const element = await figure(
      { f: 'sigmoid(w1 x1 + w2 x2 + b)', at: 'w1=0.5 x1=2 w2=-1 x2=0.7 b=0.1' },
      320,
    );
    const svg = await svgOf(element);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(words(svg)).toEqual(expect.arrayContaining(['y = 0.599', 'σ']));
  });

  it('has layers: the slope of the first weights is the product of five Jacobians', async () => {
    const element = await figure({ model: 'mlp:3', at: '0.8 -0.4', target: '1 0' });
    const { loss, slopes } = element.value as unknown as { loss: number; slopes: number[] };
    // mpmath, 40 digits, of the weights that mlp starts from.
    near([loss, ...slopes], network);
    const drawn = words(await svgOf(element));
    for (const text of [
      'h₁',
      'W₁x + b₁',
      '∂L/∂y',
      '∂y/∂h₂',
      '∂h₂/∂a₁',
      '∂a₁/∂h₁',
      '∂h₁/∂W₁',
      '1 × 6 as 3 × 2',
    ])
      expect(drawn).toContain(text);
    expect(row(element, 'check')).toBe('6 of 6 agree');
    expect(caption(element)).toMatch(/^The slope of the loss enters as a row of 2 /);
    element.shown = 5;
    await settled(element);
    expect(words(await svgOf(element))).not.toContain('∂L/∂y');
    expect(caption(element)).toMatch(/^The loss is 0\.\d+\. Play on/);
    press(sliders(element)[0], 'ArrowRight');
    await settled(element);
    expect(element.at).toBe('0.85 -0.4');
    expect(told(element).slopes).not.toEqual(slopes);
    element.model = 'mlp:4,4,4';
    await settled(element);
    element.shown = null;
    await settled(element);
    expect(words(await svgOf(element))).toContain('⋯ 5 more');
  });

  it.each([
    [{ model: 'mlp:0' }, /model needs a name, or mlp with units/],
    [{ model: 'softmax' }, /model needs a network with units, like mlp:3, got "softmax"/],
    [{ model: 'mlp:30' }, /model needs at most 4 hidden layers of 8 units, got "mlp:30"/],
    [{ model: 'mlp:3', at: '1 two' }, /at needs numbers with spaces between them, got "two"/],
    [{ f: 'x^^' }, /expected/i],
    [{ f: 'x^2; 3' }, /f needs a variable in each of its parts, got "3"/],
    [{ f: 'x^2', output: 'z' }, /no output "z"; there is y/],
    [{ f: '(3x+2)^4', names: 'u = 2x' }, /names needs for u a part of f as it is written, got "2x"/],
    [{ f: '(3x+2)^4', names: 'u' }, /names needs parts with names, as u = 3x\+2, got "u"/],
    [{ f: '(3x+2)^4', names: 'u = 3x', unfold: 'v' }, /no part "v"; there is u, y/],
    [{ f: 'x^2', nudge: 'y=1' }, /no input "y"; there is x/],
    [{ f: 'x^2', nudge: 'x=0' }, /nudge needs an input and its change, as x=0.1/],
    [{ f: 'x^2', mode: 'sideways' }, /mode needs "backward" or "forward"/],
    [{ f: Array.from({ length: 300 }, (_, i) => `x^${i + 2}`).join('+') }, /f needs at most 200 steps/],
  ])('says what is wrong in its place: %j', async (wrong, message) => {
    const element = document.createElement('nabla-chain');
    for (const [name, text] of Object.entries({ ...wrong, loading: 'eager' }))
      element.setAttribute(name, text);
    const refused = next(element, 'nabla-error');
    document.body.append(element);
    expect((await refused).detail.error.message).toMatch(message);
    await element.updateComplete;
    expect(inside(element, '[role=alert]')).not.toBeNull();
  });
});
