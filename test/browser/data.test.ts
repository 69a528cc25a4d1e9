import { afterEach, describe, expect, it } from 'vitest';
import {
  compare,
  csv,
  linearRegression,
  mlp,
  moons,
  penguins,
  softmaxRegression,
  split,
  standardize,
} from '../../src/index.js';
import type { NablaCompare } from '../../web/elements/index.js';
import { violations } from './axe.js';
import { all, figure, inside, next, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

const still = { optimizers: 'sgd adam', rates: '0.01 0.1', steps: '60', loading: 'eager', autoplay: 'false' };
const both = { optimizers: ['sgd', 'adam'] as const, rates: [0.01, 0.1], steps: 60 };

const flowers = ['width,length,note,kind', '1,2,a,red', '2,1,b,blue', '1.5,2.5,c,red', '2.5,,d,blue'].join(
  '\n',
);
/** Enough rows to keep some apart. */
const garden = `${flowers}\n${Array.from({ length: 40 }, (_, i) => `${i % 7},${(i * i) % 11},n${i},${i % 2 ? 'red' : 'blue'}`).join('\n')}\n`;

const fileOf = (text: string, name = 'flowers.csv') => new File([text], name, { type: 'text/csv' });

function drop(element: NablaCompare, ...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  for (const type of ['dragover', 'drop'])
    element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}

const computed = async (element: NablaCompare) => {
  await until('it is computed', () => element.comparison);
  await element.updateComplete;
  return element.comparison!;
};

describe('nabla-compare on data', () => {
  it('computes what the library does: a network on moons, in batches, with rows kept apart', async () => {
    const element = figure({
      ...still,
      data: 'moons',
      model: 'mlp:4,3',
      batch: '32',
      seed: '7',
      validation: '0.25',
    });
    const { hash, runs } = await computed(element);
    const data = standardize(split(moons({ seed: 7 }), { validation: 0.25, seed: 7 }));
    const expected = await compare(mlp(data, { layers: [4, 3], seed: 7 }), {
      ...both,
      optimizers: [...both.optimizers],
      batch: 32,
      seed: 7,
    });
    expect(hash).toBe(expected.hash);
    expect(runs[0].every).toBe(5);
    expect(inside(element, '.subtitle').textContent).toBe(
      'A network of 4, 3 units on moons, 60 steps of 32 rows; 50 of 200 rows kept apart',
    );
  });

  it('tells training from validation in its table, and says which it went by', async () => {
    const element = figure({ ...still, data: 'penguins', model: 'softmax', validation: '0.2' });
    const comparison = await computed(element);
    const expected = await compare(softmaxRegression(standardize(split(penguins()))), {
      ...both,
      optimizers: [...both.optimizers],
    });
    expect(comparison.hash).toBe(expected.hash);
    expect(all(element, '[part=outcomes] thead th').map((cell) => cell.textContent)).toEqual([
      'Run',
      'Outcome',
      'Training loss',
      'accuracy',
      'Validation loss',
      'accuracy',
    ]);
    const cells = all(element, '[part=outcomes] tbody tr:first-child td').map((cell) => cell.textContent!);
    const { validation, accuracy } = expected.runs[0];
    expect(Number(cells[3])).toBeCloseTo(validation!.loss, 2);
    expect(Number.parseFloat(cells[2])).toBeCloseTo(100 * accuracy!, 0);
    expect(Number.parseFloat(cells[4])).toBeCloseTo(100 * validation!.accuracy!, 0);
    element.step(60);
    await element.updateComplete;
    expect(inside(element, '.caption').textContent).toContain('lowest on the rows kept apart');
    expect(inside(element, '.tag').textContent).toBe('lowest in validation');
  });

  describe('validation: rows kept apart', () => {
    const parted = { ...still, data: 'moons', model: 'mlp:4', validation: '0.25', rates: '0.1' };
    const segments = (element: NablaCompare) => all(element, '[part=views] button') as HTMLElement[];
    const drawnIn = async (element: NablaCompare) =>
      (await element.toBlob({ type: 'image/svg+xml', width: 680 })).text();

    it('has their losses beside those of the rest: in the numbers, in the table, in what it tells the page', async () => {
      const element = figure(parted);
      const { runs } = await computed(element);
      const [names, ...lines] = element.toCSV().trim().split('\r\n');
      expect(names).toBe('step,sgd 0.1,sgd 0.1 validation,adam 0.1,adam 0.1 validation');
      const columns = lines.map((line) => line.split(',').map(Number));
      expect(columns).toHaveLength(61);
      runs.forEach(({ losses, validation }, i) => {
        expect(columns.map((row) => row[2 * i + 1])).toEqual(Array.from(losses));
        expect(columns.map((row) => row[2 * i + 2])).toEqual(Array.from(validation!.losses));
      });
      const told = next(element, 'nabla-step');
      element.step(20);
      const [run] = (await told).detail.runs;
      expect(run.validation).toBe(runs[0].validation!.losses[20]);
      inside(element, '[part=numbers] summary').click();
      await until('the table is there', () => inside(element, '[part=numbers] tbody'));
      expect(all(element, '[part=numbers] th[scope=col]').map((cell) => cell.textContent)).toEqual([
        'Step',
        'Training loss',
        'Validation loss',
      ]);
    });

    it('draws both, the chosen ones solid and the others dotted, each named where it ends', async () => {
      const element = figure(parted);
      await computed(element);
      element.step(60);
      await element.updateComplete;
      expect(segments(element).map((each) => each.textContent)).toEqual([
        'Training',
        'Validation',
        'Sensitivity',
      ]);
      const training = await drawnIn(element);
      expect(training.match(/>validation</g)).toHaveLength(2);
      segments(element)[1].click();
      await element.updateComplete;
      const validation = await drawnIn(element);
      expect(validation).toContain('Validation loss, log scale');
      expect(validation.match(/>training</g)).toHaveLength(2);
      expect(validation).not.toBe(training);
      segments(element)[2].click();
      await element.updateComplete;
      expect(await drawnIn(element)).toContain('Final validation loss after 60 steps, log scale');
      expect(await violations(element)).toEqual([]);
    });

    it('says how many there are as soon as there is anything to see', async () => {
      const element = figure({ ...parted, steps: '100000' });
      await until('some of it is there', () => all(element, '.chip').length > 0);
      expect(element.comparison).toBeNull();
      expect(inside(element, '.subtitle').textContent).toContain('50 of 200 rows kept apart');
    });

    it('reads both out to those who steer by keys', async () => {
      const element = figure(parted);
      await computed(element);
      const plot = inside(element, '.plot');
      for (const key of ['End', 'ArrowDown']) plot.dispatchEvent(new KeyboardEvent('keydown', { key }));
      expect(inside(element, '.spoken').textContent).toMatch(
        /^(sgd|adam) 0\.1, step 60: training [\d.]+, validation [\d.]+$/,
      );
    });

    it('says where validation was lowest, when that was before the end', async () => {
      const element = figure({
        ...parted,
        data: 'iris',
        model: 'mlp:8',
        validation: '0.3',
        optimizers: 'adam',
        steps: '300',
      });
      const { best } = await computed(element);
      element.step(300);
      await element.updateComplete;
      const { losses, loss } = best!.validation!;
      const least = Math.min(...losses);
      expect(least).toBeLessThan(0.9 * loss);
      expect(inside(element, '.caption').textContent).toContain(
        `at step ${losses.indexOf(least) * best!.every})`,
      );
    });

    it('has no such view where none are', async () => {
      const element = figure(parted);
      await computed(element);
      segments(element)[1].click();
      element.validation = '0';
      await until('it is computed anew', () => element.comparison?.by === 'training');
      await element.updateComplete;
      expect(segments(element).map((each) => each.textContent)).toEqual(['Loss', 'Sensitivity']);
      expect(segments(element)[0].getAttribute('aria-pressed')).toBe('true');
      expect(await drawnIn(element)).not.toContain('alidation');
      expect(element.toCSV().split('\r\n')[0]).toBe('step,sgd 0.1,adam 0.1');
    });
  });

  it('takes a file that is dropped on it: text unticked with the reason, and runs with one more click', async () => {
    const element = figure({ loading: 'eager', autoplay: 'false', steps: '60' });
    await until('it is empty', () => inside(element, '.empty'));
    drop(element, fileOf(garden));
    await until('its columns are there', () => inside(element, '[part=run]'));
    expect(inside<HTMLSelectElement>(element, '[part=target]').value).toBe('kind');
    expect(inside<HTMLDetailsElement>(element, '[part=data]').open).toBe(true);
    const ticks = all(element, '.tick').map((tick) => [
      tick.textContent!.trim().replace(/\s+/g, ' '),
      tick.querySelector('input')!.checked,
    ]);
    expect(ticks).toEqual([
      ['width', true],
      ['length', true],
      ['note text, like “a”', false],
    ]);
    expect(await violations(element)).toEqual([]);
    inside(element, '[part=run]').click();
    const { hash } = await computed(element);
    const data = csv(garden, { target: 'kind', columns: ['width', 'length'], missing: 'drop' });
    const expected = await compare(
      softmaxRegression(standardize(split(data, { validation: 0.2, seed: 0 }))),
      {
        optimizers: ['sgd', 'adam'],
        rates: '1e-3..1:4',
        steps: 60,
      },
    );
    expect(hash).toBe(expected.hash);
    expect(inside(element, '.subtitle').textContent).toContain(
      '9 of 43 rows kept apart, 1 without a value left out',
    );
    expect(inside<HTMLDetailsElement>(element, '[part=data]').open).toBe(false);
  });

  it('takes another target and other columns, and tells the page', async () => {
    const element = figure({ ...still, problem: 'bowl' });
    await computed(element);
    const before = element.comparison;
    drop(element, fileOf(garden));
    await until('its columns are there', () => inside(element, '[part=run]'));
    expect(element.comparison).toBe(before);
    const pick = inside<HTMLSelectElement>(element, '[part=target]');
    pick.value = 'length';
    pick.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(inside<HTMLSelectElement>(element, '[part=model]').value).toBe('linear');
    const told: string[] = [];
    element.addEventListener('nabla-change', ({ detail }) => told.push(detail.name));
    inside(element, '[part=run]').click();
    expect(told).toEqual(['problem', 'data', 'target', 'columns', 'model', 'missing', 'validation']);
    await until('it is computed', () => element.comparison !== before && element.comparison);
    const data = csv(garden, { target: 'length', columns: ['width'], missing: 'drop' });
    const expected = await compare(linearRegression(standardize(split(data))), {
      ...both,
      optimizers: [...both.optimizers],
    });
    expect(element.comparison!.hash).toBe(expected.hash);
  });

  const broken: [what: string, text: string, message: RegExp][] = [
    [
      'a text among numbers, far down',
      `a,b,kind\n${'1,2,x\n1,2,y\n'.repeat(40_000)}1,<img src=x>,x\n`,
      /row 80002, column "b"/,
    ],
    ['one class', 'a,kind\n1,x\n2,x\n', /two classes/],
  ];
  it.each(broken)(
    'says what is wrong with a file, and keeps what it showed: %s',
    async (_, text, message) => {
      const element = figure({ ...still, data: 'iris', model: 'softmax' });
      const before = await computed(element);
      drop(element, fileOf(text));
      await until('its columns are there', () => inside(element, '[part=run]'));
      const failed = next(element, 'nabla-error');
      inside(element, '[part=run]').click();
      expect((await failed).detail.error.message).toMatch(message);
      await element.updateComplete;
      expect(all(element, '[role=alert]').length).toBe(1);
      expect(
        inside(element, '[part=run]').compareDocumentPosition(inside(element, '.data [role=alert]')),
      ).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
      expect(inside(element, '[role=alert]').textContent).toMatch(message);
      expect(inside<HTMLDetailsElement>(element, '.data').open).toBe(true);
      expect(all(element, 'img')).toEqual([]);
      expect(element.comparison).toBe(before);
    },
  );

  const dropped: [what: string, files: File[], message: RegExp][] = [
    ['nothing in it', [fileOf('')], /^csv: text needs a row of names, got none$/],
    ['names only', [fileOf('a,b\n')], /^csv: text needs a row below the names, got none$/],
    ['an open quote', [fileOf('a,b\n"1,2\n')], /^csv: row 2, column "a" needs a closing quote/],
    ['a row too short', [fileOf('a,b,kind\n1,2,x\n1,y\n')], /^csv: row 3 needs 3 fields, got 2$/],
    [
      'spaces between names',
      [fileOf('a b kind\n1 2 x\n')],
      /^csv: row 1 needs names with , ; tab or \| between them, got "a b kind"$/,
    ],
    [
      'bytes',
      [new File([new Uint8Array([80, 75, 3, 4, 0, 10])], 'a.zip')],
      /^csv: data needs a file of text/,
    ],
    ['two of them', [fileOf(garden), fileOf(garden)], /^nabla-compare: data needs one file, got 2$/],
  ];
  it.each(dropped)(
    'says at once, under the button that chooses one, what is wrong with a file: %s',
    async (_, files, message) => {
      const element = figure({ ...still, data: 'iris', model: 'softmax' });
      const before = await computed(element);
      const failed = next(element, 'nabla-error');
      drop(element, ...files);
      expect((await failed).detail.error.message).toMatch(message);
      await element.updateComplete;
      expect(inside<HTMLDetailsElement>(element, '.data').open).toBe(true);
      expect(all(element, '[role=alert]').length).toBe(1);
      expect(inside(element, '.file + .error').textContent).toMatch(/^\s*(csv|nabla-compare): /);
      expect(await violations(element)).toEqual([]);
      expect([element.data, element.comparison]).toEqual(['iris', before]);
      drop(element, fileOf(garden));
      await until('its columns are there', () => inside(element, '[part=run]'));
      expect(all(element, '[role=alert]')).toEqual([]);
    },
  );

  it('reads a file as people have it, packed, and says how it was read', async () => {
    const text = `a;b;kind\n${Array.from({ length: 20 }, (_, i) => `${i},5;${i % 7};${i % 2 ? 'grün' : 'rot'}`).join('\n')}`;
    const bytes = Uint8Array.from(text, (each) => each.charCodeAt(0));
    const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
    const element = figure({ ...still, 'one-hot': 'b' });
    await element.updateComplete;
    drop(element, new File([await new Response(packed).blob()], 'a.csv.gz'));
    await until('its columns are there', () => inside(element, '[part=run]'));
    inside(element, '[part=run]').click();
    const { hash } = await computed(element);
    const data = standardize(split(csv(bytes, { target: 'kind', oneHot: ['b'], missing: 'drop' })));
    const expected = await compare(softmaxRegression(data), { ...both, optimizers: [...both.optimizers] });
    expect(hash).toBe(expected.hash);
    expect(inside(element, '[part=data]').textContent).toContain(
      'read as ; with decimal commas, Windows-1252',
    );
  });

  it('says in its own words that a file cannot be read any more', async () => {
    const gone = Object.assign(fileOf(garden), {
      arrayBuffer: () => Promise.reject(new DOMException('words of a browser', 'NotReadableError')),
      slice: () => gone,
    });
    const element = figure({ ...still, data: 'iris', model: 'softmax' });
    await computed(element);
    const take = inside<HTMLInputElement>(element, '[part=file]');
    Object.defineProperty(take, 'files', { value: [gone] });
    const failed = next(element, 'nabla-error');
    take.dispatchEvent(new Event('change'));
    expect((await failed).detail.error.message).toBe(
      'csv: data needs a file that can be read, got one that is a folder, was changed or is gone',
    );
  });

  it('runs nothing before it is told to: a second file of the same name, with the part closed by hand', async () => {
    const element = figure({ ...still, data: 'iris', model: 'softmax' });
    const irises = await computed(element);
    drop(element, fileOf(garden));
    await until('its columns are there', () => inside(element, '[part=run]'));
    inside(element, '[part=run]').click();
    await until('it is computed', () => element.comparison !== irises && element.comparison);
    await until('its part is closed', () => !inside<HTMLDetailsElement>(element, '.data').open);
    const before = element.comparison;
    for (const text of [`u,v,w\n${'1,2,3\n2,5,4\n'.repeat(9)}`, `${garden}3,3,z,blue\n`]) {
      drop(element, fileOf(text));
      await until('it is open', () => inside<HTMLDetailsElement>(element, '.data').open);
      inside<HTMLDetailsElement>(element, '.data').open = false;
    }
    await element.updateComplete;
    expect(all(element, '[role=alert]')).toEqual([]);
    expect(element.comparison).toBe(before);
    inside(element, '[part=run]').click();
    await until('it is computed', () => element.comparison !== before && element.comparison);
    expect(inside(element, '.subtitle').textContent).toContain('of 44 rows kept apart');
  });

  it('brings what comes next into sight: the choice, then the drawing, which takes the focus', async () => {
    const element = figure({ ...still, data: 'iris', model: 'softmax', style: 'margin-top: 2000px' });
    await computed(element);
    drop(element, fileOf(garden));
    await until('its columns are there', () => inside(element, '[part=run]'));
    const inSight = (selector: string) => {
      const { top, bottom } = inside(element, selector).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    };
    expect(inSight('[part=run]')).toBe(true);
    inside(element, '[part=run]').focus();
    inside(element, '[part=run]').click();
    await until('its part is closed', () => !inside<HTMLDetailsElement>(element, '.data').open);
    expect(inSight('.header')).toBe(true);
    expect(element.shadowRoot!.activeElement).toBe(inside(element, '.plot'));
    scrollTo(0, 0);
  });

  it('ticks many columns at once', async () => {
    const names = Array.from({ length: 200 }, (_, j) => `x${j}`);
    const rows = Array.from({ length: 40 }, (_, i) => names.map((_, j) => (i * j) % 7).join(','));
    const element = figure({ ...still, data: 'iris', model: 'softmax' });
    await computed(element);
    drop(element, fileOf([names.join(','), ...rows].join('\n')));
    const every = await until('its columns are there', () =>
      inside<HTMLInputElement>(element, '[part=all]'),
    ).then(() => inside<HTMLInputElement>(element, '[part=all]'));
    const ticked = () => all(element, '.tick:not(.all) input:checked').length;
    expect([ticked(), every.checked, every.indeterminate]).toEqual([199, true, false]);
    every.click();
    await element.updateComplete;
    expect([ticked(), every.checked, every.indeterminate]).toEqual([0, false, false]);
    expect(inside<HTMLButtonElement>(element, '[part=run]').disabled).toBe(true);
    inside(element, '.tick:not(.all) input').click();
    await element.updateComplete;
    expect([ticked(), every.checked, every.indeterminate]).toEqual([1, false, true]);
    every.click();
    await element.updateComplete;
    expect(ticked()).toBe(199);
  });

  it('holds names of any length, on a phone too', async () => {
    const long = 'a name that goes on and on '.repeat(8);
    const element = figure({ ...still, data: 'iris', model: 'softmax', style: 'width: 328px' });
    const irises = await computed(element);
    const text = `${'x'.repeat(200)},"${long}, with a comma",kind\n${garden
      .split('\n')
      .slice(5, 40)
      .map((line) => line.replace(/n\d+,/, ''))
      .join('\n')}\n`;
    drop(element, fileOf(text, `${'long'.repeat(50)}.csv`));
    await until('its columns are there', () => inside(element, '[part=run]'));
    const { right } = element.getBoundingClientRect();
    for (const each of all(element, '.data *'))
      if (each.checkVisibility())
        expect(each.getBoundingClientRect().right, each.outerHTML).toBeLessThanOrEqual(right);
    inside(element, '[part=run]').click();
    await until('it is computed', () => element.comparison !== irises && element.comparison);
    expect(inside(element, '.subtitle').textContent!.length).toBeLessThan(150);
  });

  it('fetches a file by its address, asks for a target where none is given, and says so where there is none', async () => {
    const address = URL.createObjectURL(fileOf(garden));
    const element = figure({ ...still, data: address, model: 'softmax', columns: 'width,length' });
    await until('it asks', () => inside(element, '[part=target]'));
    expect(element.comparison).toBeNull();
    Object.assign(element, { target: 'kind', missing: 'drop' });
    const { hash } = await computed(element);
    const data = csv(garden, { target: 'kind', columns: ['width', 'length'], missing: 'drop' });
    const expected = await compare(softmaxRegression(standardize(data)), {
      ...both,
      optimizers: [...both.optimizers],
    });
    expect(hash).toBe(expected.hash);
    URL.revokeObjectURL(address);
    const other = figure({ ...still, data: `${address}0`, model: 'softmax', target: 'kind' });
    expect((await next(other, 'nabla-error')).detail.error.message).toMatch(
      /data needs a file that can be read, got no answer this page may read from "blob:/,
    );
    const [page, list] = ['text/html', 'application/json'].map((type) =>
      URL.createObjectURL(new Blob(['a,b\n1,2\n'], { type })),
    );
    for (const [place, message] of [
      ['http://[.csv', /data needs a file that can be read, got no answer this page may read from "http:/],
      [page, /data needs a CSV file, got text\/html from "blob:/],
      [list, /data needs a CSV file, got application\/json from "blob:/],
    ] as const) {
      const wrong = figure({ ...still, data: place, model: 'softmax', target: 'b' });
      expect((await next(wrong, 'nabla-error')).detail.error.message).toMatch(message);
    }
  });

  it('fetches nothing before it is in sight', async () => {
    const address = URL.createObjectURL(fileOf(garden));
    const element = figure({
      ...still,
      data: address,
      loading: 'lazy',
      style: 'position:absolute;top:9000px',
    });
    await element.updateComplete;
    URL.revokeObjectURL(address);
    const failed = next(element, 'nabla-error');
    element.scrollIntoView();
    expect((await failed).detail.error.message).toMatch(/no answer/);
    scrollTo(0, 0);
  });

  it('says that it is starting while a file is on its way', async () => {
    const { fetch } = globalThis;
    let answer = (_: Response) => {};
    globalThis.fetch = () => new Promise((resolve) => (answer = resolve));
    try {
      const element = figure({
        ...still,
        data: './slow.csv',
        target: 'kind',
        columns: 'width',
        missing: 'drop',
      });
      await until('it says so', () => inside(element, '.caption')?.textContent.includes('starting …'));
      answer(new Response(garden));
      await computed(element);
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('refuses what does not go together', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [
        { data: 'iris', model: 'mlp:0' },
        /model needs a name, or mlp with units and an activation, .*, got "mlp:0"/,
      ],
      [{ data: 'iris', model: 'linear' }, /numbers to predict/],
      [{ data: 'iris', model: 'softmax', target: 'kind' }, /target needs a CSV file/],
      [{ data: 'iris', model: 'softmax', batch: '1000' }, /batch needs a whole number/],
      [
        { data: 'data:text/csv,a,b%0Ax,y%0Az,w%0A', target: 'b', model: 'softmax' },
        /column "a" needs numbers, got "x" \(row 2\)$/,
      ],
      [{ data: 'iris', model: 'softmax', batch: 'some' }, /batch needs a whole number/],
      [{ data: 'moons', model: 'softmax', seed: '0.5' }, /seed needs a whole number/],
      [{ data: 'iris', model: 'softmax', validation: '2' }, /validation needs a share/],
      [{ problem: 'bowl', batch: '4' }, /batch needs a model on data, got 4/],
    ];
    for (const [attributes, message] of wrong) {
      const element = figure({ ...still, ...attributes });
      expect((await next(element, 'nabla-error')).detail.error.message).toMatch(message);
      element.remove();
    }
  });

  it('leaves the page free while it reads a hundred thousand rows', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `${i % 97},${(i * 31) % 89},${i % 3},${i % 2 ? 'x' : 'y'}`,
    );
    const element = figure({ ...still, steps: '2', rates: '0.1', optimizers: 'sgd' });
    await element.updateComplete;
    drop(element, fileOf(`a,b,c,kind\n${rows.join('\n')}\n`));
    await until('its columns are there', () => inside(element, '[part=run]'));
    inside(element, '[part=run]').click();
    let turns = 0;
    const count = setInterval(() => turns++, 1);
    const { runs } = await computed(element);
    clearInterval(count);
    expect(turns).toBeGreaterThan(5);
    expect(runs[0].steps).toBe(2);
    expect(inside(element, '.subtitle').textContent).toMatch(/20.000 of 100.000 rows kept apart/);
  });
});
