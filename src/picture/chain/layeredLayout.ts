// Layers of a graph without circles, in which every link has a lane of its own with room for its label. What is placed
// are middles across the layers; how far apart the layers are is left to who draws them.

/** How far something reaches to either side of its middle, across the layers. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

interface LayeredLink {
  readonly from: number;
  readonly to: number;
  readonly label: Reach;
}

export interface LayeredLayout {
  /** The layer of each item, and its middle. */
  readonly layers: readonly number[];
  readonly middles: readonly number[];
  /** Of each link the middles of its lane, from layer to layer: between two, at the next, and so on. */
  readonly lanes: readonly (readonly number[])[];
  /** Of each link, how far from the middles of its items it begins and ends. */
  readonly ports: readonly { readonly from: number; readonly to: number }[];
  readonly breadth: number;
}

/** A place in a column: an item, or a piece of a lane. Even columns are the layers, odd ones between them. */
interface Slot extends Reach {
  readonly column: number;
  readonly link: number | null;
  middle: number;
  readonly back: Slot[];
  readonly on: Slot[];
}

/** Half of the room of a lane without a label, the room between two places, and the distance of ports of an item. */
const [laneReach, gap, portGap] = [8, 10, 14];
const orderSweeps = 12;
const placeSweeps = 40;
/** How much more a lane is kept straight than an item is kept near it. */
const laneWeight = 6;

export function layeredLayout(
  items: readonly Reach[],
  links: readonly LayeredLink[],
  inputs: number,
): LayeredLayout {
  const layers = layersOf(items.length, links, inputs);
  const slots = items.map((reach, i) => slotOf(2 * layers[i], null, reach));
  const all = [...slots];
  const lanes = links.map(({ from, to, label }, k) => {
    const lane: Slot[] = [];
    let last = slots[from];
    for (let column = 2 * layers[from] + 1; column < 2 * layers[to]; column++) {
      const reach = lane.length === 0 ? label : { before: laneReach, after: laneReach };
      const slot = slotOf(column, k, reach);
      join(last, slot);
      lane.push(slot);
      last = slot;
    }
    join(last, slots[to]);
    all.push(...lane);
    return lane;
  });
  const columns = columnsOf(all);
  orderColumns(columns);
  const ports = portsOf(links, slots, lanes);
  placeColumns(columns, slots, ports);
  straighten(links, slots, lanes, ports, columns);
  return {
    layers,
    middles: slots.map(({ middle }) => middle),
    lanes: lanes.map((lane) => lane.map(({ middle }) => middle)),
    ports,
    breadth: Math.max(0, ...all.map(({ middle, after }) => middle + after)),
  };
}

const slotOf = (column: number, link: number | null, { before, after }: Reach): Slot => ({
  column,
  link,
  before,
  after,
  middle: 0,
  back: [],
  on: [],
});

function join(from: Slot, to: Slot): void {
  from.on.push(to);
  to.back.push(from);
}

/** Inputs are in the first layer, every other item after all that lead to it, and what leads nowhere in the last. */
function layersOf(count: number, links: readonly LayeredLink[], inputs: number): number[] {
  const layers: number[] = new Array(count).fill(0);
  for (const { from, to } of links) layers[to] = Math.max(layers[to], layers[from] + 1);
  const last = Math.max(...layers);
  const leads = new Set(links.map(({ from }) => from));
  return layers.map((layer, i) => (i >= inputs && !leads.has(i) ? last : layer));
}

function columnsOf(all: readonly Slot[]): Slot[][] {
  const columns: Slot[][] = [];
  for (const slot of all) {
    columns[slot.column] ??= [];
    columns[slot.column].push(slot);
  }
  return columns;
}

/** Orders the columns by the places of what is joined to them, as it crosses least. */
function orderColumns(columns: Slot[][]): void {
  let best = columns.map((column) => [...column]);
  let least = Infinity;
  for (let sweep = 0; sweep < orderSweeps && least > 0; sweep++) {
    const isBack = sweep % 2 === 1;
    const order = columns.map((_, c) => (isBack ? columns.length - 1 - c : c));
    for (const c of order.slice(1)) {
      const places = new Map(columns[isBack ? c + 1 : c - 1].map((slot, i) => [slot, i]));
      // What is as near is turned round in every other pair of sweeps: else two items never change places.
      if (sweep % 4 > 1) columns[c].reverse();
      sortByNeighbours(columns[c], (slot) => (isBack ? slot.on : slot.back).map((each) => places.get(each)!));
    }
    const now = crossings(columns);
    if (now < least) [least, best] = [now, columns.map((column) => [...column])];
  }
  best.forEach((column, c) => {
    columns[c] = column;
    column.forEach((slot, i) => {
      slot.middle = i;
    });
  });
}

function sortByNeighbours(column: Slot[], placesOf: (slot: Slot) => readonly number[]): void {
  const keys = new Map(
    column.map((slot, i) => {
      const places = placesOf(slot);
      return [slot, places.length > 0 ? meanOf(places) : i];
    }),
  );
  column.sort((a, b) => keys.get(a)! - keys.get(b)!);
}

const meanOf = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / all.length;

