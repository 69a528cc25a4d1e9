// npm run check: the build, types, lint and format, index files and pages of docs. Prints what failed; exits 1 if any
// did.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const checks = [
  ['build', ['.ci/build.mjs']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.']],
  ['index files are fresh', ['.ci/index.mjs', '--check']],
  ['pages of docs are fresh', ['.ci/docs.mjs', '--check']],
];

const cwd = fileURLToPath(new URL('..', import.meta.url));

/** The output of a check, and whether it passed. */
function outcome([name, args]) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      console.log(`\n${name}\n${Buffer.concat(said)}`.trimEnd());
      resolve(code === 0);
    });
  });
}

/** The checks that fail; all are run, those after the build side by side. */
export async function check() {
  const [build, ...others] = checks;
  const passed = [await outcome(build), ...(await Promise.all(others.map(outcome)))];
  return checks.filter((_, i) => !passed[i]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = await check();
  console.log(failed.length ? `\nfailed: ${failed.map(([name]) => name).join(', ')}` : '\nall checks pass');
  process.exitCode = failed.length ? 1 : 0;
}
