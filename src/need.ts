// Errors for callers' mistakes, in one grammar: who: what needs this, got that.

/** Text with escapes for characters that a terminal obeys or that change the direction of writing. */
export const escapeInvisible = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Text cut to so many characters, with an ellipsis. */
export const shortenText = (text: string, most = 40) =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** Short text of a value for an error. Runs nothing of the caller's: no toString, no getter. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') {
    return escapeInvisible(JSON.stringify(shortenText(value)));
  }
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'bigint') return `${value}n`;
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) {
    return String(value);
  }
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return 'a typed array';
  return typeof value === 'symbol' ? 'a symbol' : 'an object';
}

/** TypeError for the wrong kind of value: `minimize: steps needs a whole number, got "10"`. */
export const wrongKind = (who: string, what: string, needs: string, got: unknown) =>
  new TypeError(`${who}: ${what} needs ${needs}, got ${showValue(got)}`);

/** RangeError for a value out of range: `minimize: rate needs a number above 0, got -1`. */
export const outOfRange = (who: string, what: string, needs: string, got: unknown) =>
  new RangeError(`${who}: ${what} needs ${needs}, got ${showValue(got)}`);

/** Throws RangeError for an array of another length: `axpy: y needs 3 numbers, got 4`. */
export function needLength(who: string, what: string, array: ArrayLike<unknown>, length: number): void {
  if (array.length !== length) {
    throw new RangeError(`${who}: ${what} needs ${countNoun(length, 'number')}, got ${array.length}`);
  }
}

export const countNoun = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Finite number, checked, by itself or within bounds that `needs` puts in words. */
export function needNumber(
  who: string,
  what: string,
  value: unknown,
  needs = 'a finite number',
  fits: (value: number) => boolean = () => true,
): number {
  if (typeof value !== 'number') throw wrongKind(who, what, needs, value);
  if (!Number.isFinite(value) || !fits(value)) throw outOfRange(who, what, needs, value);
  return value;
}

/** Whole number from `from` to `to`, checked. */
export function needWhole(who: string, what: string, value: unknown, from: number, to: number): number {
  const fits = (n: number) => Number.isInteger(n) && n >= from && n <= to;
  if (typeof value === 'number' && fits(value)) return value;
  return needNumber(who, what, value, `a whole number from ${from} to ${to}`, fits);
}

/** TypeError for a name that is not among `names`, with the nearest of them where one is near. */
export function unknownName(who: string, noun: string, name: unknown, names: readonly string[]): TypeError {
  if (typeof name !== 'string') return wrongKind(who, noun, `one of ${listNames(names)}`, name);
  const near = synonymOf(name, names) ?? nearestName(name, names);
  const hint = near ? `did you mean "${escapeInvisible(near)}"?` : `there is ${listNames(names)}`;
  return new TypeError(`${who}: no ${noun} ${showValue(name)}; ${hint}`);
}

/** Names in an error, which is to be read: of very many the first, of very long ones the beginning. */
export function listNames(names: readonly string[]): string {
  const first = names.slice(0, 40).map((name) => escapeInvisible(shortenText(name)));
  const rest = names.length - first.length;
  return [...first, ...(rest > 0 ? [`${rest} more`] : [])].join(', ') || 'none';
}

/** A signal or a callback of the options, checked; undefined where there is none. */
export function needSignal(who: string, signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw wrongKind(who, 'signal', 'an AbortSignal', signal);
}

export function needCallback<F>(who: string, what: string, given: unknown): F | undefined {
  if (given === undefined || typeof given === 'function') return given as F | undefined;
  throw wrongKind(who, what, 'a function', given);
}

/** Options, checked to be an object. */
export function needOptions(who: string, given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw wrongKind(who, 'options', 'an object', given);
  }
  return given as Record<string, unknown>;
}

/**
 * Throws TypeError for what is no object of options, and for keys that `known` does not have; `others` are looked at
 * elsewhere, and may have been meant.
 */
export function needKeys(
  who: string,
  noun: string,
  given: object,
  known: readonly string[],
  others: readonly string[] = [],
): void {
  for (const key of Object.keys(needOptions(who, given)))
    if (!known.includes(key)) throw unknownName(who, noun, key, [...known, ...others]);
}

/** Names that other libraries have for ours. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  rate: ['lr', 'learningrate', 'stepsize', 'eta', 'alpha'],
  rates: ['lr', 'lrs', 'learningrate', 'learningrates', 'stepsizes'],
  batch: ['batchsize', 'minibatch', 'minibatchsize'],
  steps: ['epochs', 'iterations', 'iters', 'maxiter', 'maxiterations', 'maxsteps', 'nsteps', 'nepochs'],
  start: ['x0', 'p0', 'init', 'initial', 'initialpoint', 'initialguess', 'guess'],
  tolerance: ['tol', 'xtol', 'ftol', 'gtol', 'eps'],
  seed: ['randomseed', 'randomstate'],
  clip: ['clipnorm', 'gradientclip', 'maxgradnorm', 'maxnorm'],
  schedule: ['scheduler', 'lrschedule', 'lrscheduler', 'decay'],
  onStep: ['callback', 'callbacks', 'onepoch'],
  signal: ['abortsignal'],
  optimizer: ['optim', 'algorithm', 'solver', 'method'],
  optimizers: ['optim', 'algorithms'],
  replicates: ['repeats', 'seeds', 'trials'],
  weights: ['sigma', 'sampleweight'],
  momentum: ['mu'],
  weightDecay: ['wd'],
  layers: ['hidden', 'hiddenlayers', 'hiddenlayersizes', 'units'],
  l2: ['regularization', 'penalty', 'ridge'],
};

/** Our name for what other libraries call so, where it is among `names`; letters and digits decide. */
function synonymOf(name: string, names: readonly string[]): string | undefined {
  const plain = name
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return names.find((each) => Object.hasOwn(SYNONYMS, each) && SYNONYMS[each].includes(plain));
}

// Names come from files too: comparing long ones takes long.
const LONGEST = 100;

/** Nearest name by edit distance, where it is near; missing letters count less than wrong ones. */
export function nearestName(name: string, names: readonly string[]): string | null {
  if (name.length > LONGEST) return null;
  const within = name.length < 2 ? 0 : name.length <= 3 ? 1 : 2;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of names) {
    if (candidate.length > LONGEST) continue;
    const [typed, meant] = [name.toLowerCase(), candidate.toLowerCase()];
    const far = editDistance(typed, meant, within + 1);
    const rank = far - (isWithin(typed, meant) ? 0.5 : 0);
    if (far <= within && rank < least) [best, least] = [candidate, rank];
  }
  return best;
}

/** Whether a is a subsequence of b. */
function isWithin(a: string, b: string): boolean {
  let found = 0;
  for (const letter of b) if (letter === a[found]) found++;
  return found === a.length;
}

/** Edit distance with swaps of neighbours; `limit` where the lengths alone differ as much. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, above[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    [before, above] = [above, row];
  }
  return above[b.length];
}
