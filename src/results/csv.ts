import { quotedField } from '../data/field.js';

/** Lines of fields as RFC 4180 has them, the names first. */
export function csv(names: readonly string[], lines: Iterable<readonly (string | number)[]>): string {
  const all = [names, ...lines].map((line) => line.map((field) => quotedField(String(field))).join(','));
  return `${all.join('\r\n')}\r\n`;
}
