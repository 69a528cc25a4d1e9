import { html, svg } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import { backIcon, downIcon, pauseIcon, playIcon, resetIcon, stepIcon } from '../figure/icons.js';
import { fastest } from '../figure/playhead.js';
import type { Stage } from './player.js';

interface Hands {
  play(): void;
  hurry(speed: number): void;
}

const atOnce = 1000;
const speeds = [0.25, 0.5, 1, 2, 4, 8, atOnce];

/** Playback controls. The track repeats the x axis: its thumb stands under the step. */
export function transport(stage: Stage, speed: number, numbers: Numbers, hands: Hands) {
  const { playing } = stage.pace;
  const off = stage.view() === null;
  return html`
    <div class="transport" part="transport">
      <button
        class="play"
        part="play"
        aria-label=${playing ? 'Pause' : 'Play'}
        ?disabled=${off}
        @click=${() => (playing ? stage.pace.pause() : hands.play())}
      >
        ${playing ? pauseIcon : playIcon}
      </button>
      ${line(stage, off)}
      <output class="readout" part="readout"></output>
    </div>
    <div class="buttons">
      <button part="back" aria-label="Step back" ?disabled=${off} @click=${() => stage.step(-1)}>${backIcon}</button>
      <button part="step" ?disabled=${off} @click=${() => stage.step(1)}>${stepIcon}Step</button>
      <button part="reset" ?disabled=${off} @click=${() => stage.seek(0)}>${resetIcon}Reset</button>
      <label class="speed">
        <span class="what">Speed</span>
        <span class="select">
          <select part="speed" @change=${(event: Event) => hands.hurry(Number(chosen(event)))}>
            ${choices(speed).map((each) => html`<option value=${each} ?selected=${each === speed}>${each > fastest ? 'at once' : `${numbers.rate(each)}×`}</option>`)}
          </select>
          ${downIcon}
        </span>
      </label>
    </div>
  `;
}

const chosen = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

function line(stage: Stage, off: boolean) {
  const total = Math.max(1, stage.course.total);
  const lost = stage.strands.filter(({ diverged }) => diverged !== null);
  return html`<div class=${classMap({ track: true, off })}>
    <svg class="marks" width="100%" height="6" aria-hidden="true">
      ${lost.map(({ diverged, colour }) => mark(stage.trace.steps[diverged!] / total, colour + 1))}
    </svg>
    <div class="line"><div class="passed"></div></div>
    <input
      type="range"
      part="track"
      min="0"
      step="1"
      max=${total}
      aria-label="Step"
      ?disabled=${off}
      @input=${(event: Event) => stage.seek(Number(chosen(event)))}
    />
  </div>`;
}

/** The mark on the track at which a run diverged. */
function mark(share: number, series: number) {
  const at = `${share * 100}%`;
  return svg`<line class=${`series-${series}`} x1=${at} x2=${at} y1="0" y2="6" stroke-width="2" />`;
}

/** The speeds offered, with the current one where it is another. */
const choices = (speed: number) =>
  speeds.includes(speed)
    ? speeds
    : [...speeds.filter((each) => each <= fastest || speed <= fastest), speed].sort((a, b) => a - b);
