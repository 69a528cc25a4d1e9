import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { read, root } from './sources.js';

/** A loader that notes what is loaded, a line each. */
const hooks = `import { appendFileSync } from 'node:fs';
export const load = (url, context, next) => (appendFileSync(process.env.LOADED, url + '\\n'), next(url, context));`;
const asUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const register = `import { register } from 'node:module'; register(${JSON.stringify(asUrl(hooks))});`;

/** The modules of dist that a command loads, from there. */
function loadedBy(...command: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  const LOADED = join(folder, 'loaded.txt');
  try {
    const script = join(root, 'dist/src/cli/nabla.js');
    execFileSync(process.execPath, ['--import', asUrl(register), script, ...command], {
      env: { ...process.env, LOADED },
    });
    const urls = readFileSync(LOADED, 'utf8').trim().split('\n');
    return urls.flatMap((url) => url.split('/dist/')[1] ?? []);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('nabla compare loads nothing of the page', () => {
  const loaded = loadedBy(
    ...['compare', '--problem', 'booth', '--optimizer', 'sgd', '--rate', '0.01', '--steps', '10'],
  );
  expect(loaded).toContain('src/cli/compare.js');
  expect(loaded.filter((module) => !module.startsWith('src/'))).toEqual([]);
});

it('the worker has what figures work out there, and nothing that callers hand over', () => {
  const worker = read('dist/worker.js');
  expect(worker).toContain('compare');
  expect(worker).toContain('<mfrac>');
  const elsewhere = {
    comparisons: 'none is best',
    callbacks: 'to return a number or an array of numbers',
    'worker threads': 'tinypool',
  };
  for (const [what, text] of Object.entries(elsewhere)) {
    expect(worker, what).not.toContain(text);
    expect(read('dist/cdn/nabla.js').includes(text) || what === 'worker threads', what).toBe(true);
  }
});
