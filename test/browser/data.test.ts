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

function drop(element: NablaCompare, file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
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

  describe('rows kept apart', () => {
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
    expect(told).toEqual(['problem', 'data', 'target', 'model']);
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
      'a text among numbers',
      `a,b,kind\n${'1,2,x\n1,2,y\n'.repeat(20_000)}1,<img src=x>,x\n`,
      /row 40002, column "b"/,
    ],
    ['a row too short', 'a,b,kind\n1,2,x\n1,y\n2,1,y\n', /row 3 needs 3 fields, got 2/],
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
      expect(inside(element, '[role=alert]').textContent).toMatch(message);
      expect(all(element, 'img')).toEqual([]);
      expect(element.comparison).toBe(before);
    },
  );

  it('says at once when a file is no table', async () => {
    const element = figure({ ...still, data: 'iris', model: 'softmax' });
    const before = await computed(element);
    for (const text of ['', 'a,b\n"1,2\n']) {
      const failed = next(element, 'nabla-error');
      drop(element, fileOf(text));
      expect((await failed).detail.error.message).toMatch(/^csv: /);
    }
    expect(element.data).toBe('iris');
    expect(element.comparison).toBe(before);
  });

  it('fetches a file by its address, asks for a target where none is given, and says so where there is none', async () => {
    const address = URL.createObjectURL(fileOf(garden));
    const element = figure({ ...still, data: address, model: 'softmax' });
    await until('it asks', () => inside(element, '[part=target]'));
    expect(element.comparison).toBeNull();
    element.target = 'kind';
    const { hash } = await computed(element);
    const data = csv(garden, { target: 'kind', columns: ['width', 'length'], missing: 'drop' });
    const expected = await compare(softmaxRegression(standardize(split(data))), {
      ...both,
      optimizers: [...both.optimizers],
    });
    expect(hash).toBe(expected.hash);
    URL.revokeObjectURL(address);
    const other = figure({ ...still, data: `${address}0`, model: 'softmax', target: 'kind' });
    expect((await next(other, 'nabla-error')).detail.error.message).toMatch(
      /data needs a file that can be read/,
    );
  });

  it('refuses what does not go together', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ data: 'iris', model: 'mlp:0' }, /model needs units like mlp:8 or mlp:8,8, got "mlp:0"/],
      [{ data: 'iris', model: 'linear' }, /numbers to predict/],
      [{ data: 'iris', model: 'softmax', target: 'kind' }, /target needs a CSV file/],
      [{ data: 'iris', model: 'softmax', batch: '1000' }, /batch needs a whole number/],
      [{ data: 'iris', model: 'softmax', batch: 'some' }, /batch needs a whole number/],
      [{ data: 'moons', model: 'softmax', seed: '0.5' }, /seed needs a whole number/],
      [{ data: 'iris', model: 'softmax', validation: '2' }, /validation needs a share/],
      [{ problem: 'bowl', batch: '4' }, /batch needs data/],
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
