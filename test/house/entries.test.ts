import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as activations from '../../src/activations/index.js';
import type { Entry } from '../../src/entry.js';
import * as losses from '../../src/losses/index.js';
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

describe.each(Object.entries(folders))('%s', (folder, entries) => {
  it('has an entry for each file, of the same name', () => {
    const names = files(`src/${folder}`)
      .map((file) => basename(file, '.ts'))
      .filter((name) => name !== 'index');
    expect(Object.keys(entries).sort()).toEqual(names);
  });

  it.each(Object.entries(entries))('%s says what it is, and where it comes from', (_, entry) => {
    for (const part of [entry.title, entry.says, entry.formula, entry.cite]) expect(part).toMatch(/\S/);
    expect(entry.says).not.toMatch(/\.$/);
    for (const knob of Object.values(entry.knobs)) {
      expect(knob.says).toMatch(/\S/);
      if ('fits' in knob) expect(knob.fits!(knob.default as number)).toBe(true);
    }
  });
});
