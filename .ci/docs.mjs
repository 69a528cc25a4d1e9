// npm run docs: writes the pages of docs that follow from the library alone. With --check it writes nothing and fails
// where a page is stale.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// The library is read from its sources, some of which the build makes.
if (!existsSync('src/engine/wasm.generated.ts')) {
  const { status } = spawnSync(process.execPath, ['.ci/build.mjs'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
const { module } = await runnerImport('./bench/docs.ts', { configFile: false, logLevel: 'error' });
const check = process.argv.includes('--check');
for (const [name, page] of Object.entries(module.pages)) {
  const path = `docs/${name}`;
  const text = page();
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (check) {
    console.error(`${path} is stale: run npm run docs`);
    process.exitCode = 1;
  } else writeFileSync(path, text);
}
