// Places of a chain in pixels: inputs at the left and the output at the right, or turned, from top to bottom.

import type { NumberFormats } from '../numberFormat.js';
import type { Measure } from '../scene.js';
import type { ChainModel } from './chainModel.js';
import { type LayeredLayout, layeredLayout, type Reach } from './layeredLayout.js';
import { plainName } from './plainName.js';

/** A place: along the way from the inputs to the output, and across it. */
export interface ChainGeometry {
  readonly isTurned: boolean;
  readonly width: number;
  readonly height: number;
  /** Middle of each item, in pixels. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  /** Half of the width of each item: of a disc, of what is folded, of an input. */
  readonly halfWidths: readonly number[];
  /** Line of each edge, and the place of its label. */
  readonly lines: readonly (readonly number[])[];
  readonly labels: readonly { readonly x: number; readonly y: number }[];
  /** Whether the label of each edge has room only for what is multiplied. */
  readonly isShort: readonly boolean[];
}

interface ChainRoom {
  readonly width: number;
  readonly narrow: boolean;
  readonly measure: Measure;
  readonly numbers: NumberFormats;
}

/** Radius of a disc, width of the column of an input, height of an input where they are in a row. */
export const discRadius = 18;
export const inputWidth = 84;
const [inputHeight, narrowInput] = [60, 74];
/** Room of a lane for a bend before its label and behind it; without bends for the head of its arrow, and at its end. */
const [bendBefore, bendAfter, headRoom, endRoom] = [24, 30, 4, 2];
/** How far from the column of inputs an edge ends. */
const inputTip = 6;
/** Most layers whose labels are whole when the graph is turned. */
const mostWhole = 5;
const chevronRoom = 22;
/** Widths of texts are rounded up, so that nothing moves with every digit. */
const grain = 8;

const roundUp = (width: number) => Math.ceil(width / grain) * grain;

/** The texts of an edge: what is multiplied, and what it comes to. */
export interface EdgeText {
  readonly working: string;
  readonly short: string;
  readonly result: string;
}

/** A slope as it is drawn: a dash where there is none. */
export const slopeText =
  ({ rate }: NumberFormats) =>
  (slope: number) =>
    Number.isNaN(slope) ? '—' : rate(slope);

export function edgeTexts(
  { chain, numbers, back, forward, isForward }: ChainModel,
  input: number,
  said: NumberFormats,
): EdgeText[] {
  const sweep = isForward ? (forward[input] ?? back) : back;
  return chain.edges.map(({ from, to }, k) => {
    const text = slopeText(said);
    const [slope, local] = [sweep.slopes[isForward ? from : to], numbers.locals[k]].map(text);
    return {
      working: `${slope} × ${local}`,
      short: `× ${local}`,
      result: text(sweep.contributions[k]),
    };
  });
}

export function chainGeometry(
  model: ChainModel,
  texts: readonly EdgeText[],
  sheet: ChainRoom,
): ChainGeometry {
  const { chain } = model;
  const { measure, narrow } = sheet;
  const shorts = texts.map(({ short }) => roundUp(measure(short)));
  const wholes = texts.map(({ working, result }) =>
    roundUp(
      narrow
        ? Math.max(measure(working), measure(`= ${result}`, true))
        : measure(`${working} = `) + measure(result, true),
    ),
  );
  const layout = (labels: readonly number[]) =>
    layeredLayout(
      chain.items.map((_, i) => (narrow ? reachTurned(model, i, sheet) : reachOf(model, i))),
      chain.edges.map(({ from, to }, k) => ({
        ...{ from, to },
        label: narrow ? { before: 8, after: 12 + labels[k] } : { before: 21, after: 7 },
      })),
      chain.inputs,
    );
  const halfWidths = chain.items.map((_, i) => halfWidth(model, i, sheet));
  const sizes = {
    halfWidths,
    overhang: overhangOf(model, halfWidths, sheet),
    columns: chain.items.map((_, i) => halfColumn(model, i, halfWidths[i], sheet)),
  };
  if (!narrow) return placeAlong(model, layout(wholes), sizes, { wholes, shorts }, sheet);
  const whole = layout(wholes);
  if (Math.max(...whole.layers) <= mostWhole)
    return placeDown(
      model,
      whole,
      sizes,
      wholes.map(() => false),
      sheet,
    );
  return placeDown(
    model,
    layout(shorts),
    sizes,
    wholes.map(() => true),
    sheet,
  );
}