function crossings(columns: readonly (readonly Slot[])[]): number {
  let count = 0;
  for (let c = 1; c < columns.length; c++) {
    const places = new Map(columns[c].map((slot, i) => [slot, i]));
    const ends = columns[c - 1].flatMap((slot) =>
      slot.on.map((each) => places.get(each)!).sort((a, b) => a - b),
    );
    for (let i = 0; i < ends.length; i++)
      for (let j = i + 1; j < ends.length; j++) if (ends[i] > ends[j]) count++;
  }
  return count;
}

/** Where links begin and end at their items, in the order of their lanes. */
function portsOf(links: readonly LayeredLink[], slots: readonly Slot[], lanes: readonly (readonly Slot[])[]) {
  const ports = links.map(() => ({ from: 0, to: 0 }));
  slots.forEach((_, item) => {
    for (const end of ['from', 'to'] as const) {
      const own = links.flatMap((link, k) => (link[end] === item ? [k] : []));
      const place = (k: number) => lanes[k][end === 'from' ? 0 : lanes[k].length - 1].middle;
      own.sort((a, b) => place(a) - place(b));
      const step = Math.min(portGap, 28 / Math.max(1, own.length - 1));
      own.forEach((k, i) => {
        ports[k][end] = (i - (own.length - 1) / 2) * step;
      });
    }
  });
  return ports;
}

type Ports = readonly { readonly from: number; readonly to: number }[];

/** Places every column near what it is joined to, with the room that each place needs. */
function placeColumns(columns: readonly (readonly Slot[])[], slots: readonly Slot[], ports: Ports): void {
  for (const column of columns) {
    let at = 0;
    for (const slot of column) {
      slot.middle = at + slot.before;
      at = slot.middle + slot.after + gap;
    }
  }
  const isItem = new Set(slots);
  const wanted = (slot: Slot) => {
    let [sum, weight] = [0, 0];
    for (const other of [...slot.back, ...slot.on]) {
      const own = !isItem.has(slot) && !isItem.has(other) ? laneWeight : 1;
      sum += own * (other.middle + portBetween(slot, other, ports));
      weight += own;
    }
    return weight > 0 ? sum / weight : slot.middle;
  };
  for (let sweep = 0; sweep < placeSweeps; sweep++)
    for (let c = 0; c < columns.length; c++) {
      const column = columns[sweep % 2 ? columns.length - 1 - c : c];
      spread(column, column.map(wanted));
    }
  const least = Math.min(...columns.flat().map(({ middle, before }) => middle - before));
  for (const slot of columns.flat()) slot.middle -= least;
}

/** How far a place is from the middle of another that it is joined to, by the port of the link between them. */
function portBetween(slot: Slot, other: Slot, ports: Ports): number {
  const link = slot.link ?? other.link;
  if (link === null || (slot.link !== null && other.link !== null)) return 0;
  const lane = slot.link === null ? other : slot;
  const item = slot.link === null ? slot : other;
  const port = item.column < lane.column ? ports[link].from : ports[link].to;
  return slot === lane ? port : -port;
}

/** Middles of a column, as near to those wanted as their order and room allow, by pooling those that touch. */
function spread(column: readonly Slot[], wanted: readonly number[]): void {
  const offsets: number[] = [];
  column.forEach((slot, i) => {
    const last = column[i - 1];
    offsets.push(last ? offsets[i - 1] + last.after + gap + slot.before : 0);
  });
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((each, i) => {
    let pool = { sum: each - offsets[i], count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  let i = 0;
  for (const { sum, count } of pools)
    for (let k = 0; k < count; k++, i++) column[i].middle = sum / count + offsets[i];
}

/** Lanes made straight from one of their ends, where there is room. */
function straighten(
  links: readonly LayeredLink[],
  slots: readonly Slot[],
  lanes: readonly (readonly Slot[])[],
  ports: Ports,
  columns: readonly (readonly Slot[])[],
): void {
  const hasRoom = (slot: Slot, middle: number) => {
    const column = columns[slot.column];
    const at = column.indexOf(slot);
    const [before, after] = [column[at - 1], column[at + 1]];
    return (
      (!before || before.middle + before.after + gap <= middle - slot.before + 0.01) &&
      (!after || middle + slot.after + gap <= after.middle - after.before + 0.01) &&
      middle >= slot.before
    );
  };
  const straightenLane = ({ from, to }: LayeredLink, k: number) => {
    const ends = [slots[from].middle + ports[k].from, slots[to].middle + ports[k].to];
    const mean = meanOf(lanes[k].map(({ middle }) => middle));
    const straight = [...ends, mean].find((middle) => lanes[k].every((slot) => hasRoom(slot, middle)));
    if (straight !== undefined) for (const slot of lanes[k]) slot.middle = straight;
  };
  links.forEach(straightenLane);
  // An item with one link stands in its line.
  slots.forEach((slot, item) => {
    const own = links.flatMap((link, k) => (link.from === item || link.to === item ? [k] : []));
    const [k] = own;
    if (own.length !== 1) return;
    const lane = lanes[k];
    const middle = lane[links[k].from === item ? 0 : lane.length - 1].middle;
    if (hasRoom(slot, middle)) slot.middle = middle;
  });
}
