import type { ReactiveElement } from 'lit';
import { type ContourLevel, contourAt, type FieldGrid, sampledField } from '../../src/picture/contours.js';
import {
  type LandscapeAttributes,
  type LandscapeSettings,
  scalarField,
} from '../../src/picture/landscape/landscapeModel.js';
import type { SettlingRates } from '../../src/picture/landscape/landscapeSentences.js';
import { besideMiddle, domainAround, mapSpans } from '../../src/picture/landscape/landscapeSpans.js';
import { pathStyle, type RunPath, type ScalarField } from '../../src/picture/landscape/landscapeView.js';
import { nearestMinimum, settlingRates } from '../../src/picture/landscape/nearestMinimum.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import type { Span } from '../../src/picture/panel.js';
import { Player, type PlayerEvents } from '../player/player.js';
import type { Job } from '../worker/job.js';
import { GradualWork } from '../worker/turns.js';
import { readLandscape } from './readLandscape.js';

interface Sampling {
  across: Span;
  up: Span;
  work: GradualWork<FieldGrid>;
}

/** State of the landscape figure: function, ranges and runs, as far as they are computed. */
export class LandscapeModel {
  readonly player: Player;
  /** The landscape shown; another may be pending. */
  settings: LandscapeSettings<Job> | null = null;
  field: ScalarField | null = null;
  /** A range per variable. */
  domain: Span[] = [];
  #nearest: { settings: LandscapeSettings<Job>; minimum: number[] | null } | null = null;
  #settling: { minimum: number[]; rates: SettlingRates | null } | null = null;
  #requested: LandscapeSettings<Job> | null = null;
  /** Whether the change came from the user, so that the ranges stay. */
  #keepsDomain = false;
  #sampling: Sampling | null = null;
  #contour: ContourLevel | null = null;
  readonly #sampled: () => void;

  /** `sampled` is called when a map can be drawn that could not be before. */
  constructor(
    host: ReactiveElement,
    numbers: () => NumberFormats,
    events: PlayerEvents,
    sampled: () => void,
  ) {
    this.#sampled = sampled;
    const entered = () => this.#showRequested();
    this.player = new Player(host, numbers, { ...events, entered }, (...place) =>
      pathStyle(this.#requested!.f.inputs, ...place),
    );
  }

  /** The runs shown. */
  get paths(): RunPath[] {
    return this.player.seriesList.filter((series): series is RunPath => series.points !== undefined);
  }

  /** The values on the grid of the map, at once. */
  get grid(): FieldGrid {
    return this.#startSampling().finish();
  }

  /** The sampling of a map, at once. */
  finishSampling(): void {
    if (this.domain.length === 2) this.#startSampling().finish();
  }

  /** Whether a drawing of the landscape is little work; the grid of a map is sampled in turns, and then told. */
  get isSampled(): boolean {
    return this.domain.length !== 2 || this.#startSampling().isDone;
  }

  /** The minimum nearest to the start, where one is found. */
  get minimum(): number[] | null {
    const settings = this.settings!;
    const { f, start } = settings;
    if (this.#nearest?.settings !== settings)
      this.#nearest = { settings, minimum: nearestMinimum(f, start ?? f.variables.map(() => 0)) };
    return this.#nearest.minimum;
  }

  /** The ranges of the map, whose units are equal. */
  get #mapSpans(): [Span, Span] {
    return mapSpans(this.domain, this.settings!.domain === null);
  }

  /**
   * The rates that would settle, where some that did not are those of plain gradient descent, whose steps these alone
   * decide.
   */
  get settlingRates(): SettlingRates | null {
    const { comparison, job } = this.player;
    const diverged = comparison?.runs.filter(({ outcome }) => outcome === 'diverged') ?? [];
    if (!job || diverged.length === 0) return null;
    const { clip, schedule } = job.spec.options;
    const plain = diverged.filter(({ optimizer, knobs: { rate, ...others } }) => {
      const isPlain = Object.values(others).every((knob) => !knob);
      return optimizer === 'sgd' && isPlain && Number.isFinite(rate);
    });
    if (plain.length < diverged.length || clip || schedule) return null;
    const { minimum } = this;
    if (!minimum) return null;
    if (this.#settling?.minimum !== minimum)
      this.#settling = { minimum, rates: settlingRates(this.settings!.f, minimum) };
    return this.#settling.rates;
  }

  /** The sampling of the map; begun anew for another function or others. */
  #startSampling(): GradualWork<FieldGrid> {
    const [across, up] = this.#mapSpans;
    const last = this.#sampling;
    if (last && isSameSpan(last.across, across) && isSameSpan(last.up, up)) return last.work;
    this.#stopSampling();
    const work = new GradualWork(sampledField(this.field!, across, up), this.#sampled);
    this.#sampling = { across, up, work };
    return work;
  }

  #stopSampling(): void {
    this.#sampling?.work.cancel();
    this.#sampling = this.#contour = null;
  }

  /** The contour through a point. */
  contourThrough(at: readonly number[]): ContourLevel {
    const { grid } = this;
    const value = this.field!.value(at);
    if (this.#contour?.value !== value) this.#contour = contourAt(grid, value);
    return this.#contour!;
  }

  /** The point at which the gradient is drawn: that of the attribute, or one beside the middle. */
  get at(): number[] {
    if (this.domain.length < 2) return [];
    if (this.settings?.at) return this.settings.at;
    return besideMiddle(this.#mapSpans);
  }

  /**
   * Takes over the attributes; true where they differ from the last ones. With `stays`, step and ranges stay as shown.
   */
  requestRuns(asked: LandscapeAttributes, autoplay: boolean, stays: boolean): boolean {
    const before = this.#requested;
    const readSettings = () => {
      this.#requested = readLandscape(asked);
      this.#keepsDomain = stays;
      return this.#requested?.job ?? null;
    };
    if (!this.player.requestJob(asked, readSettings, autoplay, stays)) return false;
    if (this.player.error) this.#requested = before;
    else if (!this.player.isPending) this.#showRequested();
    return true;
  }

  #showRequested(): void {
    const settings = this.#requested;
    const same = settings !== null && this.settings?.text === settings.text;
    const sameFormula = settings !== null && this.settings?.written === settings.written;
    if (!same) {
      this.field = settings && scalarField(settings.f);
      this.#stopSampling();
    }
    this.settings = settings;
    if (!settings) this.domain = [];
    else if (settings.domain) this.domain = settings.domain;
    else if (!sameFormula || !this.#keepsDomain)
      this.domain = domainAround({
        field: this.field!,
        start: settings.start,
        minimum: this.minimum,
        paths: this.paths,
      });
  }
}

const isSameSpan = (a: Span, b: Span) => a.from === b.from && a.to === b.to;
