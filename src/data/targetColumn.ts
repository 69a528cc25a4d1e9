import { listNames, outOfRange } from '../need.js';
import { needNotLost, parseDecimal } from '../numbers.js';
import { detachedCopy } from './csvReader.js';
import { isGarbled, isMissing } from './field.js';
import { GrowableNumbers } from './growableNumbers.js';

/** Target column of numbers or classes, as the option or its first value has it. */
export class TargetColumn {
  readonly #who: string;
  readonly #values: GrowableNumbers;
  readonly #listed: boolean;
  readonly #asked: boolean;
  #classes: Map<string, number> | null;

  constructor(who: string, classes: true | readonly string[] | undefined) {
    this.#who = who;
    this.#values = new GrowableNumbers(who, 'target');
    this.#asked = classes !== undefined;
    this.#listed = classes !== undefined && classes !== true;
    this.#classes =
      classes === undefined ? null : new Map(classes === true ? [] : classes.map((name, k) => [name, k]));
  }

  /** Names of the classes; null for numbers. */
  get classes(): readonly string[] | null {
    return this.#classes && [...this.#classes.keys()];
  }

  /** Whether the value of a row was there to be taken. `place` says where it is, for an error. */
  take(text: string, place: () => string): boolean {
    const known = this.#classes?.get(text);
    if (known === undefined && isMissing(text)) return false;
    this.#values.push(known ?? this.#new(text, place));
    return true;
  }

  values(): Int32Array | Float64Array {
    const values = this.#values.toArray();
    return this.#classes ? Int32Array.from(values) : values;
  }

  #new(text: string, place: () => string): number {
    const number = this.#asked ? NaN : parseDecimal(text);
    const isNumber = !Number.isNaN(number);
    if (!this.#asked && !isNumber) needNotLost(this.#who, place(), text);
    if (this.#values.length === 0 && !isNumber) this.#classes ??= new Map();
    if (!this.#classes) return needFinite(this.#who, place, number, text, 'a number, or classes: true');
    if (isNumber) throw outOfRange(this.#who, place(), 'a text, or classes: true', text);
    if (this.#listed)
      throw outOfRange(this.#who, place(), `one of ${listNames([...this.#classes.keys()])}`, text);
    if (isGarbled(text)) throw outOfRange(this.#who, place(), 'a name that UTF-8 has', text);
    const k = this.#classes.size;
    this.#classes.set(detachedCopy(text), k);
    return k;
  }
}

/** Number of a field, checked to be finite. */
export function needFinite(
  who: string,
  place: () => string,
  number: number,
  text: string,
  needs: string,
): number {
  if (Number.isNaN(number)) {
    needNotLost(who, place(), text);
    throw outOfRange(who, place(), needs, text);
  }
  if (!Number.isFinite(number)) throw outOfRange(who, place(), 'a number below 1.8e308', text);
  return number;
}
