// docs/speed.md, from what npm run bench -- --json has saved.
import { readdirSync, readFileSync } from 'node:fs';
import type { Measured } from './speed.js';

interface Saved {
  node: string;
  cpu: string;
  commit: string;
  pairs: number;
  rows: Measured[];
}

const time = (ns: number) =>
  ns < 1e3
    ? `${ns.toFixed(0)} ns`
    : ns < 1e6
      ? `${(ns / 1e3).toPrecision(3)} µs`
      : `${(ns / 1e6).toPrecision(3)} ms`;

const table = ({ node, cpu, commit, pairs, rows }: Saved) => `## Node ${node}

${cpu}, at ${commit}; quartiles of ${pairs} pairs.

| what users call | ours | against plain JavaScript | faster, median | quartiles | target | |
|---|---|---|---|---|---|---|
${rows.map(({ name, rival, ours, median, low, high, target, met }) => `| ${name} | ${time(ours)} | ${rival} | ${median.toFixed(2)}× | ${low.toFixed(2)}–${high.toFixed(2)} | ${Number(target.toFixed(2))}× | ${met ? 'met' : 'missed'} |`).join('\n')}
`;

/** The page, from the folder of results. */
export function page(folder = 'bench/results'): string {
  const saved = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file): Saved => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
  return `# How fast

Written by \`npm run bench -- --json\`. Ours is what users call; the other side is the fastest plain JavaScript we could write for just that (bench/plain, bench/rows). Each is a process of its own, pinned, both warm; they take turns, and a ratio is that of a pair. A target is met where three pairs in four meet it.

${saved.map(table).join('\n')}`;
}
