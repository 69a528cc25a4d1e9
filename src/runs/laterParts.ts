import type { Vec } from '../fn.js';
import { getterOf } from './later.js';
import { countRises } from './outcome.js';
import type { Run } from './run.js';

/** Parts of a run that are computed when first read. */
export class LaterParts implements Pick<Run, 'because' | 'best' | 'rises'> {
  static readonly getters = {
    because: getterOf('because'),
    best: getterOf('best'),
    rises: getterOf('rises'),
  };
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

function bestEntry(losses: Vec): Run['best'] {
  let step = 0;
  for (let k = 1; k < losses.length; k++) if (losses[k] < losses[step]) step = k;
  return { step, value: losses[step] };
}
