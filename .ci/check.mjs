// npm run check: the build, types, lint and format, index files and pages of docs. Prints what failed; exits 1 if any
// did.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const checks = [
  ['build', ['.ci/build.mjs']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.']],
  ['index files are fresh', ['.ci/index.mjs', '--check']],
  ['pages of docs are fresh', ['.ci/docs.mjs', '--check']],
];

const cwd = fileURLToPath(new URL('..', import.meta.url));

/** The checks that fail; all are run. */
export function check() {
  return checks.filter(([name, args]) => {
    console.log(`\n${name}`);
    const run = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
    return run.status !== 0;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = check();
  console.log(failed.length ? `\nfailed: ${failed.map(([name]) => name).join(', ')}` : '\nall checks pass');
  process.exitCode = failed.length ? 1 : 0;
}
