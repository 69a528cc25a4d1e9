// Other libraries: which are installed, and their versions. Each has a file in bench/peers or bench/peers/python.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../bench/peers/', import.meta.url));

/** Library and variant of a side: "numpy, in place" has both. */
export function peer(side: string): { library: string; way?: string } {
  const [library, way] = side.split(', ');
  return { library, way };
}

/** Environment that limits libraries to one thread, as ours has. */
export const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

const printed = (command: string, args: string[]): string | null => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

/** The beginning of a command that runs a side, and the version of the library. */
export interface Library {
  readonly command: readonly string[];
  readonly version: string;
}

function pythons(library: string): Library | null {
  const script = `${folder}python/side.py`;
  for (const python of [process.env.PYTHON, 'python3', '/usr/bin/python3']) {
    const version = python && printed(python, [script, library]);
    if (version) return { command: [python, script, library], version };
  }
  return null;
}

function packaged(library: string): Library | null {
  const file = JSON.stringify(new URL(`../../bench/peers/${library}.mjs`, import.meta.url).href);
  const probe = `console.log((await import(${file})).version)`;
  const version = printed(process.execPath, ['--input-type=module', '--eval', probe]);
  const script = fileURLToPath(new URL('./side.js', import.meta.url));
  return version ? { command: [process.execPath, script], version } : null;
}

const known = new Map<string, Library | null>();

/** The library of a name, or null where it is not installed; looked up once. */
export function library(name: string): Library | null {
  if (!known.has(name))
    known.set(name, existsSync(`${folder}python/by_${name}.py`) ? pythons(name) : packaged(name));
  return known.get(name)!;
}

/** The versions of the libraries looked up; null where not installed. */
export const versions = (): Record<string, string | null> =>
  Object.fromEntries([...known].map(([name, found]) => [name, found?.version ?? null]));
