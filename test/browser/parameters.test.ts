import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { formula, value } from '../../src/index.js';
import type { NablaDerivative, NablaDifference, NablaLandscape } from '../../web/elements/index.js';
import '../../web/elements/index.js';
import { fitToFormula } from '../../src/picture/landscape/landscapeModel.js';
import { namedNumbers, parametrize } from '../../src/picture/parameters.js';
import { readLandscape } from '../../web/landscape/readLandscape.js';
import { all, inside, until } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

function figure<E extends HTMLElement>(tag: string, attributes: Record<string, string>): E {
  const element = document.createElement(tag) as E;
  for (const [name, value] of Object.entries({ loading: 'eager', autoplay: 'false', ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

const slide = (input: HTMLInputElement, to: string) => {
  input.value = to;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};

const neuron = { f: 'sigmoid(w*x+b)', at: 'w=0.5 b=0.1' };

describe('parameters of a formula', () => {
  it.each([
    ['sigmoid(w*x+b)', 'w=0.5 b=0.1', ['x']],
    ['sigmoid(w x+b)', 'b = -2, w=1e-3', ['x']],
    ['w^2 x^b - b', 'w=-3 b=2', ['x']],
    ['2w x+w/x', 'w=0.1', ['x']],
    ['α x + β', 'α=2,β=0', ['x']],
  ])('%s with %s keeps the values of the formula', (text, at, variables) => {
    const bound = parametrize('test', text, at);
    expect(bound.variables).toEqual(variables);
    for (const x of [0.3, 1, 2.7])
      expect(value(formula(bound.text), x)).toBe(
        value(formula(text), { ...Object.fromEntries(bound.parameters), x }),
      );
  });

  it('are those that at names, and the point or start tells which are not', () => {
    const variablesOf = (at: string, most = 2, free: string[] = []) =>
      parametrize('test', 'a x + b y', at, most, free).variables;
    expect(variablesOf('a=1 b=2')).toEqual(['x', 'y']);
    expect(variablesOf('a=1 b=2 x=0')).toEqual(['y']);
    expect(variablesOf('a=1 b=2 x=0 y=0', 2, ['a', 'b'])).toEqual(['a', 'b']);
    expect(() => variablesOf('a=1')).toThrow(
      /f needs one or two variables, got x, b, y; the others can be numbers/,
    );
    expect(() => variablesOf('a=1 b=2 x=0 y=0')).toThrow(/at needs to leave one or two variables of f/);
    for (const wrong of ['a=', 'a=b', 'a=1=2', '=1 a=2', 'a=1e999', 'a=0x1'])
      expect(() => namedNumbers('test', wrong)).toThrow(/at/);
  });

  it('go with what a landscape has: its start, its point', () => {
    const asked = { start: '', optimizers: '', rates: '', runs: '', domain: '', steps: 10, at: '' };
    const walked = readLandscape({ ...asked, f: '(w x - y)^2', at: 'x=2 y=1', start: 'w=3', rates: '0.1' })!;
    expect([walked.f.variables, walked.start, walked.job!.spec.problem]).toEqual([
      ['w'],
      [3],
      { formula: '(w*2-1)^2', variables: ['w'] },
    ]);
    const map = readLandscape({ ...asked, f: 'a x^2 + y^2', at: 'x=1,y=2 a=3' })!;
    expect([map.f.variables, map.at, [...map.parameters]]).toEqual([['x', 'y'], [1, 2], [['a', 3]]]);
    expect(readLandscape({ ...asked, f: 'x^2+y^2', at: 'x=1 y=2' })!.at).toEqual([1, 2]);
    expect(readLandscape({ ...asked, f: 'a x^2', at: 'a=3' })!.f.variables).toEqual(['x']);
  });

  it('of a formula typed instead: what names other variables goes with it', () => {
    const fitted = (start: string, before: string[], text: string, domain = '-1..1', at = '') =>
      fitToFormula({ start, domain, at }, before, text);
    expect(fitted('w=2', ['w'], '(x-1)^2')).toEqual({ start: 'x=2', domain: '', at: '' });
    expect(fitted('2', ['w'], '(w-1)^2')).toEqual({ start: '2', domain: '-1..1', at: '' });
    expect(fitted('w=2', ['w'], 'x^2+y^2')).toEqual({ start: 'x=1,y=1', domain: '', at: '' });
    expect(fitted('w=2', ['w'], 'rosenbrock')).toEqual({ start: '', domain: '', at: '' });
    expect(fitted('x=1,y=2', ['x', 'y'], 'u^2+v^2', '', 'x=0,y=0').at).toBe('');
  });
});

describe('sliders of parameters', () => {
  it('turn a neuron', async () => {
    const derivative = figure<NablaDerivative>('nabla-derivative', { ...neuron, x: '0.5' });
    await until('it is drawn', () => derivative.toCSV() !== '');
    expect(all(derivative, '[part=parameters] input[type=range]')).toHaveLength(2);
    const before = derivative.toCSV();
    const changes: unknown[] = [];
    derivative.addEventListener('nabla-change', ({ detail }) => changes.push(detail));
    slide(inside(derivative, '#at-w-slider'), '350');
    expect(changes).toEqual([{ name: 'at', value: 'w=1.5 b=0.1' }]);
    await until('it is drawn anew', () => derivative.toCSV() !== before);

    const difference = figure<NablaDifference>('nabla-difference', neuron);
    await until('it is there', () => inside(difference, '#at-b-slider'));
    slide(inside(difference, '#at-b-slider'), '150');
    expect(difference.at).toBe('w=0.5 b=-0.5');
  });

  it('turn the ground under runs, whose step and spans stay', async () => {
    const element = figure<NablaLandscape>('nabla-landscape', {
      f: '(w x - y)^2',
      at: 'x=2 y=1',
      start: 'w=3',
      rates: '0.1',
      steps: '8',
    });
    await until('it is computed', () => element.comparison);
    element.step(3);
    const { comparison } = element;
    slide(inside(element, '#at-y-slider'), '100');
    expect(element.at).toBe('x=2 y=-1');
    await until('it has run again', () => element.comparison && element.comparison !== comparison);
    expect(element.comparison!.runs[0].losses[0]).toBe((3 * 2 + 1) ** 2);
    await element.updateComplete;
    expect(inside(element, '.readout').textContent).toContain('3');
    const number = inside<HTMLInputElement>(element, '#at-x');
    await userEvent.fill(number, '-1.5');
    await userEvent.keyboard('{Enter}');
    await until('a typed one is taken', () => element.at === 'x=-1.5 y=-1');
  });
});

describe('a landscape typed into', () => {
  it('takes another formula and another start in place', async () => {
    const element = figure<NablaLandscape>('nabla-landscape', {
      f: '(w-3)^2',
      start: '0',
      rates: '0.1',
      steps: '5',
    });
    await until('it is computed', () => element.comparison);
    const names: string[] = [];
    element.addEventListener('nabla-change', ({ detail }) => names.push(detail.name));
    await userEvent.fill(inside<HTMLInputElement>(element, '#f'), 'x^2 + 2y^2');
    await until('it has run on the new one', () => element.comparison?.runs[0].losses[0] === 3);
    expect(element.start).toBe('x=1,y=1');
    const start = inside<HTMLInputElement>(element, '#start');
    await userEvent.fill(start, '2,1');
    await userEvent.keyboard('{Enter}');
    await until('it has run from the new one', () => element.comparison?.runs[0].losses[0] === 6);
    expect(names).toContain('f');
    expect(names.at(-1)).toBe('start');
    await userEvent.fill(inside<HTMLInputElement>(element, '#f'), 'x^2 + cosin(y)');
    await until('the error is under the field', () => inside(element, '#mistake'));
    expect(inside(element, '#mistake').textContent).toContain('Showing the last drawing that worked');
  });

  it('says nothing wrong before it begins', async () => {
    const given: [string, Record<string, string>][] = [
      ['nabla-landscape', { f: '(w-3)^2', start: '0', rates: '0.1' }],
      ['nabla-derivative', { f: 'x^2' }],
      ['nabla-difference', { f: 'x^2' }],
      ['nabla-gradient-check', { f: 'x^2', claimed: '2x', at: '1' }],
      ['nabla-compare', { problem: 'rosenbrock' }],
      ['nabla-network', { data: 'moons' }],
    ];
    for (const [tag, attributes] of given) {
      const room = document.createElement('div');
      room.style.paddingTop = '9000px';
      document.body.append(room);
      const element = figure(tag, { ...attributes, loading: 'lazy' });
      room.append(element);
      await (element as NablaLandscape).updateComplete;
      expect(element.shadowRoot!.textContent).not.toMatch(/\b(No|Nothing)\b.*\byet\b|Give it/);
      room.remove();
    }
  });
});
