import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import * as sources from '../../src/index.js';
import { files, read, root } from './sources.js';

/** A loader that notes what is loaded, a line each. */
const hooks = `import { appendFileSync } from 'node:fs';
export const load = (url, context, next) => (appendFileSync(process.env.LOADED, url + '\\n'), next(url, context));`;
const asUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const register = `import { register } from 'node:module'; register(${JSON.stringify(asUrl(hooks))});`;

/** The files of dist that a program of Node loads, from there. */
function loadedBy(...program: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  const LOADED = join(folder, 'loaded.txt');
  try {
    execFileSync(process.execPath, ['--import', asUrl(register), ...program], {
      env: { ...process.env, LOADED },
    });
    const urls = readFileSync(LOADED, 'utf8').trim().split('\n');
    return urls.flatMap((url) => url.split('/dist/')[1] ?? []);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const command = join(root, 'dist/src/cli/nabla.js');

/** Sources of which a file of the package was made. */
const sourcesOf = (file: string) =>
  [...read(`dist/${file}`).matchAll(/^\/\/ ((?:src|web)\/\S+\.ts)$/gm)].map(([, path]) => path);

it('nabla loads of its commands the one that is asked for, and nothing of the page', () => {
  const asked = ['compare', '--problem', 'booth', '--optimizer', 'sgd', '--rate', '0.01', '--steps', '10'];
  const loaded = loadedBy(command, ...asked).flatMap(sourcesOf);
  expect(loaded).toContain('src/cli/compare.ts');
  expect(loaded).not.toContain('src/cli/derive.ts');
  expect(loaded.filter((path) => !path.startsWith('src/'))).toEqual([]);
});

it('nabla --version loads no command, and not the library', () => {
  const loaded = loadedBy(command, '--version').flatMap(sourcesOf);
  expect(loaded.sort()).toEqual(['src/cli/nabla.ts', 'src/cli/version.ts']);
});

it('an import of the library reads four files', () => {
  const loaded = loadedBy(
    '--input-type=module',
    '--eval',
    `import '${new URL('dist/index.js', `file://${root}`)}'`,
  );
  expect(loaded.sort()).toEqual([
    'index.js',
    ...['functions', 'rolldown-runtime', 'runs'].map((part) => `src/chunks/${part}.js`),
  ]);
});

it('the library that is built has the names of the sources, and namespaces of no class', async () => {
  const built = (await import(new URL('dist/index.js', `file://${root}`).href)) as typeof sources;
  expect(Object.keys(built)).toEqual(Object.keys(sources).sort());
  for (const [name, of] of Object.entries(sources)) {
    if (Object.prototype.toString.call(of) !== '[object Module]') continue;
    const space = built[name as keyof typeof sources];
    expect(Object.keys(space), name).toEqual(Object.keys(of).sort());
    expect('constructor' in space, name).toBe(false);
  }
});

it('every entry of the package is imported where there is no page, and makes none', () => {
  const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, unknown> };
  // Types for JSX are imported by no program.
  const isTypes = (entry: unknown) => Object.keys(entry as object).join() === 'types';
  const filesOf = (name: string) =>
    files(name.includes('cdn') ? 'dist/cdn' : 'dist/web/elements').filter((path) => path.endsWith('.js'));
  const entries = Object.keys(exports)
    .filter((name) => !/\.(?:html|json|wasm)$/.test(name) && !isTypes(exports[name]))
    .flatMap((name) =>
      name.includes('*') ? filesOf(name).map((path) => name.replace('*', basename(path, '.js'))) : [name],
    )
    .map((name) => name.replace('.', 'nabla-workbench'));
  const program = `
    for (const name of ${JSON.stringify(entries)}) await import(name);
    console.log(['document', 'window', 'HTMLElement'].filter((name) => name in globalThis).length);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('0');
});

it('no source is in two files of the package, so that its doors share what it makes', () => {
  const built = ['dist/src/chunks', 'dist/web/elements', 'dist/src/cli'].flatMap((folder) =>
    files(folder, '.js'),
  );
  const homes = new Map<string, string[]>();
  for (const file of built.map((path) => path.replace('dist/', '')))
    for (const source of sourcesOf(file)) homes.set(source, [...(homes.get(source) ?? []), file]);
  expect(homes.get('src/engine/load.ts')).toEqual(['src/chunks/functions.js']);
  expect([...homes].filter(([, all]) => all.length > 1)).toEqual([]);
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
