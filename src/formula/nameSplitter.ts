import { constants, functions, isOneLetter } from './names.js';

/** Part of a name that is several run together. */
interface NamePart {
  readonly kind: 'function' | 'constant' | 'variable' | 'number';
  readonly text: string;
}

// What a name was read as so far: variables in use; with x, y, z or digits that are not; with a function or a constant,
// which makes it several run together; with a function last, whose argument is still to come.
const readings = ['product', 'name', 'run', 'open'] as const;
type Reading = (typeof readings)[number];

/** First part of the rest of a name, what the name is read as with it, and the number of parts from there. */
interface Step {
  readonly part: NamePart | null;
  readonly reading: Reading;
  readonly count: number;
}

/** Length up to which parts are looked for: no one reads a longer one as two. */
const LONGEST_PART = 32;

const allFunctions: ReadonlySet<string> = new Set(functions.keys());
const takesMany = (name: string) => name === 'min' || name === 'max';
const withoutDigits: ReadonlySet<string> = new Set([...allFunctions].filter((name) => !/\d$/.test(name)));

/** Reader of names that are several run together, `2sinx` and `xy`. */
export class NameSplitter {
  readonly #variables: ReadonlySet<string>;
  readonly #beside: readonly string[];
  readonly #longest: number;

  /** `beside` are variables that need not be in use to stand beside a function or a constant. */
  constructor(variables: ReadonlySet<string>, beside: readonly string[] = ['x', 'y', 'z']) {
    this.#variables = variables;
    this.#beside = beside;
    const lengths = [...variables, ...allFunctions].map(({ length }) => length);
    this.#longest = lengths.reduce((most, each) => (each > most && each <= LONGEST_PART ? each : most), 0);
  }

  /**
   * What a name is that is several, or null where it is one: a product of variables in use and constants, `x*y`;
   * functions and constants with variables and numbers, `sin(x)`. Of log2x two are as likely.
   */
  split(name: string): { texts: string[]; isProduct: boolean } | null {
    if (isOneLetter(name)) return null;
    const parts = this.#findParts(name, ['product', 'run'], allFunctions);
    if (!parts) return null;
    const called = parts.filter(({ kind }) => kind === 'function');
    const isTwofold = called.some(({ text }) => !withoutDigits.has(text));
    const other = isTwofold ? this.#findParts(name, ['run'], withoutDigits) : null;
    const texts = [parts, ...(other ? [other] : [])].map((each) => writeParts(each));
    // A least or largest x is as likely.
    const [{ text }, rest] = parts;
    if (takesMany(text) && parts.length === 2) texts.push(`${text}_${rest.text}`);
    return { texts, isProduct: called.length === 0 };
  }

  /** What a name is that ends in a function, whose argument follows it, given the text of that call; else null. */
  splitCalled(name: string, write: (called: string) => string): string | null {
    const parts = this.#findParts(name, ['open'], allFunctions);
    return parts && writeParts(parts.slice(0, -1), write(parts[parts.length - 1].text));
  }

  /** Two parts or more, as few as there can be, of these the longest first; null where a name has none. */
  #findParts(name: string, ends: readonly Reading[], known: ReadonlySet<string>): NamePart[] | null {
    const row = () => new Array<Step | undefined>(name.length + 1);
    const steps: Record<Reading, (Step | undefined)[]> = {
      product: row(),
      name: row(),
      run: row(),
      open: row(),
    };
    for (const end of ends) steps[end][name.length] = { part: null, reading: end, count: 0 };
    for (let from = name.length - 1; from >= 0; from--) {
      for (const part of this.#partsAt(name, from, known)) {
        for (const reading of readings) {
          const after = this.#readingAfter(reading, part);
          const rest = steps[after][from + part.text.length];
          const best = steps[reading][from];
          if (rest && (!best || rest.count + 1 < best.count))
            steps[reading][from] = { part, reading: after, count: rest.count + 1 };
        }
      }
    }
    const parts: NamePart[] = [];
    let step = steps.product[0];
    for (let at = 0; step?.part; step = steps[step.reading][at]) {
      parts.push(step.part);
      at += step.part.text.length;
    }
    return parts.length > 1 ? parts : null;
  }

  /** Parts of a name that start at a character, the longest first. */
  #partsAt(name: string, from: number, known: ReadonlySet<string>): NamePart[] {
    const [digits] = /^_?\d+/.exec(name.slice(from, from + LONGEST_PART)) ?? [];
    if (digits) return from > 0 ? [{ kind: 'number', text: digits }] : [];
    const found: NamePart[] = [];
    for (let length = Math.min(this.#longest, name.length - from); length > 0; length--) {
      const text = name.slice(from, from + length);
      // A subscript makes a name, log_p.
      const isWhole = name[from + length] !== '_';
      if (isWhole && known.has(text)) found.push({ kind: 'function', text });
      else if (isWhole && constants.has(text)) found.push({ kind: 'constant', text });
      else if (length < name.length && text[0] !== '_' && this.#isVariable(text))
        found.push({ kind: 'variable', text });
    }
    return found;
  }

  #isVariable(text: string): boolean {
    return this.#variables.has(text) || this.#beside.includes(text);
  }

  #readingAfter(reading: Reading, { kind, text }: NamePart): Reading {
    if (kind === 'function') return 'open';
    if (reading === 'run' || reading === 'open' || kind === 'constant') return 'run';
    return reading === 'product' && this.#variables.has(text) ? 'product' : 'name';
  }
}

/** Parts as they would be written, `x*sin(2x)`; `called` is the call of a function that would follow them. */
function writeParts(parts: readonly NamePart[], called = ''): string {
  const calls: { name: string; factors: string[] }[] = [{ name: '', factors: [] }];
  parts.forEach(({ kind, text }, i) => {
    const { factors } = calls[calls.length - 1];
    const isIndex = kind === 'number' && (parts[i - 1].kind === 'variable' || parts[i - 1].text === 'e');
    if (kind === 'function') calls.push({ name: text, factors: [] });
    else if (isIndex) factors.push(factors.pop() + text);
    else factors.push(text);
  });
  return calls.reduceRight((after, { name, factors }) => {
    if (name === '') return [...factors, after].filter(Boolean).join('*');
    if (factors.length === 0) return `${name}(${argumentsOf(name, [after])})`;
    return [`${name}(${argumentsOf(name, factors)})`, after].filter(Boolean).join('*');
  }, called);
}

function argumentsOf(name: string, factors: readonly string[]): string {
  if (!takesMany(name)) return factors.join('*').replace(/^([1-9]\d*)\*(?![eE])/, '$1');
  const [first] = factors;
  return factors.length > 1 ? factors.join(', ') : `${first}, ${first === 'y' ? 'x' : 'y'}`;
}
