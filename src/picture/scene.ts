// What a drawing is made of, before it is paint: canvas today, and whatever else can draw lines and words.

/** A rectangle, in CSS pixels. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Line {
  kind: 'line';
  /** x₀, y₀, x₁, y₁ … in CSS pixels; NaN lifts the pen. */
  points: number[];
  color: string;
  width: number;
  dash?: readonly number[];
  round?: boolean;
  alpha?: number;
  /** What it does not leave. */
  within?: Area;
}

export interface Dot {
  kind: 'dot';
  x: number;
  y: number;
  r: number;
  color: string;
  alpha?: number;
  /** The colour of a line of 2 px around it. */
  ring?: string;
}

/** A filled polygon: an arrow's head, a marker. NaN ends one and begins another; turned the other way it is a hole. */
export interface Shape {
  kind: 'shape';
  points: number[];
  color: string;
  alpha?: number;
  /** What it does not leave. */
  within?: Area;
}

export interface Cross {
  kind: 'cross';
  x: number;
  y: number;
  size: number;
  color: string;
}

export interface Words {
  kind: 'words';
  x: number;
  /** The middle of the line of text. */
  y: number;
  text: string;
  color: string;
  bold?: boolean;
  align?: 'left' | 'right' | 'center';
  size?: number;
}

export type Mark = Line | Dot | Shape | Cross | Words;

/** A whole drawing: what is painted in the page, and what an export writes. */
export interface Drawing {
  width: number;
  height: number;
  marks: readonly Mark[];
}

/** A plot area within its canvas, in CSS pixels, and where losses and steps fall in it. */
export interface Box extends Area {
  /** Where the canvas ends, right of the plot area. */
  edge: number;
  x(step: number): number;
  /** From decades. */
  y(decade: number): number;
}

/** Whether a drawing so wide is laid out for a phone. */
export const isNarrow = (width: number) => width < 480;

/** How wide a text will be, so that labels can be kept apart without a canvas. */
export type Measure = (text: string, bold?: boolean) => number;
