import { yieldToEventLoop } from './eventLoop.js';
import type { Sample } from './run.js';
import { type Scheduler, SLICE_MS } from './scheduler.js';

type StreamedSample<Last> = Omit<Sample, 'comparison'> & Partial<Last>;

/** Samples of the scheduler's runs as they are computed, with pauses for other work: see `samplesAtOnce`. */
export async function* streamSamples<Last extends object>(
  scheduler: Scheduler,
  last: () => Last,
): AsyncGenerator<StreamedSample<Last>> {
  const pause = makePauser(scheduler);
  for (const sample of samplesAtOnce(scheduler, last)) {
    yield sample;
    if (!sample.done) await pause();
  }
}

/**
 * Samples of the scheduler's runs: one for the start and one for each update, or with batches each epoch; the last also
 * has what `last` returns.
 */
export function* samplesAtOnce<Last extends object>(
  scheduler: Scheduler,
  last: () => Last,
): Generator<StreamedSample<Last>> {
  for (let entry = 0; ; entry++) {
    scheduler.needRunning();
    while (scheduler.known < entry && !scheduler.over) scheduler.advance();
    const validation = scheduler.validation(entry);
    const sample = {
      step: scheduler.steps(entry),
      values: scheduler.values(entry),
      ...(validation && { validation }),
      done: scheduler.over && entry >= scheduler.last,
    };
    if (sample.done) {
      scheduler.report();
      yield { ...sample, ...last() };
      return;
    }
    yield sample as typeof sample & Partial<Last>;
  }
}

/** Pause for other work on this thread: a promise when `SLICE_MS` milliseconds are over, else undefined. */
export function makePauser(scheduler: Scheduler): () => Promise<void> | undefined {
  let until = performance.now() + SLICE_MS;
  return () => {
    if (performance.now() < until) return undefined;
    scheduler.report();
    return yieldToEventLoop().then(() => {
      until = performance.now() + SLICE_MS;
    });
  };
}
