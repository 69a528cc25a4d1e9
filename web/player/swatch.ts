import { html, nothing, svg } from 'lit';
import { markerOutline } from '../../src/picture/markers.js';
import { dashes, dotted } from '../../src/picture/palette.js';
import type { RunSeries } from '../../src/picture/series.js';

/** A sample of the line that a run is drawn with. */
export function seriesSwatch(series: RunSeries, strong = false) {
  const round = series.dash === dotted;
  const width = strong ? 2.5 : 2;
  return html`<svg class="swatch series-${series.colour + 1}" viewBox="0 0 24 8" width="24" height="8" aria-hidden="true">
    ${svg`<line x1="1" y1="4" x2="23" y2="4" stroke-width=${width} stroke-dasharray=${dashes[series.dash].join(' ')}
      stroke-linecap=${round ? 'round' : 'butt'} />`}
    ${series.marker === undefined ? nothing : swatchMarker(series.marker)}
  </svg>`;
}

/** The marker on the path of a run. */
function swatchMarker(which: number) {
  const points = markerOutline(which, 3).map((offset, i) => offset + (i % 2 ? 4 : 12));
  return points.length > 0
    ? svg`<polygon class="marker" points=${points.join(' ')} />`
    : svg`<circle class="marker" cx="12" cy="4" r="3.2" />`;
}
