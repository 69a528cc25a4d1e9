/** Lines of fields as RFC 4180 has them, the names first. */
export function csv(names: readonly string[], lines: Iterable<readonly (string | number)[]>): string {
  const all = [names, ...lines].map((line) => line.map((field) => quoted(String(field))).join(','));
  return `${all.join('\r\n')}\r\n`;
}

const quoted = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