/** How far what is written above the last items reaches beyond them. */
function overhangOf(
  model: ChainModel,
  halfWidths: readonly number[],
  { measure, numbers }: ChainRoom,
): number {
  const { edges, items, inputs } = model.chain;
  return Math.max(
    0,
    ...items.map((_, i) =>
      i < inputs || edges.some(({ from }) => from === i)
        ? 0
        : roundUp((measure(valueText(model, i, numbers)) * 14) / 24) - halfWidths[i],
    ),
  );
}

/** Half of the room along the way that an item takes. */
function halfColumn(model: ChainModel, item: number, half: number, { narrow }: ChainRoom): number {
  const { chain, nudge } = model;
  if (narrow) return item < chain.inputs ? inputHeight / 2 + (usedTwice(model, item) ? 14 : 0) : discRadius;
  return item >= chain.inputs && nudge ? Math.max(half, 64) : half;
}

/** Half of the width of an item as it is drawn. */
function halfWidth(
  { chain, signs }: ChainModel,
  item: number,
  { measure, width, narrow }: ChainRoom,
): number {
  if (item < chain.inputs) return (narrow && width < 300 ? narrowInput : inputWidth) / 2;
  const { text, isFolded } = signs[item];
  const written = (measure(text) * 14) / 12;
  return isFolded ? roundUp(written + 20 + chevronRoom) / 2 : Math.max(discRadius, written / 2 + 8);
}

const usedTwice = ({ chain }: ChainModel, item: number) =>
  chain.edges.filter(({ from }) => from === item).length > 1;

function reachOf(model: ChainModel, item: number): Reach {
  const sum = usedTwice(model, item) ? 15 : 0;
  const bars = model.nudge && item >= model.chain.inputs ? 34 : 0;
  if (item < model.chain.inputs) return { before: 30, after: 28 + sum };
  const hint = model.signs[item].hint || sum > 0 ? 15 : 0;
  return { before: discRadius + 22, after: discRadius + 18 + sum + hint + bars };
}

function reachTurned(model: ChainModel, item: number, sheet: ChainRoom): Reach {
  const { measure, numbers } = sheet;
  const half = halfWidth(model, item, sheet);
  if (item < model.chain.inputs) return { before: half, after: half };
  const value = (measure(valueText(model, item, numbers)) * 14) / 12;
  const slope = Math.max(measure(numbers.rate(model.back.slopes[item]), true), 44);
  const bars = model.nudge ? 120 : 0;
  return model.signs[item].isFolded
    ? { before: half, after: half + 8 + Math.max(roundUp(Math.max(value, slope)), bars) }
    : { before: half + 6 + roundUp(value), after: half + 6 + Math.max(roundUp(slope), bars) };
}

/** What is written above an item: its value, with the name that it has. */
export function valueText({ numbers, signs, chain }: ChainModel, item: number, said: NumberFormats): string {
  const { name, text, isFolded } = signs[item];
  const value = said.rate(numbers.values[item]);
  if (isFolded || !name) return value;
  return `${item < chain.inputs ? text : plainName(name)} = ${value}`;
}

interface Sizes {
  /** Half widths of the items, and half of the room that they take along the way. */
  readonly halfWidths: readonly number[];
  readonly columns: readonly number[];
  readonly overhang: number;
}

