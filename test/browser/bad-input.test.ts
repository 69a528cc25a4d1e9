import { afterEach, describe, expect, it } from 'vitest';
import { modelNames } from '../../src/spec/modelText.js';
import { figure, frame, inside, next, painted, shown, until, valley, vermilion } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

const wrong: [what: string, attributes: Record<string, string>, kind: string, message: RegExp][] = [
  ['an unknown problem', { problem: 'rosenbroc' }, 'TypeError', /did you mean "rosenbrock"/],
  ['an unknown optimizer', { optimizers: 'sgd adm' }, 'TypeError', /did you mean "adam"/],
  ['a property of every object as an optimizer', { optimizers: 'constructor' }, 'TypeError', /constructor/],
  ['a property of every object as a problem', { problem: '__proto__' }, 'TypeError', /__proto__/],
  [
    'unknown data',
    { problem: '', start: '', data: 'irises', model: 'softmax' },
    'TypeError',
    /no data set "irises"; did you mean "iris"\?/,
  ],
  [
    'an unknown model',
    { problem: '', start: '', data: 'iris', model: 'forest' },
    'TypeError',
    new RegExp(`no model "forest"; there is ${modelNames.join(', ')}`),
  ],
  ['a problem and data', { data: 'iris', model: 'softmax' }, 'TypeError', /problem or data, got both/],
  ['a rate that is no number', { rates: '0.1 fast' }, 'TypeError', /got "fast"/],
  ['rate 0', { rates: '0' }, 'RangeError', /rate needs a number above 0, got 0/],
  ['a negative rate', { rates: '-1' }, 'RangeError', /got -1/],
  [
    'an infinite rate',
    { rates: 'Infinity' },
    'TypeError',
    /rates needs numbers, or a range .*, got "Infinity"/,
  ],
  ['a range from 0', { rates: '0..1:5' }, 'RangeError', /rates needs numbers, or a range .*, got "0\.\.1:5"/],
  ['a range without numbers', { rates: 'a..b:3' }, 'RangeError', /got "a\.\.b:3"/],
  ['steps 0', { steps: '0' }, 'RangeError', /steps needs .* got 0/],
  ['half a step', { steps: '1.5' }, 'RangeError', /got 1.5/],
  ['too many steps', { steps: '1e12' }, 'RangeError', /got 1000000000000/],
  ['steps that are no number', { steps: 'many' }, 'TypeError', /steps needs .* got "many"/],
  ['a start of the wrong length', { start: '1,2,3' }, 'RangeError', /got 3/],
  [
    'a start that is no point',
    { start: 'here' },
    'TypeError',
    /start needs a point like x=1,y=1, got "here"/,
  ],
  ['a start with a name twice', { start: 'x=1,x=2' }, 'RangeError', /start needs each name once/],
];

describe('bad input of nabla-compare', () => {
  it.each(wrong)('%s is shown in its place and told', async (_, attributes, kind, message) => {
    const element = figure({ ...valley, ...attributes, loading: 'lazy' });
    const { detail } = await next(element, 'nabla-error');
    expect(detail.error.name).toBe(kind);
    expect(detail.error.message).toMatch(message);
    await element.updateComplete;
    expect(inside(element, '[role=alert]').textContent!.replace(/\s+/g, ' ')).toMatch(message);
    expect(inside<HTMLButtonElement>(element, '.play').disabled).toBe(true);
    await until('there are axes', () => inside(element, 'canvas'));
  });

  it('leaves the last good drawing, fainter, and recovers', async () => {
    const element = figure({ ...valley, autoplay: 'false' });
    await until('it is computed', () => element.comparison);
    element.step(300);
    const good = element.comparison;
    element.rates = 'none';
    await next(element, 'nabla-error');
    await element.updateComplete;
    expect(getComputedStyle(inside(element, '.stale .plot')).opacity).toBe('0.4');
    await until('it is drawn', () => painted(element, vermilion) > 50);
    expect(element.comparison).toBe(good);
    element.rates = '0.005';
    await until('the new runs are there', () => element.comparison !== good && element.comparison);
    await element.updateComplete;
    expect(inside(element, '[role=alert]')).toBeNull();
    expect(inside(element, '.stale')).toBeNull();
  });

  it('leaves its neighbours alone', async () => {
    const broken = figure({ ...valley, problem: 'nowhere' });
    const sound = figure(valley);
    await Promise.all([next(broken, 'nabla-error'), until('it plays', () => shown(sound) > 3)]);
  });

  it('with nothing to compare says so, and is no error', async () => {
    const element = figure({ loading: 'eager' });
    let errors = 0;
    element.addEventListener('nabla-error', () => errors++);
    await until('it says so', () => inside(element, '.empty'));
    expect(inside(element, '.empty').textContent).toContain('No runs yet');
    await frame();
    expect(errors).toBe(0);
  });
});

describe('nabla-compare on losses that overflow or underflow an axis', () => {
  const bowls: [start: string, rates: string][] = [
    ['1e150,0', '0.1 0.5'],
    ['1e40,0', '0.1 0.3 0.5 2'],
    ['1e-150,1e-150', '0.1 0.5'],
    ['1e-161,0', '0.1'],
    ['0,0', '0.1'],
    ['3,4', '0.5'],
    ['3,4', '0.1 0.3 0.5 1 2 1e100'],
  ];
  it.each(bowls)('a bowl from %s at %s is drawn to its end', async (start, rates) => {
    const given = { problem: 'bowl', start, rates, optimizers: 'sgd', steps: '800', autoplay: 'false' };
    const element = figure({ ...given, loading: 'eager' });
    await until('it is computed', () => element.comparison);
    element.step(1e9);
    await until('there are labels on the axes', () => painted(element, [0x56, 0x5d, 0x67]) > 20);
    expect(shown(element)).toBe(
      element.comparison!.runs.reduce((most, { steps }) => Math.max(most, steps), 0),
    );
  });
});
