import { afterEach, describe, expect, it } from 'vitest';
import {
  csv,
  type Data,
  datasets,
  logisticRegression,
  type Model,
  matrix,
  minimize,
  mlp,
  moons,
  penguins,
  predict,
  split,
  standardize,
} from '../../src/index.js';
import type { Palette } from '../../src/picture/palette.js';
import type { Drawing } from '../../src/picture/scene.js';
import type { NablaNetwork } from '../../web/elements/index.js';
import '../../web/elements/index.js';
import { violations } from './axe.js';
import { all, frame, inside, next, pixels, shown, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

const plain = { data: 'moons', model: 'mlp:5', optimizer: 'adam', rate: '0.05', steps: '80', seed: '3' };

function network(attributes: Record<string, string> = {}): NablaNetwork {
  const element = document.createElement('nabla-network');
  for (const [name, value] of Object.entries({
    ...plain,
    loading: 'eager',
    autoplay: 'false',
    ...attributes,
  }))
    element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

const drawn = (element: NablaNetwork) =>
  until('it is drawn', () => element.comparison && element.toCSV().split('\r\n').length > 10);

/** Of the penguins what the bills measure. */
function bills(): Data {
  const { x, ...rest } = penguins();
  const columns = ['bill length', 'bill depth'].map((name) => rest.names.indexOf(name));
  const part = Array.from({ length: x.rows }, (_, i) => columns.map((j) => x.data[i * x.columns + j]));
  return { ...rest, x: matrix(x.rows, 2, part.flat()) };
}

/** Where the plane is in a picture of an element, and its boundary: corners, and the middles between them. */
async function picture(element: NablaNetwork) {
  const svg = await element.toBlob({ type: 'image/svg+xml', width: 680 }).then((blob) => blob.text());
  const whole = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const number = (of: Element, name: string) => Number(of.getAttribute(name));
  const tint = whole.querySelector('path[opacity][clip-path]')!.getAttribute('clip-path')!;
  const area = whole.querySelector(`${tint.slice(4, -1)} rect`)!;
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => number(area, name));
  const path = whole.querySelector('path[fill=none][clip-path]')!.getAttribute('d')!;
  const boundary = path.split('M').flatMap((curve) => {
    const corners = [...curve.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, a, b]) => [Number(a), Number(b)]);
    const middles = corners.slice(1).map(([a, b], i) => [(a + corners[i][0]) / 2, (b + corners[i][1]) / 2]);
    return [...corners, ...middles];
  });
  const within = boundary.filter(([a, b]) => a > x && a < x + width && b > y && b < y + height);
  return { boundary: within, plane: { x, y, width, height } };
}

const garden = (() => {
  const rows = Array.from({ length: 50 }, (_, i) => [i % 7, (i * i) % 11, i, i % 7 > 3 ? 1 : 0]);
  const lines = rows.map(([width, length, height, ripe]) =>
    [width, length, height, ripe, ripe ? 'red' : 'blue'].join(','),
  );
  return `width,length,height,ripe,colour\n${lines.join('\n')}\n`;
})();

function drop(element: NablaNetwork, text: string): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'garden.csv', { type: 'text/csv' }));
  for (const type of ['dragover', 'drop'])
    element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}

const boxes = (element: NablaNetwork) =>
  Array.from(inside(element, 'fieldset').querySelectorAll('input'), (box) => ({
    box,
    name: box.parentElement!.textContent!.trim().replace(/\s+/g, ' '),
  }));
const ticked = (element: NablaNetwork) =>
  boxes(element)
    .filter(({ box }) => box.checked)
    .map(({ name }) => name);
async function tick(element: NablaNetwork, name: string): Promise<void> {
  boxes(element)
    .find((each) => each.name === name)!
    .box.click();
  await element.updateComplete;
}
async function aim(element: NablaNetwork, target: string): Promise<void> {
  const pick = inside<HTMLSelectElement>(element, '[part=target]');
  pick.value = target;
  pick.dispatchEvent(new Event('change'));
  await element.updateComplete;
}

