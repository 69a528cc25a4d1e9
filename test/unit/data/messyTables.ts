// Small tables as people have them: one table, written in each messy way alone and in pairs.
import type { CsvOptions } from '../../../src/data/csvOptions.js';

/** How a table is written. */
interface Style {
  delimiter: string;
  decimal: string;
  end: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  mark: boolean;
  header: boolean;
  before: string;
  quoteAll: boolean;
  spaces: string;
  blankLines: boolean;
  trailing: boolean;
  index: boolean;
  twice: boolean;
  widths: (text: string) => string;
  heights: readonly string[];
  kinds: readonly string[];
}

const plain: Style = {
  ...{ delimiter: ',', decimal: '.', end: '\n', encoding: 'utf-8', mark: false, header: true, before: '' },
  ...{ quoteAll: false, spaces: '', blankLines: false, trailing: false, index: false, twice: false },
  widths: (text) => text,
  heights: ['20', '31', '-42', '53', '64', '75'],
  kinds: ['red', 'blue', 'red', 'blue', 'red', 'blue'],
};
const widths = [1.5, 2.25, 1003.5, 4.75, 0.5, 6];

/** A messy way of writing: what it changes, the options that it needs, and what comes out. */
interface Way {
  style?: Partial<Style>;
  /** Ways of one group exclude each other. */
  group: string;
  options?: Partial<CsvOptions>;
  /** Heights that are read, and their columns. */
  heights?: readonly (readonly number[])[];
}

export const ways: Readonly<Record<string, Way>> = {
  semicolons: { group: 'delimiter', style: { delimiter: ';' } },
  tabs: { group: 'delimiter', style: { delimiter: '\t' } },
  bars: { group: 'delimiter', style: { delimiter: '|' } },
  'decimal commas': { group: 'decimal', style: { decimal: ',' } },
  'all in quotes': { group: 'quotes', style: { quoteAll: true } },
  'delimiters in quotes': { group: 'kinds', style: { kinds: twoKinds('red, dark; old|\tworn', 'blue') } },
  'line breaks in quotes': { group: 'kinds', style: { kinds: twoKinds('red\nand dark', 'blue') } },
  'quotes in quotes': { group: 'kinds', style: { kinds: twoKinds('"red", so to say', 'blue') } },
  'an inch': { group: 'kinds', style: { kinds: twoKinds('5" pipe', '6" pipe') } },
  'letters with accents': { group: 'kinds', style: { kinds: twoKinds('grün', 'größer “blau”') } },
  'lines of Windows': { group: 'end', style: { end: '\r\n' } },
  'lines of old Macs': { group: 'end', style: { end: '\r' } },
  'a byte order mark': { group: 'encoding', style: { mark: true } },
  'UTF-16': { group: 'encoding', style: { encoding: 'utf-16le', mark: true } },
  'UTF-16, big-endian': { group: 'encoding', style: { encoding: 'utf-16be', mark: true } },
  'Windows-1252': {
    group: 'encoding',
    style: { encoding: 'windows-1252', kinds: twoKinds('grün', 'größer “blau”') },
  },
  'no names': { group: 'header', style: { header: false }, options: { target: 'column3' } },
  'a line sep=': { group: 'before', style: { before: 'sep=' } },
  'blank lines': { group: 'blank', style: { blankLines: true } },
  'spaces around': { group: 'spaces', style: { spaces: ' ' } },
  'a delimiter at the end': { group: 'trailing', style: { trailing: true } },
  'a column of row numbers': { group: 'header', style: { index: true } },
  'a name twice': { group: 'header', style: { twice: true } },
  'missing values': {
    group: 'heights',
    style: { heights: ['20', 'N/A', '-42', '', '#N/A', '75'] },
    options: { missing: 'drop' },
  },
  'groups of thousands': {
    group: 'widths',
    style: { widths: (text) => text.replace(/^1003/, '1 003') },
    options: { numbers: 'loose' },
  },
  'amounts and percentages': {
    group: 'widths',
    style: {
      widths: (text) => `$${text}`,
      heights: ['2000%', '3100 %', '−4200%', '5300%', '6400%', '7500%'],
    },
    options: { numbers: 'loose' },
  },
  booleans: {
    group: 'heights',
    style: { heights: ['true', 'FALSE', 'True', 'false', 'TRUE', 'False'] },
    heights: [[1], [0], [1], [0], [1], [0]],
  },
  dates: {
    group: 'heights',
    style: { heights: ['1970-01-21', '1970-02-01', '1969-11-20', '1970-02-23', '1970-03-06', '1970-03-17'] },
    options: { dates: 'days' },
  },
  texts: {
    group: 'heights',
    style: { heights: ['Rome', 'Oslo', 'Rome', 'Kyiv', 'Oslo', 'Rome'] },
    options: { oneHot: true },
    heights: [
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ],
  },
};

function twoKinds(odd: string, even: string): string[] {
  return Array.from({ length: 6 }, (_, i) => (i % 2 ? even : odd));
}

/** A messy table: its bytes, its fields as they were meant, and what `csv` makes of it with the options. */
export interface MessyTable {
  name: string;
  bytes: Uint8Array;
  fields: readonly (readonly string[])[];
  options: CsvOptions;
  x: readonly (readonly number[])[];
  kinds: readonly string[];
}

