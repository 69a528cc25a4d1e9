import { afterEach, describe, expect, it, vi } from 'vitest';
import { compare } from '../../src/index.js';
import { comparisonOf } from '../../src/results/comparison.js';
import type { LossBatch } from '../../src/results/sampleBatch.js';
import { jobFromAttributes } from '../../web/data/attributes.js';
import type { Job } from '../../web/worker/job.js';
import { text } from '../../web/worker/worker.generated.js';
import { WorkerClient } from '../../web/worker/workerClient.js';
import { until } from './figure.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const asked = { problem: 'rosenbrock', optimizers: 'sgd adam', rates: '0.001 0.1', steps: 2000 };
const job = jobFromAttributes('nabla-compare', asked)!;

/** The same job, for so many steps. */
const lasting = (steps: number, { spec, runs }: Job = job): Job => ({
  spec: { ...spec, options: { ...spec.options, steps } },
  runs,
});

/** What a crew makes of a job: the hash, and the losses as they were streamed. */
function work(
  crew: WorkerClient,
  given: Job = job,
): Promise<{ hash: string; steps: number[]; last: number[] }> {
  const steps: number[] = [];
  return new Promise((resolve, reject) => {
    const batch = ({ steps: some, values, runs }: LossBatch) => {
      steps.push(...some);
      if (!runs) return;
      resolve({ hash: comparisonOf(runs).hash, steps, last: [...values.slice(-runs.length)] });
    };
    crew.submitJob(given, { batch, error: reject });
  });
}

async function expected() {
  const { hash } = await compare('rosenbrock', {
    optimizers: ['sgd', 'adam'],
    rates: [0.001, 0.1],
    steps: 2000,
  });
  return hash;
}

class Counted extends Worker {
  static made = 0;
  static ended = 0;
  constructor(url: string | URL) {
    super(url);
    Counted.made++;
  }
  override terminate() {
    super.terminate();
    Counted.ended++;
  }
}

describe('the worker that the figures of a page share', () => {
  it('makes the same comparison in a worker as on the page', async () => {
    vi.stubGlobal('Worker', Counted);
    const made = Counted.made;
    const { hash, steps } = await work(new WorkerClient());
    expect(Counted.made).toBe(made + 1);
    expect(hash).toBe(await expected());
    expect(steps).toEqual(Array.from({ length: 2001 }, (_, i) => i));
  });

  it('starts the worker from where it is told to', async () => {
    const asked: string[] = [];
    vi.stubGlobal(
      'Worker',
      class extends Worker {
        constructor(url: string | URL) {
          super(url);
          asked.push(String(url));
        }
      },
    );
    const crew = new WorkerClient();
    crew.url = URL.createObjectURL(new Blob([text()], { type: 'text/javascript' }));
    expect((await work(crew)).hash).toBe(await expected());
    expect(asked).toEqual([crew.url]);
  });

  it('does the work itself where a worker is refused', async () => {
    vi.stubGlobal(
      'Worker',
      class {
        constructor() {
          throw new DOMException('no', 'SecurityError');
        }
      },
    );
    const { hash, steps } = await work(new WorkerClient());
    expect(hash).toBe(await expected());
    expect(steps).toHaveLength(2001);
  });

  it('does the work itself where a worker fails to start', async () => {
    const crew = new WorkerClient();
    crew.url = '/no-such-worker.js';
    expect((await work(crew)).hash).toBe(await expected());
  });

  it('lets the page breathe while it works itself', async () => {
    vi.stubGlobal('Worker', undefined);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await work(new WorkerClient(), lasting(30_000));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  it('answers several at once, each with its own', async () => {
    const crew = new WorkerClient();
    const [one, two, three] = await Promise.all([
      work(crew),
      work(crew, lasting(10)),
      work(
        crew,
        jobFromAttributes('nabla-compare', { ...asked, optimizers: 'sgd', rates: '0.01', steps: 20 })!,
      ),
    ]);
    expect(one.hash).toBe(await expected());
    expect(two.steps).toHaveLength(11);
    expect(three.last).toHaveLength(1);
  });

  it('says nothing more of a job that was called off', async () => {
    const crew = new WorkerClient();
    const heard: unknown[] = [];
    const listener = {
      batch: (batch: LossBatch) => heard.push(batch),
      error: (error: Error) => heard.push(error),
    };
    const cancel = crew.submitJob(lasting(1_000_000), listener);
    await until('something is heard', () => heard.length > 0);
    cancel();
    const count = heard.length;
    await work(crew);
    expect(heard).toHaveLength(count);
  });

  it('gives errors back as what they were', async () => {
    for (const stub of [Worker, undefined]) {
      vi.stubGlobal('Worker', stub);
      await expect(work(new WorkerClient(), lasting(0))).rejects.toThrow(RangeError);
      await expect(
        work(new WorkerClient(), { ...job, spec: { ...job.spec, problem: { name: 'bowll' } } }),
      ).rejects.toThrow(TypeError);
    }
  });

  it('ends its worker a while after the last has left, and hires another for the next', async () => {
    vi.stubGlobal('Worker', Counted);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const crew = new WorkerClient();
    crew.addUser();
    crew.addUser();
    await work(crew);
    const { made, ended } = Counted;
    crew.removeUser();
    crew.removeUser();
    crew.addUser();
    await work(crew);
    expect(Counted.made).toBe(made);
    crew.removeUser();
    expect(Counted.ended).toBe(ended);
    await vi.runAllTimersAsync();
    expect(Counted.ended).toBe(ended + 1);
    crew.addUser();
    await work(crew);
    expect(Counted.made).toBe(made + 1);
  });
});
