import { describe, expect, it } from 'vitest';
import { csv, split } from '../../../src/index.js';
import { brokenTables, messyTables } from './messyTables.js';

const read = (text: string | Uint8Array, more: object = {}) => csv(text, { target: 'y', ...more });
const rowsOf = ({ x }: ReturnType<typeof csv>) =>
  Array.from({ length: x.rows }, (_, i) => [...x.data.subarray(i * x.columns, (i + 1) * x.columns)]);
const bytes = (text: string, encoding: BufferEncoding = 'latin1') =>
  Uint8Array.from(Buffer.from(text, encoding));

describe('a table as people have it', () => {
  it.each(messyTables().map((table) => [table.name, table] as const))('%s is read', (_, table) => {
    const data = csv(table.bytes, table.options);
    expect(rowsOf(data)).toEqual(table.x);
    expect([...data.y].map((k) => data.classes![k])).toEqual(table.kinds);
  });

  it.each(Object.entries(brokenTables))('%s is refused, and where', (_, [source, message]) => {
    expect(() => read(source)).toThrow(message);
    expect(() => read(source)).toThrow(/^csv: /);
  });

  it.each<[string, string | Uint8Array, object, readonly string[]]>([
    ['commas, points, UTF-8 and names', 'a,y\n1,2.5\n2,3', {}, []],
    [
      'what it recognised',
      bytes('a;y;gr\xfcn\n1,5;2,5;3\n'),
      {},
      ['read as ; with decimal commas, Windows-1252'],
    ],
    ['what it was told', 'a;y\n1,5;2,5', { delimiter: ';', decimal: ',' }, ['read as ; with decimal commas']],
    [
      'tabs and no names',
      '1\tp\n2\tq\n3\tp\n4\tq',
      { target: 'column2', classes: ['p', 'q'] },
      ['read as tab, without names', '"column2" has 2 classes in 4 rows, too few of each to learn from'],
    ],
    ['columns without a name', ',a,y\n0,1,2.5', {}, ['1 column without a name left out: "column1"']],
    [
      'names that are there twice',
      'a,a,y\n0,1,2.5',
      {},
      ['names that are there twice have a number behind: "a"'],
    ],
    [
      'loose numbers',
      'a,y\n"$1,200",2.5\n12 %,3.5',
      { numbers: 'loose' },
      ['2 numbers read loosely, "$1,200" as 1200'],
    ],
    ['levels', 'c,y\nRome,2.5\nOslo,3', { oneHot: true }, ['"c" made 2 columns, one for each level']],
    [
      'what it filled in',
      'a,b,y\n1,,2.5\n3,5,3\nNA,7,4',
      { missing: 'mean' },
      ['2 missing values filled with the mean of the column: 1 in "a", 1 in "b"'],
    ],
    ['a class of one row', `a,y\n${'1,p\n2,q\n'.repeat(8)}3,r`, {}, ['class "r" of "y" has one row']],
    [
      'a target with nothing to tell',
      'a,y\n1,p\n2,p',
      { classes: ['p', 'q'] },
      ['every row is of class "p": there is nothing to tell apart'],
    ],
    [
      'a target that does not change',
      'a,y\n1,7\n2,7',
      {},
      ['"y" is 7 in every row: there is nothing to predict'],
    ],
  ])('says of %s', (_, source, options, notes) => {
    expect(read(source, options).notes).toEqual(notes);
  });

  it('reads decimal commas to the last bit, and points as thousands only when asked', () => {
    const numbers = ['0,1', '-1234,5678901234567', '3,', ',5', '1e5', '4,9406564584124654e-324'];
    const text = `a;y\n${numbers.map((each) => `${each};1,5`).join('\n')}`;
    expect([...read(text).x.data]).toEqual(numbers.map((each) => Number(each.replace(',', '.'))));
    expect(() => read('a;y\n1,5;2\n1.234;3')).toThrow(
      `csv: row 3, column "a" needs a number, decimal: '.', or numbers: 'loose', got "1.234"`,
    );
    expect(rowsOf(read('a;y\n1.234,5;2\n1.234;3', { numbers: 'loose' }))).toEqual([[1234.5], [1234]]);
  });

  it.each([
    ['1,234', 1234],
    ['12 345 678', 12345678],
    ["1'234.5", 1234.5],
    ['1\u202f234', 1234],
    ['$ 3', 3],
    ['-€5', -5],
    ['7 €', 7],
    ['12 %', 0.12],
    ['12.5%', 0.125],
    ['−3', -3],
    ['+4', 4],
    ['1,234e2', 123400],
    ['1.5', 1.5],
  ])('reads %j loosely', (text, value) => {
    expect([...read(`a,y\n"${text}",2.5`, { numbers: 'loose' }).x.data]).toEqual([value]);
  });

  it.each([
    '1,23',
    '12,34,567',
    '1,234 567',
    '1 2',
    '$',
    '%',
    '1%%',
    '$-',
    '1.234.567,8,9',
    '--1',
    '1,234.5.6',
  ])('does not read %j, loosely or not', (text) =>
    expect(() => read(`a,y\n2,2.5\n"${text}",2.5`, { numbers: 'loose' })).toThrow(/^csv: row 3/),
  );

  it.each([
    ['1970-01-01', 0],
    ['2000-03-01', 11017],
    ['2024-02-29', 19782],
    ['29.2.2024', 19782],
    ['2024/02/29', 19782],
    ['1969-12-31T12:00', -0.5],
    ['1970-01-02 06:00:00Z', 1.25],
    ['1970-01-01T01:00+01:00', 0],
    ['0001-01-01', -719162],
  ])('counts the days of %s', (text, days) => {
    expect([...read(`a,y\n${text},2.5`, { dates: 'days' }).x.data]).toEqual([days]);
  });

  it('knows the order of day and month by a day above twelve, and else refuses', () => {
    const days = (dates: string) => [
      ...read(`a,y\n${dates.replaceAll(' ', ',2.5\n')},2.5`, { dates: 'days' }).x.data,
    ];
    expect(days('1/2/1970 31/1/1970')).toEqual([31, 30]);
    expect(days('1/2/1970 1/31/1970')).toEqual([1, 30]);
    for (const dates of ['1/2/1970 3/4/1970', '2024-02-29 2023-02-29'])
      expect(() => days(dates)).toThrow(/^csv: (row|column)/);
  });

  it('takes names for a table without, and instead of those it has', () => {
    const numbers = '1,2,3.5\n4,5,6.5';
    const named = { names: ['a', 'b', 'y'], columns: ['b'] };
    expect(rowsOf(read(numbers, named))).toEqual([[2], [5]]);
    expect(rowsOf(read(`p,q,r\n${numbers}`, { ...named, header: true }))).toEqual([[2], [5]]);
    expect(() => read(numbers, { names: ['a', 'y'] })).toThrow('csv: names needs 3 names, got 2');
    expect(rowsOf(csv(numbers, { target: 'column3', header: false }))).toEqual([
      [1, 2],
      [4, 5],
    ]);
  });

  it('takes further texts for missing, numbers among them', () => {
    const text = 'a,y\n-999,1.5\n2,unknown\n3,2.5\n-999.0,4';
    expect(read(text, { na: ['-999', 'unknown'], missing: 'drop' })).toMatchObject({
      dropped: 3,
      y: Float64Array.of(2.5),
    });
  });

  it('fills in with the median, and with what the rows to learn from have once they are split', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 4 === 0 ? '' : i * i},${i / 8}`);
    const filled = read(`a,y\n${rows.join('\n')}`, { missing: 'median' });
    const known = rows.flatMap((_, i) => (i % 4 === 0 ? [] : [i * i]));
    expect(filled.x.data[0]).toBe((known[14] + known[15]) / 2);
    const mean = split(read(`a,y\n${rows.join('\n')}`, { missing: 'mean' }), { validation: 0.25, seed: 3 });
    const learnt = Array.from(mean.y, (y) => 8 * y).filter((i) => i % 4 !== 0);
    const own = learnt.reduce((sum, i) => sum + (i * i) / learnt.length, 0);
    const first = (data: typeof mean.validation) => data.x.data[data.y.findIndex((y) => (8 * y) % 4 === 0)];
    expect([first(mean), first(mean.validation)]).toEqual([own, own]);
    expect(() => read('a,b,y\n,1,2\n,3,4', { missing: 'mean' })).toThrow('csv: column "a" needs a value');
    expect(() => read('a,b,y\n,1,2\n,3,4', { missing: 'drop' })).toThrow(
      `csv: column "a" needs values, got none; add without: ['a']`,
    );
  });

  it('chooses columns by pattern, and leaves out', () => {
    const text = 'f1,f2,g1,f*,y\n1,2,3,4,5.5';
    const names = (more: object) => read(text, more).names;
    expect(names({ columns: ['f*'] })).toEqual(['f*']);
    expect(names({ columns: ['*1', 'f2'] })).toEqual(['f1', 'g1', 'f2']);
    expect(names({ without: ['g*', 'f2'] })).toEqual(['f1', 'f*']);
    expect(names({ columns: ['*'] })).toEqual(['f1', 'f2', 'g1', 'f*']);
    expect(() => names({ without: ['h*'] })).toThrow('csv: no column "h*"; did you mean "f*"?');
    expect(() => names({ without: ['*'] })).toThrow('row 1 needs a column beside the target, got none');
  });

  it('names all columns of text that stand in the way, with what would read each', () => {
    const text = [
      'id,city,price,joined,size,y',
      ...Array.from(
        { length: 8 },
        (_, i) => `u${i},${'Rome Oslo'.split(' ')[i % 2]},$${i},2024-01-0${i + 1},${i},1.5`,
      ),
    ].join('\n');
    expect(() => read(text)).toThrow(
      new RangeError(
        `csv: columns "id", "city", "price", "joined" need numbers, got "u0" (row 2), "Rome" (row 2), "$0" (row 2), "2024-01-01" (row 2); add numbers: 'loose', dates: 'days', oneHot: ['city'], without: ['id'], or without: ['id', 'city', 'price', 'joined']`,
      ),
    );
    const added = { numbers: 'loose', dates: 'days', oneHot: ['city'], without: ['id'] };
    expect(read(text, added).names).toEqual(['city=Rome', 'city=Oslo', 'price', 'joined', 'size']);
  });

  it('makes columns of 0 and 1 of texts, in the rows that stay, of at most 50 levels', () => {
    const text = 'c,a,y\nRome,1,2.5\nOslo,NA,3\nKyiv,3,4\nNA,4,5';
    expect(rowsOf(read(text, { oneHot: ['c'], missing: 'drop' }))).toEqual([
      [1, 0, 1],
      [0, 1, 3],
    ]);
    expect(rowsOf(read(text, { oneHot: ['c'], missing: 'mean' })).at(-1)).toEqual([1 / 3, 1 / 3, 1 / 3, 4]);
    const many = (n: number) => `c,y\n${Array.from({ length: n }, (_, i) => `l${i},${i / 2}`).join('\n')}`;
    expect(read(many(50), { oneHot: true }).x.columns).toBe(50);
    expect(() => read(many(51), { oneHot: true })).toThrow(
      'csv: row 52, column "c" needs one of at most 50 levels for oneHot, got "l50"',
    );
    expect(() => read(text, { oneHot: ['y'] })).toThrow('csv: oneHot needs columns that are used, got "y"');
  });

  it('keeps booleans of a target as classes', () => {
    expect(read('a,y\n1,true\n2,false').classes).toEqual(['true', 'false']);
  });
});

describe('bytes', () => {
  it.each<[string, Uint8Array, object, RegExp]>([
    [
      'another encoding than said',
      bytes('a,y\n1,\xfc'),
      { encoding: 'utf-8' },
      /file in UTF-8, or another encoding: 'windows-1252', got one that is not so in line 2/,
    ],
    [
      'an encoding that is not known',
      bytes('a,y'),
      { encoding: 'latin-9000' },
      /encoding needs one that there is, .*got "latin-9000"/,
    ],
    [
      'UTF-16 without a mark',
      bytes('a,y\n1,2', 'utf16le'),
      {},
      /or encoding: 'utf-16le', got bytes that are none/,
    ],
    [
      'bytes of DOS',
      bytes('a,y\n1,M\x81ller'),
      {},
      /a byte in line 2 that neither UTF-8 nor Windows-1252 has/,
    ],
    ['what is packed', Uint8Array.of(0x1f, 0x8b, 8), {}, /packed with gzip: unpack it/],
  ])('refuses %s', (_, source, options, message) => {
    expect(() => read(source, options)).toThrow(message);
  });

  it('reads an encoding that is said', () => {
    const { classes } = read(bytes('a,y\n1,p\n2,\u20ac', 'utf16le'), { encoding: 'utf-16le' });
    expect(classes).toEqual(['p', '€']);
    expect(read(bytes('a,y\n1,\x80\n2,\x93'), {}).classes).toEqual(['€', '“']);
  });
});
