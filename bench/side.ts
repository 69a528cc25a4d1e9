// One side of a row in a process of its own: makes ready, warms up, then times a batch whenever it is told to.
import type { Row, Task } from './row.js';

const WARM_MS = 400;
const BATCH_MS = 30;

const [file, name, side] = process.argv.slice(2);
const { rows } = (await import(`./rows/${file}.js`)) as { rows: Row[] };
const row = rows.find((each) => each.name === name)!;
const task: Task = side === 'ours' ? row.ours() : row.plain[side]();

/** Milliseconds for so many calls. */
async function time(calls: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < calls; i++) {
    const result = task.run();
    if (result instanceof Promise) await result;
  }
  return performance.now() - start;
}

await task.run();
const result = Array.from(task.result());
let calls = 1;
const warm = performance.now() + WARM_MS;
while (performance.now() < warm) await time(calls);
while ((await time(calls)) < BATCH_MS) calls *= 2;
process.on('message', async () => {
  process.send!({ ns: ((await time(calls)) * 1e6) / calls });
});
process.send!({ result });
