import { describe, expect, it } from 'vitest';
import { compare, elementwise, formula, minimize, optimizer } from '../../../src/index.js';

const step = (_: unknown, x: Float64Array, g: Float64Array, { rate }: { rate?: unknown }) =>
  x.map((each, i) => each - Number(rate) * g[i]);
const own = { init: () => ({}), step };
const call = (given: object, options: object = {}) =>
  minimize('bowl', { optimizer: given as never, steps: 3, ...options } as never);

const says = 'how long the steps are';
const wrong: [object, string][] = [
  [{ rate: '0.1' }, '.rate needs a number or a knob, got "0.1"'],
  [{ rate: null }, '.rate needs a number or a knob, got null'],
  [{ rate: {} }, '.rate needs a number or a knob, got an object'],
  [{ rate: [0.1] }, '.rate needs a number or a knob, got an array of 1'],
  [{ rate: NaN }, '.rate.default needs a finite number, got NaN'],
  [{ rate: { default: '1', says } }, '.rate.default needs a number, true or false, got "1"'],
  [{ rate: { default: [1], says } }, '.rate.default needs a number, true or false, got an array of 1'],
  [{ rate: { default: Infinity, says } }, '.rate.default needs a finite number, got Infinity'],
  [{ rate: { default: -1, needs: 'more', fits: (x: number) => x > 0 } }, '.rate.default needs more, got -1'],
  [{ rate: { default: 1, says: 5 } }, '.rate.says needs a text, got 5'],
  [{ rate: { default: 1, needs: () => '' } }, '.rate.needs needs a text, got a function'],
  [{ rate: { default: 1, fits: 'x > 0' } }, '.rate.fits needs a function, got "x > 0"'],
  [{ rate: { default: 1, scale: 'cubic' } }, ".rate.scale needs 'log' or 'linear', got \"cubic\""],
];

describe("knobs of an optimizer of one's own", () => {
  it('need no more than a default: a number is any, and true or false is a switch', async () => {
    for (const rate of [0.1, { default: 0.1 }, { default: 0.1, says }]) {
      const knobs = { rate, nesterov: { default: false, says } };
      const mine = [
        { ...own, knobs },
        optimizer({ title: 'own', knobs, next: { x: 'x - rate g' } } as never),
      ];
      for (const each of mine) {
        const ours = minimize('bowl', { optimizer: 'sgd', rate: 0.1, steps: 3 });
        expect([...call(each).losses]).toEqual([...ours.losses]);
        expect([...call(each, { rate: -0.1, steps: 1 }).point]).not.toEqual([]);
        const { runs } = await compare('bowl', { optimizers: [each as never], rates: [0.1], steps: 3 });
        expect([...runs[0].losses]).toEqual([...ours.losses]);
        expect(call(each, { schedule: 'cosine' }).steps).toBe(3);
        expect(() => call(each, { rate: NaN })).toThrow('minimize: rate needs a finite number, got NaN');
        expect(() => call(each, { rate: '1' })).toThrow('minimize: rate needs a finite number, got "1"');
        expect(() => call(each, { nesterov: 1 })).toThrow('minimize: nesterov needs true or false, got 1');
      }
    }
  });

  it.each(wrong)('are refused where they are none: %o', async (knobs, message) => {
    expect(() => call({ ...own, knobs })).toThrow(`minimize: optimizer.knobs${message}`);
    expect(() => call({ init: own.init, search: () => null, knobs })).toThrow(`optimizer.knobs${message}`);
    const given = { optimizers: [{ ...own, knobs }] as never, rates: [1], steps: 1 };
    await expect(compare('bowl', given)).rejects.toThrow(`compare: optimizer.knobs${message}`);
    expect(() => optimizer({ title: 'own', knobs, next: { x: 'x - rate g' } } as never)).toThrow(
      `optimizer: knobs${message}`,
    );
  });

  it.each([null, 5, 'rate', [], [0.1]])('are refused as %j', (knobs) => {
    expect(() => call({ ...own, knobs })).toThrow('minimize: optimizer.knobs needs an object, got');
    expect(() => optimizer({ title: 'own', knobs, next: { x: 'x' } } as never)).toThrow(
      'optimizer: knobs needs an object, got',
    );
  });
});

describe("an optimizer of one's own, by its lines", () => {
  it.each<[object, string]>([
    [{ title: 5 }, 'optimizer: title needs a text, got 5'],
    [{ title: undefined }, 'optimizer: title needs a text, got undefined'],
    [{ says: [] }, 'optimizer: says needs a text, got an array of 0'],
    [{ cite: 1 }, 'optimizer: cite needs a text, got 1'],
    [{ fast: 'yes' }, 'optimizer: fast needs a function, got "yes"'],
    [{ stability: 2 }, 'optimizer: stability needs an object with a threshold function, got 2'],
    [{ stability: null }, 'optimizer: stability needs an object with a threshold function, got null'],
    [{ stability: { threshold: 2 } }, 'optimizer: stability needs an object with a threshold function, got'],
    [{ next: 'x - g' }, 'optimizer: next needs lines of formula text, got "x - g"'],
    [{ knobs: { x: 1 } }, 'optimizer: knobs needs names of its own, got x again'],
    [{ knobs: { step: 1 } }, 'optimizer: knobs needs names of its own, got step again'],
    [{ knobs: { 'learning rate': 1 } }, 'optimizer: knobs needs names, got "learning rate"'],
    [{ clock: [] }, 'optimizer: options needs an object, got an array of 0'],
  ])('is refused where a part is of another kind: %o', (part, message) => {
    const text = { title: 'own', knobs: { rate: 0.1 }, next: { x: 'x - rate g' }, ...part };
    expect(() => optimizer(text as never)).toThrow(message);
  });

  it.each([null, 5, 'sgd', []])('is refused as %j', (text) => {
    expect(() => optimizer(text as never)).toThrow(/^optimizer: options needs an object, got/);
  });
});

describe("a schedule of one's own", () => {
  it.each([undefined, null, 5, {}])('is refused where it starts with %j', (factor) => {
    const schedule = { start: () => factor };
    expect(() => call(own, { schedule })).toThrow(
      'minimize: schedule needs a start that returns a function, got',
    );
  });
});

describe("a problem of one's own", () => {
  const bowl = formula('x^2 + y^2');
  const mine = { inputs: 2, outputs: 1, at: (x: Float64Array) => bowl.at(x), start: [1, 2] };

  it.each(['starts', 'accuracy', 'validation', 'validationInPlace'])('needs a function as %s', (part) => {
    for (const wrong of [null, 5, 'x', {}, [], true, Symbol('s')])
      expect(() => minimize({ ...mine, [part]: wrong } as never, { optimizer: 'sgd', steps: 1 })).toThrow(
        `minimize: problem.${part} needs a function, got`,
      );
  });

  it.each(['inputs', 'outputs'])('needs a number as %s', (part) => {
    for (const wrong of [null, '2', {}, true, Symbol('s')])
      expect(() => minimize({ ...mine, [part]: wrong } as never, { optimizer: 'sgd', steps: 1 })).toThrow(
        `minimize: problem.${part} needs a number, got`,
      );
  });
});

it("an activation of one's own needs a fast path of the same functions, or none", () => {
  const line = { value: (x: number) => x, slope: () => 1, curve: () => 0 };
  for (const many of [null, 5, 'x', {}, [], () => {}, { ...line, slope: 1 }])
    expect(() => elementwise({ ...line, many } as never, 2)).toThrow(
      'elementwise: activation.many needs an object with value, slope and curve, got',
    );
});
