import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import { runLabel } from '../../src/picture/rateText.js';
import type { Strand } from '../../src/picture/series.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import { plusIcon } from '../figure/icons.js';
import { anchored } from '../figure/popover.js';
import type { Stage } from './player.js';
import { editorId } from './rateEditor.js';
import { swatch } from './swatch.js';

interface RunHands {
  toggle(strand: Strand): void;
  /** Opens the editor of a run. */
  edit(run: number): void;
  add(optimizer: string): void;
}

/** The legend, a row per optimizer: the swatch hides its run, the number opens its editor. */
export function chips(stage: Stage, numbers: Numbers, hands: RunHands) {
  const names = [...new Set(stage.planned.map(({ optimizer }) => optimizer))];
  return html`<div class="runs" part="runs">
    ${names.map((name) => {
      const rated = stage.planned.some(({ optimizer, rate }) => optimizer === name && rate !== null);
      return html`<div class="row">
        <div class="name">${name}</div>
        <div class="chips" role="group" aria-label=${name}>
          ${stage.strands.map((_, i) =>
            stage.planned[i]?.optimizer === name ? chip(stage, i, numbers, hands) : nothing,
          )}
          ${
            rated
              ? html`<button class="add" part="add" aria-label=${`Add a rate of ${name}`} @click=${() => hands.add(name)}>
                  ${plusIcon}rate
                </button>`
              : nothing
          }
        </div>
      </div>`;
    })}
  </div>`;
}

/** The label of a run without its optimizer. */
const written = (run: PlannedRun, numbers: Numbers) =>
  run.rate === null ? runLabel(run, numbers) : runLabel(run, numbers).slice(run.optimizer.length + 1);

function chip(stage: Stage, i: number, numbers: Numbers, hands: RunHands) {
  const [strand, planned] = [stage.strands[i], stage.planned[i]];
  const tag = tagOf(stage, strand);
  const strong = strand.lowest && stage.pace.ended;
  const point = (to: Strand | null) => () => stage.point(to);
  const text = html`<span class="rate">${written(planned, numbers)}</span>
    ${tag ? html`<span class=${classMap({ tag: true, coming: !tag.shown })}>${tag.text}</span>` : nothing}`;
  const edit = (event: Event) => {
    anchored(event, editorId);
    hands.edit(i);
  };
  return html`<span
    class=${classMap({ chip: true, hidden: strand.hidden, strong })}
    part="chip"
    @pointerenter=${point(strand)}
    @pointerleave=${point(null)}
    @focusin=${point(strand)}
    @focusout=${point(null)}
  >
    <button
      class="show"
      part="show"
      aria-pressed=${strand.hidden ? 'false' : 'true'}
      aria-label=${`Show ${strand.label}`}
      title=${strand.hidden ? 'Show' : 'Hide'}
      @click=${() => hands.toggle(strand)}
    >
      ${swatch(strand, strong)}
    </button>
    ${
      planned.rate === null
        ? html`<span class="number">${text}</span>`
        : html`<button class="number" part="number" title="Change" popovertarget=${editorId} @click=${edit}>${text}</button>`
    }
  </span>`;
}

/** The tag of a run; its width is reserved before it applies, so that nothing moves when it is shown. */
function tagOf({ pace, trace, comparison }: Stage, strand: Strand): { text: string; shown: boolean } | null {
  if (strand.diverged !== null)
    return { text: '× diverged', shown: trace.lapAt(pace.step) >= strand.diverged };
  const mean = comparison?.best?.replicate === undefined ? '' : ' mean';
  const text = `lowest${mean}${comparison?.by === 'validation' ? ' in validation' : ''}`;
  return strand.lowest ? { text, shown: pace.ended } : null;
}
