// An earlier commit, built with the rows of today, in a folder of its own beside the installed packages.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();

export interface Build {
  readonly commit: string;
  /** Its folder dist/bench. */
  readonly bench: URL;
  remove(): void;
}

/** Build of a commit; rows that use what it has not yet fail when they are run. Throws where nothing was built. */
export function buildOf(name: string): Build {
  const commit = git('rev-parse', '--short', '--verify', `${name}^{commit}`);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const remove = () => {
    spawnSync('git', ['worktree', 'remove', '--force', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    git('worktree', 'add', '--detach', folder, commit);
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    rmSync(join(folder, 'bench'), { recursive: true });
    cpSync('bench', join(folder, 'bench'), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
    // Types that do not fit are no obstacle: what they describe is emitted all the same.
    const { stdout, stderr } = spawnSync(process.execPath, ['.ci/build.mjs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const bench = join(folder, 'dist/bench/');
    if (!existsSync(join(bench, 'side.js')))
      throw new Error(`bench: ${name} needs to build, got\n${stdout}${stderr}`);
    return { commit, bench: pathToFileURL(bench), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
