import type { Vec } from '../fn.js';
import { countRises } from './outcome.js';
import type { Run } from './run.js';

// Parts of a run that are computed when first read. Their getters are the same functions for every run: objects with
// getters of their own each have a shape of their own, kilobytes that outlive the run.

/** Key of what the getters read, not enumerable; a symbol, so that they work through a proxy too. */
const LATER = Symbol('later');

class LaterParts {
  readonly #because: () => string;
  readonly #losses: Vec;
  #reason: string | undefined;
  #best: Run['best'] | undefined;
  #rises: number | undefined;

  constructor(because: () => string, losses: Vec) {
    [this.#because, this.#losses] = [because, losses];
  }

  get because(): string {
    this.#reason ??= this.#because();
    return this.#reason;
  }

  get best(): Run['best'] {
    this.#best ??= bestEntry(this.#losses);
    return this.#best;
  }

  get rises(): number {
    this.#rises ??= countRises(this.#losses).rises;
    return this.#rises;
  }
}

const getter = (part: 'because' | 'best' | 'rises') => ({
  get(this: { readonly [LATER]: LaterParts }) {
    return this[LATER][part];
  },
  enumerable: true,
  configurable: true,
});

const getters = { because: getter('because'), best: getter('best'), rises: getter('rises') };

/** An empty object that `definePart` gives parts of. */
export const withLaterParts = (because: () => string, losses: Vec): object =>
  Object.defineProperty({}, LATER, { value: new LaterParts(because, losses) });

/** Definition of a part, as the next property of a run. */
export const definePart = (run: object, part: keyof typeof getters): unknown =>
  Object.defineProperty(run, part, getters[part]);

function bestEntry(losses: Vec): Run['best'] {
  let step = 0;
  for (let k = 1; k < losses.length; k++) if (losses[k] < losses[step]) step = k;
  return { step, value: losses[step] };
}
