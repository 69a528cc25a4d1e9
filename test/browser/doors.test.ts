import { afterEach, describe, expect, it } from 'vitest';
import { compare } from '../../src/index.js';
import { attributeSyntax as attributesOf, kebabCase } from '../../src/spec/settingSyntax.js';
import { settingTable } from '../../src/spec/settings.js';
import { type Asked, asked, file, garden, refusal } from '../laws/asked.js';
import { mulberry32 } from '../laws/random.js';
import { figure } from './figure.js';

afterEach(() => {
  document.body.replaceChildren();
});

/** The hash of a comparison, or what was said instead. */
async function outcome(ask: () => Promise<{ hash: string }>, called: (setting: string) => string) {
  try {
    return (await ask()).hash;
  } catch (error) {
    return `${(error as Error).name}: ${refusal((error as Error).message, called)}`;
  }
}

const byElement = ({ texts }: Asked, address: string) =>
  outcome(async () => {
    const data = texts.data === file ? { data: address } : {};
    const attributes = Object.entries({ ...texts, ...data }).map(([name, text]) => [kebabCase(name), text]);
    const element = figure({ ...Object.fromEntries(attributes), autoplay: 'false', loading: 'eager' });
    let wrong: Error | null = null;
    element.addEventListener('nabla-error', ({ detail }) => {
      wrong = detail.error;
    });
    while (!element.comparison && !wrong) await new Promise((resolve) => setTimeout(resolve));
    element.remove();
    if (wrong) throw wrong;
    return element.comparison!;
  }, attributesOf('nabla-compare').settingName);

const byCall = ({ call }: Asked) =>
  outcome(
    async () => {
      const [problem, options] = call!();
      return compare(problem as 'bowl', options as never);
    },
    (setting) => setting,
  );

describe('what is typed into the attributes of an element', () => {
  it('comes to the comparison of a call, or to its refusal, word for word', async () => {
    const next = mulberry32(2026);
    const address = URL.createObjectURL(new Blob([garden]));
    const said = { plans: 0, refusals: 0 };
    while (said.plans + said.refusals < 200) {
      const each = asked(next);
      if (!each.call) continue;
      const expected = await byCall(each);
      expect(await byElement(each, address), JSON.stringify(each.texts)).toBe(expected);
      said[/^[0-9a-f]{16}$/.test(expected) ? 'plans' : 'refusals']++;
    }
    expect(Math.min(said.plans, said.refusals)).toBeGreaterThan(20);
    URL.revokeObjectURL(address);
  });

  it('has an attribute for each setting there is', () => {
    const { observedAttributes } = customElements.get('nabla-compare') as unknown as {
      observedAttributes: string[];
    };
    expect(observedAttributes).toEqual(expect.arrayContaining(Object.keys(settingTable).map(kebabCase)));
  });

  it('is one spec at its end, which another element takes up', async () => {
    const texts = {
      problem: '(θ-1)^2',
      start: 'θ=3',
      optimizers: 'sgd adam',
      rates: '1e-2..1e-1:3',
      steps: '20',
    };
    const given = { ...texts, momentum: '0 0.9', schedule: 'cosine:etaMin=0.1', tolerance: '1e-6' };
    const one = figure({ ...given, autoplay: 'false', loading: 'eager' });
    const state = JSON.parse(JSON.stringify(one.getState()));
    expect(state.spec).toEqual({
      version: 2,
      problem: { formula: '(θ-1)^2', variables: ['θ'] },
      options: {
        ...{ optimizers: ['sgd', 'adam'], rates: '1e-2..1e-1:3', steps: 20, momentum: [0, 0.9], start: [3] },
        ...{ schedule: { rate: { schedule: 'cosine', etaMin: 0.1 } }, tolerance: 1e-6, seed: 0 },
      },
    });
    const other = figure({ autoplay: 'false', loading: 'eager' });
    other.setState(state);
    expect(other.getState()).toEqual(one.getState());
    while (!one.comparison || !other.comparison) await new Promise((resolve) => setTimeout(resolve));
    expect(other.comparison.hash).toBe(one.comparison.hash);
    expect(new Set(one.comparison.runs.map(({ label }) => label)).size).toBe(9);
    expect(() => other.setState({ version: 3 })).toThrow(
      'nabla-compare: state.version needs a whole number from 1 to 2, got 3',
    );
    expect(() => other.setState({ version: 2, spec: { ...state.spec, notes: 1 } })).toThrow(
      'nabla-compare: no key in spec: "notes"',
    );
    expect(() =>
      other.setState({
        spec: { ...state.spec, problem: { data: { text: 'a,b\n1,2\n', csv: { target: 'b' } } } },
      }),
    ).toThrow(
      'nabla-compare: state.spec needs what attributes can say, data by name or address, got another',
    );
  });

  it('is read from a state of version 1, its attributes', async () => {
    const element = figure({ autoplay: 'false', loading: 'eager' });
    element.setState({
      version: 1,
      problem: 'bowl',
      optimizers: 'sgd',
      rates: '0.1',
      steps: 7,
      batch: null,
      seed: 0,
    });
    while (!element.comparison) await new Promise((resolve) => setTimeout(resolve));
    expect(element.comparison.runs.map(({ label, steps }) => [label, steps])).toEqual([['sgd 0.1', 7]]);
  });
});
