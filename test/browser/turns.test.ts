import { describe, expect, it } from 'vitest';
import { GradualWork, nextTurn } from '../../web/worker/turns.js';
import { frame, until } from './figure.js';

/** Work of so many parts, which counts those done. */
function* counted(parts: number, count: { done: number }): Generator<void, number> {
  for (; count.done < parts; count.done++) yield;
  return parts;
}

describe('work in turns', () => {
  it('is done in tasks of its own, and then told', async () => {
    const count = { done: 0 };
    let told = 0;
    const work = new GradualWork(counted(1000, count), () => told++);
    expect([work.isDone, count.done]).toEqual([false, 0]);
    await until('it is told', () => told > 0);
    expect([work.isDone, work.finish(), told]).toEqual([true, 1000, 1]);
  });

  it('has its result at once where that is needed, and is told all the same', async () => {
    let told = 0;
    const work = new GradualWork(counted(1000, { done: 0 }), () => told++);
    expect(work.finish()).toBe(1000);
    await until('it is told', () => told > 0);
    expect(work.finish()).toBe(1000);
  });

  it('ends when it is called off', async () => {
    let told = 0;
    const work = new GradualWork(counted(Infinity, { done: 0 }), () => told++);
    work.cancel();
    await frame();
    await frame();
    expect([work.isDone, told]).toEqual([false, 0]);
  });

  it('takes turns in the order in which they were asked for', async () => {
    const seen: number[] = [];
    await Promise.all([1, 2, 3].map((n) => nextTurn().then(() => seen.push(n))));
    expect(seen).toEqual([1, 2, 3]);
  });
});
