import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { contains } from '../../src/picture/clip.js';
import { directionLength, tipOf } from '../../src/picture/landscape/arrows.js';
import type { Held, LandView, MapView } from '../../src/picture/landscape/landscapeView.js';
import type { MapLayout } from '../../src/picture/landscape/map.js';
import type { Panel, Span } from '../../src/picture/panel.js';

/** The distance in pixels within which a pointer takes hold of a handle. */
const hit = 22;

/** The owner of the handles: a map with its layout, or a row of panels. */
export type Reach = { map: MapView; layout: MapLayout } | { curve: LandView; panels: readonly Panel[] };

interface Moves {
  point(at: number[]): void;
  start(at: number[]): void;
  direction(degrees: number): void;
  /** Called when a handle is taken or released. */
  held(): void;
  /** Plays or pauses. */
  toggle(): void;
}

/** Pointer and key handling of the point, the start and the direction of a landscape. */
export class Handles implements ReactiveController {
  /** The handle held by the pointer. */
  held: Held | null = null;
  /** The handle moved by the arrow keys. */
  chosen: Exclude<Held, 'direction'> = 'point';
  #reach: () => Reach | null;
  #moves: Moves;
  /** The panel on which the pointer went down. */
  #panel: Panel | null = null;
  /** The distance from the pointer to the handle it holds. */
  #away: readonly [number, number] = [0, 0];

  constructor(host: ReactiveControllerHost, reach: () => Reach | null, moves: Moves) {
    this.#reach = reach;
    this.#moves = moves;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.held = null;
  }

  readonly pointer = (event: PointerEvent): void => {
    const surface = event.currentTarget as HTMLElement;
    const { left, top } = surface.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    if (event.type === 'pointerdown' && event.button === 0) {
      this.held = this.#grab(x, y, event.pointerType !== 'touch');
      if (!this.held) return;
      surface.setPointerCapture(event.pointerId);
      this.#drag(x + this.#away[0], y + this.#away[1]);
      this.#moves.held();
    } else if (event.type === 'pointermove') {
      if (this.held) this.#drag(x + this.#away[0], y + this.#away[1]);
      else surface.classList.toggle('over', this.#grab(x, y, false) !== null);
    } else if (this.held && event.type !== 'pointerleave') {
      this.held = null;
      this.#moves.held();
    }
  };

  /** A touch on a handle drags it; anywhere else it scrolls the page. */
  readonly touch = {
    passive: false,
    handleEvent: (event: TouchEvent): void => {
      const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const { clientX, clientY } = event.changedTouches[0];
      if (this.#grab(clientX - left, clientY - top, false)) event.preventDefault();
    },
  };

  readonly key = (event: KeyboardEvent): void => {
    const reach = this.#reach();
    if (!reach || event.ctrlKey || event.metaKey) return;
    const turn = turns[event.key];
    const [right, up] = arrows[event.key] ?? [0, 0];
    if (event.key === ' ') this.#moves.toggle();
    else if ('map' in reach && event.key === 'Enter') {
      this.chosen = this.chosen === 'point' && reach.map.start ? 'start' : 'point';
      this.#moves.held();
    } else if ('map' in reach && turn) {
      this.#moves.direction(
        turned(reach.map.direction + turn * (event.shiftKey ? 15 : event.altKey ? 1 : 5)),
      );
    } else if (right !== 0 || up !== 0) this.#nudge(reach, right, up, event);
    else return;
    event.preventDefault();
  };

  #nudge(reach: Reach, right: number, up: number, { shiftKey, altKey }: KeyboardEvent): void {
    const share = shiftKey ? 0.05 : altKey ? 0.001 : 0.01;
    const moved = (at: readonly number[], spans: readonly Span[]) =>
      spans.map((span, i) => snapped(at[i] + [right, up][i] * share * (span.to - span.from), span, altKey));
    if ('map' in reach) {
      const { at, start, relief } = reach.map;
      const spans = [relief.across, relief.up];
      if (this.chosen === 'start' && start) this.#moves.start(moved(start, spans));
      else this.#moves.point(moved(at, spans));
    } else if (reach.curve.start && right !== 0) {
      this.#moves.start(moved(reach.curve.start, reach.curve.domain));
    }
  }

