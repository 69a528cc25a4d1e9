import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterEach, expect, it } from 'vitest';
import { dist } from './browser.js';

// A bundle has none of the files that threads start from.

const root = fileURLToPath(new URL('..', dist));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const program = `
import { compare } from ${JSON.stringify(new URL('index.js', dist).pathname)};
const options = { optimizers: ['sgd', 'adam'], rates: [0.1, 0.01, 0.001], steps: 5 };
const told = (call) => call.then(({ hash }) => hash, ({ name, message }) => name + ' ' + message);
console.log(await told(compare('bowl', { ...options, workers: 2 })));
console.log((await told(compare('bowl', options))) === (await told(compare('bowl', { ...options, workers: 0 }))));
`;

/** What a bundle of the program prints: in a folder from which tinypool is found, or elsewhere. */
async function printed(parent: string): Promise<string[]> {
  const folder = mkdtempSync(join(parent, 'nabla-'));
  folders.push(folder);
  writeFileSync(join(folder, 'program.js'), program);
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    ssr: { noExternal: true },
    build: {
      ssr: 'program.js',
      outDir: '.',
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bundle.mjs' } },
    },
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bundle.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.trim().split('\n');
}

it.each([
  ['where there is tinypool', join(root, 'node_modules'), /Cannot find module .*poolWorker\.js/],
  ['where there is none', tmpdir(), /Cannot find (package|module) 'tinypool'/],
])('compare with workers in a bundle is a rejection with the cure: %s', async (_, parent, cause) => {
  const [refusal, alone] = await printed(parent);
  expect(refusal).toMatch(
    /^TypeError compare: workers needs the files of nabla-workbench and tinypool, which a bundle/,
  );
  expect(refusal).toMatch(cause);
  expect(alone).toBe('true');
});
