import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../.ci/check.mjs';
import { recipes } from '../../.ci/recipes.mjs';
import { launch, open, serveDist } from '../page/browser.js';
import { files, read, root } from './sources.js';

// CONTRIBUTING's recipes, word for word and as `npm run new` writes them under other names, all in one copy of the
// repository: what a newcomer is told to run holds there, with no line edited by hand.

const kinds = ['optimizer', 'schedule', 'problem', 'activation', 'model', 'dataset', 'kernel', 'element'];
/** The names that the recipes have, and the names they are written under here. */
const theirs = Object.values(recipes).map(([{ path }]) => basename(path, '.ts'));
const own = kinds.map((kind) => [kind, kind === 'element' ? 'nabla-own' : `own${kind}`]);
/** What a copy of the repository does without; this test would make a copy in the copy. */
const left = ['.git', '.vitest-attachments', 'dist', 'node_modules', 'test-results'];

let copy: string;

/** What a command of Node says, run in the copy as from a terminal: this test's own settings stay here. */
async function node(...args: string[]): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST.*|NODE_ENV|MODE|DEV|PROD|SSR|TEST|BASE_URL)$/.test(name),
    ),
  );
  env.NO_COLOR = '1';
  const run = promisify(execFile)(process.execPath, args, { cwd: copy, env, maxBuffer: 2 ** 27 });
  const { stdout } = await run.catch((error) => {
    throw new Error(`${args.join(' ')}\n${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}

/** A script of package.json, which is Node with files of .ci. */
async function script(name: string): Promise<void> {
  for (const command of JSON.parse(read('package.json')).scripts[name].split(' && ')) {
    const [program, ...args] = command.split(' ');
    expect(program).toBe('node');
    await node(...args);
  }
}

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'nabla-recipes-')));
  for (const name of readdirSync(root))
    if (!left.includes(name))
      cpSync(join(root, name), join(copy, name), {
        recursive: true,
        // Packages of tests and of the bench.
        filter: (path) => basename(path) !== 'node_modules',
      });
  rmSync(join(copy, 'test/house/recipes.test.ts'));
  // One by one: what tools keep beside packages is the copy's own.
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), 'junction');
});

afterAll(() => rmSync(copy, { recursive: true }));

describe('a recipe', () => {
  it.each(Object.entries(recipes))('for a new %s is one file, for a kernel two', (kind, written) => {
    expect(written).toHaveLength(kind === 'kernel' ? 2 : 1);
    for (const { path, text } of written) {
      expect(text).toMatch(/\n$/);
      // Who has followed it has it already.
      writeFileSync(join(copy, path), text);
    }
  });

  it('is there for every kind', () => {
    expect(Object.keys(recipes)).toEqual(kinds);
  });
});

describe('npm run new', () => {
  it.concurrent.each(own)('%s %s', async (kind, name) => {
    const said = await node('.ci/new.mjs', kind, name);
    expect(said.match(/^wrote /gm)).toHaveLength(recipes[kind].length);
    expect(said).toContain('npm run index');
  });

  it.concurrent.each([
    [[], 'new: kind needs one of optimizer, schedule'],
    [['optimiser', 'x'], 'new: no kind "optimiser"; did you mean "optimizer"?'],
    [
      ['optimizer'],
      'new: name needs letters and digits, a small letter first, like quasiHyperbolic, got undefined',
    ],
    [
      ['optimizer', 'Own'],
      'new: name needs letters and digits, a small letter first, like quasiHyperbolic, got "Own"',
    ],
    [
      ['optimizer', '../own'],
      'new: name needs letters and digits, a small letter first, like quasiHyperbolic, got "../own"',
    ],
    [['element', 'own'], 'new: name needs a tag of small letters, like nabla-value, got "own"'],
    [
      ['optimizer', 'delete'],
      'new: name needs a word that the file does not use for something else, got "delete"',
    ],
    [
      ['optimizer', 'rate'],
      'new: name needs a word that the file does not use for something else, got "rate"',
    ],
    [
      ['optimizer', 'sgd'],
      'new: name needs to be free, and src/optimizers/sgd.ts is there already, got "sgd"',
    ],
    [['optimizer', 'a', 'b'], 'new: needs a kind and a name, got 3 words'],
  ])('%j is refused', async (args, message) => {
    await expect(node('.ci/new.mjs', ...args)).rejects.toThrow(message);
  });
});

describe('all of them together', { tags: ['long'], timeout: 10 * 60_000 }, () => {
  it('are listed, built and checked', async () => {
    await script('index');
    // As `npm run check` does, but for the pages of docs, which are written now.
    for (const [name, args] of checks) if (name !== 'pages of docs are fresh') await node(...args);
    await script('docs');
    const listed = JSON.parse(await node('dist/src/cli/nabla.js', 'list', '--format', 'json'));
    const names = listed.map(({ name }: { name: string }) => name);
    // Entries are; kernels and elements are not for the command line.
    expect(names).toEqual(expect.arrayContaining(theirs.slice(0, 6)));
  });

  it.concurrent('keep the laws, the rules of the house, and the numbers they say they do', async () => {
    const held = [...files('test/unit'), ...files('test/portable')].filter((path) =>
      read(path).includes('/reference.js'),
    );
    expect(held.length).toBeGreaterThanOrEqual(4);
    const tests = ['test/laws/', 'test/house/', ...held];
    // Memory would take a minute; that every public function is watched is asked here too.
    const options = ['--project=node', '-t', '^(?!memory stays flat)'];
    const said = await node('node_modules/vitest/vitest.mjs', 'run', ...options, ...tests);
    expect(Number(/Tests +(\d+) passed/.exec(said)?.[1])).toBeGreaterThan(2000);
  });

  it.concurrent('leave the gallery as it is, and work on its page', async () => {
    const [browser, server] = await Promise.all([
      launch(),
      serveDist(undefined, pathToFileURL(join(copy, 'dist/'))),
    ]);
    try {
      const { page, said } = await open(browser, `${server.url}gallery.html`);
      await page.waitForFunction(() =>
        document.querySelector('.stage > *')?.shadowRoot?.querySelector('canvas'),
      );
      const shown = await page.$$eval('nav h2', (all) => all.map((each) => each.textContent));
      expect(shown).toContain('Compare');
      expect(shown).not.toContain('Value');
      const [value, label] = await onPage(page);
      expect(Number(value)).toBeGreaterThan(0);
      expect(label).toBe('quasiHyperbolic 0.01');
      expect(said).toEqual([]);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});

/** What the new element shows of the new problem, and the name of a run of the new optimizer on it. */
async function onPage(page: Page): Promise<string[]> {
  const added = await page.evaluateHandle(() => {
    const value = document.createElement('nabla-value');
    value.setAttribute('problem', 'bohachevsky');
    const compare = document.createElement('nabla-compare');
    const asked = { problem: 'bohachevsky', optimizers: 'quasiHyperbolic', rates: '0.01', loading: 'eager' };
    for (const [name, text] of Object.entries(asked)) compare.setAttribute(name, text);
    document.body.append(value, compare);
    return [value, compare] as const;
  });
  await page.waitForFunction(([, compare]) => compare.comparison, added);
  return added.evaluate(([value, compare]) => [
    value.shadowRoot!.textContent!.trim(),
    compare.comparison!.runs[0].label,
  ]);
}
