import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { runPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import { runLabel } from '../../src/picture/rateText.js';
import type { RunSeries } from '../../src/picture/series.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { plusIcon } from '../figure/icons.js';
import { anchorPopover } from '../figure/popover.js';
import type { Player } from './player.js';
import { editorId } from './rateEditor.js';
import { seriesSwatch } from './swatch.js';

interface RunChipActions {
  toggleRun(series: RunSeries): void;
  /** Opens the editor of a run. */
  editRun(run: number): void;
  addRun(optimizer: string): void;
}

/**
 * The legend, a row per optimizer: the swatch hides its run, the number opens its editor. `divergence` is the word for
 * one that diverged.
 */
export function runChips(
  player: Player,
  language: Language,
  actions: RunChipActions,
  divergence: (series: RunSeries) => string,
) {
  const said = language.phrases(runPhrases);
  const names = [...new Set(player.requested.map(({ optimizer }) => optimizer))];
  const tags = player.seriesList.map((series) => chipTag(player, series, divergence, said));
  return html`<div class="runs" part="runs">
    ${names.map((name) => {
      const isRated = ({ optimizer, rate }: PlannedRun) => optimizer === name && rate !== null;
      const rated = !player.record && player.requested.some(isRated);
      return html`<div class="row">
        ${name ? html`<div class="name">${name}</div>` : nothing}
        <div class="chips" role="group" aria-label=${name || said.runs}>
          ${player.seriesList.map((_, i) =>
            player.requested[i]?.optimizer === name
              ? runChip(player, i, tags[i], language.numbers, said, actions)
              : nothing,
          )}
          ${
            rated
              ? html`<button class="add" part="add" aria-label=${said.addRateOf(name)} @click=${() => actions.addRun(name)}>
                  ${plusIcon}${said.rate}
                </button>`
              : nothing
          }
          ${tags.map((tag, i) =>
            tag && !tag.shown && player.requested[i]?.optimizer === name
              ? html`<span class="tag coming">${tag.text}</span>`
              : nothing,
          )}
        </div>
      </div>`;
    })}
  </div>`;
}

/** The label of a run without its optimizer; all of it where it was made elsewhere and has none. */
const chipText = (run: PlannedRun, label: string, numbers: NumberFormats) =>
  run.optimizer === ''
    ? label
    : run.rate === null
      ? runLabel(run, numbers)
      : runLabel(run, numbers).slice(run.optimizer.length + 1);

function runChip(
  player: Player,
  i: number,
  tag: Tag | null,
  numbers: NumberFormats,
  said: typeof runPhrases,
  actions: RunChipActions,
) {
  const [series, planned] = [player.seriesList[i], player.requested[i]];
  const strong = series.lowest && player.playhead.ended;
  const focusOn = (to: RunSeries | null) => () => player.focusSeries(to);
  const text = html`<span class="rate">${chipText(planned, series.label, numbers)}</span>
    ${tag?.shown ? html`<span class="tag">${tag.text}</span>` : nothing}`;
  const openEditor = (event: Event) => {
    anchorPopover(event, editorId);
    actions.editRun(i);
  };
  return html`<span
    class=${classMap({ chip: true, hidden: series.hidden, strong })}
    part="chip"
    @pointerenter=${focusOn(series)}
    @pointerleave=${focusOn(null)}
    @focusin=${focusOn(series)}
    @focusout=${focusOn(null)}
  >
    <button
      class="show"
      part="show"
      aria-pressed=${series.hidden ? 'false' : 'true'}
      aria-label=${said.showRun(series.label)}
      title=${series.hidden ? said.show : said.hide}
      @click=${() => actions.toggleRun(series)}
    >
      ${seriesSwatch(series, strong)}
    </button>
    ${
      planned.rate === null || player.record
        ? html`<span class="number">${text}</span>`
        : html`<button class="number" part="number" title=${said.change} popovertarget=${editorId} @click=${openEditor}>${text}</button>`
    }
  </span>`;
}

interface Tag {
  text: string;
  shown: boolean;
}

/** The tag of a run; before it applies its width is kept free at the end of the row, so that no line is added then. */
function chipTag(
  { playhead, history, comparison }: Player,
  series: RunSeries,
  divergence: (series: RunSeries) => string,
  { lowest, lowestMean, inValidation }: typeof runPhrases,
): Tag | null {
  if (series.diverged !== null)
    return { text: `× ${divergence(series)}`, shown: history.sampleAt(playhead.step) >= series.diverged };
  const least = comparison?.best?.replicate === undefined ? lowest : lowestMean;
  const text = comparison?.by === 'validation' ? inValidation(least) : least;
  return series.lowest ? { text, shown: playhead.ended } : null;
}
