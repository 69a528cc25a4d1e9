import { curveDrawing, panelsOf } from '../../src/picture/landscape/curvePanels.js';
import { landWords } from '../../src/picture/landscape/landscapeSentences.js';
import type { Held, LandView, MapView } from '../../src/picture/landscape/landscapeView.js';
import { mapDrawing, mapLayout } from '../../src/picture/landscape/map.js';
import type { Numbers } from '../../src/picture/numberFormat.js';
import type { Palette } from '../../src/picture/palette.js';
import { type Drawing, isNarrow, type Measure } from '../../src/picture/scene.js';
import type { Reach } from './handles.js';
import type { Walks } from './walks.js';

/** The direction d and the handle held. */
export interface Hand {
  direction: number;
  held: Held | null;
}

/** The view of a landscape at the step shown; null while there is none. */
function viewOf(
  { ground, domain, walks, terrain, stage }: Walks,
  width: number,
  numbers: Numbers,
): LandView | null {
  if (!ground) return null;
  const { pace, course, comparison, trace } = stage;
  return {
    ground,
    domain,
    walks,
    start: terrain!.start,
    head: trace.lapAt(pace.step),
    future: !pace.playing && pace.step < course.frontier,
    narrow: isNarrow(width),
    words: landWords(numbers, comparison, walks),
  };
}

function mapOf(view: LandView, walks: Walks, { direction, held }: Hand): MapView {
  const { at, relief } = walks;
  const level = walks.levelThrough(at);
  return { ...view, relief, at, level, direction, held };
}

export function drawingOf(
  walks: Walks,
  hand: Hand,
  numbers: Numbers,
  width: number,
  palette: Palette,
  measure: Measure,
): Drawing | null {
  const view = viewOf(walks, width, numbers);
  if (!view) return null;
  if (view.domain.length === 1) return curveDrawing(view, width, palette, measure);
  return mapDrawing(mapOf(view, walks, hand), width, palette, measure);
}

/** Layout of the handles; null while there is no landscape. */
export function reachOf(
  walks: Walks,
  hand: Hand,
  numbers: Numbers,
  width: number,
  measure: Measure,
): Reach | null {
  const view = viewOf(walks, width, numbers);
  if (!view) return null;
  if (view.domain.length === 1) return { curve: view, panels: panelsOf(view, width, measure).panels };
  const map = mapOf(view, walks, hand);
  return { map, layout: mapLayout(map, width, measure) };
}
