// npm run bench: public calls against the fastest plain JavaScript known, as ratios above 1 where ours is faster, then
// the limits, the fixed costs, and some rows in Chromium; with --peers against other libraries too; with --compare
// COMMIT against ours of that commit instead. A target is met where three pairs in four meet it. --only=TEXT runs the
// rows whose names contain the text; --json saves all in bench/results, for the docs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inChromium } from './chromium.js';
import { type Door, doors } from './doors.js';
import { type Build, buildOf } from './earlier.js';
import { type Kept, kept, limits } from './limits.js';
import { versions } from './peers.js';
import { page, refreshed } from './results.js';
import type { Row } from './row.js';
import { againstBuild, againstPeers, againstPlain, type Measured, type Quartiles } from './sides.js';

const { values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    peers: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    compare: { type: 'string' },
  },
});
const wanted = ({ name }: { name: string }) => name.includes(flags.only);

const spread = ({ median, low, high }: Quartiles) =>
  `${median.toFixed(2).padStart(7)}× (${low.toFixed(2)}–${high.toFixed(2)})`;

const line = ({ name, rival, ours, ratio, wall, target, stable, met }: Measured) =>
  [
    `${name.padEnd(72)}${rival.padEnd(22)}${(ours / 1000).toPrecision(4).padStart(10)} µs ${spread(ratio)}`,
    `by the clock ${wall.median.toFixed(2)}×`,
    ...(stable ? [] : ['unstable']),
    ...(target === null ? [] : [`≥ ${target.toFixed(2)} ${met ? 'met' : 'missed'}`]),
  ].join('  ');

const limitLine = ({ name, unit, median, low, high, limit, met }: Kept) =>
  `${name.padEnd(88)}${median.toFixed(2).padStart(10)} ${unit} (${low.toFixed(2)}–${high.toFixed(2)})${limit === null ? '' : ` ≤ ${limit} ${met ? 'met' : 'missed'}`}`;

const doorLine = ({ name, ns, median, low, high, most, met }: Door) =>
  `${name.padEnd(24)}${(ns / 1000).toPrecision(3).padStart(10)} µs ${median.toPrecision(3).padStart(9)} (${low.toPrecision(3)}–${high.toPrecision(3)}) ≤ ${most} ${met ? 'met' : 'missed'}`;

const folder = fileURLToPath(new URL('./rows/', import.meta.url));
const files = readdirSync(folder).flatMap((file) => (file.endsWith('.js') ? [file.slice(0, -3)] : []));
const rows: { file: string; row: Row }[] = [];
for (const file of files) {
  const found = ((await import(`./rows/${file}.js`)) as { rows: Row[] }).rows.filter(wanted);
  rows.push(...found.map((row) => ({ file, row })));
}

/** Costs of the doors in a build, each measured in one process that has come by all of them. */
function doorCosts(bench: URL): Door[] {
  const script = fileURLToPath(new URL('./doorCosts.js', bench));
  const { stdout } = spawnSync(process.execPath, [script, flags.only], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(stdout || '[]');
}

async function compareWith({ commit, bench }: Build): Promise<void> {
  console.log(`ours of today as a multiple of the speed of ours at ${commit}\n`);
  for (const { file, row } of rows) {
    const found = await againstBuild(bench, commit, file, row);
    console.log(found ? line(found) : `${row.name.padEnd(72)}not at ${commit}`);
  }
  console.log('\nfixed costs, today and before, in hundreds of additions');
  const turns = [1, 2].map(() => [doorCosts(new URL('./', import.meta.url)), doorCosts(bench)]);
  for (const name of Object.keys(doors)) {
    const [now, before] = [0, 1].map((k) =>
      Math.min(...turns.map((turn) => turn[k].find((door) => door.name === name)?.median ?? NaN)),
    );
    if (!Number.isNaN(now))
      console.log(
        `${name.padEnd(24)}${now.toPrecision(3).padStart(10)}${before.toPrecision(3).padStart(10)}`,
      );
  }
}

const all = {
  rows: [] as Measured[],
  limits: [] as Kept[],
  doors: [] as Door[],
  chromium: [] as Measured[],
  peers: [] as Measured[],
};

function keep(where: 'rows' | 'chromium' | 'peers', found: readonly Measured[]): void {
  all[where].push(...found);
  for (const each of found) console.log(line(each));
}

async function measureAll(): Promise<void> {
  for (const { file, row } of rows) keep('rows', [await againstPlain(file, row)]);
  console.log('');
  for (const limit of limits.filter(wanted)) {
    all.limits.push(await kept(limit));
    console.log(limitLine(all.limits.at(-1)!));
  }
  console.log('\nfixed costs, in hundreds of additions');
  all.doors.push(...doorCosts(new URL('./', import.meta.url)));
  for (const door of all.doors) console.log(doorLine(door));
  console.log('\nin Chromium');
  for (const { file, row } of rows)
    if (row.chromium) keep('chromium', [await againstPlain(file, row, inChromium)]);
  if (flags.peers) {
    console.log('\nagainst other libraries');
    for (const { file, row } of rows) keep('peers', await againstPeers(file, row));
    for (const [name, version] of Object.entries(versions()))
      console.log(`${name}: ${version ?? 'not found'}`);
  }
  const judged = Object.values(all)
    .flat()
    .filter(
      (each) => !('target' in each && each.target === null) && !('limit' in each && each.limit === null),
    );
  console.log(`\n${judged.filter(({ met }) => met).length} of ${judged.length} met`);
  if (all.doors.some(({ met }) => !met)) process.exitCode = 1;
}

function save(): void {
  if (flags.only) throw new Error('bench: --json needs every row, got --only');
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  mkdirSync('bench/results', { recursive: true });
  const about = { node: process.version, cpu: cpus()[0].model, commit, versions: versions() };
  writeFileSync(
    `bench/results/node${process.versions.node.split('.')[0]}.json`,
    `${JSON.stringify({ ...about, ...all }, null, 2)}\n`,
  );
  writeFileSync('docs/speed.md', page());
  writeFileSync('README.md', refreshed());
}

console.log(`Node ${process.version}, ${cpus()[0].model}; quartiles of pairs in time of the processor\n`);
if (flags.compare !== undefined) {
  const build = buildOf(flags.compare);
  try {
    await compareWith(build);
  } finally {
    build.remove();
  }
} else {
  await measureAll();
  if (flags.json) save();
}
