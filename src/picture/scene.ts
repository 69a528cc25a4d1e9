// Marks of a drawing, whatever renders them: a canvas, SVG.

/** Rectangle, in CSS pixels. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface LineMark {
  kind: 'line';
  /** x₀, y₀, x₁, y₁ … in CSS pixels; NaN interrupts the line. */
  points: number[];
  color: string;
  width: number;
  dash?: readonly number[];
  round?: boolean;
  alpha?: number;
  /** Rectangle that it is clipped to. */
  within?: Area;
}

export interface DotMark {
  kind: 'dot';
  x: number;
  y: number;
  r: number;
  color: string;
  alpha?: number;
  /** Colour of an outline of 2 px. */
  ring?: string;
}

/** Filled polygon: an arrow's head, a marker. NaN ends a ring and begins another; of opposite winding it is a hole. */
export interface ShapeMark {
  kind: 'shape';
  points: number[];
  color: string;
  alpha?: number;
  /** Rectangle that it is clipped to. */
  within?: Area;
}

export interface CrossMark {
  kind: 'cross';
  x: number;
  y: number;
  size: number;
  color: string;
}

export interface TextMark {
  kind: 'words';
  x: number;
  /** The middle of the line of text. */
  y: number;
  text: string;
  color: string;
  bold?: boolean;
  align?: 'left' | 'right' | 'center';
  size?: number;
  /** Whether it stands on a fill, where nothing is left clear around it. */
  bare?: boolean;
}

export type Mark = LineMark | DotMark | ShapeMark | CrossMark | TextMark;

/** Size and marks of a figure's drawing, on the page or exported. */
export interface Drawing {
  width: number;
  height: number;
  marks: readonly Mark[];
}

/** Plot area within its canvas, in CSS pixels, with the scales of steps and losses. */
export interface Box extends Area {
  /** Right edge of the canvas. */
  edge: number;
  x(step: number): number;
  /** Scale of losses, from decades. */
  y(decade: number): number;
}

/** Whether a drawing of that width is laid out for a phone. */
export const isNarrow = (width: number) => width < 480;

/** Width of a text in pixels, so that labels can be placed without a canvas. */
export type Measure = (text: string, bold?: boolean) => number;
