import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { containsPoint } from '../../src/picture/clip.js';
import { arrowTip, directionLength } from '../../src/picture/landscape/arrows.js';
import type {
  LandscapeMapView,
  LandscapeView,
  MapHandle,
} from '../../src/picture/landscape/landscapeView.js';
import type { MapLayout } from '../../src/picture/landscape/map.js';
import type { Panel, Span } from '../../src/picture/panel.js';
import { positionIn } from '../figure/pointer.js';

/** The distance in pixels within which a pointer takes hold of a handle. */
const hitDistance = 22;

/** The owner of the handles: a map with its layout, or a row of panels. */
export type DragTargets =
  | { map: LandscapeMapView; layout: MapLayout }
  | { curve: LandscapeView; panels: readonly Panel[] };

interface DragActions {
  point(at: number[]): void;
  start(at: number[]): void;
  direction(degrees: number): void;
  /** Called when a handle is taken or released. */
  held(): void;
  /** Plays or pauses. */
  toggle(): void;
}

/** Pointer and key handling of the point, the start and the direction of a landscape. */
export class DragHandles implements ReactiveController {
  /** The handle held by the pointer. */
  handle: MapHandle | null = null;
  /** The handle moved by the arrow keys. */
  keyHandle: Exclude<MapHandle, 'direction'> = 'point';
  #targets: () => DragTargets | null;
  #actions: DragActions;
  /** The panel on which the pointer went down. */
  #panel: Panel | null = null;
  /** The distance from the pointer to the handle it holds. */
  #grabOffset: readonly [number, number] = [0, 0];

  constructor(host: ReactiveControllerHost, targets: () => DragTargets | null, actions: DragActions) {
    this.#targets = targets;
    this.#actions = actions;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.handle = null;
  }

  readonly dragByPointer = (event: PointerEvent): void => {
    const surface = event.currentTarget as HTMLElement;
    const [x, y] = positionIn(surface, event);
    if (event.type === 'pointerdown' && event.button === 0) {
      this.handle = this.#handleAt(x, y, event.pointerType !== 'touch');
      if (!this.handle) return;
      surface.setPointerCapture(event.pointerId);
      this.#dragTo(x + this.#grabOffset[0], y + this.#grabOffset[1]);
      this.#actions.held();
    } else if (event.type === 'pointermove') {
      if (this.handle) this.#dragTo(x + this.#grabOffset[0], y + this.#grabOffset[1]);
      else surface.classList.toggle('over', this.#handleAt(x, y, false) !== null);
    } else if (this.handle && event.type !== 'pointerleave') {
      this.handle = null;
      this.#actions.held();
    }
  };

  /** A touch on a handle drags it; anywhere else it scrolls the page. */
  readonly touchListener = {
    passive: false,
    handleEvent: (event: TouchEvent): void => {
      const [x, y] = positionIn(event.currentTarget as HTMLElement, event.changedTouches[0]);
      if (this.#handleAt(x, y, false)) event.preventDefault();
    },
  };

  readonly dragByKey = (event: KeyboardEvent): void => {
    const targets = this.#targets();
    if (!targets || event.ctrlKey || event.metaKey) return;
    const turn = turnKeys[event.key];
    const [right, up] = arrowDirections[event.key] ?? [0, 0];
    if (event.key === ' ') this.#actions.toggle();
    else if ('map' in targets && event.key === 'Enter') {
      this.keyHandle = this.keyHandle === 'point' && targets.map.start ? 'start' : 'point';
      this.#actions.held();
    } else if ('map' in targets && turn) {
      this.#actions.direction(
        normalizeDegrees(targets.map.direction + turn * (event.shiftKey ? 15 : event.altKey ? 1 : 5)),
      );
    } else if (right !== 0 || up !== 0) this.#moveByArrow(targets, right, up, event);
    else return;
    event.preventDefault();
  };

  #moveByArrow(targets: DragTargets, right: number, up: number, { shiftKey, altKey }: KeyboardEvent): void {
    const share = shiftKey ? 0.05 : altKey ? 0.001 : 0.01;
    const nudgePoint = (at: readonly number[], spans: readonly Span[]) =>
      spans.map((span, i) =>
        roundToPixel(at[i] + [right, up][i] * share * (span.to - span.from), span, altKey),
      );
    if ('map' in targets) {
      const { at, start, grid } = targets.map;
      const spans = [grid.across, grid.up];
      if (this.keyHandle === 'start' && start) this.#actions.start(nudgePoint(start, spans));
      else this.#actions.point(nudgePoint(at, spans));
    } else if (targets.curve.start && right !== 0) {
      this.#actions.start(nudgePoint(targets.curve.start, targets.curve.domain));
    }
  }

