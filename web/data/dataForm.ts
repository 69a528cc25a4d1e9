import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { dataPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { shortenMiddle } from '../../src/picture/shortName.js';
import { modelFromText, modelTexts, modelTitle } from '../../src/spec/modelText.js';
import { chevronIcon, downIcon } from '../figure/icons.js';
import { errorNote } from '../figure/notes.js';
import type { CsvTable } from './columnSurvey.js';

/** The state of the form: file, target, features and model. */
export interface DataChoice {
  table: CsvTable;
  target: string;
  columns: ReadonlySet<string>;
  model: string;
}

/** The choices offered: all, or for a plane two features and a target of classes. */
export type ColumnScope = 'all' | 'plane';

/** An error in a file, or in the model to be fitted to it. */
export interface DataError {
  error: Error;
  file: boolean;
}

interface DataPanelActions {
  takeFile(file: File): void;
  chooseData(choice: DataChoice): void;
  runChoice(): void;
}

/** The state of the data of a figure. */
interface DataStatus {
  dataError: DataError | null;
  drawn: boolean;
  reading: boolean;
  /** What there is to say of how the data were read, in English. */
  notes: readonly string[];
}

const modelChoices = (scope: ColumnScope): Record<string, string> =>
  Object.fromEntries(
    modelTexts
      .map((text) => [text, modelFromText('nabla', text)] as const)
      .filter(([, { tells }]) => scope === 'all' || tells !== 'numbers')
      .map(([text, model]) => [text, modelTitle(model)]),
  );

/** Form for data: file, target, features and model, in a `details`. */
export function dataPanel(
  name: string,
  choice: DataChoice | null,
  scope: ColumnScope,
  { dataError, drawn, reading, notes }: DataStatus,
  actions: DataPanelActions,
  language: Language,
) {
  const said = language.phrases(dataPhrases);
  const takeChosenFile = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [chosen] = input.files ?? [];
    if (chosen) actions.takeFile(chosen);
    // The same file can be chosen again after it was corrected.
    input.value = '';
  };
  return html`<details part="data" class="data">
    <summary>${chevronIcon}<span>${said.data}</span><small>${shortenMiddle(name)}</small></summary>
    <p class="file">
      <label class="main button">${said.chooseFile}<input type="file" accept=".csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values" part="file" @change=${takeChosenFile} /></label>
      <span class="quiet">${said.orDrop}</span>
    </p>
    ${dataError?.file ? errorNote(dataError.error, false, language) : nothing}
    ${choice ? dataForm(choice, scope, reading, actions, said) : nothing}
    ${notes.map((note) => html`<p class="quiet" lang="en" dir="ltr">${note}</p>`)}
    ${dataError && !dataError.file ? errorNote(dataError.error, drawn, language) : nothing}
  </details>`;
}

function dataForm(
  choice: DataChoice,
  scope: ColumnScope,
  reading: boolean,
  actions: DataPanelActions,
  said: typeof dataPhrases,
) {
  const { table, target, columns, model } = choice;
  const selectedName = (event: Event) => (event.target as HTMLSelectElement).value;
  const tickColumns = (names: readonly string[], on: boolean) => {
    const next = new Set(columns);
    for (const name of names) {
      if (on) next.add(name);
      else next.delete(name);
    }
    actions.chooseData({ ...choice, columns: next });
  };
  const others = table.columns.filter(({ name }) => name !== target);
  const ticked = others.filter(({ name }) => columns.has(name)).length;
  const two = scope === 'plane';
  const lacking = two ? ticked !== 2 : ticked === 0;
  const models = modelChoices(scope);
  const numbers = others.flatMap(({ name, reason }) => (reason === null ? [name] : []));
  const note = lacking
    ? two
      ? said.needsTwo
      : said.needsColumn
    : reading
      ? said.reading(shortenMiddle(table.name))
      : '';
  return html`
    <div class="pickers">
      ${selectField(said.target, 'target', target, Object.fromEntries(table.columns.map(({ name }) => [name, name])), (event) => actions.chooseData({ ...choice, target: selectedName(event) }))}
      ${selectField(said.model, 'model', model, model in models ? models : { ...models, [model]: model }, (event) => actions.chooseData({ ...choice, model: selectedName(event) }))}
    </div>
    <fieldset>
      <legend>${two ? said.twoColumns : said.columns}</legend>
      ${numbers.length > manyColumns && !two ? allColumnsBox(numbers, columns, tickColumns, said) : nothing}
      ${others.map(
        ({ name, reason }) => html`<label class="tick">
          <input
            type="checkbox"
            .checked=${columns.has(name)}
            ?disabled=${reason !== null}
            @change=${(event: Event) => tickColumns([name], (event.target as HTMLInputElement).checked)}
          />
          <span>${name}${reason ? html` <span class="quiet">${reason.textLike === null ? said.noValues : said.textLike(reason.textLike)}</span>` : nothing}</span>
        </label>`,
      )}
    </fieldset>
    <p class="last">
      <button class="main" part="run" ?disabled=${lacking} @click=${actions.runChoice}>${said.run}</button>
      <span class="quiet" role="status">${note}</span>
    </p>
  `;
}

/** The number of columns above which there is a box that ticks all. */
const manyColumns = 6;

function allColumnsBox(
  names: readonly string[],
  columns: ReadonlySet<string>,
  tick: (names: readonly string[], on: boolean) => void,
  { all }: typeof dataPhrases,
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
    <span>${all(names.length)}</span>
  </label>`;
}

function selectField(
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
