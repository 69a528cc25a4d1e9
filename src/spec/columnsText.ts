import { CsvReader } from '../data/csvReader.js';
import { quotedField } from '../data/field.js';

/** Column names from one line of CSV, so that a name may contain a comma. */
export function columnsFromText(who: string, text: string): string[] {
  const reader = new CsvReader(who, text);
  const fields = reader.next(2 ** 20);
  return Array.from({ length: fields }, (_, j) => reader.field(j)).filter((name) => name !== '');
}

export const columnsText = (names: readonly string[]) => names.map(quotedField).join(',');
