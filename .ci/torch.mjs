// npm run check:torch: comparison of test/golden/optimizers.json with PyTorch, in the first Python on the PATH that has
// it. Exits 1 where they differ, and where there is none.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../test/golden/optimizers.py', import.meta.url));
const pythons = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'python3'));
const found = pythons.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);
if (found) process.exitCode = spawnSync(found, [script, '--check'], { stdio: 'inherit' }).status ?? 1;
else {
  console.error('check:torch: needs a Python 3 with PyTorch, and there is none here: nothing was compared');
  process.exitCode = 1;
}
