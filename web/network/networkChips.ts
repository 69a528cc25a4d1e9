import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { networkPhrases } from '../../src/phrases/en.js';
import { countedNoun, type Language } from '../../src/picture/language.js';
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
export function networkChips(choice: NetworkChoice, language: Language, actions: NetworkChipActions) {
  const said = language.phrases(networkPhrases);
  return html`<div class="network-chips" part="network">
    <div class="chip-row" role="group" aria-label=${said.layers}>
      <span class="name">${said.layersName}</span>${layerChips(choice, language, actions)}
    </div>
    <div class="chip-row" role="group" aria-label=${said.data}>
      <span class="name">${said.dataName}</span>${dataChips(choice, language, actions)}
    </div>
  </div>`;
}

function layerChips(
  { inputs, layers, activation, activations }: NetworkChoice,
  { numbers, phrases }: Language,
  { changeLayers }: NetworkChipActions,
) {
  const said = phrases(networkPhrases);
  const changeUnits = (k: number) => (event: Event) => {
    const units = Number(chosen(event));
    if (Number.isInteger(units) && units >= 1 && units <= mostUnits)
      changeLayers(layers.with(k, units), activation);
    else (event.target as HTMLInputElement).value = String(layers[k]);
  };
  return html`<span class="net-chip">${said.inputs(numbers.count(inputs))}</span>
    ${layers.map(
      (units, k) => html`<span class="net-chip">
        <input
          type="number"
          part="units"
          min="1"
          max=${mostUnits}
          aria-label=${said.unitsOf(k + 1)}
          .value=${live(String(units))}
          @change=${changeUnits(k)}
        /><button
          part="remove-layer"
          aria-label=${said.removeLayer(k + 1)}
          title=${said.remove}
          @click=${() => changeLayers(layers.toSpliced(k, 1), activation)}
        >${removeIcon}</button>
      </span>`,
    )}
    ${layers.length > 0 ? selectChip(said.activation, 'activation', activations, activation, (name) => changeLayers(layers, name)) : nothing}
    ${
      layers.length < mostLayers
        ? html`<button class="more" part="add-layer" @click=${() => changeLayers([...layers, layers.at(-1) ?? 4], activation)}>${plusIcon}${said.addLayer}</button>`
        : nothing
    }`;
}

function dataChips(choice: NetworkChoice, language: Language, actions: NetworkChipActions) {
  const said = language.phrases(networkPhrases);
  const { data, sets, noise, measurements, columns, apart, showsApart } = choice;
  const pick = (j: number) => (name: string) => {
    const other = columns[1 - j] === name ? columns[j] : columns[1 - j];
    actions.changeColumns(j === 0 ? [name, other] : [other, name]);
  };
  return html`${selectChip(said.data, 'data-set', sets.includes(data) ? sets : [...sets, data], data, actions.changeData)}
    ${
      noise === null
        ? nothing
        : html`<label class="net-chip">${said.noise}
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
    ${measurements.length > 2 ? columns.map((name, j) => selectChip(j === 0 ? said.across : said.up, 'measurement', measurements, name, pick(j))) : nothing}
    <button
      class="net-chip apart"
      part="apart"
      aria-pressed=${apart > 0 && showsApart ? 'true' : 'false'}
      @click=${actions.toggleApart}
    >
      ${apart > 0 ? html`<span class="hollow" aria-hidden="true"></span>${said.rowsApart(countedNoun(apart, 'row', language))}` : html`${plusIcon}${said.addRowsApart}`}
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
