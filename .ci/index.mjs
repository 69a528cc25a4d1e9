// npm run index: the index of every folder whose files are its members (file = export), sorted. With --check nothing is
// written; it fails where an index is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const byName = (name) => `export { ${name} } from './${name}.js';`;
const whole = (name) => `export * from './${name}.js';`;
// Compiled formulas evaluate these functions on two SIMD lanes at a time.
const lanes = (name) =>
  existsSync(new URL(`../assembly/kernels/${name}.ts`, import.meta.url)) &&
  `export { ${name} as ${name}Lanes } from './${name}';`;
const folders = {
  'assembly/math': lanes,
  'src/activations': byName,
  'src/datasets': byName,
  'src/kernels': byName,
  'src/losses': byName,
  'src/models': byName,
  'src/optimizers': byName,
  'src/problems': byName,
  'src/schedules': byName,
  // An element's module registers its tag, and exports its class and the events it fires.
  'web/elements': whole,
};

// The formatter's order: log2 before log10.
const { compare } = new Intl.Collator('en', { numeric: true });
const check = process.argv.includes('--check');
for (const [folder, line] of Object.entries(folders)) {
  const path = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const names = readdirSync(path)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -3))
    .sort(compare);
  const text = `${['// Written by npm run index.', ...names.map(line).filter(Boolean)].join('\n')}\n`;
  const file = `${path}index.ts`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (check) {
    console.error(`${folder}/index.ts is stale: run npm run index`);
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
