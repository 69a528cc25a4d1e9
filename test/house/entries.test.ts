import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as activations from '../../src/activations/index.js';
import * as datasets from '../../src/datasets/index.js';
import type { Entry, MakerEntry, Setting } from '../../src/entry.js';
import * as losses from '../../src/losses/index.js';
import * as models from '../../src/models/index.js';
import * as optimizers from '../../src/optimizers/index.js';
import * as problems from '../../src/problems/index.js';
import type { ScheduleEntry } from '../../src/schedule.js';
import * as schedules from '../../src/schedules/index.js';
import { files } from './sources.js';

const folders: Record<string, Record<string, Omit<Entry, 'knobs'> & Pick<ScheduleEntry, 'knobs'>>> = {
  activations,
  losses,
  optimizers,
  problems,
  schedules,
};

/** Functions that make data and models, of which no formula says all. */
const makers: Record<string, Record<string, MakerEntry>> = { datasets, models };

describe.each(Object.entries({ ...folders, ...makers }))('entries of %s', (folder, entries) => {
  it('has an entry for each file, of the same name', () => {
    const names = files(`src/${folder}`)
      .map((file) => basename(file, '.ts'))
      .filter((name) => name !== 'index');
    expect(Object.keys(entries).sort()).toEqual(names);
  });

  it.each(Object.entries(entries))('%s says what it is, and where it comes from', (_, entry) => {
    const formula = 'formula' in entry ? entry.formula : folder in makers && 'none';
    for (const part of [entry.title, entry.says, formula, entry.cite]) expect(part).toMatch(/\S/);
    expect(entry.says).not.toMatch(/\.$/);
    for (const knob of Object.values<Setting & { fits?(value: unknown): boolean }>(entry.knobs)) {
      expect(knob.says).toMatch(/\S/);
      if (knob.fits) expect(knob.fits(knob.default)).toBe(true);
    }
  });
});

it.each(Object.entries(datasets))('the data set %s says what its target is', (_, make) => {
  expect(make().classes !== undefined).toBe(make.tells === 'classes');
});
