// The rows that are measured in a browser, in a page: bench/chromium.ts bundles this.
import type { Row } from './row.js';
import * as descent from './rows/descent.js';
import * as matmul from './rows/matmul.js';
import * as values from './rows/values.js';
import { timed } from './timed.js';

const all: readonly Row[] = [descent, matmul, values].flatMap(({ rows }) => rows);

/** Warm, ready to time batches. */
export function side(name: string, which: string) {
  const row = all.find((each) => each.name === name)!;
  return timed(which === 'ours' ? row.ours() : row.plain[which]());
}
