import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { budget, byKind, doors } from '../../bench/doors.js';
import { peaks } from '../../bench/peak.js';
import type { Row } from '../../bench/row.js';
import * as nabla from '../../src/index.js';
import { read, root } from './sources.js';

const files = readdirSync(join(root, 'bench/rows'));
const modules = await Promise.all(files.map((file) => import(`../../bench/rows/${file.slice(0, -3)}.ts`)));
const rows: Row[] = modules.flatMap((module) => module.rows);

describe('the bench', () => {
  it('has rows of names of their own', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it('has what its rows ask of other libraries', () => {
    for (const { name, peers } of rows)
      for (const side of Object.keys(peers?.targets ?? {})) {
        const [library] = side.split(', ');
        const js = `bench/peers/${library}.mjs`;
        const isJs = existsSync(join(root, js));
        const text = read(isJs ? js : `bench/peers/python/by_${library}.py`);
        expect(text, name).toContain(isJs ? `export function ${peers!.task}(` : `\ndef ${peers!.task}(`);
      }
  });

  it('locks other libraries without the addresses they came from', () => {
    expect(read('bench/peers/package-lock.json')).not.toContain('"resolved"');
  });

  const functions = Object.entries(nabla).flatMap(([name, each]) =>
    typeof each === 'function' && each !== nabla.Formula ? [name] : [],
  );
  it('has the fixed cost of every public function, and a budget for it', () => {
    expect(Object.keys(doors).sort()).toEqual(functions.sort());
    const single = functions.filter((name) => !byKind.includes(name));
    expect(Object.keys(budget).sort()).toEqual([...single, 'dataset', 'model'].sort());
    for (const most of Object.values(budget)) expect(most).toBeGreaterThan(0);
  });

  it.each(Object.entries(doors))('has a call of %s that works', (_, call) => {
    expect(call).not.toThrow();
  });

  it('has peaks that compute', () => {
    const sums = Object.values(peaks(8)).map((peak) => peak().result()[0]);
    expect(sums.length).toBeGreaterThanOrEqual(3);
    for (const sum of sums) expect(sum).toBeGreaterThan(0);
  });
});
