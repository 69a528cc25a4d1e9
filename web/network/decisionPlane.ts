import {
  countCorrect,
  type PlaneSamples,
  parametersAt,
  predictPlane,
  samplePlane,
  unitOrder,
  unitViews,
  withoutUnits,
} from '../../src/picture/network/planeSamples.js';
import type { CorrectCount, PlaneView } from '../../src/picture/network/regionsPlot.js';
import type { UnitView } from '../../src/picture/network/unitPlane.js';
import type { ModelSpec } from '../../src/spec/spec.js';
import type { Player } from '../player/player.js';
import { modelOnData } from '../worker/training.js';

/** Decision plane of a model at the step shown. */
export class DecisionPlane {
  #samples: PlaneSamples | null = null;
  #sample = -1;
  #isCoarse = false;
  #view: PlaneView | null = null;
  #final: CorrectCount | null = null;
  #off: ReadonlySet<number> = new Set();
  #pointed: number | null = null;

  /** Hidden units that the answer is shown without. */
  get off(): ReadonlySet<number> {
    return this.#off;
  }

  /** Switches a hidden unit off, or on again. */
  toggleUnit(unit: number): void {
    const off = new Set(this.#off);
    if (!off.delete(unit)) off.add(unit);
    [this.#off, this.#sample] = [off, -1];
  }

  /** The hidden unit whose line is drawn in the plane; null for none. */
  set pointed(unit: number | null) {
    if (unit === this.#pointed) return;
    [this.#pointed, this.#sample] = [unit, -1];
  }

  /** The plane at the step shown; while it plays `isCoarse`, on a grid that a frame has the time for. */
  viewShown(player: Player, isCoarse = false): PlaneView | null {
    const { history, playhead } = player;
    const samples = this.#samplesOf(player);
    if (!samples) return null;
    const sample = history.sampleAt(playhead.step);
    if (sample !== this.#sample || isCoarse !== this.#isCoarse) {
      const point = withoutUnits(samples.model, parametersOf(samples, player, sample), this.#off);
      this.#view = predictPlane(samples, isCoarse ? samples.playing : samples.still, point, this.#pointed);
    }
    [this.#sample, this.#isCoarse] = [sample, isCoarse];
    return this.#view;
  }

  /** The view drawn last, of this step or an earlier one. */
  viewKept(player: Player): PlaneView | null {
    return (this.#samplesOf(player) && this.#view) ?? this.viewShown(player);
  }

  /** What the hidden units of these numbers say at the step shown; null where there are none. */
  unitsShown(player: Player, units: readonly number[]): UnitView[] | null {
    const samples = this.#samplesOf(player);
    const sample = player.history.sampleAt(player.playhead.step);
    return samples && unitViews(samples, parametersOf(samples, player, sample), units);
  }

  /** Hidden units in the order of their weight in the answer at the end of the run, and the largest weight there. */
  unitOrder(player: Player): { order: number[]; heaviest: number } {
    const samples = this.#samplesOf(player);
    if (!samples) return { order: [], heaviest: 0 };
    return unitOrder(samples, parametersOf(samples, player, player.history.length - 1));
  }

  /** Points in the area of their class at the step shown. */
  correctShown(player: Player): CorrectCount | null {
    const view = this.viewShown(player);
    return view && countCorrect(view);
  }

  /** Points in the area of their class at the end of the run. */
  correctAtEnd(player: Player): CorrectCount | null {
    const samples = this.#samplesOf(player);
    if (!samples) return null;
    const { model, points, labels, data } = samples;
    const predictAtEnd = () =>
      model.predict(parametersOf(samples, player, player.history.length - 1), points);
    this.#final ??= countCorrect({ predicted: predictAtEnd(), labels, fitted: data.x.rows });
    return this.#final;
  }

  /** Data and grid of the job shown; null before there is one. */
  #samplesOf({ job, history, seriesList }: Player): PlaneSamples | null {
    const data = history.rows?.drawn;
    if (!job || !data || !seriesList[0]?.points) return null;
    if (this.#samples?.data !== data) {
      this.#samples = samplePlane(data, modelOnData(data, job.spec.problem as ModelSpec));
      [this.#sample, this.#view, this.#final, this.#off, this.#pointed] = [-1, null, null, new Set(), null];
    }
    return this.#samples;
  }
}

/** The parameters at a sample of the run shown. */
const parametersOf = ({ model }: PlaneSamples, { seriesList }: Player, sample: number): Float64Array =>
  parametersAt(model, seriesList[0].points as Float64Array, sample);
