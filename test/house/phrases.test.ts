import { expect, it } from 'vitest';
import * as english from '../../src/phrases/en.js';
import { files, read } from './sources.js';

const sources = ['src', 'web']
  .flatMap((root) => files(root))
  .filter((path) => !path.startsWith('src/phrases/') && !path.includes('.generated.'))
  .map(read);

it.each(Object.entries(english))('every phrase of %s is said somewhere', (name, phrases) => {
  const where = sources.filter((text) => text.includes(name) || /\bsaid\b/.test(text));
  const idle = Object.keys(phrases).filter(
    (key) => key !== 'section' && !where.some((text) => new RegExp(`(?<![\\w-])${key}\\b`).test(text)),
  );
  expect(idle).toEqual([]);
});

it('every section has a name of its own', () => {
  const names = Object.values(english).map(({ section }) => section);
  expect(new Set(names).size).toBe(names.length);
});
