import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortDecimal } from '../../../src/data/field.js';
import { csv } from '../../../src/index.js';
import { parseDecimal } from '../../../src/numbers.js';

const read = (text: string, more: object = {}) => csv(text, { target: 'y', ...more });
const x = (text: string, more: object = {}) => [...read(text, more).x.data];

describe('csv', () => {
  it('tells numbers from classes by the target', () => {
    const numbers = read('a,b,y\n1,2,3\n4,5,6\n');
    expect(numbers).toEqual({
      x: { rows: 2, columns: 2, data: Float64Array.of(1, 2, 4, 5) },
      y: Float64Array.of(3, 6),
      names: ['a', 'b'],
      dropped: 0,
      notes: ['"y" has 2 values: classes: true makes these classes'],
    });
    const classes = read('y,a\nq,1\np,2\nq,3');
    expect([classes.classes, classes.y, classes.names]).toEqual([['q', 'p'], Int32Array.of(0, 1, 0), ['a']]);
  });

  it('reads a numeric target as classes when asked, and only those listed', () => {
    expect(read('a,y\n1,2\n1,1', { classes: true })).toMatchObject({
      classes: ['2', '1'],
      y: Int32Array.of(0, 1),
    });
    expect(read('a,y\n1,2\n1,b', { classes: true }).classes).toEqual(['2', 'b']);
    expect(read('a,y\n1,2\n1,1', { classes: ['0', '1', '2'] })).toMatchObject({
      classes: ['0', '1', '2'],
      y: Int32Array.of(2, 1),
    });
    expect(read('a,y\n1,NA\n1,ZA', { classes: ['NA', 'ZA'] }).y).toEqual(Int32Array.of(0, 1));
  });

  it('takes the columns asked for, in that order, and does not look into others', () => {
    const text = 'a,b,c,y\n1,text,3,4\n5,NA,7,8';
    const { x, names } = read(text, { columns: ['c', 'a'] });
    expect([[...x.data], names]).toEqual([
      [3, 1, 7, 5],
      ['c', 'a'],
    ]);
  });

  it('reads quotes, byte order marks, every line end, spaces and empty lines', () => {
    const wanted = { classes: ['p, "q"\nr', 's'], y: Int32Array.of(0, 1), names: ['a b'] };
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = ['\ufeff"a b" , y'.replace(' ,', ','), '1,"p, ""q""\nr"', '', '  ', ' 2 ,s', ''];
      expect(read(rows.join(end))).toMatchObject(wanted);
    }
    expect(x('a,y\n"1",2\n" 3 ",""\n', { missing: 'drop' })).toEqual([1]);
  });

  it.each([
    ...[
      '',
      ' ',
      'NA',
      'na',
      'N/A',
      'n/a',
      '#N/A',
      'NaN',
      'nan',
      'null',
      'NULL',
      'None',
      '-',
      '?',
      '""',
      '"NA"',
    ],
  ])('%j is missing', (none) => {
    const text = `a,y\n1,2\n${none},3\n4,${none}\n5,6`;
    expect(read(text, { missing: 'drop' })).toMatchObject({
      x: { rows: 2, data: Float64Array.of(1, 5) },
      y: Float64Array.of(2, 6),
      dropped: 2,
    });
    expect(() => read(text)).toThrow(/^csv: row 3, column "a" needs a value, or missing: 'drop', got "/);
  });

  it('takes no class from a row that is left out', () => {
    expect(read('a,y\nNA,z\n1,q\n2,p', { missing: 'drop' })).toMatchObject({
      classes: ['q', 'p'],
      dropped: 1,
    });
  });

  it.each(['12', '-12', '+12', ' 12 ', '.5', '-.5', '1.', '1e5', '1E-5', '1.5e+3', '007', '-0', '0e-400'])(
    '%j is a number',
    (text) => expect(x(`a,y\n${text},1`)).toEqual([Number(text)]),
  );

  it.each([
    '1_000',
    '0x10',
    '0b1',
    '1e',
    'e5',
    '.',
    '--1',
    '1.2.3',
    'Infinity',
    'inf',
    '12px',
    '１',
    '2020-02-30',
    'yes',
  ])('%j is none', (text) => {
    expect(() => read(`a,y\n1,1\n${text},1`)).toThrow(
      new RangeError(`csv: row 3, column "a" needs a number, got ${JSON.stringify(text)}`),
    );
  });

  it.each([
    ['1 000', "numbers: 'loose'"],
    ["1'000", "numbers: 'loose'"],
    ['−1', "numbers: 'loose'"],
    ['$1', "numbers: 'loose'"],
    ['1%', "numbers: 'loose'"],
    ['2020-01-01', "dates: 'days'"],
  ])('%j is none, and %s reads it', (text, option) => {
    expect(() => read(`a,y\n1,1\n${text},1`)).toThrow(
      new RangeError(`csv: row 3, column "a" needs a number, or ${option}, got ${JSON.stringify(text)}`),
    );
  });

  it.each([
    ['a,y\n1e999,1', 'row 2, column "a" needs a number below 1.8e308, got "1e999"'],
    ['a,y\n1e-400,1', 'row 2, column "a" needs a number that is 0 or at least 5e-324 in size, got "1e-400"'],
    [
      'a,y\n1,-2e-324',
      'row 2, column "y" needs a number that is 0 or at least 5e-324 in size, got "-2e-324"',
    ],
    ['a,y\n1,1e999', 'row 2, column "y" needs a number below 1.8e308, got "1e999"'],
    ['a,y\n1,2\n\n1,b', 'row 4, column "y" needs a number, or classes: true, got "b"'],
    ['a,y\n1,b\n1,2', 'row 3, column "y" needs a text, or classes: true, got "2"'],
    ['a,y\n1,2,3', 'row 2 needs 2 fields, got 3'],
    ['a,y\n1,2\n1', 'row 3 needs 2 fields, got 1'],
    ['a,y\n"1\n2",2\nheavy,3', 'column "a" needs numbers, got "1\\n2" (row 2)'],
    ['a,y\n1,"2\n', 'row 2, column "y" needs a closing quote, got "\\"2"'],
    [
      'a,y\n1,"2"3',
      'row 2, column "y" needs quotes around all of it, and those inside it twice, got "\\"2\\"3"',
    ],
    ['y,a,y\n1,2,3', 'row 1 needs the target once, got "y"'],
    ['a b c\n1 2 3', 'row 1 needs names with , ; tab or | between them, got "a b c"'],
    ['gr\ufffd\ufffde,y\n1,2', 'row 1, column 1 needs a name that UTF-8 has, got "gr\ufffd\ufffde"'],
    ['a,y\n1,p\n2,\ufffd', 'row 3, column "y" needs a name that UTF-8 has, got "\ufffd"'],
    ['y\n1', 'row 1 needs a column beside the target, got none'],
    ['a,y\n1,p\n2,p', 'column "y" needs at least two classes, got 1'],
    ['', 'text needs a row of names, got none'],
    ['\ufeff\n \r\n', 'text needs a row of names, got none'],
    ['a,y\n', 'text needs a row below the names, got none'],
  ])('refuses %j', (text, message) => {
    expect(() => read(text)).toThrow(new RangeError(`csv: ${message}`));
  });

  const call = (text: unknown, options: unknown) => () => csv(text as never, options as never);
  it.each([
    [call(3, { target: 'y' }), TypeError, 'text needs a text, got 3'],
    [call('a,y', undefined), TypeError, 'options needs an object, got undefined'],
    [call('a,y', {}), TypeError, 'target needs the name of a column, got undefined'],
    [call('a,y', { target: 'y', tagret: 'y' }), TypeError, 'no option "tagret"; did you mean "target"?'],
    [call('mass,y\n1,2', { target: 'mas' }), TypeError, 'no column "mas"; did you mean "mass"?'],
    [call('a,y\n1,2', { target: '__proto__' }), TypeError, 'no column "__proto__"; there is a, y'],
    [call('a,y\n1,2', { target: 'y', columns: ['b'] }), TypeError, 'no column "b"; there is a, y'],
    [call('a,y\n1,2', { target: 'y', columns: 'a' }), TypeError, 'columns needs an array of names, got "a"'],
    [call('a,y\n1,2', { target: 'y', columns: [] }), RangeError, 'columns needs at least 1 name, got 0'],
    [
      call('a,y\n1,2', { target: 'y', columns: ['y'] }),
      RangeError,
      'columns[0] needs a column beside the target, got "y"',
    ],
    [
      call('a,y\n1,2', { target: 'y', columns: ['a', 'a'] }),
      RangeError,
      'columns[1] needs a name that is not there twice, got "a"',
    ],
    [call('a,y\n1,2', { target: 'y', classes: ['p', 3] }), TypeError, 'classes[1] needs a name, got 3'],
    [
      call('a,y\n1,r', { target: 'y', classes: ['p', 'q'] }),
      RangeError,
      'row 2, column "y" needs one of p, q, got "r"',
    ],
    [
      call('a,y\n1,2', { target: 'y', missing: 'skip' }),
      TypeError,
      'no choice for missing: "skip"; there is refuse, drop, mean, median',
    ],
    [
      call('a,y\n,2', { target: 'y', missing: 'drop' }),
      RangeError,
      'text needs a row without missing values, got none',
    ],
  ])('refuses options, case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(`csv: ${message}`));
  });

  it('is not moved by names that objects have of their own', () => {
    const text = '__proto__,constructor,y\n1,2,__proto__\n3,4,toString';
    const { names, classes, x } = read(text);
    expect([names, classes, [...x.data]]).toEqual([
      ['__proto__', 'constructor'],
      ['__proto__', 'toString'],
      [1, 2, 3, 4],
    ]);
    expect(({} as Record<string, unknown>)[1]).toBeUndefined();
  });

  it('speaks of many or long names in few words', () => {
    const many = Array.from({ length: 5000 }, (_, j) => `c${j}`).join(',');
    expect(() => read(`${many}\n`)).toThrow(/c39, 4960 more$/);
    expect(() => read(`${'a'.repeat(1e6)},b\n`)).toThrow(/there is a{40}…, b$/);
    expect(() => csv(`${'a'.repeat(1e6)},b\n`, { target: 'b'.repeat(1e6) })).toThrow(/no column "b{40}…"/);
  });

  // Each would take minutes were a part of the reader more than linear.
  it.each([
    ['digits', `a,y\n1,2\n${'1'.repeat(1e6)}x,3`],
    ['quotes', `a,y\n1,${'""'.repeat(1e6)}x`],
    ['an open quote', `a,y\n1,"${'""'.repeat(1e6)}`],
    ['commas', `a,y\n${','.repeat(2e6)}`],
    ['names', `${','.repeat(2e6)}y\n`],
  ])('refuses two million %s', (_, text) => {
    expect(() => read(text)).toThrow(/^csv: row/);
  });
  it('refuses two million spaces', () => {
    expect(() => read(`a,y\n${' '.repeat(2e6)}x,1`)).toThrow(
      'csv: column "a" needs numbers, got "x" (row 2)',
    );
  });
  it('reads a million empty lines', () => expect(x(`a,y\n${'\n'.repeat(1e6)}1,2`)).toEqual([1]));
});

