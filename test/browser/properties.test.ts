import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as exported from '../../web/elements/index.js';
import type { Figure } from '../../web/figure/figure.js';
import { attributeProperties } from '../../web/figure/properties.js';
import { frame, inside, until } from './figure.js';

// Properties take what attributes take, whoever sets them: a framework, a program, a state. What elements there are, and
// their attributes and demos, are the elements' own.

type FigureClass = { new (): Figure } & Pick<typeof Figure, 'demos' | 'elementProperties'>;
const figures = Object.values(exported as Record<string, unknown>).filter(
  (kind) => (kind as Partial<FigureClass>).demos !== undefined,
) as FigureClass[];
const tags = figures.map((kind) => [new kind().localName, kind] as const);
const propertiesOf = ({ elementProperties }: FigureClass) => attributeProperties(elementProperties);

const thrown: unknown[] = [];
beforeAll(() => {
  const note = (event: ErrorEvent | PromiseRejectionEvent) => {
    thrown.push('error' in event ? event.error : event.reason);
    event.preventDefault();
  };
  addEventListener('error', note);
  addEventListener('unhandledrejection', note);
});

afterEach(() => {
  document.body.replaceChildren();
  expect(thrown.splice(0)).toEqual([]);
});

async function shown(tag: string, given: Readonly<Record<string, unknown>>): Promise<Figure> {
  const element = document.createElement(tag) as Figure;
  Object.assign(element, { loading: 'eager', autoplay: false }, given);
  document.body.append(element);
  await element.updateComplete;
  await frame();
  return element;
}

class Unwritable {
  toJSON(): never {
    throw new Error('written');
  }
}

const problemSaid = (element: Figure) => inside(element, '[role=alert]')?.textContent?.trim() ?? '';

describe.each(tags)('%s', (tag, kind) => {
  const { demos } = kind;

  it('has the same state by attributes as by properties of the same text', async () => {
    for (const { attributes } of demos) {
      const written = document.createElement(tag) as Figure;
      for (const [name, text] of Object.entries(attributes)) written.setAttribute(name, text);
      const set = document.createElement(tag) as Figure;
      for (const [name, { attribute }] of propertiesOf(kind)) {
        const asAttribute = typeof attribute === 'string' ? attribute : name.toLowerCase();
        if (asAttribute in attributes) Object.assign(set, { [name]: attributes[asAttribute] });
      }
      expect(set.getState()).toEqual(written.getState());
      expect(set.attributesNow).toEqual(written.attributesNow);
    }
  });

  it('returns to the usual value by null, undefined, and a removed attribute', async () => {
    for (const [name, { usual, attribute }] of propertiesOf(kind)) {
      const element = document.createElement(tag) as Figure;
      for (const none of [null, undefined]) {
        Object.assign(element, { [name]: demos[0].attributes[name] ?? '3' });
        Object.assign(element, { [name]: none });
        expect(element[name as keyof Figure], name).toEqual(usual);
      }
      const asAttribute = typeof attribute === 'string' ? attribute : name.toLowerCase();
      element.setAttribute(asAttribute, demos[0].attributes[name] ?? '3');
      element.removeAttribute(asAttribute);
      expect(element[name as keyof Figure], name).toEqual(usual);
    }
  });

  const hostile: readonly (readonly [string, unknown])[] = [
    ['an object', {}],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['NaN', NaN],
    ['an infinity', -Infinity],
    ['words', 'nonsense ( 1'],
    ['a bigint', 10n],
    ['a list of objects', [{}]],
    ['an object that throws where it is written', new Unwritable()],
    [
      'an object that throws',
      Object.freeze({
        toString: () => {
          throw new Error('called');
        },
      }),
    ],
  ];

  it.each(hostile)(
    'says where it stands what a property cannot take, of %s, and goes on',
    async (_, value) => {
      const tried = propertiesOf(kind).map(async ([name]) => {
        const element = await shown(tag, demos[0].attributes);
        const before = element[name as keyof Figure];
        const refused: Error[] = [];
        element.addEventListener('nabla-error', ({ detail }) => refused.push(detail.error));
        Object.assign(element, { [name]: value });
        await element.updateComplete;
        await frame();
        if (refused.length > 0) {
          expect(refused[0].message, name).toMatch(/^[\w-]+: .*(needs|no )/);
          expect(problemSaid(element), name).not.toBe('');
        }
        Object.assign(element, { [name]: before });
        await element.updateComplete;
        await until(`${name} is well again`, () => problemSaid(element) === '');
        element.remove();
      });
      await Promise.all(tried);
    },
  );

  it('makes an equal figure of the JSON of its state', () => {
    for (const { attributes } of demos) {
      const one = document.createElement(tag) as Figure;
      for (const [name, text] of Object.entries(attributes)) one.setAttribute(name, text);
      const other = document.createElement(tag) as Figure;
      other.setState(JSON.parse(JSON.stringify(one.getState())));
      expect(other.getState()).toEqual(one.getState());
    }
  });

  it('refuses a state that is none, and changes nothing', () => {
    const element = document.createElement(tag) as Figure;
    onTestFinished(() => element.remove());
    for (const none of [null, undefined, 'state', 3])
      expect(() => element.setState(none as never)).toThrow(`${tag}: state needs an object, got`);
    const before = element.getState();
    expect(() => element.setState({ heading: 'Which?', speed: 'fast' })).toThrow(
      `${tag}: state.speed needs a finite number, got "fast"`,
    );
    expect(element.getState()).toEqual(before);
  });
});

it('keeps what a property set before its element was known', async () => {
  const element = document.createElement('nabla-later') as Figure;
  Object.assign(element, { f: 'x^2', x: '0.5', autoplay: 'false', speed: null });
  class Later extends exported.NablaDerivative {}
  customElements.define('nabla-later', Later);
  document.body.append(element);
  await element.updateComplete;
  expect(element).toMatchObject({ f: 'x^2', x: 0.5, autoplay: false, speed: 1 });
});

it('a refusal names what was written: an attribute as an attribute, a property as a property', async () => {
  const element = await shown('nabla-compare', { problem: 'bowl' });
  const refused = async (change: () => void) => {
    change();
    await element.updateComplete;
    return problemSaid(element);
  };
  const set = (name: string, value: unknown) => () => Object.assign(element, { [name]: value });
  expect(await refused(set('workerUrl', {}))).toMatch(/^nabla-compare: workerUrl needs text/);
  expect(await refused(set('workerUrl', null))).toBe('');
  expect(await refused(set('headingLevel', '7'))).toMatch(/^nabla-compare: headingLevel needs/);
  expect(await refused(() => element.setAttribute('heading-level', '8'))).toMatch(
    /^nabla-compare: heading-level needs/,
  );
  expect(await refused(set('headingLevel', null))).toBe('');
  expect(await refused(set('masterWeights', {}))).toMatch(
    /^nabla-compare: masterWeights needs true or false/,
  );
});
