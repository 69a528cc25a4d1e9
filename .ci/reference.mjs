// Documentation of the elements' attributes and events: their doc comments, read from the sources, as data for the
// gallery.
import { readdirSync, readFileSync } from 'node:fs';

const plain = (comment) =>
  comment
    .replace(/^\s*\*? ?/gm, '')
    .replace(/\{@link (\w+)\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** `name: { says, choices }` of every documented property of a class in a source. */
function properties(source) {
  const found = {};
  for (const [, comment, name, type] of source.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*declare (\w+): ([^;]+);/g,
  )) {
    const choices = /^('[\w-]*'( \| )?)+$/.test(type)
      ? [...type.matchAll(/'([\w-]+)'/g)].map((m) => m[1])
      : [];
    found[name] = { says: plain(comment), ...(choices.length > 0 && { choices }) };
  }
  return found;
}

/** `class: says` of every event class. */
function events(source) {
  const found = {};
  for (const [, comment, name] of source.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export class (\w+) extends NablaEvent/g,
  ))
    found[name] = plain(comment);
  return found;
}

/** The documented properties of a class and its base classes, those of the base classes last. */
function inherited(name) {
  for (const file of readdirSync('web', { recursive: true }).filter((file) => file.endsWith('.ts'))) {
    const source = readFileSync(`web/${file}`, 'utf8');
    const above = new RegExp(`export abstract class ${name} extends (\\w+)`).exec(source);
    if (above) return { ...properties(source), ...inherited(above[1]) };
  }
  return {};
}

/**
 * A module with, for each element, its description, its attributes, those of base classes last, and the events it
 * fires.
 */
export function reference() {
  const known = events(readFileSync('web/figure/events.ts', 'utf8'));
  const elements = {};
  for (const file of readdirSync('web/elements').filter((name) => name.startsWith('nabla-'))) {
    const source = readFileSync(`web/elements/${file}`, 'utf8');
    const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export class/.exec(source)?.[1] ?? '';
    const fired = [...comment.matchAll(/@fires ([\w-]+) - \{@link (\w+)\}/g)];
    elements[file.replace('.ts', '')] = {
      says: plain(comment.replace(/@fires[\s\S]*/, '')),
      properties: { ...properties(source), ...inherited(/export class \w+ extends (\w+)/.exec(source)[1]) },
      events: Object.fromEntries(fired.map(([, name, from]) => [name, known[from] ?? ''])),
    };
  }
  return `export interface Documented {
  says: string;
  properties: Record<string, { says: string; choices?: string[] }>;
  events: Record<string, string>;
}

/** The elements by tag, from their sources. */
export const reference: Record<string, Documented> = ${JSON.stringify(elements, null, 2)};
`;
}