/** Each way alone, then so many pairs that go together, each way in some. */
export function messyTables(count = 60): MessyTable[] {
  const names = Object.keys(ways);
  const alone = names.map((name) => [name]);
  const pairs: string[][] = [];
  for (let stride = 1; alone.length + pairs.length < count; stride++)
    for (let i = 0; i < names.length && alone.length + pairs.length < count; i += 2) {
      const pair = [names[i], names[(i + stride) % names.length]];
      if (goTogether(pair) && !pairs.some((each) => pair.every((name) => each.includes(name))))
        pairs.push(pair);
    }
  return [...alone, ...pairs].map(messyTable);
}

function goTogether([a, b]: readonly string[]): boolean {
  const keys = Object.keys(ways[a].style ?? {});
  return ways[a].group !== ways[b].group && keys.every((key) => !(key in (ways[b].style ?? {})));
}

function messyTable(chosen: readonly string[]): MessyTable {
  const all = chosen.map((name) => ways[name]);
  const style: Style = Object.assign({}, plain, ...all.map((way) => way.style ?? {}));
  const options: CsvOptions = Object.assign({ target: 'kind' }, ...all.map((way) => way.options ?? {}));
  const indices = style.heights.flatMap((_, i) =>
    options.missing === 'drop' && [1, 3, 4].includes(i) ? [] : [i],
  );
  const heights = all.find((way) => way.heights)?.heights ?? [[20], [31], [-42], [53], [64], [75]];
  const fields = fieldsOf(style);
  return {
    name: chosen.join(' and '),
    bytes: bytesOf(textOf(style, fields), style),
    fields,
    options,
    x: indices.map((i) => [widths[i], ...heights[i], ...(style.twice ? [i] : [])]),
    kinds: indices.map((i) => style.kinds[i]),
  };
}

function fieldsOf(style: Style): string[][] {
  const rows = widths.map((width, i) => [
    ...(style.index ? [String(i)] : []),
    style.widths(String(width).replace('.', style.decimal)),
    style.heights[i],
    style.kinds[i],
    ...(style.twice ? [String(i)] : []),
    ...(style.trailing ? [''] : []),
  ]);
  const names = [
    ...(style.index ? [''] : []),
    ...['width', 'height', 'kind'],
    ...(style.twice ? ['height'] : []),
    ...(style.trailing ? [''] : []),
  ];
  return style.header ? [names, ...rows] : rows;
}

function textOf(style: Style, fields: readonly (readonly string[])[]): string {
  const { delimiter, end, spaces, quoteAll, blankLines, before } = style;
  const needsQuotes = (text: string) => quoteAll || text.includes(delimiter) || /[\r\n]|^"/.test(text);
  const written = (text: string) => (needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = fields.map((row) => row.map((text) => spaces + written(text) + spaces).join(delimiter));
  const spaced = blankLines ? ['', ...lines.flatMap((line) => [line, ''])] : lines;
  return [...(before ? [before + delimiter] : []), ...spaced, ''].join(end);
}

const WINDOWS: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '−': 0x2d };

function bytesOf(text: string, { encoding, mark }: Style): Uint8Array {
  const marked = mark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  if (encoding === 'windows-1252')
    return Uint8Array.from(marked, (each) => WINDOWS[each] ?? each.charCodeAt(0));
  const bytes = new Uint8Array(2 * marked.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < marked.length; i++)
    view.setUint16(2 * i, marked.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}

/** Tables that are broken, and where. */
export const brokenTables: Readonly<Record<string, [text: string | Uint8Array, row: RegExp]>> = {
  'a row with a field less': ['a,b,y\n1,2,3\n4,5\n6,7,8\n', /row 3 needs 3 fields, got 2/],
  'a row with a field more': ['a,b,y\n1,2,3\n4,5,6,7\n', /row 3 needs 3 fields, got 4/],
  'a quote that is not closed': ['a,b,y\n1,"2,3\n4,5,6\n', /row 2, column "b" needs a closing quote/],
  'text behind a quote': ['a,b,y\n1,"2"0,3\n', /row 2, column "b" needs quotes around all of it/],
  'a text among numbers': ['a,b,y\n1,2,3\n4,heavy,6\n', /row 3, column "b" needs a number, got "heavy"/],
  'a number with two points': ['a,b,y\n1,2,3\n4,5.0.1,6\n', /row 3, column "b" needs a number, got "5.0.1"/],
  'a decimal comma or thousands': [
    'a;b;y\n1;1,234;3\n4;5,678;6\n',
    /column "b" needs numbers, got "1,234" \(row 2\); add decimal: ',', or numbers: 'loose', or without/,
  ],
  'two encodings': [
    Uint8Array.of(...new TextEncoder().encode('a,y\n1,grün\n2,'), 0xfc, 10),
    /encoding: 'windows-1252', got UTF-8 that is none in line 3/,
  ],
  'a file of zeros': [new Uint8Array(100), /needs a file of text/],
  'a workbook of Excel': [Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /workbook of Excel/],
};
