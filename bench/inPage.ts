// Entry for the rows measured in a browser, bundled by bench/chromium.ts.
import type { Row } from './row.js';
import * as descent from './rows/descent.js';
import * as matmul from './rows/matmul.js';
import * as values from './rows/values.js';
import { timed } from './timed.js';

const all: readonly Row[] = [descent, matmul, values].flatMap(({ rows }) => rows);

/** A side of a row, warmed up and ready to time batches. */
export function side(name: string, which: string) {
  const row = all.find((each) => each.name === name)!;
  return timed(which === 'ours' ? row.ours() : row.plain[which]());
}
