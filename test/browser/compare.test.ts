import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { compare, minimize, type RateList } from '../../src/index.js';
import {
  all,
  blue,
  figure,
  frame,
  inside,
  next,
  painted,
  pixels,
  shown,
  track,
  until,
  valley,
  vermilion,
} from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

describe('nabla-compare', () => {
  it('shows what is compared, its runs and its axes', async () => {
    const element = figure({ ...valley, heading: 'Which rate?', speed: '8' });
    await next(element, 'nabla-end');
    expect(inside(element, '[role=heading]').textContent).toBe('Which rate?');
    expect(inside(element, '.subtitle').textContent).toBe('Rosenbrock from (−1.2, 1), 300 steps');
    expect(all(element, '.name').map((name) => name.textContent)).toEqual(['sgd', 'adam']);
    expect(all(element, '.chip').map((chip) => chip.querySelector('.rate')!.textContent)).toEqual([
      '0.001',
      '0.002',
      '0.01',
      '0.001',
      '0.002',
      '0.01',
    ]);
    await until(
      'both colours are drawn',
      () => painted(element, blue) > 100 && painted(element, vermilion) > 100,
    );
  });

  it('takes optimizers that have no rate, a run each', async () => {
    const element = figure({ ...valley, optimizers: 'newton lbfgs sgd', rates: '0.001 0.002', speed: '8' });
    const { detail } = await next(element, 'nabla-end');
    const { runs, best } = detail.comparison;
    expect(runs.map(({ label }) => label)).toEqual(['newton', 'lbfgs', 'sgd 0.001', 'sgd 0.002']);
    expect(['newton', 'lbfgs']).toContain(best!.label);
    await element.updateComplete;
    expect(all(element, 'tbody tr')).toHaveLength(4);
    expect(inside(element, '.caption').textContent).not.toMatch(/NaN|undefined/);
  });

  it('compares as the library does, and says what became of each run', async () => {
    const element = figure({ ...valley, speed: '8' });
    const { detail } = await next(element, 'nabla-end');
    const expected = await compare('rosenbrock', {
      optimizers: ['sgd', 'adam'],
      rates: [0.001, 0.002, 0.01],
      steps: 300,
      start: [-1.2, 1],
    });
    expect(detail.comparison.hash).toBe(expected.hash);
    expect(element.comparison).toBe(detail.comparison);
    await element.updateComplete;
    expect(all(element, 'tbody tr')).toHaveLength(6);
    const rows = all(element, 'tbody .outcome').map((cell) => cell.textContent);
    expect(rows[2]).toMatch(/^Diverged: /);
    expect(inside(element, '.caption').textContent).toContain('is lowest, at');
    expect(inside(element, '.caption').textContent).toContain('diverged');
  });

  it('fits a model to data', async () => {
    const element = figure({
      data: 'iris',
      model: 'softmax',
      optimizers: 'sgd',
      rates: '1e-2..1:3',
      steps: '50',
      loading: 'eager',
      speed: '8',
    });
    const { detail } = await next(element, 'nabla-end');
    expect(detail.comparison.runs.map(({ knobs }) => knobs.rate)).toEqual([0.01, 0.1, 1]);
    expect(detail.comparison.runs[2].accuracy).toBeGreaterThan(0.9);
    await element.updateComplete;
    expect(all(element, 'thead th').map((cell) => cell.textContent)).toContain('Accuracy');
  });

  it('moves by itself, a step event a frame at most, until it is paused', async () => {
    const element = figure(valley);
    const steps: number[] = [];
    let frames = 0;
    element.addEventListener('nabla-step', ({ detail }) => steps.push(detail.step));
    await next(element, 'nabla-step');
    const counted = steps.length;
    while (steps.length < counted + 10 && frames < 600) {
      await frame();
      frames++;
    }
    expect(steps.length - counted).toBeLessThanOrEqual(frames + 1);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    element.pause();
    const at = shown(element);
    for (let i = 0; i < 10; i++) await frame();
    expect(shown(element)).toBe(at);
    element.play();
    await until('it moves on', () => shown(element) > at);
  });

  it('is over at once where it is asked to be, and says so while it plays', async () => {
    const element = figure({ ...valley, steps: '100000', autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    expect(element.matches(':state(playing)')).toBe(false);
    element.play();
    await element.updateComplete;
    expect(element.matches(':state(playing)')).toBe(true);
    const select = inside<HTMLSelectElement>(element, '[part=speed]');
    select.value = [...select.options].find(({ text }) => text === 'at once')!.value;
    select.dispatchEvent(new Event('change'));
    await next(element, 'nabla-end');
    expect(shown(element)).toBe(100_000);
    expect(element.matches(':state(playing)')).toBe(false);
  });

  it('tells the losses of the step shown', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    const told = next(element, 'nabla-step');
    element.step(7);
    const { detail } = await told;
    expect(detail.step).toBe(7);
    const { runs } = element.comparison!;
    expect(detail.runs.map(({ value }) => value)).toEqual(
      runs.map(({ losses }) => losses[Math.min(7, losses.length - 1)]),
    );
  });

  it('stands still when told not to play by itself, and goes step by step', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    for (let i = 0; i < 5; i++) await frame();
    expect(shown(element)).toBe(0);
    element.step();
    element.step(3);
    expect(shown(element)).toBe(4);
    element.step(-2);
    expect(shown(element)).toBe(2);
    element.step(1e9);
    expect(shown(element)).toBe(300);
    element.step(-1e9);
    expect(shown(element)).toBe(0);
    element.step(9);
    element.reset();
    expect(shown(element)).toBe(0);
  });

  it('begins again when it is played at its end', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    element.step(300);
    element.play();
    await until('it is under way again', () => shown(element) > 0 && shown(element) < 300);
  });

  it('starts anew when an attribute changes', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    element.rates = [0.0005];
    await until('there are two runs', () => element.comparison?.runs.length === 2);
    await element.updateComplete;
    expect(all(element, '.chip')).toHaveLength(2);
  });

  it('changes a rate on the way: the step shown stays, the run goes on from there, and the list is all of it', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('all is computed', () => element.comparison);
    element.step(120);
    const { value } = element.comparison!.runs[0];
    const told = next(element, 'nabla-change');
    inside<HTMLButtonElement>(element, '.number').click();
    const field = () => inside<HTMLInputElement>(element, '.editor input[type=text]');
    await until('the editor is open', () => field()?.matches(':popover-open *'));
    expect(inside(element, '.from').textContent).toContain('From step 120 on');
    field().value = '0.002';
    field().dispatchEvent(new Event('change', { bubbles: true }));
    const rate: RateList = [
      [0, 0.001],
      [120, 0.002],
    ];
    expect((await told).detail).toMatchObject({ name: 'runs', value: { 0: { optimizer: 'sgd', rate } } });
    await until('it is compared anew', () => Array.isArray(element.comparison?.runs[0].knobs.rate));
    expect(shown(element)).toBe(120);
    const alone = minimize('rosenbrock', { optimizer: 'sgd', rate, steps: 300 });
    expect([...element.comparison!.runs[0].losses]).toEqual([...alone.losses]);
    expect(element.comparison!.runs[0].value).not.toBe(value);
    await until('its chip says so', () => all(element, '.rate')[0].textContent === '0.001 → 0.002');
    const other = figure({ autoplay: 'false', loading: 'eager' });
    other.setState(JSON.parse(JSON.stringify(element.getState())));
    await until('another is the same', () => other.comparison);
    expect(other.comparison!.hash).toBe(element.comparison!.hash);
    const text = figure({ ...valley, runs: 'sgd 0.001 0.002@120' });
    await until('as text as well', () => text.comparison);
    expect([...text.comparison!.runs[0].losses]).toEqual([...alone.losses]);
  });

  it('refuses a rate that is none, beside its field, and compares on', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('all is computed', () => element.comparison);
    inside<HTMLButtonElement>(element, '.number').click();
    const field = () => inside<HTMLInputElement>(element, '.editor input[type=text]');
    await until('the editor is open', () => field()?.matches(':popover-open *'));
    for (const text of ['', 'a', '-1', '0', 'Infinity', '<img src=x onerror=alert(1)>']) {
      field().value = text;
      field().dispatchEvent(new Event('change', { bubbles: true }));
      expect(field().getAttribute('aria-invalid')).toBe('true');
      expect(inside(element, '.refused').textContent).toBe('A rate needs a number above 0.');
    }
    expect(element.runs).toBe('');
    expect(element.comparison!.runs).toHaveLength(6);
  });

  it('takes rates in and out, down to none, and up again', async () => {
    const element = figure({ ...valley, optimizers: 'sgd', rates: '0.001', autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    inside<HTMLButtonElement>(element, '.add').click();
    await until('there are two', () => element.comparison?.runs.length === 2);
    expect(element.comparison!.runs.map(({ label }) => label)).toEqual(['sgd 0.001', 'sgd 0.01']);
    for (const left of [1, 0]) {
      inside<HTMLButtonElement>(element, '.number').click();
      await until('the editor is open', () => inside(element, '.editor .acts button:last-child'));
      inside<HTMLButtonElement>(element, '.editor .acts button:last-child').click();
      await until('one is gone', () => all(element, '.chip').length === left);
    }
    const add = inside<HTMLButtonElement>(element, '.empty button');
    const { left, top, width, height } = add.getBoundingClientRect();
    expect(element.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2)).toBe(add);
    add.click();
    await until('there is one again', () => element.comparison?.runs.length === 1);
  });

  it('gives the focus back from the editor of a rate: to its chip, or where that is gone, to the row', async () => {
    const element = figure({ ...valley, optimizers: 'sgd', rates: '0.001 0.002', autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    const focused = () => element.shadowRoot!.activeElement;
    const open = async () => {
      const button = all(element, '.number')[1] as HTMLButtonElement;
      button.focus();
      button.click();
      await until('it is open', () => inside(element, '.editor:popover-open input'));
      inside(element, '.editor input').focus();
      return button;
    };
    const button = await open();
    inside(element, '.editor').hidePopover();
    await until('the focus is back', () => focused() === button);
    await open();
    inside<HTMLButtonElement>(element, '.editor .acts button:last-child').click();
    await until('one is gone', () => all(element, '.chip').length === 1);
    expect(focused()).toBe(inside(element, '.add'));
  });

  it('offers a rate only where it would run', async () => {
    const element = figure({ loading: 'eager' });
    await until('it is empty', () => inside(element, '.empty'));
    expect(inside(element, '.empty').textContent).toMatch(/Drop a CSV file here, or choose data below/);
    expect(all(element, '.empty button')).toEqual([]);
    Object.assign(element, { problem: 'bowl', runs: [] });
    await until('it offers one', () => inside(element, '.empty button'));
    inside(element, '.empty button').click();
    await until('it runs', () => element.comparison);
  });

  it('hides a run and shows it again', async () => {
    const element = figure({ ...valley, autoplay: 'false', optimizers: 'adam', rates: '0.01 0.02' });
    await until('it is computed', () => element.comparison);
    element.step(300);
    await until('it is drawn', () => painted(element, vermilion) > 50);
    await frame();
    const before = painted(element, vermilion);
    const chip = all(element, '.show')[1] as HTMLButtonElement;
    chip.click();
    await until('it is gone', () => painted(element, vermilion) < before / 4);
    expect(chip.getAttribute('aria-pressed')).toBe('false');
    chip.click();
    await until('it is back', () => painted(element, vermilion) > before / 2);
  });

  it('shows losses against rates, with what diverged above', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    element.step(300);
    const told = next(element, 'nabla-change');
    (all(element, '.segments button')[1] as HTMLElement).click();
    expect((await told).detail).toEqual({ name: 'view', value: 'sensitivity' });
    await until('it is named', () =>
      inside(element, '.axis').textContent!.includes('Final loss after 300 steps'),
    );
    expect(painted(element, blue)).toBeGreaterThan(50);
    expect((await element.toBlob()).size).toBeGreaterThan(1000);
  });

  it('has its plot steered by keys: a hundredth, a tenth, a step; runs up and down, each said', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    inside(element, '.plot').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(shown(element)).toBe(3);
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}{Alt>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Alt}');
    expect(shown(element)).toBe(34);
    const spoken = () => inside(element, '.spoken').textContent;
    expect(spoken()).toBe('step 34');
    await userEvent.keyboard('{ArrowDown}');
    const first = spoken();
    expect(first).toMatch(/^(sgd|adam) 0\.\d+, step 34: \d/);
    await userEvent.keyboard('{ArrowDown}');
    expect(spoken()).not.toBe(first);
    await userEvent.keyboard('{End}');
    expect(shown(element)).toBe(300);
    await userEvent.keyboard('{Home} ');
    await until('it plays', () => inside(element, '.play').getAttribute('aria-label') === 'Pause');
    await userEvent.keyboard(' ');
    await until('it stands', () => inside(element, '.play').getAttribute('aria-label') === 'Play');
  });

  it('has its numbers as a table, a page at a time, and as CSV', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    await until('its table is there', () => inside(element, '[part=numbers]'));
    inside<HTMLDetailsElement>(element, '[part=numbers]').open = true;
    await until('there are rows', () => all(element, '.plain tbody tr').length === 200);
    (all(element, '.pages button')[1] as HTMLElement).click();
    await until('the last page is there', () => all(element, '.plain tbody tr').length === 101);
    expect(all(element, '.plain tbody th').at(-1)!.textContent).toBe('300');
    const lines = element.toCSV().trimEnd().split('\r\n');
    expect(lines).toHaveLength(302);
    expect(lines[0]).toBe('step,sgd 0.001,sgd 0.002,sgd 0.01,adam 0.001,adam 0.002,adam 0.01');
    const { runs } = element.comparison!;
    expect(lines[1].split(',').map(Number)).toEqual([0, ...runs.map(({ losses }) => losses[0])]);
    expect(lines[301].split(',')[3]).toBe('');
    expect(Number(lines[301].split(',')[6])).toBe(runs[5].losses[300]);
  });

  it('can be worked from the keyboard', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    await element.updateComplete;
    track(element).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(shown(element)).toBe(2);
    expect(track(element).getAttribute('aria-valuetext')).toBe('step 2');
    await userEvent.keyboard('{End}');
    expect(shown(element)).toBe(300);
    await userEvent.keyboard('{Home}');
    expect(shown(element)).toBe(0);
    inside(element, '.play').focus();
    await userEvent.keyboard(' ');
    await until('it plays', () => shown(element) > 0);
    expect(inside(element, '.play').getAttribute('aria-label')).toBe('Pause');
  });

  it('keeps its place through a disconnect, with one canvas', async () => {
    const element = figure(valley);
    await until('it is under way', () => shown(element) > 5);
    element.remove();
    const at = shown(element);
    for (let i = 0; i < 10; i++) await frame();
    expect(shown(element)).toBe(at);
    document.body.append(element);
    await until('it goes on', () => shown(element) > at);
    expect(shown(element)).toBeLessThan(300);
    expect(all(element, 'canvas')).toHaveLength(1);
    await until('it is drawn again', () => painted(element, blue) > 50);
  });

  it('begins a job again that a disconnect cut short', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    element.remove();
    await frame();
    document.body.append(element);
    await until('it is computed', () => element.comparison);
  });

  it('follows the theme of its page', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    element.step(300);
    await until('it is drawn', () => painted(element, blue) > 100);
    await frame();
    const light = pixels(element);
    document.documentElement.style.colorScheme = 'dark';
    await until('it is drawn again', () => painted(element, [0x57, 0xa3, 0xf5]) > 100);
    document.documentElement.style.colorScheme = '';
    await until('it is as it was', () => pixels(element).every((value, i) => value === light[i]));
    expect(light.length).toBeGreaterThan(0);
  });

  it('writes words and numbers as the language of its page does', async () => {
    document.body.innerHTML = '<div lang="de"></div>';
    const element = figure({ ...valley, autoplay: 'false', steps: '1500' });
    document.body.firstElementChild!.append(element);
    await until('it is computed', () => element.comparison);
    await element.updateComplete;
    expect(inside(element, '.subtitle').textContent).toBe('Rosenbrock ab (−1,2; 1), 1.500 Schritte');
    expect(inside(element, '.rate').textContent).toBe('0,001');
  });

  it('takes a theme of its own, and room around it where the page has another', async () => {
    const element = figure({ ...valley, autoplay: 'false', theme: 'dark' });
    await until('it is computed', () => element.comparison);
    await until('it stands apart', () => getComputedStyle(element).paddingTop === '16px');
    expect(getComputedStyle(element).backgroundColor).toBe('rgb(18, 20, 23)');
    document.documentElement.style.colorScheme = 'dark';
    await until('it belongs', () => getComputedStyle(element).paddingTop === '0px');
    document.documentElement.style.colorScheme = '';
  });

  it('goes to the step that is pressed in the plot, and tells the loss under the pointer', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    await until('it is drawn', () => inside(element, 'canvas'));
    const surface = inside(element, '.plot');
    const { width, height } = surface.getBoundingClientRect();
    await userEvent.click(surface, { position: { x: width / 2, y: height / 2 } });
    const at = shown(element);
    expect(at).toBeGreaterThan(100);
    expect(at).toBeLessThan(250);
    await frame();
    const still = pixels(element);
    await userEvent.hover(surface, { position: { x: width / 4, y: height / 2 } });
    await until('a cursor is drawn', () => pixels(element).some((value, i) => value !== still[i]));
    expect(shown(element)).toBe(at);
  });

  it('keeps to the width it is given', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    for (const width of [700, 360, 1200]) {
      element.style.width = `${width}px`;
      const room = Math.min(width, 960);
      await until(
        `it is ${room} wide`,
        () => inside(element, 'canvas')?.getBoundingClientRect().width === room,
      );
    }
  });

  it('waits to be seen, even when it is told to be eager', async () => {
    const element = figure({ ...valley, loading: 'lazy' });
    const eager = figure(valley);
    for (const each of [element, eager]) {
      each.style.position = 'absolute';
      each.style.top = '9000px';
    }
    await until('the eager one is computed', () => eager.comparison);
    for (let i = 0; i < 10; i++) await frame();
    expect(shown(eager)).toBe(0);
    expect(element.comparison).toBeNull();
    element.style.top = eager.style.top = '0';
    await until('both play', () => shown(eager) > 0 && shown(element) > 0);
  });
});
