import { peaks } from '../peak.js';
import { numbers, type Row } from '../row.js';
import { product } from './matmul.js';

const old = process.versions.node.startsWith('20.');

const peakRow = (n: number, precision: 'f64' | 'f32' = 'f64'): Row => ({
  name: `matmul of residents, n = ${n}${precision === 'f32' ? ', f32' : ''}, of the peak of the processor`,
  target: old && precision === 'f64' ? 0.9 : 0.85,
  yardstick: true,
  ours: () => product(n, numbers(n * n, 1), numbers(n * n, 2), { precision }),
  plain: peaks(n, precision),
});

export const rows: Row[] = [...[256, 512, 1024].map((n) => peakRow(n)), peakRow(512, 'f32')];
