import { countNoun, listNames, outOfRange, showValue } from '../need.js';
import { needNotLost } from '../numbers.js';
import { detachedCopy } from './csvReader.js';
import { isGarbled } from './field.js';
import type { FieldNumbers } from './fieldNumbers.js';
import { GrowableNumbers } from './growableNumbers.js';

/** Most whole values of a target that may be meant as classes. */
const FEW_VALUES = 20;

/** Target column of numbers or classes, as the option or its first value has it. */
export class TargetColumn {
  readonly #who: string;
  readonly #numbers: FieldNumbers;
  readonly #values: GrowableNumbers;
  readonly #listed: boolean;
  readonly #asked: boolean;
  #classes: Map<string, number> | null;

  constructor(who: string, classes: true | readonly string[] | undefined, numbers: FieldNumbers) {
    this.#who = who;
    this.#numbers = numbers;
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

  /** Whether a text is a value to be taken. */
  has(text: string): boolean {
    return this.#classes?.has(text) || !this.#numbers.isMissing(text);
  }

  /** Takes the value of a row. `place` says where it is, for an error. */
  take(text: string, place: () => string): void {
    this.#values.push(this.#classes?.get(text) ?? this.#new(text, place));
  }

  values(): Int32Array | Float64Array {
    const values = this.#values.toArray();
    return this.#classes ? Int32Array.from(values) : values;
  }

  #new(text: string, place: () => string): number {
    const number = this.#asked ? NaN : this.#numbers.ofTarget(text);
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
function needFinite(who: string, place: () => string, number: number, text: string, needs: string): number {
  if (Number.isNaN(number)) throw outOfRange(who, place(), needs, text);
  if (!Number.isFinite(number)) throw outOfRange(who, place(), 'a number below 1.8e308', text);
  return number;
}

/** What is odd about a target, a sentence each: classes in disguise, of one row, too many, or nothing to tell. */
export function targetNotes(
  name: string,
  y: Int32Array | Float64Array,
  classes: readonly string[] | null,
): string[] {
  return classes ? classNotes(name, y, classes) : numberNotes(name, y);
}

function classNotes(name: string, y: ArrayLike<number>, classes: readonly string[]): string[] {
  const counts = new Array<number>(classes.length).fill(0);
  for (let i = 0; i < y.length; i++) counts[y[i]]++;
  const [only, ...others] = counts.flatMap((count, k) => (count > 0 ? [classes[k]] : []));
  if (others.length === 0)
    return [`every row is of class ${showValue(only)}: there is nothing to tell apart`];
  if (classes.length > y.length / 5)
    return [
      `${showValue(name)} has ${classes.length} classes in ${countNoun(y.length, 'row')}, too few of each to learn from`,
    ];
  const single = counts.flatMap((count, k) => (count === 1 ? [showValue(classes[k])] : []));
  if (single.length === 0) return [];
  return [
    `${single.length === 1 ? 'class' : 'classes'} ${listNames(single)} of ${showValue(name)} ${single.length === 1 ? 'has' : 'have'} one row`,
  ];
}

function numberNotes(name: string, y: ArrayLike<number>): string[] {
  const values = new Set<number>();
  for (let i = 0; i < y.length && values.size <= FEW_VALUES; i++) {
    if (!Number.isInteger(y[i])) return [];
    values.add(y[i]);
  }
  if (values.size > FEW_VALUES || y.length < 2) return [];
  if (values.size === 1) return [`${showValue(name)} is ${y[0]} in every row: there is nothing to predict`];
  return [`${showValue(name)} has ${values.size} values: classes: true makes these classes`];
}
