import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { briefly } from '../../src/picture/shortName.js';
import { modelFromText, modelTexts, modelTitle } from '../../src/spec/modelText.js';
import { chevronIcon, downIcon } from '../figure/icons.js';
import { failure } from '../figure/notes.js';
import type { Table } from './columnSurvey.js';

/** The state of the form: file, target, features and model. */
export interface Choice {
  table: Table;
  target: string;
  columns: ReadonlySet<string>;
  model: string;
}

/** The choices offered: all, or for a plane two features and a target of classes. */
export type Reach = 'all' | 'plane';

/** An error in a file, or in the model to be fitted to it. */
export interface Wrong {
  error: Error;
  file: boolean;
}

interface SourceHands {
  take(file: File): void;
  choose(choice: Choice): void;
  run(): void;
}

/** The state of the data of a figure. */
interface Doing {
  wrong: Wrong | null;
  drawn: boolean;
  reading: boolean;
}

const modelsFor = (reach: Reach): Record<string, string> =>
  Object.fromEntries(
    modelTexts
      .map((text) => [text, modelFromText('nabla', text)] as const)
      .filter(([, { tells }]) => reach === 'all' || tells !== 'numbers')
      .map(([text, model]) => [text, modelTitle(model)]),
  );

/** Form for data: file, target, features and model, in a `details`. */
export function source(
  name: string,
  choice: Choice | null,
  reach: Reach,
  { wrong, drawn, reading }: Doing,
  hands: SourceHands,
) {
  const file = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [chosen] = input.files ?? [];
    if (chosen) hands.take(chosen);
    // The same file can be chosen again after it was corrected.
    input.value = '';
  };
  return html`<details part="data" class="data">
    <summary>${chevronIcon}<span>Data</span><small>${briefly(name)}</small></summary>
    <p class="file">
      <label class="main button">Choose a CSV file<input type="file" accept=".csv,text/csv" part="file" @change=${file} /></label>
      <span class="quiet">or drop one on the figure</span>
    </p>
    ${wrong?.file ? failure(wrong.error, false) : nothing}
    ${choice ? form(choice, reach, reading, hands) : nothing}
    ${wrong && !wrong.file ? failure(wrong.error, drawn) : nothing}
  </details>`;
}

function form(choice: Choice, reach: Reach, reading: boolean, hands: SourceHands) {
  const { table, target, columns, model } = choice;
  const value = (event: Event) => (event.target as HTMLSelectElement).value;
  const tick = (names: readonly string[], on: boolean) => {
    const next = new Set(columns);
    for (const name of names) {
      if (on) next.add(name);
      else next.delete(name);
    }
    hands.choose({ ...choice, columns: next });
  };
  const others = table.columns.filter(({ name }) => name !== target);
  const ticked = others.filter(({ name }) => columns.has(name)).length;
  const two = reach === 'plane';
  const lacking = two ? ticked !== 2 : ticked === 0;
  const models = modelsFor(reach);
  const numbers = others.flatMap(({ name, reason }) => (reason === null ? [name] : []));
  const note = lacking
    ? `It needs ${two ? 'two columns' : 'a column'} of numbers beside the target.`
    : reading
      ? `Reading ${briefly(table.name)} …`
      : '';
  return html`
    <div class="pickers">
      ${picker('Target', 'target', target, Object.fromEntries(table.columns.map(({ name }) => [name, name])), (event) => hands.choose({ ...choice, target: value(event) }))}
      ${picker('Model', 'model', model, model in models ? models : { ...models, [model]: model }, (event) => hands.choose({ ...choice, model: value(event) }))}
    </div>
    <fieldset>
      <legend>${two ? 'Two columns' : 'Columns'}</legend>
      ${numbers.length > many && !two ? all(numbers, columns, tick) : nothing}
      ${others.map(
        ({ name, reason }) => html`<label class="tick">
          <input
            type="checkbox"
            .checked=${columns.has(name)}
            ?disabled=${reason !== null}
            @change=${(event: Event) => tick([name], (event.target as HTMLInputElement).checked)}
          />
          <span>${name}${reason ? html` <span class="quiet">${reason}</span>` : nothing}</span>
        </label>`,
      )}
    </fieldset>
    <p class="last">
      <button class="main" part="run" ?disabled=${lacking} @click=${hands.run}>Run</button>
      <span class="quiet" role="status">${note}</span>
    </p>
  `;
}

/** The number of columns above which there is a box that ticks all. */
const many = 6;

function all(
  names: readonly string[],
  columns: ReadonlySet<string>,
  tick: (names: readonly string[], on: boolean) => void,
) {
  const ticked = names.filter((name) => columns.has(name)).length;
  return html`<label class="tick all">
    <input
      type="checkbox"
      part="all"
      .checked=${live(ticked === names.length)}
      .indeterminate=${live(ticked > 0 && ticked < names.length)}
      @change=${(event: Event) => tick(names, (event.target as HTMLInputElement).checked)}
    />
    <span>All ${names.length}</span>
  </label>`;
}

function picker(
  title: string,
  part: string,
  chosen: string,
  choices: Record<string, string>,
  change: (event: Event) => void,
) {
  return html`<label class="choice">${title}
    <span class="select"><select part=${part} @change=${change}>
      ${Object.entries(choices).map(([name, text]) => html`<option value=${name} ?selected=${name === chosen}>${text}</option>`)}
    </select>${downIcon}</span>
  </label>`;
}
