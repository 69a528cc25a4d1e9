// The Palmer penguins as a TypeScript module, for engines that read no files.
import { readFileSync } from 'node:fs';

export function penguins() {
  const text = readFileSync(new URL('../src/data/penguins.csv', import.meta.url), 'utf8').trimEnd();
  return `/** src/data/penguins.csv. */\nexport const text = \`${text}\`;\n`;
}
