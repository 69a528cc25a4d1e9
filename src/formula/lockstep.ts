import { Code } from '../engine/assemble.js';
import { loaded } from '../engine/load.js';
import { pulled } from './differentiate.js';
import { Emitter, type Leaf, type Target } from './emit.js';
import type { Graph, Node } from './graph.js';
import type { Update } from './update.js';

// Descent on a formula as one loop: value, gradient and the optimizer's lines for pairs of runs, many steps a
// call. The numbers of a pair stand side by side, so that each has a place that is known beforehand:
//   x        [step][pair][variable][2]                  a step reads one row and writes the next
//   memory   [pair][state by variable, clock, updates made][2]
//   knobs    [pair][knob][2]
//   losses   [run][stride]                              the loss at each x
//   slopes   [run][ROW]                                 the largest slope there, where that is asked for

/** A formula, as far as descending on it goes. */
export interface Objective {
  readonly graph: Graph;
  readonly computed: readonly Node[];
  readonly variables: readonly string[];
}

/** So many steps can be made at once. */
export const MOST_STEPS = 1024;
/** Rows whose lengths are no powers of two do not crowd the same places of the processor's memory. */
export const ROW = MOST_STEPS + 8;

/** Where everything is. */
export interface Places {
  x: number;
  memory: number;
  knobs: number;
  losses: number;
  slopes: number;
}

/** The loop, to be called with the numbers from one run's losses to the next's, pairs of runs, and steps. */
export type Lockstep = (places: Places, stride: number, pairs: number, steps: number) => void;

/** With slopes or without them; null where there is no engine, or where it refuses. */
export function lockstep(f: Objective, update: Update, slopes: boolean): Lockstep | null {
  const engine = loaded();
  if (!engine) return null;
  const n = f.variables.length;
  try {
    const loop = code(f, update, slopes).made(engine);
    return ({ x, memory, knobs, losses, slopes }, stride, pairs, steps) =>
      loop(x, 16 * n * pairs, x + 16 * n * pairs * steps, memory, knobs, losses, 8 * stride, slopes);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

const PARAMS = { x: 0, width: 1, end: 2, memory: 3, knobs: 4, losses: 5, stride: 6, slopes: 7 };
// Where the pair at hand has its numbers, and the end of this step's x.
const AT = { memory: 8, knobs: 9, losses: 10, slopes: 11, last: 12 };
const { x, width, end, stride } = PARAMS;

function code(f: Objective, update: Update, slopes: boolean): Code {
  const out = new Code(8, 5);
  const { leaves, targets, remembered, knobs } = parts(out, f, update, slopes);
  const walked = ['memory', 'knobs', 'losses', ...(slopes ? (['slopes'] as const) : [])] as const;
  const emitter = new Emitter(out, targets, leaves);
  const forward = (local: number, bytes: number) => out.get(local).whole(bytes).do('i32Add').set(local);
  emitter.before();
  out.do('loop').get(x).get(width).do('i32Add').set(AT.last);
  for (const name of walked) out.get(PARAMS[name]).set(AT[name]);
  out.do('loop');
  emitter.round();
  forward(AT.memory, 16 * remembered);
  forward(AT.knobs, 16 * knobs);
  out.get(AT.losses).get(stride).do('i32Add').set(AT.losses);
  if (slopes) forward(AT.slopes, 16 * ROW);
  forward(x, 16 * f.variables.length);
  out.get(x).get(AT.last).do('i32LtU', 'brIf', 'end');
  forward(PARAMS.losses, 8);
  if (slopes) forward(PARAMS.slopes, 8);
  return out.get(x).get(end).do('i32LtU', 'brIf', 'end');
}

function parts(out: Code, { graph, computed, variables }: Objective, update: Update, slopes: boolean) {
  const leaves = new Map<Node, Leaf>();
  const n = variables.length;
  const { clock, state, knobs } = update;
  const ticks = n * state.length + clock.length;
  const leaf = (name: string, local: number, place: number, first: boolean): Node => {
    const node = graph.variable(name);
    leaves.set(node, { steady: false, first, push: () => out.get(local).load(16 * place) });
    return node;
  };
  const points = variables.map((name, i) => leaf(name, x, i, false));
  const zero = graph.constant(0);
  const gradient = pulled(graph, computed, [graph.constant(1)], variables).map((slope) => slope ?? zero);
  // No text can name these.
  const same = new Map<string, Node>([
    ...clock.map((name, c) => [name, leaf(`${name}#clock`, AT.memory, n * state.length + c, true)] as const),
    ...knobs.map((name, k) => [name, leaf(`${name}#knob`, AT.knobs, k, false)] as const),
  ]);
  same.set('step', graph.call('add', leaf('step#clock', AT.memory, ticks, true), graph.constant(1)));
  const put = (local: number, place: number, node: Node): Target => ({
    nodes: [node],
    use(code, push) {
      code.get(local);
      push();
      code.store(16 * place);
    },
  });
  const targets = [loss(computed[0]), ...(slopes ? [steepness(gradient)] : [])];
  const after: Target[] = [];
  points.forEach((point, i) => {
    const own = state.map((name, s) => leaf(`${name}#${i}`, AT.memory, n * s + i, true));
    const before = new Map<string, Node>([...same, ['x', point], ['g', gradient[i]]]);
    for (const [s, name] of state.entries()) before.set(name, own[s]);
    const now = update.lines.plant(graph, before);
    targets.push({
      nodes: [now.get('x')!],
      use(code, push) {
        code.get(x).get(width).do('i32Add');
        push();
        code.store(16 * i);
      },
    });
    state.forEach((name, s) => {
      if (now.get(name) !== own[s]) targets.push(put(AT.memory, n * s + i, now.get(name)!));
    });
    if (i === 0)
      clock.forEach((name, c) => {
        if (now.get(name) !== same.get(name))
          after.push(put(AT.memory, n * state.length + c, now.get(name)!));
      });
  });
  if (update.counts) after.push(put(AT.memory, ticks, same.get('step')!));
  return { leaves, targets: [...targets, ...after], remembered: ticks + 1, knobs: knobs.length };
}

/**
 * |g| at its largest. Where an entry is NaN it may be lost, in favour of instructions that take an eighth of the time:
 * the x that follows is NaN, and tells.
 */
function largest(code: Code, push: (place: number) => void, count: number): void {
  for (let i = 0; i < count; i++) {
    push(i);
    code.lanes('abs');
    if (i > 0) code.lanes('pmax');
  }
}

/** The losses of a pair, each in its own run's row, on the second of which the place is left. */
const loss = (node: Node): Target => ({
  nodes: [node],
  use(code, push) {
    const value = code.local();
    push();
    code.set(value).get(AT.losses).get(value).storeLane(0, 0);
    code.get(AT.losses).get(stride).do('i32Add').tee(AT.losses).get(value).storeLane(1, 0);
    code.release(value);
  },
});

const steepness = (nodes: readonly Node[]): Target => ({
  nodes,
  use(code, push) {
    const value = code.local();
    largest(code, push, nodes.length);
    code.set(value);
    for (const lane of [0, 1] as const)
      code
        .get(AT.slopes)
        .get(value)
        .storeLane(lane, 8 * ROW * lane);
    code.release(value);
  },
});
