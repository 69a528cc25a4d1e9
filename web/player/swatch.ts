import { html, nothing, svg } from 'lit';
import { outline } from '../../src/picture/markers.js';
import { dashes, dotted } from '../../src/picture/palette.js';
import type { Strand } from '../../src/picture/series.js';

/** A sample of the line that a run is drawn with. */
export function swatch(strand: Strand, strong = false) {
  const round = strand.dash === dotted;
  const width = strong ? 2.5 : 2;
  return html`<svg class="swatch series-${strand.colour + 1}" viewBox="0 0 24 8" width="24" height="8" aria-hidden="true">
    ${svg`<line x1="1" y1="4" x2="23" y2="4" stroke-width=${width} stroke-dasharray=${dashes[strand.dash].join(' ')}
      stroke-linecap=${round ? 'round' : 'butt'} />`}
    ${strand.marker === undefined ? nothing : marker(strand.marker)}
  </svg>`;
}

/** The marker on the path of a run. */
function marker(which: number) {
  const points = outline(which, 3).map((offset, i) => offset + (i % 2 ? 4 : 12));
  return points.length > 0
    ? svg`<polygon class="marker" points=${points.join(' ')} />`
    : svg`<circle class="marker" cx="12" cy="4" r="3.2" />`;
}
