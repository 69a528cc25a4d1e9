import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { shortHash } from '../spec/fingerprint.js';

/** Process that holds a lock, as the lock's text names it. */
export interface Holder {
  readonly host: string;
  /** Start of the machine and name space of its process ids, where they can be told: host names are not unique. */
  readonly machine: string;
  readonly pid: number;
  /** When the process began, where that can be told: ids are used again. */
  readonly started: string;
  readonly token: string;
}

/** Lock that was found: its text, and the holder where it names one. */
export interface FoundLock {
  readonly file: string;
  readonly text: string;
  readonly holder: Holder | null;
  /** Name of this lock among those that there were: its token, or a digest of a text that has none. */
  readonly token: string;
}

/** Tokens of the locks that this process holds. */
export const heldTokens = new Set<string>();

/** This process as the holder of a new lock. `NABLA_HOST` is another name for its machine. */
export const newHolder = (): Holder => ({
  host: process.env.NABLA_HOST || hostname(),
  machine: machineName(),
  pid: process.pid,
  started: processStart(process.pid)?.started ?? '',
  token: randomBytes(8).toString('hex'),
});

/** Text of a lock, of one length whatever the number of its heartbeat. */
export const lockText = (holder: Holder, beat: number): string =>
  `${JSON.stringify({ ...holder, beat: String(beat).padStart(12, '0') })}\n`;

export function foundLock(file: string, text: string): FoundLock {
  const holder = holderFrom(text);
  return { file, text, holder, token: holder?.token ?? shortHash(text) };
}

function holderFrom(text: string): Holder | null {
  try {
    const { host, machine, pid, started, token } = JSON.parse(text);
    const areTexts = [host, machine, started].every((each) => typeof each === 'string');
    const isHolder = areTexts && Number.isInteger(pid) && pid > 0 && /^[0-9a-f]{16}$/.test(token);
    return isHolder ? { host, machine, pid, started, token } : null;
  } catch {
    return null;
  }
}

/** Holder in words: `process 12`, `process 12 on ada`; of a lock that names none `an unknown process`. */
export function holderWords({ holder }: FoundLock): string {
  if (!holder) return 'an unknown process';
  return isOfThisMachine(holder) ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
}

export function isOfThisMachine({ host, machine }: Holder): boolean {
  const own = newHolder();
  return host === own.host && machine === own.machine;
}

/** Whether the holder of a lock is a process of this machine that is there no more. */
export function isHolderGone({ holder }: FoundLock): boolean {
  if (!holder || !isOfThisMachine(holder) || heldTokens.has(holder.token)) return false;
  // This process holds none but those: the lock is of an earlier one with the same id.
  if (holder.pid === process.pid || !isProcess(holder.pid)) return true;
  const found = processStart(holder.pid);
  return found !== null && (found.isDead || (holder.started !== '' && found.started !== holder.started));
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** When a process began, in ticks of its machine, and whether it is dead and only waits for its parent; Linux alone. */
function processStart(pid: number): { started: string; isDead: boolean } | null {
  const text = textOrNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program stands in parentheses, and may have some itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields.length > 19 ? { started: fields[19], isDead: 'ZX'.includes(fields[0]) } : null;
}

const machineName = (): string =>
  [
    textOrNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).trim(),
    textOrNothing(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');

function textOrNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
