import { quotedField } from '../data/field.js';

/** CSV text (RFC 4180): the names, then lines of fields. */
export function formatCsv(names: readonly string[], lines: Iterable<readonly (string | number)[]>): string {
  const all = [names, ...lines].map((line) => line.map((field) => quotedField(String(field))).join(','));
  return `${all.join('\r\n')}\r\n`;
}
