import { compare, problems } from '../../src/index.js';
import { atOnce, type Job, setBySet } from '../plain/lockstep.js';
import { last, type Row } from '../row.js';

// Overhead of compare over its bare loop (bench/plain/lockstep.ts): tests for ends, rises and least losses, turns of
// the event loop, verdicts. With tolerance 0 neither evaluates gradients. The loop keeps its losses in either of two
// ways, of which the faster counts, and every loss is the same to the bit. Both allocate 12.8 MB a call, and the
// garbage collector's share is part of either side's time.

const steps = 100_000;
/** 16 rates at which no run ends early. */
const upTo = (most: number) => Array.from({ length: 16 }, (_, i) => (most / 16) * (i + 1));
const ten = problems.rosenbrock.in(10);

const jobs: Record<string, Job> = {
  'sgd on Rosenbrock': { problem: problems.rosenbrock, optimizer: 'sgd', rates: upTo(1e-3), steps },
  'adam on Rosenbrock': { problem: problems.rosenbrock, optimizer: 'adam', rates: upTo(1e-5), steps },
  'sgd on Rosenbrock in 10 dimensions': { problem: ten, optimizer: 'sgd', rates: upTo(2e-4), steps },
};

/** Checksum of all losses, as two numbers. */
function told(losses: readonly Float64Array[]): number[] {
  let sum = losses.length;
  for (const { buffer } of losses)
    for (const word of new Uint32Array(buffer)) sum = (Math.imul(sum, 31) + word) | 0;
  return [sum & 0xffff, sum >>> 16];
}

const why =
  'The search for endings adds a fifth to the loop of sgd, a thirtieth to that of adam, and the rest of our code less. Both sides spend most of their time on memory, 12.8 MB of fresh pages a call, and on collecting it; at best a call of sgd takes 3.0 ms bare and 4.6 ours, of which that search explains 0.35 and the profile assigns the rest to pages, copies and collection. Arrays of Node that are not zeroed, and one copy at the end, gained nothing that could be measured.';

export const rows: Row[] = Object.entries(jobs).map(([name, job]) => ({
  name: `16 rates, 100 000 steps of ${name}, beyond the bare loop`,
  target: 1 / 1.05,
  why,
  ours: () => {
    const { problem, optimizer, rates } = job;
    return last(
      () => compare(problem, { optimizers: [optimizer], rates, steps, tolerance: 0 }),
      ({ runs }) => told(runs.map(({ losses }) => losses)),
    );
  },
  plain: {
    'bare, set by set': () => last(setBySet(job), told),
    'bare, at once': () => last(atOnce(job), told),
  },
}));
