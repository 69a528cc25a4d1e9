import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blank, hashOf, launch, visit } from './browser.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/rates.md'), 'utf8');
const blocks = [...page.matchAll(/```(sh|js)\n([\s\S]*?)```\n\n```text\n([\s\S]*?)\n```/g)];

describe('docs/rates.md', () => {
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

  it('has the hash in a page that it has on the command line', async () => {
    const [, markup] = page.match(/```html\n([\s\S]*?)```/)!;
    const browser = await launch();
    try {
      const tab = await blank(browser);
      await visit(tab, markup, { 'penguins.csv': join(folder, 'penguins.csv') });
      expect(`hash ${await hashOf(tab)}`).toBe(blocks[0][3].split('\n').at(-1));
    } finally {
      await browser.close();
    }
  });

  it('shows what comes out of every command, one after another', () => {
    expect(blocks.length).toBe(page.match(/```(sh|js)\n/g)!.length);
    for (const [, language, code, shown] of blocks) expect(printed(language, code)).toBe(shown);
  });
});
