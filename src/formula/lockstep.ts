import { WasmFunction } from '../engine/assemble.js';
import { loadedEngine } from '../engine/load.js';
import { pullBack } from './differentiate.js';
import { Emitter, type Leaf, type Target } from './emit.js';
import { Graph, type Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import {
  type LockstepAddresses,
  type LockstepLayout,
  NUMBER_BYTES,
  PAIR_BYTES,
  ROW_LENGTH,
} from './lockstepLayout.js';
import { normNode } from './norm.js';

// Compiler of the lockstep loop: value, gradient and the optimizer's update for pairs of runs, many steps a call. Its
// memory map is in `lockstepLayout.ts`.

/** The parts of a formula that the loop needs. */
interface LockstepObjective {
  readonly graph: Graph;
  readonly computed: readonly Node[];
  readonly variables: readonly string[];
}

/** Compiled loop over pairs of runs and steps; `stride` is the distance between the losses of two runs, in numbers. */
export type LockstepLoop = (places: LockstepAddresses, stride: number, pairs: number, steps: number) => void;

/** Lockstep loop on a formula; null where there is no engine, or where it, or the graph, refuses what is so large. */
export function compileLockstep(f: LockstepObjective, layout: LockstepLayout): LockstepLoop | null {
  const engine = loadedEngine();
  if (!engine) return null;
  try {
    const loop = emitLockstep(ownCopy(f), layout).instantiate(engine);
    return ({ x, memory, knobs, inputs, losses, slopes }, stride, pairs, steps) => {
      const row = layout.rowBytes(pairs);
      loop(x, row, x + row * steps, memory, knobs, losses, NUMBER_BYTES * stride, slopes, inputs);
    };
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The objective in a graph of its own, which goes when the loop is made. */
function ownCopy({ computed, variables }: LockstepObjective): LockstepObjective {
  const graph = new Graph();
  const copies = new Map<Node, Node>();
  for (const node of reachableNodes(computed)) {
    if (node.kind === 'constant') copies.set(node, graph.constant(node.value, node.name));
    else if (node.kind === 'variable') copies.set(node, graph.variable(node.name));
    else copies.set(node, graph.callAsWritten(node.operation, ...node.args.map((arg) => copies.get(arg)!)));
  }
  return { graph, computed: computed.map((node) => copies.get(node)!), variables };
}

const PARAMS = { x: 0, width: 1, end: 2, memory: 3, knobs: 4, losses: 5, stride: 6, slopes: 7, inputs: 8 };
// Addresses of the current pair's numbers, and the end of this step's x.
const AT = { memory: 9, knobs: 10, losses: 11, slopes: 12, last: 13 };
const { x, width, end, stride } = PARAMS;

function emitLockstep(f: LockstepObjective, layout: LockstepLayout): WasmFunction {
  const out = new WasmFunction(9, 5);
  const { slopes, inputs } = layout.form;
  const { leaves, targets } = lockstepParts(out, f, layout);
  const walked = ['memory', 'knobs', 'losses', ...(slopes ? (['slopes'] as const) : [])] as const;
  const emitter = new Emitter(out, targets, leaves);
  const forward = (local: number, bytes: number) => out.get(local).whole(bytes).do('i32Add').set(local);
  emitter.emitInvariants();
  out.do('loop').get(x).get(width).do('i32Add').set(AT.last);
  for (const name of walked) out.get(PARAMS[name]).set(AT[name]);
  out.do('loop');
  emitter.emitIteration();
  forward(AT.memory, PAIR_BYTES * layout.memoryLength);
  forward(AT.knobs, PAIR_BYTES * layout.knobCount);
  out.get(AT.losses).get(stride).do('i32Add').set(AT.losses);
  if (slopes) forward(AT.slopes, PAIR_BYTES * ROW_LENGTH);
  if (inputs.length > 0) forward(PARAMS.inputs, PAIR_BYTES * inputs.length);
  forward(x, PAIR_BYTES * layout.variableCount);
  out.get(x).get(AT.last).do('i32LtU', 'brIf', 'end');
  forward(PARAMS.losses, NUMBER_BYTES);
  if (slopes) forward(PARAMS.slopes, NUMBER_BYTES);
  return out.get(x).get(end).do('i32LtU', 'brIf', 'end');
}

/** Variable of the graph that is read from a place of the pair's numbers. */
type Input = (name: string, local: number, place: number, first: boolean) => Node;

/** Leaves that the loop reads, and targets that it writes, for a pair in one step. */
function lockstepParts(out: WasmFunction, f: LockstepObjective, layout: LockstepLayout) {
  const { graph, computed, variables } = f;
  const { update, form } = layout;
  const leaves = new Map<Node, Leaf>();
  const input: Input = (name, local, place, first) => {
    const node = graph.variable(name);
    leaves.set(node, { invariant: false, first, push: () => out.get(local).load(PAIR_BYTES * place) });
    return node;
  };
  const points = variables.map((name, i) => input(name, x, i, false));
  const gradient = gradientOf(f);
  const followed = form.clips
    ? clippedTo(graph, input('clip#knob', AT.knobs, layout.knobs.length, false), gradient)
    : gradient;
  const same = shared(graph, layout, input);
  const before = points.map((point, i) => {
    const states = update.state.map(
      (name, s) => [name, input(`${name}#${i}`, AT.memory, layout.stateIndex(s, i), true)] as const,
    );
    return new Map<string, Node>([...same, ['x', point], ['g', followed[i]], ...states]);
  });
  const after = update.lines.applyTo(graph, before, (nodes) => normNode(graph, nodes));
  const lines = before.map((each, i) => ({ before: each, after: after[i] }));
  const targets = [
    lossTarget(computed[0]),
    ...(form.slopes ? [gradientNormTarget(gradient)] : []),
    ...lines.flatMap((each, i) => [
      nextX(each.after.get('x')!, i),
      ...update.state.flatMap((name, s) => changed(each, name, layout.stateIndex(s, i))),
    ]),
    ...update.clock.flatMap((name, c) => changed(lines[0], name, layout.clockIndex(c))),
    ...(update.usesStep ? [remembered(same.get('step')!, layout.updatesIndex)] : []),
  ];
  return { leaves, targets };
}

function gradientOf({ graph, computed, variables }: LockstepObjective): Node[] {
  const zero = graph.constant(0);
  return pullBack(graph, computed, [graph.constant(1)], variables).map((slope) => slope ?? zero);
}

/** A gradient, scaled down to a 2-norm where it is longer. */
function clippedTo(graph: Graph, most: Node, gradient: readonly Node[]): Node[] {
  const share = graph.call('divide', most, normNode(graph, gradient));
  const scale = graph.call('min', graph.constant(1), share);
  return gradient.map((slope) => graph.call('multiply', slope, scale));
}

/** Names common to the lines of all variables: clock, knobs and the step's number. No text can name the inputs. */
function shared(graph: Graph, layout: LockstepLayout, input: Input) {
  const { update, knobs, form } = layout;
  const { clock } = update;
  const same = new Map<string, Node>([
    ...clock.map((name, c) => [name, input(`${name}#clock`, AT.memory, layout.clockIndex(c), true)] as const),
    ...knobs.map((name, k) => [name, input(`${name}#knob`, AT.knobs, k, false)] as const),
    ...form.inputs.map((name, k) => [name, input(`${name}#knob`, PARAMS.inputs, k, false)] as const),
  ]);
  const made = input('step#clock', AT.memory, layout.updatesIndex, true);
  return same.set('step', graph.call('add', made, graph.constant(1)));
}

/** Nodes of the names of an update before its lines and after them. */
interface Lined {
  readonly before: ReadonlyMap<string, Node>;
  readonly after: ReadonlyMap<string, Node>;
}

/** Target that stores a name's new value in memory; none where it does not change. */
function changed({ before, after }: Lined, name: string, place: number): Target[] {
  const now = after.get(name)!;
  return now === before.get(name) ? [] : [remembered(now, place)];
}

const remembered = (node: Node, place: number): Target => ({
  nodes: [node],
  use(code, push) {
    code.get(AT.memory);
    push();
    code.store(PAIR_BYTES * place);
  },
});

const nextX = (node: Node, i: number): Target => ({
  nodes: [node],
  use(code, push) {
    code.get(x).get(width).do('i32Add');
    push();
    code.store(PAIR_BYTES * i);
  },
});

/**
 * Code of max |gᵢ|. A NaN among the entries may be lost, for instructions that take an eighth of the time: the x that
 * follows is NaN, and shows it.
 */
function emitLargest(code: WasmFunction, push: (place: number) => void, count: number): void {
  for (let i = 0; i < count; i++) {
    push(i);
    code.lanes('abs');
    if (i > 0) code.lanes('pmax');
  }
}

/** Target that stores the losses of a pair, each in its run's row; the local `AT.losses` is left at the second's. */
const lossTarget = (node: Node): Target => ({
  nodes: [node],
  use(code, push) {
    const value = code.local();
    push();
    code.set(value).get(AT.losses).get(value).storeLane(0, 0);
    code.get(AT.losses).get(stride).do('i32Add').tee(AT.losses).get(value).storeLane(1, 0);
    code.release(value);
  },
});

const gradientNormTarget = (nodes: readonly Node[]): Target => ({
  nodes,
  use(code, push) {
    const value = code.local();
    emitLargest(code, push, nodes.length);
    code.set(value);
    for (const lane of [0, 1] as const)
      code
        .get(AT.slopes)
        .get(value)
        .storeLane(lane, NUMBER_BYTES * ROW_LENGTH * lane);
    code.release(value);
  },
});
