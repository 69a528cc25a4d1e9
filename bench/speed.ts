// npm run bench: public calls against the fastest plain JavaScript known, as ratios above 1 where ours is faster, then
// the limits, then the same in Chromium; with --peers against other libraries too. A target is met where three pairs in
// four meet it. --only=TEXT runs the rows whose names contain the text; --json saves all in bench/results, for the
// docs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inChromium } from './chromium.js';
import { type Kept, kept, limits } from './limits.js';
import { versions } from './peers.js';
import { page, refreshed } from './results.js';
import type { Row } from './row.js';
import { againstPeers, againstPlain, type Measured, PAIRS } from './sides.js';

const flags = process.argv.slice(2).filter((each) => each.startsWith('--'));
const only = flags.find((each) => each.startsWith('--only='))?.slice('--only='.length) ?? '';
const [peers, json] = ['--peers', '--json'].map((flag) => flags.includes(flag));
const wanted = ({ name }: { name: string }) => name.includes(only);

const line = ({ name, rival, ours, median, low, high, target, met }: Measured) =>
  `${name.padEnd(66)}${rival.padEnd(22)}${(ours / 1000).toPrecision(4).padStart(10)} µs ${median.toFixed(2).padStart(7)}× (${low.toFixed(2)}–${high.toFixed(2)})${target === null ? '' : ` ≥ ${target.toFixed(2)} ${met ? 'met' : 'missed'}`}`;

const limitLine = ({ name, unit, median, low, high, limit, met }: Kept) =>
  `${name.padEnd(88)}${median.toFixed(2).padStart(10)} ${unit} (${low.toFixed(2)}–${high.toFixed(2)})${limit === null ? '' : ` ≤ ${limit} ${met ? 'met' : 'missed'}`}`;

const folder = fileURLToPath(new URL('./rows/', import.meta.url));
const files = readdirSync(folder).flatMap((file) => (file.endsWith('.js') ? [file.slice(0, -3)] : []));
const rows: { file: string; row: Row }[] = [];
for (const file of files) {
  const found = ((await import(`./rows/${file}.js`)) as { rows: Row[] }).rows.filter(wanted);
  rows.push(...found.map((row) => ({ file, row })));
}

const all = {
  rows: [] as Measured[],
  limits: [] as Kept[],
  chromium: [] as Measured[],
  peers: [] as Measured[],
};

function keep(where: 'rows' | 'chromium' | 'peers', found: readonly Measured[]): void {
  all[where].push(...found);
  for (const each of found) console.log(line(each));
}

console.log(`Node ${process.version}, ${cpus()[0].model}; the quartiles of ${PAIRS} pairs\n`);
for (const { file, row } of rows) keep('rows', [await againstPlain(file, row)]);
console.log('');
for (const limit of limits.filter(wanted)) {
  all.limits.push(kept(limit));
  console.log(limitLine(all.limits.at(-1)!));
}
console.log('\nin Chromium');
for (const { file, row } of rows)
  if (row.chromium) keep('chromium', [await againstPlain(file, row, inChromium)]);
if (peers) {
  console.log('\nagainst other libraries');
  for (const { file, row } of rows) keep('peers', await againstPeers(file, row));
  for (const [name, version] of Object.entries(versions())) console.log(`${name}: ${version ?? 'not found'}`);
}
const judged = Object.values(all)
  .flat()
  .filter((each) => !('target' in each && each.target === null) && !('limit' in each && each.limit === null));
console.log(`\n${judged.filter(({ met }) => met).length} of ${judged.length} met`);
if (json) {
  if (only) throw new Error('bench: --json needs every row, got --only');
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  mkdirSync('bench/results', { recursive: true });
  const about = { node: process.version, cpu: cpus()[0].model, commit, pairs: PAIRS, versions: versions() };
  writeFileSync(
    `bench/results/node${process.versions.node.split('.')[0]}.json`,
    `${JSON.stringify({ ...about, ...all }, null, 2)}\n`,
  );
  writeFileSync('docs/speed.md', page());
  writeFileSync('README.md', refreshed());
}
