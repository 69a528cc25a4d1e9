import { afterEach, describe, expect, it } from 'vitest';
import { matrix, minimize, mlp, moons, predict, standardize } from '../../src/index.js';
import type { NablaNetwork } from '../../web/elements/index.js';
import '../../web/elements/index.js';
import { all, inside, next, pixels, shown, until } from './figure.js';

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
    expect(inside(element, '.caption').textContent).toContain(`At step 80, ${right} of 200 points`);
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

  it('says what cannot be drawn in a plane', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ data: 'iris' }, /data needs two measurements, got 4/],
      [{ data: 'iris', columns: 'petal length,petal' }, /columns needs one of sepal length/],
      [{ data: 'nowhere' }, /data needs one of iris/],
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
    expect(element.toCSV().split('\r\n')[0]).toBe('a,b,class,told');
    expect(all(element, 'canvas')).toHaveLength(1);
    URL.revokeObjectURL(address);
  });
});
