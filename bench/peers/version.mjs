import { readFileSync } from 'node:fs';

/** The version of an installed package, read, not required: few export their package.json. */
export const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
