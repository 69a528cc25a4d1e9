// Set-up before `npm start` and `npm test`: packages, build and, with --browser, a browser. Plain Node, nothing
// imported from node_modules, so that it runs in a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`set-up: Nabla needs Node 20.19 or newer, got ${process.versions.node}`);
  process.exit(1);
}

function run(command, args) {
  const windows = process.platform === 'win32';
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: windows });
  if (status !== 0) process.exit(status ?? 1);
}

const installed = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, 'package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.log('Installing packages (npm ci) …');
  run('npm', ['ci']);
}
run(process.execPath, [join(root, '.ci', 'build.mjs')]);
if (process.argv.includes('--browser')) run(process.execPath, [join(root, '.ci', 'browser.mjs')]);
