// npm run check: builds, then types, lint and format, index files, pages of docs. Says what failed, exits 1 if any did.
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

/** Runs every check, whatever the others say; the names of those that failed. */
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
