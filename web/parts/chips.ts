import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Planned } from '../attributes.js';
import type { Stage } from '../controllers/stage.js';
import type { Strand } from '../draw/strand.js';
import type { Numbers } from '../words/numbers.js';
import { swatch } from './swatch.js';

/** The runs by name; they are the legend, and each hides its run. */
export function chips(stage: Stage, numbers: Numbers, toggled: () => void) {
  const names = [...new Set(stage.strands.map(({ optimizer }) => optimizer))];
  return html`<div class="runs" part="runs">
    ${names.map(
      (name) => html`
        <div class="name">${name}</div>
        <div class="chips" role="group" aria-label=${name}>
          ${stage.strands.map((strand, i) =>
            strand.optimizer === name
              ? chip(stage, strand, rateText(stage.planned[i], numbers), toggled)
              : nothing,
          )}
        </div>
      `,
    )}
  </div>`;
}

const rateText = ({ optimizer, rate }: Planned, numbers: Numbers) =>
  rate === null ? optimizer : numbers.rate(rate);

function chip(stage: Stage, strand: Strand, text: string, toggled: () => void) {
  const tag = tagOf(stage, strand);
  const strong = strand.lowest && stage.pace.ended;
  const point = (to: Strand | null) => () => stage.point(to);
  const toggle = () => {
    strand.hidden = !strand.hidden;
    toggled();
  };
  return html`<button
    class=${classMap({ chip: true, hidden: strand.hidden, strong })}
    part="chip"
    aria-pressed=${strand.hidden ? 'false' : 'true'}
    @click=${toggle}
    @pointerenter=${point(strand)}
    @pointerleave=${point(null)}
    @focus=${point(strand)}
    @blur=${point(null)}
  >
    ${swatch(strand, strong)}<span class="rate">${text}</span>
    ${tag ? html`<span class=${classMap({ tag: true, coming: !tag.shown })}>${tag.text}</span>` : nothing}
  </button>`;
}

/** A tag has its room before it is true, so that nothing moves when it becomes so. */
function tagOf({ pace, trace }: Stage, strand: Strand): { text: string; shown: boolean } | null {
  if (strand.diverged !== null)
    return { text: '× diverged', shown: trace.lapAt(pace.step) >= strand.diverged };
  return strand.lowest ? { text: 'lowest', shown: pace.ended } : null;
}