/** A way of a lane between two layers: where it comes from, where it runs, and where it goes, across the layers. */
interface LanePiece {
  readonly edge: number;
  readonly layer: number;
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

function piecesOf({ chain }: ChainModel, { layers, middles, lanes, ports }: LayeredLayout): LanePiece[][] {
  return chain.edges.map(({ from, to }, edge) => {
    let across = middles[from] + ports[edge].from;
    const pieces: LanePiece[] = [];
    for (let i = 0; i < lanes[edge].length; i += 2) {
      const next = lanes[edge][i + 1] ?? middles[to] + ports[edge].to;
      pieces.push({ edge, layer: layers[from] + i / 2, from: across, middle: lanes[edge][i], to: next });
      across = next;
    }
    return pieces;
  });
}

const bends = (a: number, b: number) => Math.abs(a - b) > 0.5;
/** Room that a lane needs before its label, for the head of its arrow, and behind it. */
const roomBefore = ({ from, middle, layer }: LanePiece) =>
  layer === 0 || bends(from, middle) ? bendBefore : headRoom;
const roomAfter = ({ middle, to }: LanePiece) => (bends(middle, to) ? bendAfter : endRoom);

const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);

/** Where each layer begins and ends along the way. */
function layerSpans(layers: readonly number[], columns: readonly number[], gaps: readonly number[]) {
  let at = 0;
  return Array.from({ length: Math.max(0, ...layers) + 1 }, (_, layer) => {
    const start = at;
    const half = Math.max(...layers.map((each, i) => (each === layer ? columns[i] : 0)));
    at += 2 * half + (gaps[layer] ?? 0);
    return { start, end: start + 2 * half };
  });
}

/** From left to right: labels are whole where there is room for them. */
function placeAlong(
  model: ChainModel,
  layout: LayeredLayout,
  sizes: Sizes,
  { wholes, shorts }: { wholes: readonly number[]; shorts: readonly number[] },
  { width }: ChainRoom,
): ChainGeometry {
  const pieces = piecesOf(model, layout);
  const depth = Math.max(0, ...layout.layers);
  const gapsWith = (labels: readonly number[]) =>
    Array.from({ length: depth }, (_, layer) =>
      Math.max(
        0,
        ...pieces
          .flat()
          .filter((piece) => piece.layer === layer)
          .map(
            (piece) =>
              roomBefore(piece) +
              (piece === pieces[piece.edge][0] ? labels[piece.edge] : 0) +
              roomAfter(piece),
          ),
      ),
    );
  const [most, least] = [gapsWith(wholes), gapsWith(shorts)];
  const taken = layerSpans(layout.layers, sizes.columns, []).at(-1)!.end;
  // Whole labels as far as there is room, from the inputs on; what is left is for all.
  const free = width - taken - sum(least);
  let spare = free - Math.max(0, Math.min(sizes.overhang, free));
  const wide = least.map((each, i) => {
    if (most[i] - each > spare) return each;
    spare -= most[i] - each;
    return most[i];
  });
  const gaps = wide.map((each) => each + Math.max(0, spare) / depth);
  const spans = layerSpans(layout.layers, sizes.columns, gaps);
  const middles = layout.layers.map((layer) => (spans[layer].start + spans[layer].end) / 2);
  const way = {
    ...{ spans, middles, halves: sizes.halfWidths, tip: inputTip },
    ...{ befores: gaps.map(() => bendBefore), afters: gaps.map(() => bendAfter) },
  };
  const labels: { x: number; y: number }[] = [];
  const isShort: boolean[] = [];
  const lines = pieces.map((own, k) => {
    const [first] = own;
    const x = spans[first.layer].end + roomBefore(first);
    const straight = own.findIndex(
      (piece) => bends(first.middle, piece.middle) || bends(piece.middle, piece.to),
    );
    const last =
      own[
        straight < 0 ? own.length - 1 : bends(first.middle, own[straight].middle) ? straight - 1 : straight
      ];
    labels.push({ x, y: first.middle });
    isShort.push(spans[last.layer + 1].start - roomAfter(last) - x < wholes[k]);
    return lineOf(model, layout, own, way);
  });
  const places = model.chain.items.map((_, i) => ({ x: middles[i], y: layout.middles[i] }));
  return {
    ...{
      isTurned: false,
      width: Math.max(width, spans.at(-1)!.end),
      height: layout.breadth,
    },
    ...{ places, halfWidths: sizes.halfWidths, lines, labels, isShort },
  };
}

