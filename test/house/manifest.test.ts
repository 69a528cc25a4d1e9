import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { files, read, root } from './sources.js';

interface Told {
  name: string;
  description: string;
}

interface Declared {
  tagName: string;
  attributes: Told[];
  members: Told[];
  events: (Told & { type: { text: string } })[];
  cssParts: Told[];
  cssStates: Told[];
  cssProperties: Told[];
}

const { modules }: { modules: { path: string; declarations: [Declared] }[] } = JSON.parse(
  read('dist/custom-elements.json'),
);
const declared = modules.map(({ declarations: [element] }) => element);
const tags = files('web/elements')
  .flatMap((file) => /nabla-[\w-]+/.exec(file) ?? [])
  .sort();

describe('the manifest of the elements', () => {
  it('finds the parts of what draws', () => {
    const drawing = declared.filter(({ cssParts }) => cssParts.some(({ name }) => name === 'plot'));
    expect(drawing.length).toBeGreaterThanOrEqual(6);
  });

  it('is named in the package, and has every element', () => {
    const { customElements } = JSON.parse(read('package.json'));
    expect(customElements).toBe('./dist/custom-elements.json');
    expect(declared.map(({ tagName }) => tagName).sort()).toEqual(tags);
  });

  it.each(declared.map((each) => [each.tagName, each] as const))('tells all of %s in words', (_, element) => {
    const { attributes, events, cssParts, cssStates } = element;
    for (const told of [...attributes, ...events, ...cssParts, ...cssStates])
      expect(told.description, told.name).toMatch(/\S/);
    expect(attributes.map(({ name }) => name)).toEqual([...new Set(attributes.map(({ name }) => name))]);
    expect(element.cssProperties.map(({ name }) => name)).toContain('--nabla-surface');
    const page = read(`docs/elements/${element.tagName}.md`);
    for (const { name } of [...attributes, ...events, ...cssParts]) expect(page).toContain(`\`${name}\``);
    const { tags: known } = JSON.parse(read('dist/vscode.html-custom-data.json'));
    const one = known.find(({ name }: Told) => name === element.tagName);
    expect(one.attributes.length).toBe(attributes.length);
    expect(read('dist/llms.txt')).toContain(`## <${element.tagName}>`);
  });
});

it.each([
  ['react', 'on'],
  ['preact', 'on'],
  ['solid', 'on:'],
])('types of %s have every element, attribute and event', (name, on) => {
  const types = read(`dist/${name}.d.ts`);
  for (const { tagName, attributes, events } of declared) {
    const from = types.indexOf(`'${tagName}': `);
    const own = types.slice(from, types.indexOf('};', from));
    for (const each of attributes) expect(own).toMatch(new RegExp(`\\b${each.name}\\b`));
    for (const each of events)
      expect(own).toContain(`'${on}${each.name}'?: (event: ${each.type.text}) => void`);
  }
});

describe('types', { tags: ['long'] }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(root, 'node_modules/nabla-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/nabla-workbench'), 'junction');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('of events hold what is written, and refuse what there is not', () => {
    writeFileSync(
      join(folder, 'page.ts'),
      `import 'nabla-workbench/elements';
const check = document.querySelector('nabla-gradient-check')!;
check.addEventListener('nabla-end', (e) => e.detail.report.verdict satisfies string);
check.addEventListener('nabla-change', (e) => e.detail.name satisfies string);
check.addEventListener('click', (e) => e.clientX satisfies number);
document.querySelector('nabla-compare')!.addEventListener('nabla-end', (e) => e.detail.comparison.hash satisfies string);
// @ts-expect-error
check.addEventListener('nabla-end', (e) => e.detail.comparison);
`,
    );
    const options = [
      '--ignoreConfig',

      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
    ];
    const libraries = ['--lib', 'es2023,esnext.disposable,dom,dom.iterable', '--types', 'node'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const check = () =>
      execFileSync(process.execPath, [tsc, ...options, ...libraries, 'page.ts'], {
        cwd: folder,
        encoding: 'utf8',
      });
    expect(check()).toBe('');
  });
});
