import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { countedNoun, type NumberFormats } from '../../src/picture/numberFormat.js';
import { downIcon, plusIcon, removeIcon } from '../figure/icons.js';

/** Most hidden layers that can be added, and most units of one. */
const [mostLayers, mostUnits] = [6, 256];

/** What the chips show. */
export interface NetworkChoice {
  inputs: number;
  layers: readonly number[];
  activation: string;
  activations: readonly string[];
  data: string;
  sets: readonly string[];
  /** Noise of data that are made; null of others. */
  noise: number | null;
  /** Names of all measurements, where there are more than the two that are chosen. */
  measurements: readonly string[];
  columns: readonly string[];
  /** Number of rows kept apart, and whether they are drawn. */
  apart: number;
  showsApart: boolean;
}

export interface NetworkChipActions {
  changeLayers(layers: readonly number[], activation: string): void;
  changeData(data: string): void;
  changeNoise(noise: string): void;
  changeColumns(columns: readonly string[]): void;
  /** Draws the rows kept apart, or not; where there are none, keeps a fifth apart. */
  toggleApart(): void;
}

const chosen = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

/** Chips of the layers and of the data, which the reader changes. */
export const networkChips = (choice: NetworkChoice, numbers: NumberFormats, actions: NetworkChipActions) =>
  html`<div class="network-chips" part="network">
    <div class="chip-row" role="group" aria-label="Layers">
      <span class="name">layers</span>${layerChips(choice, numbers, actions)}
    </div>
    <div class="chip-row" role="group" aria-label="Data">
      <span class="name">data</span>${dataChips(choice, numbers, actions)}
    </div>
  </div>`;

function layerChips(
  { inputs, layers, activation, activations }: NetworkChoice,
  numbers: NumberFormats,
  { changeLayers }: NetworkChipActions,
) {
  const changeUnits = (k: number) => (event: Event) => {
    const units = Number(chosen(event));
    if (Number.isInteger(units) && units >= 1 && units <= mostUnits)
      changeLayers(layers.with(k, units), activation);
    else (event.target as HTMLInputElement).value = String(layers[k]);
  };
  return html`<span class="net-chip">${numbers.count(inputs)} in</span>
    ${layers.map(
      (units, k) => html`<span class="net-chip">
        <input
          type="number"
          part="units"
          min="1"
          max=${mostUnits}
          aria-label=${`Units of layer ${k + 1}`}
          .value=${live(String(units))}
          @change=${changeUnits(k)}
        /><button
          part="remove-layer"
          aria-label=${`Remove layer ${k + 1}`}
          title="Remove"
          @click=${() => changeLayers(layers.toSpliced(k, 1), activation)}
        >${removeIcon}</button>
      </span>`,
    )}
    ${layers.length > 0 ? selectChip('Activation', 'activation', activations, activation, (name) => changeLayers(layers, name)) : nothing}
    ${
      layers.length < mostLayers
        ? html`<button class="more" part="add-layer" @click=${() => changeLayers([...layers, layers.at(-1) ?? 4], activation)}>${plusIcon}layer</button>`
        : nothing
    }`;
}

function dataChips(choice: NetworkChoice, numbers: NumberFormats, actions: NetworkChipActions) {
  const { data, sets, noise, measurements, columns, apart, showsApart } = choice;
  const pick = (j: number) => (name: string) => {
    const other = columns[1 - j] === name ? columns[j] : columns[1 - j];
    actions.changeColumns(j === 0 ? [name, other] : [other, name]);
  };
  return html`${selectChip('Data', 'data-set', sets.includes(data) ? sets : [...sets, data], data, actions.changeData)}
    ${
      noise === null
        ? nothing
        : html`<label class="net-chip">noise
            <input
              type="number"
              part="noise"
              min="0"
              max="1000"
              step="0.05"
              .value=${live(String(noise))}
              @change=${(event: Event) => actions.changeNoise(chosen(event))}
            />
          </label>`
    }
    ${measurements.length > 2 ? columns.map((name, j) => selectChip(j === 0 ? 'Across' : 'Up', 'measurement', measurements, name, pick(j))) : nothing}
    <button
      class="net-chip apart"
      part="apart"
      aria-pressed=${apart > 0 && showsApart ? 'true' : 'false'}
      @click=${actions.toggleApart}
    >
      ${apart > 0 ? html`<span class="hollow" aria-hidden="true"></span>${countedNoun(apart, 'row', numbers)} kept apart` : html`${plusIcon}rows kept apart`}
    </button>`;
}

const selectChip = (
  title: string,
  part: string,
  names: readonly string[],
  current: string,
  change: (name: string) => void,
) => html`<span class="net-chip select"><select
    part=${part}
    aria-label=${title}
    @change=${(event: Event) => change(chosen(event))}
  >${names.map((name) => html`<option value=${name} ?selected=${name === current}>${name}</option>`)}</select>${downIcon}</span>`;
