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

/** Code of a bundle for pages, of a program that imports from the package as it is built. */
async function bundleOf(code: string): Promise<string> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? id : null),
    load: (id: string) => (id === 'entry' ? code : null),
  };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root,
    plugins: [entry],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: 'entry', preserveEntrySignatures: 'strict' },
    },
  });
  const { output } = [built].flat()[0] as { output: { code: string }[] };
  return output[0].code;
}

const from = (file: string) => JSON.stringify(new URL(file, dist).pathname);

it('a bundle has what its program asks for, and of the rest of the package nothing', async () => {
  const engine = '0061736d01000000';
  const csv = await bundleOf(`export { csv } from ${from('index.js')};`);
  for (const [text, is] of [
    ['a name that UTF-8 has', true],
    [engine, false],
    ['none is best', false],
    ['Rosenbrock', false],
  ] as const)
    expect(csv.includes(text), text).toBe(is);
  const matmul = await bundleOf(`export { matmul } from ${from('index.js')};`);
  for (const [text, is] of [
    [engine, true],
    ['none is best', false],
    ['Rosenbrock', false],
  ] as const)
    expect(matmul.includes(text), text).toBe(is);
});

it('a bundle of an element registers it, and no other', async () => {
  const code = await bundleOf(`import ${from('web/elements/nabla-derivative.js')};`);
  const tags = [...code.matchAll(/customElements\.define\("([\w-]+)"/g)].map(([, tag]) => tag);
  expect(tags).toEqual(['nabla-derivative']);
  const all = await bundleOf(`import ${from('web/elements/index.js')};`);
  expect([...all.matchAll(/customElements\.define\("([\w-]+)"/g)].length).toBe(6);
  // uPlot's own copy throws where that is no language tag.
  expect(all).not.toMatch(/nav(igator)?\.language/);
});
