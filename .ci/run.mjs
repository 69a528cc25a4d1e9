// npm test, then the checks of npm run check; last line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, checks } from './check.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
const report = join(folder, 'tests.json');
const args = ['test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const run = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });

let passed = 0;
let failed = 0;
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  passed = numPassedTests;
  // A file that did not load, or whose set-up failed, counts as one.
  const lost = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  failed = numFailedTests + lost.length;
}
// A run that failed counts as a failure even where no single test did.
if (run.status !== 0 && failed === 0) failed = 1;
rmSync(folder, { recursive: true });

const broken = existsSync('node_modules') ? await check() : checks;
for (const [name] of broken) console.log(`failed: ${name}`);
passed += checks.length - broken.length;
failed += broken.length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
