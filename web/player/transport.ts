import { html, svg } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { playerPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { backIcon, downIcon, pauseIcon, playIcon, resetIcon, stepIcon } from '../figure/icons.js';
import type { Playhead } from '../figure/playhead.js';
import { fastestSpeed } from '../figure/playhead.js';

/** What is played: its playhead, how many steps it has, and marks on its track. */
interface Played {
  readonly playhead: Playhead;
  readonly off: boolean;
  readonly total: number;
  readonly marks: unknown;
  /** Moves by n steps and pauses. */
  step(n: number): void;
  seek(step: number): void;
}

interface TransportActions {
  play(): void;
  changeSpeed(speed: number): void;
}

const atOnceSpeed = 1000;
const usualSpeeds = [0.25, 0.5, 1, 2, 4, 8, atOnceSpeed];

/** Playback controls. The track repeats the x axis: its thumb stands under the step. */
export function transportControls(
  { playhead, off, total, marks, step, seek }: Played,
  speed: number,
  { numbers, phrases }: Language,
  actions: TransportActions,
) {
  const { playing } = playhead;
  const said = phrases(playerPhrases);
  return html`
    <div class="transport" part="transport">
      <button
        class="play"
        part="play"
        aria-label=${playing ? said.pause : said.play}
        ?disabled=${off}
        @click=${() => (playing ? playhead.pause() : actions.play())}
      >
        ${playing ? pauseIcon : playIcon}
      </button>
      ${stepTrack(total, marks, off, said.step, seek)}
      <output class="readout" part="readout"></output>
    </div>
    <div class="buttons">
      <button part="back" aria-label=${said.stepBack} ?disabled=${off} @click=${() => step(-1)}>${backIcon}</button>
      <button part="step" ?disabled=${off} @click=${() => step(1)}>${stepIcon}${said.step}</button>
      <button part="reset" ?disabled=${off} @click=${() => seek(0)}>${resetIcon}${said.reset}</button>
      <label class="speed">
        <span class="what">${said.speed}</span>
        <span class="select">
          <select part="speed" @change=${(event: Event) => actions.changeSpeed(Number(inputValue(event)))}>
            ${speedChoices(speed).map((each) => html`<option value=${each} ?selected=${each === speed}>${each > fastestSpeed ? said.atOnce : `${numbers.rate(each)}×`}</option>`)}
          </select>
          ${downIcon}
        </span>
      </label>
    </div>
  `;
}

const inputValue = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

function stepTrack(total: number, marks: unknown, off: boolean, label: string, seek: (step: number) => void) {
  return html`<div class=${classMap({ track: true, off })}>
    <svg class="marks" width="100%" height="6" aria-hidden="true">${marks}</svg>
    <div class="line"><div class="passed"></div></div>
    <input
      type="range"
      part="track"
      min="0"
      step="1"
      max=${total}
      aria-label=${label}
      ?disabled=${off}
      @input=${(event: Event) => seek(Number(inputValue(event)))}
    />
  </div>`;
}

/** The mark on the track at which a run diverged. */
export function divergenceTick(share: number, series: number) {
  const at = `${share * 100}%`;
  return svg`<line class=${`series-${series}`} x1=${at} x2=${at} y1="0" y2="6" stroke-width="2" />`;
}

/** The speeds offered, with the current one where it is another. */
const speedChoices = (speed: number) =>
  usualSpeeds.includes(speed)
    ? usualSpeeds
    : [...usualSpeeds.filter((each) => each <= fastestSpeed || speed <= fastestSpeed), speed].sort(
        (a, b) => a - b,
      );
