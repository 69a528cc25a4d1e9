import { curvePanels } from '../../src/picture/landscape/curveLayout.js';
import { curveDrawing } from '../../src/picture/landscape/curvePanels.js';
import { landscapeWords } from '../../src/picture/landscape/landscapeSentences.js';
import type {
  LandscapeMapView,
  LandscapeView,
  MapHandle,
} from '../../src/picture/landscape/landscapeView.js';
import { mapDrawing, mapLayout } from '../../src/picture/landscape/map.js';
import type { Language } from '../../src/picture/language.js';
import type { Palette } from '../../src/picture/palette.js';
import { type Drawing, isNarrow, type Measure } from '../../src/picture/scene.js';
import type { DragTargets } from './handles.js';
import type { LandscapeModel } from './walks.js';

/** The direction d and the handle held. */
export interface HandleState {
  direction: number;
  handle: MapHandle | null;
}

/** The view of a landscape at the step shown, or before the first; null while there is none. */
function landscapeView(
  landscape: LandscapeModel,
  width: number,
  language: Language,
  isBefore = false,
): LandscapeView | null {
  const { field, domain, paths, settings, player } = landscape;
  if (!field) return null;
  const { playhead, timeline, comparison, history } = player;
  return {
    field,
    domain,
    fixed: settings!.domain !== null,
    heights: settings!.heights,
    paths,
    start: settings!.start,
    head: isBefore ? 0 : history.sampleAt(playhead.step),
    future: !isBefore && !playhead.playing && playhead.step < timeline.computed,
    narrowWidth: isNarrow(width),
    words: landscapeWords(language, comparison, paths, domain.length === 1 ? landscape.minimum : null),
  };
}

function landscapeMapView(
  view: LandscapeView,
  landscape: LandscapeModel,
  { direction, handle }: HandleState,
): LandscapeMapView {
  const { at, grid } = landscape;
  const contour = landscape.contourThrough(at);
  return { ...view, grid, at, contour, direction, handle };
}

export function landscapeDrawing(
  landscape: LandscapeModel,
  hand: HandleState,
  language: Language,
  width: number,
  palette: Palette,
  measure: Measure,
  isBefore = false,
): Drawing | null {
  const view = landscapeView(landscape, width, language, isBefore);
  if (!view) return null;
  if (view.domain.length === 1) return curveDrawing(view, width, palette, measure);
  return mapDrawing(landscapeMapView(view, landscape, hand), width, palette, measure);
}

/** Layout of the handles; null while there is no landscape. */
export function dragTargets(
  landscape: LandscapeModel,
  hand: HandleState,
  language: Language,
  width: number,
  measure: Measure,
  isBefore = false,
): DragTargets | null {
  const view = landscapeView(landscape, width, language, isBefore);
  if (!view) return null;
  if (view.domain.length === 1) return { curve: view, panels: curvePanels(view, width, measure).panels };
  const map = landscapeMapView(view, landscape, hand);
  return { map, layout: mapLayout(map, width, measure) };
}
