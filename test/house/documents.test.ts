import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page as methods } from '../../bench/methods.js';
import { page as optimizers } from '../../bench/optimizers.js';
import { refreshed, page as speed } from '../../bench/results.js';
import { page as leastSquares } from '../../bench/strd.js';
import strd from '../golden/strd.json' with { type: 'json' };
import { files, read, root } from './sources.js';

const snippet = (language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(read('README.md'))![1];

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...files('docs', '.md')];

describe('README', () => {
  it('has an API snippet that runs as written', () => {
    const args = ['--input-type=module', '--eval', snippet('js')];
    const lines = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).split('\n');
    expect(lines.shift()).toBe('Float64Array(2) [ 8, 3 ] 12 (3x+2)^3');
    expect(lines[0]).toMatch(
      /^Float64Array\(2\) \[ (8|7\.99999\d+|8\.00000\d+), (3|2\.99999\d+|3\.00000\d+) \]$/,
    );
    expect(lines[1]).toBe('2.9654123548617948 out of steps loss fell on every step');
    expect(lines.join('\n')).toMatch(/\noptimizer +rate +outcome/);
    expect(lines.at(-2)).toBe('adam 5.6234132519 0.9866666666666667 2a8ad6f1fe7ab956');
  });

  it('has an embed snippet of one script and one element', () => {
    expect(snippet('html')).toMatch(
      /^<script src="nabla\.js" defer><\/script>\s*<nabla-compare[^>]*><\/nabla-compare>\s*$/,
    );
  });

  it('has a page of methods that says what they say', () => {
    expect(read('docs/methods.md')).toBe(methods());
  });

  it('has a page of least squares that says what comes out', () => {
    expect(read('docs/least-squares.md')).toBe(leastSquares(strd));
  });

  it('has a page of optimizers and schedules that says what they are', () => {
    expect(read('docs/optimizers.md')).toBe(optimizers());
  });

  it('has a page of speed that says what was measured', () => {
    expect(read('docs/speed.md')).toBe(speed());
  });

  it('shows the speed that was measured', () => {
    expect(read('README.md')).toBe(refreshed());
  });

  it('has samples that compile under strict TypeScript, as those of the pages do', { tags: ['long'] }, () => {
    const folder = mkdtempSync(join(root, 'node_modules', '.samples-'));
    try {
      const samples = ['README.md', 'docs/rates.md'].flatMap((page) =>
        [...read(page).matchAll(/```js\n([\s\S]*?)```/g)].map(([, text]) => text),
      );
      expect(samples.length).toBeGreaterThan(1);
      const names = samples.map((text, i) => {
        writeFileSync(join(folder, `sample${i}.ts`), text);
        return `sample${i}.ts`;
      });
      const paths = { 'nabla-workbench': [join(root, 'src/index.ts')] };
      const compilerOptions = { noEmit: true, types: ['node'], paths };
      const config = { extends: join(root, 'tsconfig.json'), compilerOptions, files: names, include: [] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      expect([stdout, status]).toEqual(['', 0]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('links, in the package, to what is in the package', () => {
    const packed: string[] = JSON.parse(read('package.json')).files;
    const isPacked = (path: string) =>
      path === 'README.md' ||
      path === 'LICENSE' ||
      packed.some((each) => path === each || path.startsWith(`${each}/`));
    for (const page of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])
      for (const [, target] of read(page).matchAll(/\]\(([^)#]+)\)/g))
        if (!/^https?:/.test(target))
          expect(isPacked(join(dirname(page), target)), `${page}: ${target}`).toBe(true);
  });

  it.each(pages)('%s links only to what is there', (file) => {
    for (const [, target] of read(file).matchAll(/\]\(([^)#]+)\)/g)) {
      if (!/^https?:/.test(target)) expect(existsSync(join(root, dirname(file), target)), target).toBe(true);
    }
  });

  it('names only commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const [, name] of read('README.md').matchAll(/npm (?:run )?([a-z]+)/g))
      expect(scripts).toHaveProperty(name);
  });
});
