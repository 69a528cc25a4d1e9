import type { ChainModel } from './chainModel.js';

/** What of a chain is there at a step of its play: values forward, then slopes back, or forward input by input. */
export interface ChainMoment {
  readonly phase: 'values' | 'back' | 'forward';
  /** How many steps have their values. */
  readonly valued: number;
  /** The edges along which a slope has come. */
  readonly edges: ReadonlySet<number>;
  /** All edges along which it comes in the end. */
  readonly live: ReadonlySet<number>;
  /** The input that carries 1, in forward mode. */
  readonly input: number;
  /** The steps of this phase so far. */
  readonly done: number;
  /** The edge that came last; null where none did, or all have. */
  readonly last: number | null;
  readonly isEnd: boolean;
}

/** Edges that lead to the output, as slopes come back along them. */
function edgesBack({ chain: { edges, items }, root }: ChainModel): number[] {
  const leads = items.map((_, i) => i === root);
  const live: number[] = [];
  for (let k = edges.length - 1; k >= 0; k--) {
    if (!leads[edges[k].to]) continue;
    leads[edges[k].from] = true;
    live.push(k);
  }
  return live;
}

/** Edges that an input leads to. */
function edgesForward({ chain: { edges, items } }: ChainModel, input: number): number[] {
  const reached = items.map((_, i) => i === input);
  return edges.flatMap(({ from, to }, k) => {
    if (!reached[from]) return [];
    reached[to] = true;
    return [k];
  });
}

const stepsOf = ({ chain }: ChainModel) => chain.items.length - chain.inputs;

/** How many steps a chain is played in, and how many of them are before slopes come. */
export function chainTotal(model: ChainModel): { total: number; turn: number } {
  if (model.isForward)
    return { total: model.inputs.reduce((sum, _, i) => sum + edgesForward(model, i).length, 0), turn: 0 };
  return { total: stepsOf(model) + edgesBack(model).length, turn: stepsOf(model) };
}

/** What is there after so many steps. */
export function chainMoment(model: ChainModel, step: number): ChainMoment {
  const steps = stepsOf(model);
  if (!model.isForward) {
    const live = edgesBack(model);
    const done = Math.max(0, Math.min(live.length, step - steps));
    const common = { input: 0, live: new Set(live), isEnd: step >= steps + live.length };
    if (step <= steps && live.length > 0)
      return { ...common, phase: 'values', valued: step, edges: new Set(), done: step, last: null };
    const last = common.isEnd ? null : live[done - 1];
    return { ...common, phase: 'back', valued: steps, edges: new Set(live.slice(0, done)), done, last };
  }
  let left = step;
  for (const [input] of model.inputs.entries()) {
    const live = edgesForward(model, input);
    if (left > live.length && input < model.inputs.length - 1) {
      left -= live.length;
      continue;
    }
    const done = Math.min(left, live.length);
    return {
      ...{ phase: 'forward', valued: steps, input, done, live: new Set(live) },
      edges: new Set(live.slice(0, done)),
      last: done > 0 && done < live.length ? live[done - 1] : null,
      isEnd: done === live.length,
    };
  }
  const none: ReadonlySet<number> = new Set();
  return {
    phase: 'values',
    valued: steps,
    edges: none,
    live: none,
    input: 0,
    done: 0,
    last: null,
    isEnd: true,
  };
}
