// The command line in this process: one of its own takes a hundred times as long to start as most commands take.
import { spawnSync } from 'node:child_process';
import { vi } from 'vitest';
import { dist } from './browser.js';

export interface Answer {
  status: number | null;
  out: string;
  err: string;
}

const program = new URL('src/cli/nabla.js', dist);
export const script = program.pathname;

/** What `nabla ...args` exits with and prints, in a process of its own. */
export function spawned(args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, out: stdout.trim(), err: stderr.trim() };
}

let calls = 0;

/** The same in this process, in a folder. */
export async function run(args: readonly string[], folder = process.cwd()): Promise<Answer> {
  const printed = { out: '', err: '' };
  const hear = (stream: 'out' | 'err') => (text: unknown) => {
    printed[stream] += text;
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(hear('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(hear('err')),
    vi.spyOn(console, 'error').mockImplementation((text) => hear('err')(`${text}\n`)),
  ];
  const { argv, exitCode } = process;
  const here = process.cwd();
  const unlisten = [forgetting(process.stderr, 'error'), forgetting(process.stdout, 'error')];
  try {
    process.chdir(folder);
    process.argv = [process.execPath, script, ...args];
    process.exitCode = undefined;
    // It runs when it is imported: once more under another name.
    await import(/* @vite-ignore */ `${program.href}?call=${++calls}`);
    return { status: Number(process.exitCode ?? 0), out: printed.out.trim(), err: printed.err.trim() };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const forget of unlisten) forget();
    process.chdir(here);
    Object.assign(process, { argv, exitCode });
  }
}

/** Takes away, when called, the listeners that have come since. */
function forgetting(emitter: NodeJS.EventEmitter, name: string): () => void {
  const before = emitter.listeners(name);
  return () => {
    for (const listener of emitter.listeners(name))
      if (!before.includes(listener)) emitter.off(name, listener as () => void);
  };
}
