import type { PredictionErrors } from '../entry.js';
import type { Vec } from '../fn.js';
import { getterOf } from './later.js';
import { countRises } from './outcome.js';
import type { Run } from './run.js';

/** Parts of a run that are computed when first read. */
export class LaterParts implements Pick<Run, 'because' | 'rises' | 'accuracy' | 'rmse' | 'r2'> {
  static readonly getters = {
    because: getterOf('because'),
    rises: getterOf('rises'),
    accuracy: getterOf('accuracy'),
    rmse: getterOf('rmse'),
    r2: getterOf('r2'),
  };
  readonly #because: () => string;
  readonly #losses: Vec;
  readonly #findAccuracy: () => number;
  readonly #findErrors: () => PredictionErrors;
  #reason: string | undefined;
  #rises: number | undefined;
  #accuracy: number | undefined;
  #errors: PredictionErrors | undefined;

  constructor(because: () => string, losses: Vec, accuracy: () => number, errors: () => PredictionErrors) {
    [this.#because, this.#losses] = [because, losses];
    [this.#findAccuracy, this.#findErrors] = [accuracy, errors];
  }

  get because(): string {
    this.#reason ??= this.#because();
    return this.#reason;
  }

  get rises(): number {
    this.#rises ??= countRises(this.#losses).rises;
    return this.#rises;
  }

  get accuracy(): number {
    this.#accuracy ??= this.#findAccuracy();
    return this.#accuracy;
  }

  get rmse(): number {
    this.#errors ??= this.#findErrors();
    return this.#errors.rmse;
  }

  get r2(): number {
    this.#errors ??= this.#findErrors();
    return this.#errors.r2;
  }
}