/** From top to bottom: labels stand right of their lanes. */
function placeDown(
  model: ChainModel,
  layout: LayeredLayout,
  sizes: Sizes,
  isShort: readonly boolean[],
  { width: room }: ChainRoom,
): ChainGeometry {
  const pieces = piecesOf(model, layout);
  const isAllShort = isShort.includes(true);
  const label = isAllShort ? 16 : 44;
  const depth = Math.max(0, ...layout.layers);
  const bendRoom = (layer: number, far: (piece: LanePiece) => number, least: number) =>
    Math.max(
      isAllShort ? 8 : least,
      ...pieces.flat().map((piece) => (piece.layer === layer ? Math.min(60, far(piece) / 3) : 0)),
    );
  const befores = Array.from({ length: depth }, (_, layer) =>
    bendRoom(layer, ({ from, middle }) => Math.abs(from - middle), bendBefore),
  );
  const afters = befores.map((_, layer) =>
    bendRoom(layer, ({ middle, to }) => Math.abs(middle - to), bendAfter),
  );
  const gaps = befores.map((before, layer) => before + label + afters[layer]);
  const spans = layerSpans(layout.layers, sizes.columns, gaps);
  const middles = layout.layers.map((layer) => (spans[layer].start + spans[layer].end) / 2);
  const shift = Math.max(0, (room - layout.breadth) / 2);
  const way = { spans, middles, halves: sizes.columns, befores, afters, tip: 0 };
  const lines = pieces.map((own) =>
    lineOf(model, layout, own, way).map((_, i, all) => (i % 2 === 0 ? all[i + 1] + shift : all[i - 1])),
  );
  const labels = pieces.map(([first]) => ({
    x: first.middle + shift,
    y: spans[first.layer].end + befores[first.layer] + label / 2,
  }));
  const places = model.chain.items.map((_, i) => ({ x: layout.middles[i] + shift, y: middles[i] }));
  return {
    ...{ isTurned: true, width: Math.max(room, layout.breadth), height: spans.at(-1)!.end },
    ...{ places, halfWidths: sizes.halfWidths, lines, labels, isShort },
  };
}

interface Way {
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly middles: readonly number[];
  readonly halves: readonly number[];
  /** Room of the bends before and behind the labels of each gap. */
  readonly befores: readonly number[];
  readonly afters: readonly number[];
  /** How far from an input its edges end. */
  readonly tip: number;
}

/** Points of an edge, along the way and across it. */
function lineOf(
  { chain }: ChainModel,
  { ports }: LayeredLayout,
  pieces: readonly LanePiece[],
  { spans, middles, halves, befores, afters, tip }: Way,
): number[] {
  const [{ edge, from: begin }] = pieces;
  const { from, to } = chain.edges[edge];
  const isInput = from < chain.inputs;
  const first = middles[from] + reachAlong(halves[from], ports[edge].from, isInput) + (isInput ? tip : 0);
  const points = [first, begin];
  for (const { layer, from: across, middle, to: next } of pieces) {
    const [start, end] = [Math.max(first, spans[layer].end), spans[layer + 1].start];
    if (bends(across, middle))
      points.push(...bend(start, across, spans[layer].end + befores[layer] - 4, middle));
    if (bends(middle, next)) points.push(...bend(end - afters[layer] + 4, middle, end, next));
  }
  const { to: last } = pieces[pieces.length - 1];
  points.push(middles[to] - reachAlong(halves[to], ports[edge].to, false), last);
  return points;
}

/** How far from its middle an item ends, at a port: a disc is round, and so are the ends of what is folded. */
function reachAlong(half: number, port: number, isSquare: boolean): number {
  if (isSquare) return half;
  const round = Math.sqrt(Math.max(0, discRadius * discRadius - port * port));
  return half - discRadius + round;
}

/** A bend with level ends. */
function bend(fromWay: number, fromAcross: number, toWay: number, toAcross: number): number[] {
  const pieces = 12;
  const middle = (fromWay + toWay) / 2;
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces;
    const rest = 1 - t;
    return [
      rest * rest * rest * fromWay + 3 * t * rest * middle + t * t * t * toWay,
      fromAcross + (toAcross - fromAcross) * t * t * (3 - 2 * t),
    ];
  }).flat();
}
