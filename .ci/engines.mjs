// Search for the engines beside Chromium that the elements are tried in; run as a script, it installs those that are
// missing where it can.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const onPath = (names) =>
  (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));

const miniBrowsers = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((machine) =>
  ['4.1', '4.0'].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`),
);

/** Programs that an engine needs, with where they may be, and the package of Debian that has each. */
const programs = {
  firefox: { places: [process.env.FIREFOX_PATH, ...onPath(['firefox-esr', 'firefox'])], from: 'firefox-esr' },
  webkitDriver: { places: onPath(['WebKitWebDriver']), from: 'webkit2gtk-driver' },
  miniBrowser: { places: miniBrowsers, from: 'webkit2gtk-driver' },
  display: { places: onPath(['Xvfb']), from: 'xvfb' },
};

/** Path of each program; null of one that is missing. */
export const findEngines = () =>
  Object.fromEntries(
    Object.entries(programs).map(([name, { places }]) => [
      name,
      places.find((place) => place && existsSync(place)) ?? null,
    ]),
  );

/** Packages of the programs that are missing. */
function missingPackages() {
  const found = findEngines();
  const missing = Object.entries(programs).filter(([name]) => found[name] === null);
  return [...new Set(missing.map(([, { from }]) => from))];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = missingPackages();
  if (wanted.length > 0 && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log(`Installing engines: apt-get install ${wanted.join(' ')} …`);
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...wanted], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const missing = missingPackages();
  if (missing.length > 0) {
    console.error(
      `test:browsers: Firefox and WebKit need the packages of Debian that have them, got none of ${missing.join(', ')}: run apt-get install ${missing.join(' ')} as root, and npm run test:browsers again.`,
    );
    process.exitCode = 1;
  }
}