  /** The handle at a position; with `brings`, the point itself anywhere else on the map. */
  #handleAt(x: number, y: number, brings: boolean): MapHandle | null {
    const targets = this.#targets();
    if (!targets) return null;
    if ('curve' in targets) return this.#startHandleAt(targets.curve, targets.panels, x, y);
    const { map: view, layout } = targets;
    const { map, angle } = layout;
    const [px, py] = [map.x(view.at[0]), map.y(view.at[1])];
    const [dx, dy] = arrowTip(view.direction, directionLength);
    const handles: [held: MapHandle, x: number, y: number, shown: boolean][] = [
      ['direction', px + dx, py + dy, containsPoint(map, px, py)],
      ['point', px, py, containsPoint(map, px, py)],
    ];
    if (view.start) {
      const [sx, sy] = [map.x(view.start[0]), map.y(view.start[1])];
      handles.unshift(['start', sx, sy, containsPoint(map, sx, sy, 1)]);
    }
    [this.#panel, this.#grabOffset] = [null, [0, 0]];
    const distanceTo = ([, hx, hy]: (typeof handles)[number]) => Math.hypot(hx - x, hy - y);
    const [nearest] = handles.filter(([, , , shown]) => shown).sort((a, b) => distanceTo(a) - distanceTo(b));
    if (nearest && distanceTo(nearest) <= hitDistance) {
      this.#grabOffset = [nearest[1] - x, nearest[2] - y];
      return nearest[0];
    }
    if (containsPoint(angle, x, y, 6)) {
      this.#panel = angle;
      return 'direction';
    }
    return brings && containsPoint(map, x, y) ? 'point' : null;
  }

  #startHandleAt(
    { start, field }: LandscapeView,
    panels: readonly Panel[],
    x: number,
    y: number,
  ): MapHandle | null {
    if (!start) return null;
    const height = field.value(start);
    const panel = panels.find((at) => Math.hypot(at.x(start[0]) - x, at.y(height) - y) <= hitDistance);
    this.#panel = panel ?? null;
    this.#grabOffset = panel ? [panel.x(start[0]) - x, 0] : [0, 0];
    return panel ? 'start' : null;
  }

  #dragTo(x: number, y: number): void {
    const targets = this.#targets();
    if (!targets) return;
    if ('curve' in targets) {
      if (this.#panel)
        this.#actions.start([valueAtOffset(x - this.#panel.left, this.#panel.width, this.#panel.across)]);
      return;
    }
    const { map: view, layout } = targets;
    const { map } = layout;
    if (this.handle === 'direction') {
      const [px, py] = [map.x(view.at[0]), map.y(view.at[1])];
      const angle = this.#panel
        ? Math.max(0, Math.min(360, ((x - this.#panel.left) / this.#panel.width) * 360))
        : normalizeDegrees((Math.atan2(py - y, x - px) * 180) / Math.PI);
      this.#actions.direction(Math.round(angle));
      return;
    }
    const at = [
      valueAtOffset(x - map.left, map.width, map.across),
      valueAtOffset(map.top + map.height - y, map.height, map.up),
    ];
    if (this.handle === 'start') this.#actions.start(at);
    else this.#actions.point(at);
  }
}

const arrowDirections: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const turnKeys: Record<string, number> = { '[': 1, ']': -1, '{': 1, '}': -1, ',': 1, '.': -1 };

const normalizeDegrees = (degrees: number) => ((Math.round(degrees) % 360) + 360) % 360;

const valueAtOffset = (offset: number, length: number, span: Span) =>
  roundToPixel(
    span.from + (Math.max(0, Math.min(length, offset)) / length) * (span.to - span.from),
    span,
    false,
  );

/** A number rounded to about the width of a pixel, a digit finer with `fine`, and clamped to the span. */
function roundToPixel(value: number, span: Span, fine: boolean): number {
  const digits = Math.max(0, Math.min(15, -Math.floor(Math.log10((span.to - span.from) / 400))));
  const within = Math.max(span.from, Math.min(span.to, value));
  return Number(within.toFixed(digits + (fine ? 1 : 0)));
}
