import { describe, expect, it } from 'vitest';
import { balancedShards, shardFile, shardFrom } from '../../../src/cli/shard.js';

const shard = (text: string, environment = {}) => shardFrom('nabla compare', text, environment);
const needs = 'nabla compare: --shard auto needs';

describe('a shard', () => {
  it('is the i-th of n, from 0 or from 1', () => {
    expect(shard('1/3')).toEqual({ index: 1, of: 3, task: null });
    expect([shard('3/3').index, shard('0/3').index]).toEqual([0, 0]);
    for (const text of [
      '4/3',
      '1/0',
      '1',
      '',
      'auto/0',
      'auto/-1',
      'auto/2e6',
      '1/3/4',
      'atuo',
      'auto/2000000',
    ])
      expect(() => shard(text)).toThrow(
        /^nabla compare: --shard needs i\/n like 1\/3, i from 0 to n, or auto\/n/,
      );
  });

  it.each([
    ['SLURM_ARRAY_TASK_ID'],
    ['JOB_COMPLETION_INDEX'],
    ['PBS_ARRAY_INDEX'],
    ['SGE_TASK_ID'],
    ['LSB_JOBINDEX'],
    ['AWS_BATCH_JOB_ARRAY_INDEX'],
  ])('auto/n has its index from %s', (variable) => {
    expect(shard('auto/100', { [variable]: '7' })).toEqual({ index: 7, of: 100, task: 7 });
    expect(shard('auto/100', { [variable]: '100' })).toEqual({ index: 0, of: 100, task: 100 });
    expect(() => shard('auto/100', { [variable]: '101' })).toThrow(
      `nabla compare: --shard auto/100 needs tasks from 0 to 99, or from 1 to 100, got ${variable}=101`,
    );
    expect(() => shard('auto/100', { [variable]: '3x' })).toThrow(
      `${variable} needs a whole number, got "3x"`,
    );
    // Without the range nothing tells how many there are.
    if (variable !== 'X')
      expect(() => shard('auto', { [variable]: '3' })).toThrow(
        /^nabla compare: --shard auto needs the range of the array, .* --shard auto\/100$/,
      );
  });

  const slurm = (id: number, first: number, last: number, step: number, count: number) => ({
    SLURM_ARRAY_TASK_ID: String(id),
    SLURM_ARRAY_TASK_MIN: String(first),
    SLURM_ARRAY_TASK_MAX: String(last),
    SLURM_ARRAY_TASK_STEP: String(step),
    SLURM_ARRAY_TASK_COUNT: String(count),
  });

  it('auto has the number of shards where the scheduler tells the whole range', () => {
    expect(shard('auto', slurm(3, 0, 9, 1, 10))).toEqual({ index: 3, of: 10, task: 3 });
    expect(shard('auto', slurm(3, 1, 10, 1, 10))).toEqual({ index: 2, of: 10, task: 3 });
    expect(shard('auto', slurm(30, 10, 50, 10, 5))).toEqual({ index: 2, of: 5, task: 30 });
    const engine = { SGE_TASK_FIRST: '1', SGE_TASK_LAST: '9', SGE_TASK_STEPSIZE: '2' };
    expect(shard('auto', { SGE_TASK_ID: '9', ...engine })).toEqual({ index: 4, of: 5, task: 9 });
    expect(shard('auto', { LSB_JOBINDEX: '1', LSB_JOBINDEX_END: '8' })).toEqual({ index: 0, of: 8, task: 1 });
    expect(shard('auto', { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '4' }).of).toBe(4);
    const batch = { AWS_BATCH_JOB_ARRAY_INDEX: '3', AWS_BATCH_JOB_ARRAY_SIZE: '4' };
    expect(shard('auto', batch)).toEqual({ index: 3, of: 4, task: 3 });
  });

  it('auto refuses what may be a list, or part of one, with the cure', () => {
    const cure = '; write how many shards there are, --shard auto/100';
    for (const [environment, got] of [
      [slurm(3, 3, 7, 1, 2), 'SLURM_ARRAY_TASK_ID=3 of 3-7, 2 in all'],
      [slurm(3, 3, 7, 4, 2), 'SLURM_ARRAY_TASK_ID=3 of 3-7:4, 2 in all'],
      [slurm(7, 7, 7, 1, 1), 'SLURM_ARRAY_TASK_ID=7 of 7-7, 1 in all'],
      [slurm(4, 1, 9, 1, 4), 'SLURM_ARRAY_TASK_ID=4 of 1-9, 4 in all'],
      [slurm(4, 1, 9, 2, 5), 'SLURM_ARRAY_TASK_ID=4 of 1-9:2, 5 in all'],
      [{ JOB_COMPLETION_INDEX: '4', JOB_COMPLETIONS: '4' }, 'JOB_COMPLETION_INDEX=4 of 0-3'],
    ] as const)
      expect(() => shard('auto', environment)).toThrow(
        new RangeError(`${needs} all tasks from the first to the last, got ${got}${cure}`),
      );
  });

  it('refuses an array of more tasks than shards, none, and two', () => {
    expect(() => shard('auto/100', slurm(5, 0, 100, 1, 101))).toThrow(
      'nabla compare: --shard auto/100 needs tasks from 0 to 99, or from 1 to 100, got SLURM_ARRAY_TASK_ID=5 of 0-100',
    );
    // Tasks 3 and 7 once more are shards 3 and 7.
    expect(shard('auto/100', slurm(7, 3, 7, 1, 2)).index).toBe(7);
    const none = `${needs} the number of a task in one of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, PBS_ARRAY_INDEX, SGE_TASK_ID, LSB_JOBINDEX, AWS_BATCH_JOB_ARRAY_INDEX, got none; outside of a scheduler, --shard 1/100`;
    for (const environment of [{}, { SGE_TASK_ID: 'undefined' }, { LSB_JOBINDEX: '0' }])
      expect(() => shard('auto/100', environment)).toThrow(new RangeError(none));
    expect(() => shard('auto/100', { SGE_TASK_ID: '1', PBS_ARRAY_INDEX: '2' })).toThrow(
      `${needs} the number of a task in one of them, got PBS_ARRAY_INDEX, SGE_TASK_ID; write --shard 1/100`,
    );
  });

  it('of an array writes a file of its own', () => {
    expect(shardFile('out/runs.jsonl', { index: 7, of: 9, task: 7 })).toBe('out/runs.7.jsonl');
    expect(shardFile('a.b/runs', { index: 0, of: 9, task: 9 })).toBe('a.b/runs.9');
    expect(shardFile('runs.jsonl', { index: 7, of: 9, task: null })).toBe('runs.jsonl');
  });
});

describe('shards', () => {
  it('of equal runs have every n-th', () => {
    expect([...balancedShards(new Array(7).fill(10), 3)]).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('have about the same to do, each run once', () => {
    const costs = Array.from({ length: 500 }, (_, k) => [1, 4, 16, 64, 256][k % 5]);
    for (const n of [2, 3, 7, 100]) {
      const load = new Array<number>(n).fill(0);
      balancedShards(costs, n).forEach((shard, k) => {
        load[shard] += costs[k];
      });
      expect(load.reduce((sum, each) => sum + each, 0)).toBe(100 * 341);
      expect(Math.max(...load) - Math.min(...load)).toBeLessThanOrEqual(256);
      if (n < 8) expect(Math.max(...load) - Math.min(...load)).toBeLessThanOrEqual(1);
    }
  });
});
