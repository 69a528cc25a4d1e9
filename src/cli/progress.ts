import { countNoun } from '../need.js';

const WIDTH = 40;
/** Milliseconds from one line to the next where there is no terminal, and before a rate is known. */
const [PAUSE, EARLY] = [30_000, 500];

interface Progress {
  done: number;
  total: number;
}

/** Progress, with rate and time left: a bar that redraws itself on a terminal, elsewhere a line every 30 seconds. */
export function progressBar(
  { stderr }: { stderr: NodeJS.WriteStream } = process,
  now = () => performance.now(),
) {
  const begun = now();
  let told = begun;
  return {
    show({ done, total }: Progress) {
      const text = `${done} of ${total} updates${paceText({ done, total }, now() - begun)}`;
      if (stderr.isTTY) {
        const full = Math.round((WIDTH * done) / total);
        stderr.write(`\r[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${text}\u001b[K`);
      } else if (now() - told >= PAUSE) {
        told = now();
        stderr.write(`${text}\n`);
      }
    },
    clear() {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}

/** Rate and time left after so many milliseconds; nothing before they are known. */
export function paceText({ done, total }: Progress, milliseconds: number): string {
  if (milliseconds < EARLY || done === 0) return '';
  const rate = done / (milliseconds / 1000);
  return `, ${Number(rate.toPrecision(2))} a second, ${durationText((total - done) / rate)} left`;
}

/** Duration to two units at most: `40 s`, `3 min`, `2 h 5 min`. */
function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : countNoun(Math.round(hours / 24), 'day');
}
