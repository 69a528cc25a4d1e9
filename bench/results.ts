// docs/speed.md and the table in README.md, from the results saved by npm run bench -- --json.
import { readdirSync, readFileSync } from 'node:fs';
import type { Kept } from './limits.js';
import type { Measured } from './sides.js';

interface Saved {
  node: string;
  cpu: string;
  commit: string;
  pairs: number;
  versions?: Record<string, string | null>;
  rows: Measured[];
  limits?: Kept[];
  chromium?: Measured[];
  peers?: Measured[];
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
const judged = (target: number | null, unit: string, met: boolean) =>
  target === null ? '| | ' : `| ${Number(target.toFixed(2))}${unit} | ${met ? 'met' : 'missed'} `;

const ratios = (against: string, rows: readonly Measured[]) => `
| what users call | ours | against ${against} | faster, median | quartiles | target | |
|---|---|---|---|---|---|---|
${rows.map(({ name, rival, ours, median, low, high, target, met }) => `| ${name} | ${time(ours)} | ${rival} | ${times(median)}× | ${times(low)}–${times(high)} ${judged(target, '×', met)}|`).join('\n')}
`;

const limited = (limits: readonly Kept[]) => `
| what is limited | median | quartiles | at most | |
|---|---|---|---|---|
${limits.map(({ name, unit, limit, median, low, high, met }) => `| ${name} | ${median.toFixed(2)} ${unit} | ${low.toFixed(2)}–${high.toFixed(2)} ${judged(limit, ` ${unit}`, met)}|`).join('\n')}
`;

const listed = (versions: Readonly<Record<string, string | null>>) =>
  Object.entries(versions)
    .map(([name, version]) => (version ? `${name} ${version}` : `${name} not found`))
    .join(', ');

/** A table under a heading; empty for an empty list. */
const under = (heading: string, list: readonly unknown[], table: string) =>
  list.length ? `\n### ${heading}\n${table}` : '';

const section = ({ limits = [], chromium = [], peers = [], versions = {}, ...saved }: Saved) =>
  `## Node ${saved.node}

${saved.cpu}, at ${saved.commit}; quartiles of ${saved.pairs} pairs.
${ratios('plain JavaScript', saved.rows)}${under('Limits', limits, limited(limits))}${under('In Chromium', chromium, ratios('plain JavaScript', chromium))}${under('Other libraries', peers, `\n${listed(versions)}.\n${ratios('another library', peers)}`)}`;

const saved = (folder: string): Saved[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));

/** The text of docs/speed.md, from a folder of results. */
export function page(folder = 'bench/results'): string {
  return `# How fast

Written by \`npm run bench -- --peers --json\`. Ours is what users call; the other side is the fastest plain JavaScript we could write for just that (bench/plain, bench/rows), or another library, warm, in the fastest way of it that we found (bench/peers). Each is a process of its own, pinned, both warm, of one thread; they take turns, and a ratio is that of a pair. Results are compared before anything is timed. A target is met where three pairs in four meet it. In Chromium each side is a page in a browser of its own.

${saved(folder).map(section).join('\n')}`;
}

const BLOCK = /(?<=<!-- speed -->\n)[\s\S]*(?=<!-- end of speed -->)/;

/** The readme with its table, of the newest Node with results. */
export function refreshed(readme = readFileSync('README.md', 'utf8'), folder = 'bench/results'): string {
  const { node, cpu, rows, peers = [] } = saved(folder).at(-1)!;
  const line = ({ name, rival, ours, median, low, high }: Measured) =>
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
