// Numbers as text. Digits come from the numbers' own decimal forms; nothing here computes with them.

const narrowSpace = '\u202f';
const minus = '\u2212';
const superscripts: Record<string, string> = { '-': '⁻' };
for (const [i, digit] of [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].entries()) superscripts[i] = digit;

export interface Numbers {
  /** Whole numbers: `1 000`. */
  count(n: number): string;
  /** Losses in a sentence, to two digits: `0.071`, `1.2 × 10⁻⁵`. */
  told(value: number): string;
  /** Slopes and steps in a sentence or on a line, to three digits and no more zeros: `1.59`, `1.24 × 10⁻⁵`. */
  measured(value: number): string;
  /** Losses in a table, to three digits: `2.30`, `1.24e−5`. */
  cell(value: number): string;
  /** Rates: `0.0005`, `3.16e−5`. */
  rate(value: number): string;
  /** Losses beside an axis: `100`, `10⁻⁵`. */
  tick(value: number): string;
  /** Coordinates: `−1.2`. */
  coordinate(value: number): string;
  percent(share: number): string;
}

/** `1 step`, `1 000 steps`. */
export const counted = (n: number, noun: string, numbers: Numbers) =>
  `${numbers.count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** How numbers are written in a language; in English, where it is not known. */
export function numbersIn(language: string): Numbers {
  const write = (options: Intl.NumberFormatOptions) => {
    const format = formatFor(language, options);
    const english = format.resolvedOptions().locale.startsWith('en');
    return (value: number) =>
      format
        .formatToParts(value)
        .map(({ type, value: part }) =>
          type === 'minusSign' ? minus : type === 'group' && english ? narrowSpace : part,
        )
        .join('');
  };
  const whole = write({ maximumFractionDigits: 0 });
  const digits = (least: number, most: number) =>
    write({ minimumSignificantDigits: least, maximumSignificantDigits: most });
  const [two, three, upToThree, upToSix] = [digits(2, 2), digits(3, 3), digits(1, 3), digits(1, 6)];
  const plain = write({ maximumFractionDigits: 3, useGrouping: false });
  const scientific = (
    value: number,
    most: number,
    strict: boolean,
    join: (m: string, power: string) => string,
  ) => {
    const [mantissa, power] = value.toExponential(most - 1).split('e');
    return join((strict ? digits(most, most) : digits(1, most))(Number(mantissa)), String(Number(power)));
  };
  const times = (mantissa: string, power: string) => `${mantissa}\u00a0×\u00a010${raised(power)}`;
  const short = (mantissa: string, power: string) => `${mantissa}e${power.replace('-', minus)}`;
  const odd = (value: number) => (Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : `${minus}∞`);
  const lies = (value: number, from: number, to: number) =>
    value === 0 || (size(value) >= from && size(value) < to);
  const wordy = (value: number, plainly: string) => (Number.isFinite(value) ? plainly : odd(value));
  return {
    count: whole,
    told: (v) =>
      v === 0
        ? '0'
        : wordy(v, lies(v, 1e-3, 1e6) ? (size(v) >= 100 ? whole(v) : two(v)) : scientific(v, 2, true, times)),
    measured: (v) =>
      wordy(
        v,
        !lies(v, 1e-3, 1e6) ? scientific(v, 3, false, times) : size(v) >= 1000 ? whole(v) : upToThree(v),
      ),
    cell: (v) =>
      v === 0
        ? '0'
        : wordy(
            v,
            !lies(v, 1e-3, 1e6) ? scientific(v, 3, true, short) : size(v) >= 1000 ? whole(v) : three(v),
          ),
    rate: (v) => wordy(v, lies(v, 1e-4, 1e5) ? upToThree(v) : scientific(v, 3, false, short)),
    tick: (v) => {
      if (lies(v, 1e-3, 1e4)) return plain(v);
      return scientific(v, 1, false, (m, power) => (m === '1' ? `10${raised(power)}` : short(m, power)));
    },
    coordinate: (v) => wordy(v, lies(v, 1e-4, 1e6) ? upToSix(v) : scientific(v, 6, false, short)),
    percent: write({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  };
}

const size = (value: number) => (value < 0 ? -value : value);
/** A whole number as an exponent: `⁻⁵`. */
export const raised = (power: string) => [...power].map((digit) => superscripts[digit]).join('');

function formatFor(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat('en', options);
  }
}

/** The language the element stands in: the nearest `lang`, out of shadow roots too. */
export function languageOf(element: Element): string {
  for (let node: Element | null = element; node; ) {
    const near: Element | null = node.closest('[lang]');
    if (near) return near.getAttribute('lang') || 'en';
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}
