import { setImmediate } from 'node:timers/promises';
import { SLICE_MS } from '../runs/scheduler.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Exit code of a command that was interrupted. */
export const INTERRUPTED = 130;

/** Signal that Ctrl-C aborts, or a request of the system to end; `forget` leaves both to Node again. */
export function interruption(): { signal: AbortSignal; forget: () => void } {
  const stop = new AbortController();
  const abort = () => {
    forget();
    stop.abort();
  };
  const forget = () => {
    for (const name of SIGNALS) process.off(name, abort);
  };
  for (const name of SIGNALS) process.on(name, abort);
  return { signal: stop.signal, forget };
}

/** The same items, with pauses in which an interruption is heard: it rejects with the signal's reason. */
export async function* interruptible<T>(items: Iterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  let until = performance.now() + SLICE_MS;
  for (const each of items) {
    yield each;
    if (performance.now() < until) continue;
    await setImmediate();
    signal.throwIfAborted();
    until = performance.now() + SLICE_MS;
  }
}
