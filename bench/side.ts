// One side of a row in a process of its own: warms up, then times a batch for each line on standard input; answers are
// lines on descriptor 3, which no library prints to.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { cpuTime } from './cpu.js';
import { peer } from './peers.js';
import type { Row, Task } from './row.js';
import { timed } from './timed.js';

const [file, name, side] = process.argv.slice(2);
const { rows } = (await import(`./rows/${file}.js`)) as { rows: Row[] };
const row = rows.find((each) => each.name === name)!;

async function made(): Promise<Task> {
  if (side === 'ours') return row.ours();
  if (side in row.plain) return row.plain[side]();
  const { library, way } = peer(side);
  const { task, given = [] } = row.peers!;
  const module = await import(new URL(`../../bench/peers/${library}.mjs`, import.meta.url).href);
  return module[task](...given, way);
}

const answer = (value: unknown) => writeSync(3, `${JSON.stringify(value)}\n`);
const { result, warm, batch } = await timed(await made(), cpuTime);
createInterface({ input: process.stdin }).on('line', async () => answer(await batch()));
answer({ result, warm });
