import type { Engine } from '../../engine/load.js';
import type { Formula } from '../../formula/formula.js';
import { reachableNodes } from '../../formula/interpret.js';
import { compileLockstep, type LockstepLoop } from '../../formula/lockstep.js';
import type { LockstepLayout } from '../../formula/lockstepLayout.js';
import type { Update } from '../../formula/update.js';

// Compiled loops by formula, update and form. One is compiled once running one by one has cost what compiling would.

/** Cost of compiling, fixed and per expression; of a step, beside its expressions; and of a run, in steps. */
const [COMPILE_COST, COST_PER_NODE, STEP_COST, RUN_COST] = [40_000, 400, 100, 8];

interface KnownLoop {
  /** Undefined until it is compiled, null where it cannot be. */
  loop: LockstepLoop | null | undefined;
  /** Cost of the runs made without it. */
  spent: number;
}

interface LoopsOfFormula {
  /** Engine in whose memory the loops work. */
  readonly engine: Engine;
  readonly nodes: number;
  readonly byUpdate: WeakMap<Update, Map<string, KnownLoop>>;
}

const known = new WeakMap<Formula, LoopsOfFormula>();

/** Loop for so many runs of so many steps; null where there is none, or they cost too little for one. */
export function loopFor(
  engine: Engine,
  f: Formula,
  layout: LockstepLayout,
  runs: number,
  steps: number,
): LockstepLoop | null {
  const { nodes, byUpdate } = loopsOf(engine, f);
  const { update, form } = layout;
  const forms = byUpdate.get(update) ?? new Map<string, KnownLoop>();
  byUpdate.set(update, forms);
  const key = `${form.slopes} ${form.clips} ${form.inputs.join()}`;
  const found = forms.get(key) ?? { loop: undefined, spent: 0 };
  forms.set(key, found);
  if (found.loop !== undefined) return found.loop;
  found.spent += runs * (steps + RUN_COST) * (nodes + STEP_COST);
  if (found.spent < COMPILE_COST + COST_PER_NODE * nodes) return null;
  found.loop = compileLockstep(f, layout);
  return found.loop;
}

function loopsOf(engine: Engine, f: Formula): LoopsOfFormula {
  const last = known.get(f);
  if (last?.engine === engine) return last;
  const own = { engine, nodes: reachableNodes(f.computed).length, byUpdate: new WeakMap() };
  known.set(f, own);
  return own;
}
