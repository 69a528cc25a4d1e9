import { peaks } from '../peak.js';
import { numbers, type Row } from '../row.js';
import { product } from './matmul.js';

const peakRow = (n: number): Row => ({
  name: `matmul of residents, n = ${n}, of the peak of the processor`,
  target: process.versions.node.startsWith('20.') ? 0.9 : 0.85,
  yardstick: true,
  ours: () => product(n, numbers(n * n, 1), numbers(n * n, 2)),
  plain: peaks(n),
});

export const rows: Row[] = [256, 512, 1024].map(peakRow);
