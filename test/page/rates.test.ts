import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blank, hashOf, launch, visit } from './browser.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pageOf = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
const blocksOf = (page: string) => [
  ...page.matchAll(/```(sh|js)\n([\s\S]*?)```\n\n```text\n([\s\S]*?)\n```/g),
];

describe('pages on rates', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-'));
    cpSync(join(root, 'src/data/penguins.csv'), join(folder, 'penguins.csv'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/nabla-workbench'), 'junction');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function printed(language: string, code: string): string {
    const [command, args] =
      language === 'js'
        ? [process.execPath, ['--input-type=module', '--eval', code]]
        : [
            'sh',
            ['-ec', code.replaceAll('npx nabla', `"${process.execPath}" "${root}dist/src/cli/nabla.js"`)],
          ];
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return (stderr + stdout).trimEnd();
  }

  it('have the hash in a page that they have on the command line', async () => {
    const page = pageOf('rates.md');
    const [, markup] = page.match(/```html\n([\s\S]*?)```/)!;
    const browser = await launch();
    try {
      const tab = await blank(browser);
      await visit(tab, markup, { 'penguins.csv': join(folder, 'penguins.csv') });
      expect(`hash ${await hashOf(tab)}`).toBe(blocksOf(page)[0][3].split('\n').at(-1));
    } finally {
      await browser.close();
    }
  });

  it.each(['rates.md', 'rate-finders.md'])(
    'show what comes out of every command of %s, one after another',
    (name) => {
      const page = pageOf(name);
      const blocks = blocksOf(page);
      expect(blocks.length).toBe(page.match(/```(sh|js)\n/g)!.length);
      for (const [, language, code, shown] of blocks) expect(printed(language, code)).toBe(shown);
    },
  );

  it('have a figure that its command draws', () => {
    const [, command] = /<!-- (npx nabla figure [^>]*) -->/.exec(pageOf('rate-finders.md'))!;
    expect(`${printed('sh', command)}\n`).toBe(pageOf('rate-finders.svg'));
  });
});
