// Numbers as text. Digits come from the numbers' own decimal forms; nothing here computes with them.

/** Most digits of a tick: what a double holds for certain, less one for the sums that ticks come from. */
const maxTickDigits = 14;
const narrowSpace = '\u202f';
const minus = '\u2212';
const superscripts: Record<string, string> = { '-': '⁻' };
for (const [i, digit] of [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].entries()) superscripts[i] = digit;

export interface NumberFormats {
  /** Whole numbers: `1 000`. */
  count(n: number): string;
  /** Losses in a sentence, to two digits: `0.071`, `1.2 × 10⁻⁵`. */
  loss(value: number): string;
  /** Slopes and steps in a sentence or on a line, to three digits and no more zeros: `1.59`, `1.24 × 10⁻⁵`. */
  measured(value: number): string;
  /** Losses in a table, to three digits: `2.30`, `1.24e−5`. */
  cell(value: number): string;
  /** Rates: `0.0005`, `3.16e−5`. */
  rate(value: number): string;
  /** Round numbers beside an axis, with all their digits: `100`, `0.0025`, `10⁻⁵`, `1.25e6`. */
  tick(value: number): string;
  /** Coordinates: `−1.2`. */
  coordinate(value: number): string;
  percent(share: number): string;
  /** Written numbers side by side: `1, 2`; `1,5; 2` where the comma is decimal. */
  list(written: readonly string[]): string;
}

type Write = (value: number) => string;
/** A mantissa and a power of ten as one text. */
type Join = (mantissa: string, power: string) => string;

/** Number formats of a language, and what it says of NaN; of English, where it is not known. */
export function numbersIn(language: string, notANumber = 'not a number'): NumberFormats {
  const finite =
    (write: Write): Write =>
    (value) => {
      if (Number.isFinite(value)) return write(value);
      return Number.isNaN(value) ? notANumber : value > 0 ? '∞' : `${minus}∞`;
    };
  const toDigits = (least: number, most: number) =>
    writer(language, { minimumSignificantDigits: least, maximumSignificantDigits: most });
  const toScientific =
    (least: number, most: number, join: Join): Write =>
    (value) => {
      const [mantissa, power] = value.toExponential(most - 1).split('e');
      return join(toDigits(least, most)(Number(mantissa)), String(Number(power)));
    };
  const whole = writer(language, { maximumFractionDigits: 0 });
  const plain = writer(language, { maximumSignificantDigits: maxTickDigits, useGrouping: false });
  const [two, three, upToThree, upToSix] = [toDigits(2, 2), toDigits(3, 3), toDigits(1, 3), toDigits(1, 6)];
  const between = three(1).includes(',') ? '; ' : ', ';
  return {
    count: whole,
    loss: bareZero(finite(within(1e-3, 1e6, below(100, two, whole), toScientific(2, 2, times)))),
    measured: finite(within(1e-3, 1e6, below(1000, upToThree, whole), toScientific(1, 3, times))),
    cell: bareZero(finite(within(1e-3, 1e6, below(1000, three, whole), toScientific(3, 3, short)))),
    rate: finite(within(1e-4, 1e5, upToThree, toScientific(1, 3, short))),
    tick: within(1e-3, 1e4, plain, toScientific(1, maxTickDigits, ofTen)),
    coordinate: finite(within(1e-4, 1e6, upToSix, toScientific(1, 6, short))),
    percent: writer(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    list: (written) => written.join(between),
  };
}

/** Format of a language with a true minus, and in English a narrow space between thousands. */
function writer(language: string, options: Intl.NumberFormatOptions): Write {
  const format = intlFormat(language, options);
  const english = format.resolvedOptions().locale.startsWith('en');
  return (value) =>
    format
      .formatToParts(value)
      .map(({ type, value: part }) =>
        type === 'minusSign' ? minus : type === 'group' && english ? narrowSpace : part,
      )
      .join('');
}

const sizeOf = (value: number) => (value < 0 ? -value : value);

const bareZero =
  (write: Write): Write =>
  (value) =>
    value === 0 ? '0' : write(value);

/** One format for 0 and sizes from one number to below another, a second for all others. */
const within =
  (from: number, to: number, inside: Write, outside: Write): Write =>
  (value) =>
    value === 0 || (sizeOf(value) >= from && sizeOf(value) < to) ? inside(value) : outside(value);

/** One format for sizes below a limit, a second from there on. */
const below =
  (limit: number, small: Write, large: Write): Write =>
  (value) =>
    sizeOf(value) < limit ? small(value) : large(value);

const times: Join = (mantissa, power) => `${mantissa}\u00a0×\u00a010${superscript(power)}`;
const short: Join = (mantissa, power) => `${mantissa}e${power.replace('-', minus)}`;
const ofTen: Join = (mantissa, power) =>
  mantissa === '1' || mantissa === `${minus}1` ? `${mantissa}0${superscript(power)}` : short(mantissa, power);

/** A whole number as an exponent: `⁻⁵`. */
export const superscript = (power: string) => [...power].map((digit) => superscripts[digit]).join('');

function intlFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat('en', options);
  }
}