describe('nabla-network', () => {
  it('tells what the library tells, and says how many are right', async () => {
    const element = network();
    await drawn(element);
    element.step(80);
    await element.updateComplete;
    const data = moons({ seed: 3 });
    const run = minimize(mlp(standardize(data), { layers: [5], seed: 3 }), {
      optimizer: 'adam',
      rate: 0.05,
      steps: 80,
    });
    expect(element.comparison!.runs[0].point).toEqual(run.point);
    const told = predict(run, matrix(200, 2, data.x.data));
    const lines = element.toCSV().trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',')[3])).toEqual(Array.from(told, (k) => data.classes![k]));
    const right = Array.from(told).filter((k, i) => k === data.y[i]).length;
    expect(inside(element, '.caption').textContent).toContain(
      `After 80 steps, ${right} of 200 points lie in the area of their class`,
    );
  });

  it('draws another boundary at another step, by keyboard and by button', async () => {
    const element = network();
    await drawn(element);
    await until('there are pixels', () => pixels(element).some((value) => value > 0));
    const first = pixels(element);
    inside(element, '.plot').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }),
    );
    expect(shown(element)).toBe(80);
    await until('it is another', () => pixels(element).some((value, i) => value !== first[i]));
    inside(element, '[part=reset]').click();
    expect(shown(element)).toBe(0);
    await until('it is the first', () => pixels(element).every((value, i) => value === first[i]));
    inside(element, '.play').click();
    await until('it plays', () => shown(element) > 0);
  });

  it('says what it is about to do while it plays, and where it is when it is paused', async () => {
    const element = network({ speed: '0.25' });
    await drawn(element);
    const said = () => inside(element, '.caption p').textContent!.trim();
    element.play();
    await until('it plays', () => shown(element) > 0);
    await element.updateComplete;
    expect(said()).toBe('80 steps, 200 points to learn from.');
    const before = shown(element);
    await until('it moves on', () => shown(element) > before);
    expect(said()).toBe('80 steps, 200 points to learn from.');
    element.pause();
    await element.updateComplete;
    expect(said()).toMatch(new RegExp(`^At step ${shown(element)}, \\d+ of 200 points`));
    element.step(-1000);
    await element.updateComplete;
    expect(said()).toMatch(/^At step 0, /);
  });

  it('is steered by keyboard alone, and tells what the keys have led to', async () => {
    const element = network();
    await drawn(element);
    const plot = inside(element, '.plot');
    plot.focus();
    expect(element.shadowRoot!.activeElement).toBe(plot);
    const press = (key: string, more: KeyboardEventInit = {}) =>
      plot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    for (const [key, more, step] of [
      ['ArrowRight', {}, 1],
      ['ArrowRight', { shiftKey: true }, 9],
      ['ArrowLeft', { altKey: true }, 8],
      ['End', {}, 80],
      ['Home', {}, 0],
    ] as const) {
      expect(press(key, more)).toBe(false);
      expect(shown(element)).toBe(step);
      expect(inside(element, '.spoken').textContent).toMatch(
        new RegExp(`^step ${step}, loss [\\d.]+, \\d+ of 200 points in their area$`),
      );
    }
    // There is one run: up and down are the page's.
    expect(press('ArrowDown')).toBe(true);
    press(' ');
    await until('it plays', () => shown(element) > 0);
    press(' ');
    await element.updateComplete;
    expect(inside(element, '.play').getAttribute('aria-label')).toBe('Play');
  });

  const trained: [Record<string, string>, () => Data, (data: Data) => Model][] = [
    [{}, () => moons({ seed: 3 }), (data) => mlp(data, { layers: [5], seed: 3 })],
    [{ model: 'logistic' }, () => moons({ seed: 3 }), (data) => logisticRegression(data)],
    [
      { data: 'penguins', columns: 'bill length,bill depth', model: 'mlp:6' },
      bills,
      (data) => mlp(data, { layers: [6], seed: 3 }),
    ],
  ];
  it.each(trained)(
    'has two classes within half a pixel of its boundary: %o',
    async (attributes, read, on) => {
      const element = network(attributes);
      await drawn(element);
      element.step(80);
      const { boundary, plane } = await picture(element);
      const [data, { point }] = [read(), element.comparison!.runs[0]];
      const [across, up] = [0, 1].map((j) => {
        const all = Array.from(data.x.data).filter((_, i) => i % 2 === j);
        const [low, high] = [Math.min(...all), Math.max(...all)];
        return { from: low - 0.08 * (high - low), size: 1.16 * (high - low) };
      });
      const around = boundary.flatMap(([x, y]) =>
        Array.from({ length: 16 }, (_, k) => [
          x + 0.5 * Math.cos((Math.PI * k) / 8),
          y + 0.5 * Math.sin((Math.PI * k) / 8),
        ]),
      );
      const places = around.flatMap(([x, y]) => [
        across.from + ((x - plane.x) / plane.width) * across.size,
        up.from + (1 - (y - plane.y) / plane.height) * up.size,
      ]);
      const told = on(standardize(data)).predict(point, matrix(around.length, 2, places));
      const alone = boundary.filter((_, i) => new Set(told.slice(16 * i, 16 * (i + 1))).size < 2);
      expect(boundary.length).toBeGreaterThan(50);
      expect(alone).toEqual([]);
    },
  );

  it('says what cannot be drawn in a plane', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ data: 'iris' }, /data needs two measurements, got 4/],
      [{ data: 'moons', model: 'linear' }, /model needs one that tells classes, got "linear"/],
      [{ data: 'moons', validation: '1' }, /validation needs a share/],
      [{ data: 'iris', columns: 'petal length,petal' }, /no column "petal"; there is sepal length/],
      [{ data: 'nowhere' }, new RegExp(`data needs one of ${Object.keys(datasets).join(', ')}`)],
      [{ rate: '-1' }, /rate needs a number above 0/],
      [{ optimizer: 'adm' }, /did you mean "adam"/],
    ];
    for (const [attributes, message] of wrong) {
      const element = network(attributes);
      expect((await next(element, 'nabla-error')).detail.error.message).toMatch(message);
      await element.updateComplete;
      expect(inside(element, '[role=alert]').textContent).toMatch(message);
      element.remove();
    }
  });

  it('is empty without data, and takes two columns of a file', async () => {
    const empty = network({ data: '' });
    await until('it says so', () => inside(empty, '.empty'));
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},${i % 5},${i % 7 > 3 ? 'many' : 'few'}`);
    const address = URL.createObjectURL(new Blob([`a,b,kind\n${rows.join('\n')}\n`]));
    const element = network({ data: address, target: 'kind' });
    await drawn(element);
    expect(element.toCSV().split('\r\n')[0]).toBe('a,b,class,told,used');
    expect(all(element, 'canvas')).toHaveLength(2);
    URL.revokeObjectURL(address);
  });
});

describe('nabla-network and a CSV file', () => {
  const empty = { data: '', rate: '' };

  it('takes a file that is dropped on it: two columns ticked, and runs with one click', async () => {
    const element = network({ ...empty, steps: '40' });
    await until('it is empty', () => inside(element, '.empty'));
    drop(element, garden);
    await until('its columns are there', () => inside(element, '[part=run]'));
    expect(inside<HTMLSelectElement>(element, '[part=target]').value).toBe('colour');
    expect(ticked(element)).toEqual(['width', 'length']);
    expect(inside(element, '[part=model]').textContent).not.toContain('Linear regression');
    expect(await violations(element)).toEqual([]);
    const told: string[] = [];
    element.addEventListener('nabla-change', ({ detail }) => told.push(detail.name));
    inside(element, '[part=run]').click();
    await drawn(element);
    expect(told).toEqual(['data', 'target', 'columns', 'missing', 'validation', 'rate']);
    const read = csv(garden, { target: 'colour', columns: ['width', 'length'], missing: 'drop' });
    const data = standardize(split(read, { validation: 0.2, seed: 3 }));
    const run = minimize(mlp(data, { layers: [5], seed: 3 }), { optimizer: 'adam', rate: 0.05, steps: 40 });
    expect(element.comparison!.runs[0].point).toEqual(run.point);
    expect(element.comparison!.runs[0].validation!.loss).toBe(run.validation!.loss);
    expect(await violations(element)).toEqual([]);
  });

  it('draws the rows kept apart beside those learned from, as they were measured', async () => {
    const element = network({ ...empty, steps: '40' });
    drop(element, garden);
    await until('its columns are there', () => inside(element, '[part=run]'));
    inside(element, '[part=run]').click();
    await drawn(element);
    element.step(40);
    await element.updateComplete;
    const read = csv(garden, { target: 'colour', columns: ['width', 'length'], missing: 'drop' });
    const { validation, ...rest } = split(read, { validation: 0.2, seed: 3 });
    const wanted = [rest, validation].flatMap(({ x, y }, part) =>
      Array.from(y, (k, i) =>
        [x.data[2 * i], x.data[2 * i + 1], read.classes![k], part === 0 ? 'training' : 'validation'].join(),
      ),
    );
    const lines = element.toCSV().trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => line.replace(/,[^,]*(?=,[^,]*$)/, ''))).toEqual(wanted);
    const { accuracy } = element.comparison!.runs[0].validation!;
    expect(inside(element, '.caption').textContent).toContain(`and ${10 * accuracy!} of 10 kept apart`);
    const svg = await element.toBlob({ type: 'image/svg+xml' }).then((blob) => blob.text());
    expect(svg).toContain('>kept apart<');
  });

  it('keeps to two columns: a third takes the place of the first, and the target is none of them', async () => {
    const element = network({ ...empty, steps: '20' });
    drop(element, garden);
    await until('its columns are there', () => inside(element, '[part=run]'));
    await tick(element, 'height');
    expect(ticked(element)).toEqual(['length', 'height']);
    await tick(element, 'height');
    expect(ticked(element)).toEqual(['length']);
    expect(inside<HTMLButtonElement>(element, '[part=run]').disabled).toBe(true);
    expect(inside(element, '[part=data]').textContent).toContain('It needs two columns of numbers');
    await tick(element, 'ripe');
    // Numbers that name classes are a target too.
    await aim(element, 'ripe');
    expect(ticked(element)).toEqual(['length']);
    await tick(element, 'height');
    inside(element, '[part=run]').click();
    await drawn(element);
    expect([element.target, element.columns]).toEqual(['ripe', 'length,height']);
    expect(new Set(element.toCSV().match(/(?<=,)[01](?=,[01],)/g))).toEqual(new Set(['0', '1']));
  });

  it('says what is wrong with a file, and keeps what it showed', async () => {
    const many = `a,b,name\n${Array.from({ length: 60 }, (_, i) => `${i},${i % 9},n${i % 30}`).join('\n')}\n`;
    const broken = `a,b,kind\n${'1,2,x\n1,3,y\n'.repeat(40_000)}1,<img src=x>,x\n`;
    for (const [text, target, message] of [
      [many, 'name', /target needs at most 20 classes to be drawn, got 30/],
      [broken, 'kind', /row 80002, column "b"/],
    ] as const) {
      const element = network();
      await drawn(element);
      const before = element.comparison;
      drop(element, text);
      await until('its columns are there', () => inside(element, '[part=run]'));
      await aim(element, target);
      const failed = next(element, 'nabla-error');
      inside(element, '[part=run]').click();
      expect((await failed).detail.error.message).toMatch(message);
      await element.updateComplete;
      expect(inside(element, '[part=data] [role=alert]').textContent).toMatch(message);
      expect(all(element, '[role=alert]')).toHaveLength(1);
      expect(all(element, 'img')).toEqual([]);
      expect(element.comparison).toBe(before);
      element.remove();
    }
  });

  it('draws some of a hundred thousand rows, read beside the page', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `${i % 97},${(i * 31) % 89},${i % 97 > 40 ? 'x' : 'y'}`,
    );
    const element = network({ ...empty, steps: '3' });
    await element.updateComplete;
    drop(element, `a,b,kind\n${rows.join('\n')}\n`);
    await until('its columns are there', () => inside(element, '[part=run]'));
    inside(element, '[part=run]').click();
    await drawn(element);
    expect(element.toCSV().split('\r\n').length).toBeLessThan(1010);
    expect(inside(element, '.subtitle').textContent).toMatch(/20.000 of 100.000 rows kept apart/);
    element.step(3);
    await element.updateComplete;
    expect(inside(element, '.caption').textContent).toMatch(/ of \d{3} points drawn lie in/);
  });
});

describe('nabla-network as it is seen', () => {
  it.each([320, 360, 960, 1600])('fits into %i pixels, with everything open', async (width) => {
    document.body.style.width = `${width}px`;
    const element = network({ data: 'penguins', columns: 'bill length,bill depth', validation: '0.2' });
    await drawn(element);
    for (const details of all(element, 'details')) (details as HTMLDetailsElement).open = true;
    await frame();
    // Icons hang out by what is clear around them, into the page's margin.
    const edge = element.getBoundingClientRect().right + 8;
    const beyond = all(element, '*').filter((part) => part.getBoundingClientRect().right > edge + 0.5);
    expect(beyond.map((part) => part.className)).toEqual([]);
    document.body.style.width = '';
  });

  it('does without colour where the system sets colours: no tints, a boundary, a marker for each class', async () => {
    const element = network({ data: 'penguins', columns: 'bill length,bill depth' });
    await drawn(element);
    const forced = {
      lowest: 'Highlight',
      series: Array(6).fill('CanvasText'),
      labels: Array(6).fill('CanvasText'),
    };
    const plain = {
      surface: 'Canvas',
      sunken: 'Canvas',
      text: 'CanvasText',
      quiet: 'CanvasText',
      grid: 'gray',
      control: 'gray',
    };
    const palette = { ...forced, ...plain, family: 'serif', paper: false, line: 2 };
    const { marks } = (
      element as unknown as { createDrawing(width: number, palette: Palette, measure: () => number): Drawing }
    ).createDrawing(680, palette, () => 20);
    expect(marks.filter((mark) => 'alpha' in mark && mark.alpha !== undefined)).toEqual([]);
    // Of the plane, then of the losses.
    const lines = marks.filter((mark) => mark.kind === 'line' && mark.within);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ color: 'CanvasText', width: 2 });
  });

  it('says that a run diverged, and shows where it was before', async () => {
    const element = network({ optimizer: 'sgd', rate: '1e200' });
    await until('it is computed', () => element.comparison);
    element.step(80);
    await element.updateComplete;
    expect(element.comparison!.runs[0].outcome).toBe('diverged');
    expect(inside(element, '.caption').textContent).toMatch(
      /The run diverged at step \d+; before that, \d+ of 200 points/,
    );
    expect(pixels(element).some((value) => value > 0)).toBe(true);
  });
});

describe('nabla-network beside its plane', () => {
  const canvas = (element: NablaNetwork, selector: string) => inside<HTMLCanvasElement>(element, selector);
  const inked = (of: HTMLCanvasElement) =>
    of.width > 0 &&
    of
      .getContext('2d')!
      .getImageData(0, 0, of.width, of.height)
      .data.some((part) => part > 0);
  const change = async (element: NablaNetwork, selector: string, value: string) => {
    const field = inside<HTMLInputElement>(element, selector);
    field.value = value;
    field.dispatchEvent(new Event('change'));
    await element.updateComplete;
  };

  it('draws its losses, and its hidden units where these are asked for, one switched off at a press', async () => {
    const element = network({ validation: '0.25' });
    await drawn(element);
    element.step(80);
    await until('its losses are drawn', () => inked(canvas(element, 'canvas.loss')));
    expect(all(element, '.unit')).toEqual([]);
    inside(element, '[part=views] button:last-child').click();
    await element.updateComplete;
    expect(element.view).toBe('units');
    await until('its units are drawn', () =>
      all(element, '.unit canvas').every((each) => inked(each as HTMLCanvasElement)),
    );
    const weights = all(element, '.weight').map((each) =>
      Number(each.textContent!.replace('−', '-').replace('weight ', '')),
    );
    const { W } = mlp(split(moons({ seed: 3 }), { validation: 0.25, seed: 3 }), { layers: [5], seed: 3 })
      .unflatten(element.comparison!.runs[0].point)
      .at(-1)!;
    const own = Array.from({ length: 5 }, (_, unit) => W.data[5 + unit] - W.data[unit]);
    const sorted = own.sort((a, b) => Math.abs(b) - Math.abs(a));
    expect(weights).toEqual(sorted.map((weight) => Number(weight.toPrecision(3))));
    const told = element.toCSV();
    inside(element, '.unit').click();
    await element.updateComplete;
    expect(inside(element, '.unit').getAttribute('aria-pressed')).toBe('false');
    expect(element.toCSV()).not.toBe(told);
    inside(element, '.unit').click();
    await element.updateComplete;
    expect(element.toCSV()).toBe(told);
    const before = pixels(element);
    inside(element, '.unit').dispatchEvent(new PointerEvent('pointerenter'));
    await until('its line is drawn', () => pixels(element).some((value, i) => value !== before[i]));
    expect(await violations(element)).toEqual([]);
  });

  it('has layers and data that are changed while it stands', async () => {
    const element = network();
    await drawn(element);
    element.step(80);
    const changes: unknown[] = [];
    element.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    const learned = (model: string) =>
      until(`it has learned ${model}`, () => element.model === model && element.comparison);
    inside(element, '[part=add-layer]').click();
    await learned('mlp:5,5:tanh');
    await change(element, '[part=units]', '3');
    await learned('mlp:3,5:tanh');
    await change(element, '[part=activation]', 'relu');
    await learned('mlp:3,5:relu');
    expect(inside(element, '.anew').textContent).toContain('anew');
    inside(element, '[part=remove-layer]').click();
    await learned('mlp:5:relu');
    await change(element, '[part=units]', '0');
    expect(element.model).toBe('mlp:5:relu');
    await change(element, '[part=noise]', '0');
    await until('there is no noise', () => element.toCSV().includes('1,0,upper'));
    inside(element, '[part=apart]').click();
    await until('rows are kept apart', () => element.toCSV().includes('validation'));
    await until('they are told', () =>
      inside(element, '[part=apart]').textContent!.includes('40 rows kept apart'),
    );
    inside(element, '[part=apart]').click();
    await element.updateComplete;
    expect(element.apart).toBe(false);
    await change(element, '[part=data-set]', 'penguins');
    await until('there are penguins', () => element.toCSV().startsWith('bill length,bill depth'));
    await change(element, '[part=measurement]', 'body mass');
    await until('another is across', () => element.toCSV().startsWith('body mass,bill depth'));
    expect(changes).toContainEqual({ name: 'model', value: 'mlp:5,5:tanh' });
  });

  it.each([
    [{ noise: '-1' }, 'noise needs a number from 0 to 1000, got -1'],
    [{ noise: 'much' }, 'noise needs'],
    [{ view: 'all' }, 'view needs "plane" or "units", got "all"'],
  ])('refuses %j', async (attributes, message) => {
    const element = network(attributes as unknown as Record<string, string>);
    await until('it says so', () => inside(element, '[role=alert]'));
    expect(inside(element, '[role=alert]').textContent).toContain(message);
  });
});
