// Licences of the packages whose code is in what is built.
import { existsSync, readFileSync } from 'node:fs';

const used = new Set();

/** Note of the packages that modules of a bundle come from. */
export function noteModules(ids) {
  for (const id of ids) {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
    if (name) used.add(name);
  }
}

const packageOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));

/** One line for the head of a bundle: which packages are in it, and their licences. */
export function licenceLine() {
  const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  const others = [...used]
    .sort()
    .map((each) => `${each} ${packageOf(each).version} (${packageOf(each).license})`);
  return `/*! ${name} ${version} (${license}), with ${others.join(', ')}; their notices are in LICENSES.txt of the package */\n`;
}

/** All notices, as the licences ask to be passed on. */
export function licenceTexts() {
  const own = readFileSync('LICENSE', 'utf8');
  const others = [...used].sort().map((name) => {
    const { version, license } = packageOf(name);
    const file = `node_modules/${name}/LICENSE`;
    const text = existsSync(file)
      ? readFileSync(file, 'utf8').trim()
      : `https://spdx.org/licenses/${license}.html`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const data =
    "Data\n\nFisher's irises: in the public domain. Palmer penguins: A. M. Horst, A. P. Hill and K. B. Gorman, CC0-1.0.\n";
  return [own, ...others, data].join(`\n${'-'.repeat(80)}\n\n`);
}
