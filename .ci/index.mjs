// npm run index: writes the index of every folder whose files are its members (file = export), sorted.
// With --check it writes nothing and fails where an index is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folders = ['activations', 'kernels', 'optimizers', 'problems'];
const check = process.argv.includes('--check');
let stale = 0;
for (const folder of folders) {
  const path = fileURLToPath(new URL(`../src/${folder}/`, import.meta.url));
  const names = readdirSync(path)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -3))
    .sort();
  const text = `${['// Written by npm run index.', ...names.map((name) => `export { ${name} } from './${name}.js';`)].join('\n')}\n`;
  const file = `${path}index.ts`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (check) {
    console.error(`src/${folder}/index.ts is stale: run npm run index`);
    stale++;
  } else writeFileSync(file, text);
}
process.exitCode = stale ? 1 : 0;