  /** The handle at a position; with `brings`, the point itself anywhere else on the map. */
  #grab(x: number, y: number, brings: boolean): Held | null {
    const reach = this.#reach();
    if (!reach) return null;
    if ('curve' in reach) return this.#grabStart(reach.curve, reach.panels, x, y);
    const { map: view, layout } = reach;
    const { map, angle } = layout;
    const [px, py] = [map.x(view.at[0]), map.y(view.at[1])];
    const [dx, dy] = tipOf(view.direction, directionLength);
    const handles: [held: Held, x: number, y: number, shown: boolean][] = [
      ['direction', px + dx, py + dy, contains(map, px, py)],
      ['point', px, py, contains(map, px, py)],
    ];
    if (view.start) {
      const [sx, sy] = [map.x(view.start[0]), map.y(view.start[1])];
      handles.unshift(['start', sx, sy, contains(map, sx, sy, 1)]);
    }
    [this.#panel, this.#away] = [null, [0, 0]];
    const far = ([, hx, hy]: (typeof handles)[number]) => Math.hypot(hx - x, hy - y);
    const [nearest] = handles.filter(([, , , shown]) => shown).sort((a, b) => far(a) - far(b));
    if (nearest && far(nearest) <= hit) {
      this.#away = [nearest[1] - x, nearest[2] - y];
      return nearest[0];
    }
    if (contains(angle, x, y, 6)) {
      this.#panel = angle;
      return 'direction';
    }
    return brings && contains(map, x, y) ? 'point' : null;
  }

  #grabStart({ start, ground }: LandView, panels: readonly Panel[], x: number, y: number): Held | null {
    if (!start) return null;
    const height = ground.value(start);
    const panel = panels.find((at) => Math.hypot(at.x(start[0]) - x, at.y(height) - y) <= hit);
    this.#panel = panel ?? null;
    this.#away = panel ? [panel.x(start[0]) - x, 0] : [0, 0];
    return panel ? 'start' : null;
  }

  #drag(x: number, y: number): void {
    const reach = this.#reach();
    if (!reach) return;
    if ('curve' in reach) {
      if (this.#panel)
        this.#moves.start([valueAt(x - this.#panel.left, this.#panel.width, this.#panel.across)]);
      return;
    }
    const { map: view, layout } = reach;
    const { map } = layout;
    if (this.held === 'direction') {
      const [px, py] = [map.x(view.at[0]), map.y(view.at[1])];
      const angle = this.#panel
        ? Math.max(0, Math.min(360, ((x - this.#panel.left) / this.#panel.width) * 360))
        : turned((Math.atan2(py - y, x - px) * 180) / Math.PI);
      this.#moves.direction(Math.round(angle));
      return;
    }
    const at = [
      valueAt(x - map.left, map.width, map.across),
      valueAt(map.top + map.height - y, map.height, map.up),
    ];
    if (this.held === 'start') this.#moves.start(at);
    else this.#moves.point(at);
  }
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const turns: Record<string, number> = { '[': 1, ']': -1, '{': 1, '}': -1, ',': 1, '.': -1 };

const turned = (degrees: number) => ((Math.round(degrees) % 360) + 360) % 360;

const valueAt = (offset: number, length: number, span: Span) =>
  snapped(span.from + (Math.max(0, Math.min(length, offset)) / length) * (span.to - span.from), span, false);

/** A number rounded to about the width of a pixel, a digit finer with `fine`, and clamped to the span. */
function snapped(value: number, span: Span, fine: boolean): number {
  const digits = Math.max(0, Math.min(15, -Math.floor(Math.log10((span.to - span.from) / 400))));
  const within = Math.max(span.from, Math.min(span.to, value));
  return Number(within.toFixed(digits + (fine ? 1 : 0)));
}
