import { afterEach, describe, expect, it } from 'vitest';
import '../../web/elements/index.js';
import type { NablaCompare } from '../../web/elements/index.js';
import { violations } from './axe.js';
import { all, blue, inside, painted, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

/** A figure of runs made elsewhere, at its end. */
async function recorded(given: Partial<NablaCompare>): Promise<NablaCompare> {
  const element = document.createElement('nabla-compare');
  Object.assign(element, { loading: 'eager', speed: '1000', ...given });
  document.body.append(element);
  await until('it is there', () => element.comparison || inside(element, '[role=alert]'));
  await until('it is at its end', () => !element.matches(':state(playing)'));
  await element.updateComplete;
  return element;
}

const fileOf = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
const views = (element: NablaCompare) =>
  all(element, '[part=views] button').map((button) => button.textContent);
const caption = (element: NablaCompare) =>
  inside(element, '.caption p').textContent!.trim().replace(/\s+/g, ' ');

const pair = [
  { label: 'baseline', losses: Float64Array.of(4, 2, 1) },
  { label: 'clipped', losses: [4, 3, Number.NaN], every: 5 },
];

describe('nabla-compare of runs made elsewhere', () => {
  it('draws and tells them, with all that needs no optimizer', async () => {
    const element = await recorded({ runs: pair });
    expect(inside(element, '.subtitle').textContent).toBe('2 runs, 10 steps');
    expect(all(element, '.chip .rate').map((chip) => chip.textContent)).toEqual(['baseline', 'clipped']);
    expect(inside(element, '.add, [part=number]')).toBeNull();
    expect(views(element)).toEqual([]);
    expect(caption(element)).toBe('baseline ends lowest, at 1.0 after 2 steps. clipped diverged at step 10.');
    expect(all(element, 'tbody .outcome').map((cell) => cell.textContent)).toEqual([
      'Recorded: to step 2',
      'Diverged: loss is NaN at step 10',
    ]);
    await until('it is drawn', () => painted(element, blue) > 50);
    expect(element.toCSV()).toBe('step,baseline,clipped\r\n0,4,4\r\n1,2,\r\n2,1,\r\n5,,3\r\n10,,NaN\r\n');
    expect((await element.toBlob({ type: 'image/svg+xml' })).size).toBeGreaterThan(1000);
    expect(await violations(element)).toEqual([]);
  });

  it('draws a history that is dropped, another of its name too, and leaves tables of data to the form', async () => {
    const element = await recorded({ problem: 'bowl', optimizers: 'sgd', rates: '0.1', steps: 5 });
    const drop = (text: string) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'history.csv'));
      element.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    };
    const labels = () => element.comparison?.runs.map(({ label }) => label).join();
    drop('step,a,b\n0,3,3\n5,2,1\n');
    await until('it is drawn', () => labels() === 'a,b');
    expect([element.src, element.problem]).toEqual(['history.csv', '']);
    drop('loss,val_loss\n3,3\n2,1\n');
    await until('the other is drawn', () => labels() === 'loss');
    drop('loss,val_loss\n3,three\n');
    await until('it is refused', () => inside(element, '[role=alert]'));
    expect(inside(element, '[role=alert]').textContent).toContain('row 2');
    expect(labels()).toBe('loss');
    drop('iteration,kind\n1,yes\n2,no\n');
    await until('its target is asked for', () => inside<HTMLDetailsElement>(element, '.data')?.open);
    expect(element.src).toBe('history.csv');
  });

  it('is steered by keyboard, and fires the events of any other', async () => {
    const element = await recorded({ runs: pair, autoplay: false });
    const steps: number[] = [];
    element.addEventListener('nabla-step', ({ detail }) => steps.push(detail.step));
    const press = (key: string) =>
      inside(element, '.plot').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    const ended = new Promise((resolve) => element.addEventListener('nabla-end', resolve, { once: true }));
    press('ArrowRight');
    press('ArrowUp');
    expect(inside(element, '.spoken').textContent).toBe('baseline, step 1: 2.00');
    press('End');
    await ended;
    expect(steps).toEqual([1, 10]);
  });

  it('goes by the attribute, a state and the lines that embed it', async () => {
    const first = await recorded({ runs: pair });
    const state = JSON.parse(JSON.stringify(first.getState()));
    const second = document.createElement('nabla-compare');
    second.setState(state);
    expect(second.getState()).toEqual(first.getState());
    const third = document.createElement('nabla-compare');
    for (const [name, value] of first.attributesNow) third.setAttribute(name, value);
    document.body.append(third);
    await until('it is there', () => third.comparison);
    expect(third.comparison!.hash).toBe(first.comparison!.hash);
  });

  it('does not begin again for equal runs in another list, and does for others', async () => {
    const element = await recorded({ runs: pair });
    const { comparison } = element;
    element.runs = pair.map((run) => ({ ...run }));
    await element.updateComplete;
    expect(element.comparison).toBe(comparison);
    element.runs = pair.slice(0, 1);
    await element.updateComplete;
    expect(element.comparison!.runs).toHaveLength(1);
    Object.assign(element, { runs: '', problem: 'bowl', rates: '0.1', steps: 5 });
    await until('it is computed', () => element.comparison?.runs[0].optimizer === 'sgd');
    expect(inside(element, '.add')).not.toBeNull();
  });

  it('has the sensitivity of labels that name a rate, and validation of a file', async () => {
    const rated = await recorded({
      runs: ['sgd 0.1', 'sgd 0.01', 'adam 0.1'].map((label, i) => ({ label, losses: [3, 1 + i] })),
    });
    expect(views(rated)).toEqual(['Loss', 'Sensitivity']);
    inside(rated, '[part=views] button:nth-of-type(2)').click();
    await rated.updateComplete;
    expect(inside(rated, '.axis').textContent).toContain('Final loss after 1 steps');
    const file = await recorded({ src: fileOf('epoch,loss,val_loss\n0,3,4\n1,2,\n2,1,2.5\n') });
    expect(views(file)).toEqual(['Training', 'Validation']);
    expect(caption(file)).toBe('loss ends at 1.0, in validation at 2.5, after 2 steps.');
    const table = all(file, 'details').find((each) => each.textContent!.includes('step by step'))!;
    (table as HTMLDetailsElement).open = true;
    await until('its rows are there', () => table.querySelectorAll('tbody tr').length === 3);
    expect(Array.from(table.querySelectorAll('tbody tr')[1].children, (cell) => cell.textContent)).toEqual([
      '1',
      '2.00',
      '',
    ]);
  });

  it.each([
    [{ runs: [{ label: 'a', losses: ['x'] }] }, 'nabla-compare: runs[0].losses[0] needs a number, got "x"'],
    [{ runs: '[1' }, 'nabla-compare: runs needs JSON where it begins with [, got "[1"'],
    [{ src: fileOf('step,a\n0,x\n') }, 'csv: row 2, column "a" needs a loss, got "x"'],
    [{ src: '/nowhere.csv' }, 'nabla: src needs '],
  ])('says what is wrong with %j', async (given, message) => {
    const element = await recorded(given as Partial<NablaCompare>);
    expect(inside(element, '[role=alert]').textContent).toContain(message);
  });
});
