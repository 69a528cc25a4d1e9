import { expect, it } from 'vitest';
import * as api from '../../src/index.js';
import { operations, soak } from './soak.js';

// Half a second each here, ten in `npm run soak`; the first half warms up.
const isLong = process.env.npm_lifecycle_event === 'soak';
const ms = isLong ? 10_000 : 500;
// What is alive may wander by the size of a few compiled functions, what is held by pages that stay half full. How high
// memory rises in between depends on when garbage is collected, which does not happen in every half second.
const ALIVE = 2 ** 20;
const HELD = 2 ** 25;

it('every public function is among them', () => {
  const names = Object.keys(operations).map((name) => /^\w+/.exec(name)![0]);
  // Formula is a class: formula() makes it.
  const functions = Object.entries(api).flatMap(([name, part]) =>
    typeof part === 'function' && name !== 'Formula' ? [name] : [],
  );
  expect(names).toEqual(expect.arrayContaining(functions));
});

it.for(Object.entries(operations))(
  'memory stays flat: %s',
  { tags: ['long'], timeout: 10 * ms + 300_000 },
  async ([, operation]) => {
    const { first, second, engine } = await soak(operation, ms);
    expect(engine).toBe(0);
    expect(second.alive - first.alive).toBeLessThan(ALIVE);
    expect(second.held - first.held).toBeLessThan(HELD);
    if (isLong) expect(second.peak - first.peak).toBeLessThan(HELD);
  },
);
