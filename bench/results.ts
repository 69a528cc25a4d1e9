// docs/speed.md and the table in README.md, from the results saved by npm run bench -- --json.
import { readdirSync, readFileSync } from 'node:fs';
import type { Door } from './doors.js';
import type { Kept } from './limits.js';
import type { Measured } from './sides.js';

interface Saved {
  node: string;
  cpu: string;
  commit: string;
  versions: Record<string, string | null>;
  rows: Measured[];
  limits: Kept[];
  doors: Door[];
  chromium: Measured[];
  peers: Measured[];
}

const time = (ns: number) =>
  ns < 1e3
    ? `${ns.toFixed(0)} ns`
    : ns < 1e6
      ? `${(ns / 1e3).toPrecision(3)} µs`
      : ns < 1e9
        ? `${(ns / 1e6).toPrecision(3)} ms`
        : `${(ns / 1e9).toPrecision(3)} s`;

const times = (ratio: number) => (ratio < 100 ? ratio.toFixed(2) : ratio.toFixed(0));

/** Numbers of the targets of a section, in the order in which they are told, and what missed. */
class Targets {
  readonly missed: string[] = [];
  #count = 0;
  met = 0;

  get count(): number {
    return this.#count;
  }

  /** Cells of a target and its verdict, preceded by its number. */
  judge(name: string, target: number | null, unit: string, met: boolean, why?: string): [string, string] {
    if (target === null) return ['', '| | '];
    const number = ++this.#count;
    if (met) this.met++;
    else this.missed.push(`${number}. ${name}${why ? `: ${why}` : ''}`);
    return [`${number}`, `| ${Number(target.toFixed(2))}${unit} | ${met ? 'met' : 'missed'} `];
  }
}

function ratios(targets: Targets, against: string, rows: readonly Measured[]): string {
  const lines = rows.map(({ name, rival, ours, ratio, wall, target, stable, met, why }) => {
    const [number, verdict] = targets.judge(`${name}, against ${rival}`, target, '×', met, why);
    const { median, low, high } = ratio;
    return `| ${number} | ${name} | ${time(ours)} | ${rival} | ${times(median)}× | ${times(low)}–${times(high)}${stable ? '' : ', unstable'} | ${times(wall.median)}× ${verdict}|`;
  });
  return `
| | what users call | ours | against ${against} | faster, median | quartiles | by the clock | target | |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

function limited(targets: Targets, limits: readonly Kept[]): string {
  const lines = limits.map(({ name, unit, limit, median, low, high, met, why }) => {
    const [number, verdict] = targets.judge(name, limit, ` ${unit}`, met, why);
    return `| ${number} | ${name} | ${median.toFixed(2)} ${unit} | ${low.toFixed(2)}–${high.toFixed(2)} ${verdict}|`;
  });
  return `
| | what is limited | median | quartiles | at most | |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

const doorTable = (doors: readonly Door[]) => `
Every public function on the smallest sensible input, one after another in one process; a unit is a hundred additions one after another, and bench/budget.json has the most that each may cost.

| function | time | units | at most |
|---|---|---|---|
${doors.map(({ name, ns, median, most }) => `| \`${name}\` | ${time(ns)} | ${median.toPrecision(3)} | ${most} |`).join('\n')}
`;

const listed = (versions: Readonly<Record<string, string | null>>) =>
  Object.entries(versions)
    .map(([name, version]) => (version ? `${name} ${version}` : `${name} not found`))
    .join(', ');

/** A table under a heading; empty for an empty list. */
const under = (heading: string, list: readonly unknown[], table: () => string) =>
  list.length ? `\n### ${heading}\n${table()}` : '';

function section({ limits, doors, chromium, peers, versions, ...saved }: Saved): string {
  const targets = new Targets();
  const tables = [
    under(
      'What a user gains over other libraries',
      peers,
      () => `\n${listed(versions)}.\n${ratios(targets, 'another library', peers)}`,
    ),
    under('Against plain JavaScript', saved.rows, () => ratios(targets, 'plain JavaScript', saved.rows)),
    under('In Chromium', chromium, () => ratios(targets, 'plain JavaScript', chromium)),
    under('Limits', limits, () => limited(targets, limits)),
    under('Fixed costs', doors, () => doorTable(doors)),
  ].join('');
  const { missed } = targets;
  return `## Node ${saved.node}

${saved.cpu}, at ${saved.commit}: ${targets.met} of ${targets.count} targets met.
${tables}${under('What missed, and why', missed, () => `\n${missed.map((each) => `- ${each}`).join('\n')}\n`)}`;
}

const saved = (folder: string): Saved[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));

/** The text of docs/speed.md, from a folder of results. */
export function page(folder = 'bench/results'): string {
  return `# How fast

Written by \`npm run bench -- --peers --json\`. Ours is what users call; the other side is the fastest plain JavaScript we could write for just that (bench/plain, bench/rows), or another library, warm, in the fastest way of it that we found (bench/peers). Each is a process of its own, pinned, of one thread; they take turns, in two rounds of fresh processes, and a ratio is that of a pair, in time of the processor (all threads, the kernel's share included), beside it by the clock. Results are compared before anything is timed. A target is met where three pairs in four meet it. Rows of which a side did not become steady in a second and a half, or of which the quartiles differ by more than a quarter, are called unstable. In Chromium each side is a page in a browser of its own, timed by the clock.

${saved(folder).map(section).join('\n')}`;
}

const BLOCK = /(?<=<!-- speed -->\n)[\s\S]*(?=<!-- end of speed -->)/;

/** The readme with its table, of the newest Node with results. */
export function refreshed(readme = readFileSync('README.md', 'utf8'), folder = 'bench/results'): string {
  const { node, cpu, rows, peers } = saved(folder).at(-1)!;
  const line = ({ name, rival, ours, ratio: { median, low, high } }: Measured) =>
    `| ${name} | ${time(ours)} | ${rival} | ${times(median)}× (${times(low)}–${times(high)}) |`;
  return readme.replace(
    BLOCK,
    () => `
Node ${node}, ${cpu}, one thread; median and quartiles of pairs.

| what users call | ours | against | faster |
|---|---|---|---|
${[...rows, ...peers].map(line).join('\n')}

`,
  );
}