describe('csv: numbers in short', () => {
  it('are what they are in long, or none', () => {
    const digits = fc.stringMatching(/^-?\d{0,18}\.?\d{0,18}$/);
    fc.assert(
      fc.property(fc.oneof(digits, fc.string({ unit: fc.constantFrom(...'0159.-+e') })), (text) => {
        const short = shortDecimal(`,${text},`, 1, 1 + text.length);
        if (!Number.isNaN(short)) expect(short).toBe(parseDecimal(text));
      }),
      { numRuns: 5000 },
    );
    for (const text of ['-0', '12.25', '9007199254740991', '-.1', '3.', '0.123456789012345'])
      expect(shortDecimal(text, 0, text.length)).toBe(Number(text));
    for (const text of ['', '-', '.', '1e5', '9007199254740993', '1.2.3', '+1', ' 1'])
      expect(shortDecimal(text, 0, text.length)).toBeNaN();
  });
});

describe('csv of any text', () => {
  const piece = fc.constantFrom(
    'a',
    'y',
    ',',
    ',',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '"',
    '""',
    ' ',
    '1',
    '-2.5',
    'NA',
    '?',
    'q',
    '\ufeff',
    '\0',
    '__proto__',
    '💡',
    '\ud800',
    '1e999',
  );
  const odd = fc.oneof(fc.string(), fc.constantFrom('', '"', 'NA', '1e999'));
  const number = fc.oneof({ weight: 20, arbitrary: fc.constantFrom('1', '2.5', ' 3', '"4"', 'NA') }, odd);
  const name = fc.oneof({ weight: 20, arbitrary: fc.constantFrom('q', '"q,""\n"', 'r', '?') }, odd);
  const table = fc
    .array(fc.tuple(number, name), { maxLength: 6 })
    .map((rows) => ['a,y', ...rows.map((row) => row.join(','))].join('\n'));
  const options = fc.record(
    {
      classes: fc.constantFrom(true as const, ['q', '1']),
      columns: fc.constantFrom(['a'], ['b']),
      missing: fc.constantFrom('drop' as const, 'refuse' as const),
    },
    { requiredKeys: [] },
  );

  it('makes consistent data, or an error of ours', () => {
    let made = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join('')),
          table,
          fc.string(),
        ),
        options,
        (text, more) => {
          try {
            const { x, y, classes, names, dropped } = read(text, more);
            made++;
            expect(x.data.length).toBe(x.rows * x.columns);
            expect([y.length, names.length]).toEqual([x.rows, x.columns]);
            expect(x.rows > 0 && x.columns > 0 && dropped >= 0).toBe(true);
            expect(x.data.every(Number.isFinite) && (y as Float64Array).every(Number.isFinite)).toBe(true);
            if (classes)
              expect(y.every((k) => Number.isInteger(k) && k >= 0 && k < classes.length)).toBe(true);
            expect(y instanceof Int32Array).toBe(classes !== undefined);
          } catch (error) {
            expect((error as Error).message).toMatch(/^csv: /);
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(made).toBeGreaterThan(30);
  });

  it('is read back as it was written', () => {
    const name = fc.string().map((text) => text.trim());
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), name), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const classes = [...new Set(given.map(([, name]) => name))];
        fc.pre(classes.length > 1);
        const text = ['a,y', ...given.map(([a, name]) => `${a},${quoted(name)}`)].join('\r\n');
        const found = read(text, { classes });
        expect([...found.x.data]).toEqual(given.map(([a]) => (Object.is(a, -0) ? 0 : a)));
        expect([...found.y].map((k) => found.classes![k])).toEqual(given.map(([, name]) => name));
      }),
    );
  });
});
