import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

interface Chunk {
  fileName: string;
  code: string;
  isEntry: boolean;
  /** Files that come with it at once. */
  imports: string[];
}

/** Files of a bundle for pages, of a program that imports from the package as it is built. */
async function chunksOf(code: string, minify = false): Promise<Chunk[]> {
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
      minify,
      rolldownOptions: { input: 'entry', preserveEntrySignatures: 'strict' },
    },
  });
  return ([built].flat()[0] as { output: Chunk[] }).output;
}

/** Code of its first file. */
const bundleOf = async (code: string): Promise<string> => (await chunksOf(code))[0].code;

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
  const elements = readdirSync(new URL('web/elements', dist)).filter((file) =>
    /^nabla-[\w-]+\.js$/.test(file),
  );
  expect([...all.matchAll(/customElements\.define\("([\w-]+)"/g)].length).toBe(elements.length);
  // uPlot's own copy throws where that is no language tag.
  expect(all).not.toMatch(/nav(igator)?\.language/);
});

// As in a build for production, where packages leave out what helps to find mistakes.
beforeEach(() => vi.stubEnv('NODE_ENV', 'production'));
afterEach(() => vi.unstubAllEnvs());

/** The files that a page loads at first. */
function atFirst(chunks: readonly Chunk[]): Chunk[] {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of names)
    for (const other of chunks.find(({ fileName }) => fileName === name)!.imports) names.add(other);
  return chunks.filter(({ fileName }) => names.has(fileName));
}

describe('what pages load has a budget of bytes, compressed', () => {
  // A larger one is a commit of its own that says why.
  const budget = {
    'nabla.js': 381_000,
    'nabla.de.js': 14_050,
    'the worker': 116_500,
    'nabla-activation': 132_800,
    'nabla-chain': 150_700,
    'nabla-compare': 232_000,
    'nabla-derivative': 139_800,
    'nabla-difference': 118_000,
    'nabla-gradient-check': 100_600,
    'nabla-jacobian': 139_900,
    'nabla-landscape': 225_800,
    'nabla-network': 205_600,
    'nabla-softmax': 122_000,
    'nabla-taylor': 140_500,
  };

  const whole: Readonly<Record<string, string>> = {
    'nabla.js': 'cdn/nabla.js',
    'nabla.de.js': 'cdn/nabla.de.js',
    'the worker': 'worker.js',
  };

  it.each(Object.entries(budget))('%s: %i', async (name, most) => {
    const codes = whole[name]
      ? [readFileSync(new URL(whole[name], dist), 'utf8')]
      : atFirst(await chunksOf(`import ${from(`web/elements/${name}.js`)};`, true)).map(({ code }) => code);
    const size = codes.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);
    expect(size).toBeLessThan(most);
    expect(size, 'a budget that is kept so easily is lowered').toBeGreaterThan(0.97 * most);
  });

  it('an element fetches its worker, and what computes in its place, when it needs one', async () => {
    const chunks = await chunksOf(`import ${from('web/elements/nabla-compare.js')};`);
    const first = atFirst(chunks);
    const hasWorker = ({ code }: Chunk) => code.includes('ready:!0');
    expect(first.some(hasWorker)).toBe(false);
    expect(chunks.filter((chunk) => !first.includes(chunk)).some(hasWorker)).toBe(true);
  });

  it('the file of all elements says whose code is in it', () => {
    const [head] = readFileSync(new URL('cdn/nabla.js', dist), 'utf8').split('\n');
    const notices = readFileSync(new URL('LICENSES.txt', dist), 'utf8');
    for (const name of ['lit-html', 'uplot', 'd3-contour', 'd3-array']) {
      expect(head).toContain(` ${name} `);
      expect(notices).toMatch(new RegExp(`^${name}`, 'm'));
    }
  });
});
