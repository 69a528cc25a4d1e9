// Documentation of the elements in their doc comments, read from the sources.
import { readdirSync, readFileSync } from 'node:fs';

export const plain = (comment) =>
  comment
    .replace(/^\s*\*? ?/gm, '')
    .replace(/\{@link (\w+)\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** `name: { says, type, choices }` of every documented property of a class in a source. */
export function propertiesOf(source) {
  const found = {};
  for (const [, comment, name, type] of source.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*declare (\w+): ([^;]+);/g,
  )) {
    const choices = /^('[\w-]*'( \| )?)+$/.test(type)
      ? [...type.matchAll(/'([\w-]*)'/g)].map((m) => m[1])
      : [];
    found[name] = { says: plain(comment), type, ...(choices.length > 0 && { choices }) };
  }
  return found;
}

/** `class: says` of every event class. */
export function eventsOf(source) {
  const found = {};
  for (const [, comment, name] of source.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export class (\w+) extends NablaEvent/g,
  ))
    found[name] = plain(comment);
  return found;
}

/** The sources of a class and of those of ours that it extends, its own first. */
export function chainOf(name) {
  const declaration = new RegExp(`export (?:abstract )?class ${name} extends (\\w+)`);
  for (const file of readdirSync('web', { recursive: true }).filter((file) => file.endsWith('.ts'))) {
    const source = readFileSync(`web/${file}`, 'utf8');
    const above = declaration.exec(source);
    if (above) return [source, ...chainOf(above[1])];
  }
  return [];
}

/** A module with, for each element, its description, its attributes, those of base classes last, and its events. */
export function reference(all) {
  const told = all.map(({ tag, says, attributes, events }) => [
    tag,
    {
      says,
      properties: Object.fromEntries(
        attributes.map(({ property, says, choices, ofOptimizers }) => [
          property,
          { says, ...(choices && { choices }), ...(ofOptimizers && { ofOptimizers }) },
        ]),
      ),
      events: Object.fromEntries(events.map(({ name, says }) => [name, says])),
    },
  ]);
  return `export interface Documented {
  says: string;
  properties: Record<string, { says: string; choices?: string[]; ofOptimizers?: boolean }>;
  events: Record<string, string>;
}

/** The elements by tag, from their sources. */
export const reference: Record<string, Documented> = ${JSON.stringify(Object.fromEntries(told), null, 2)};
`;
}
