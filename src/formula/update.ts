import { isResident, type Resident } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { Assignments } from './assignments.js';
import { Compiled, CompiledInPlace } from './compile.js';
import { Graph, type Node } from './graph.js';
import { Program, reachableNodes } from './interpret.js';

/** Memory of an optimizer: the clock, numbers that change once a step, and the state, an array per name. */
export interface OptimizerState {
  readonly clock: Record<string, number>;
  readonly state: Record<string, Vec>;
}

/** Number of parameters from which compiling a step pays. */
const MANY = 32;

/**
 * An optimizer's update: assignments to x, clock and state, which may use these, the gradient g, the knobs and the
 * step's number.
 */
export class Update {
  readonly lines: Assignments;
  readonly clock: readonly string[];
  readonly state: readonly string[];
  readonly knobs: readonly string[];
  /** Clock, knobs and the step's number, which are the same for every parameter. */
  readonly numbers: readonly string[];
  #programs: Programs | null = null;
  #compiled: Compiled | null | undefined;
  #inPlace: CompiledInPlace | null = null;

  /** Throws SyntaxError for a line that cannot be read, TypeError where none assigns x. */
  constructor(
    texts: Readonly<Record<string, string>>,
    clock: readonly string[],
    state: readonly string[],
    knobs: readonly string[],
  ) {
    this.clock = clock;
    this.state = state;
    this.knobs = knobs;
    this.numbers = [...clock, ...knobs, 'step'];
    this.lines = new Assignments(texts, ['x', 'g', ...state, ...this.numbers]);
    if (!this.lines.expressions.has('x')) throw new TypeError('optimizer: next needs a line for x, got none');
  }

  /** The lines as programs, made when the first step is taken: most optimizers of the catalogue take none. */
  get #made(): Programs {
    this.#programs ??= programsOf(this);
    return this.#programs;
  }

  /** States that the lines use or change, the changed ones first. */
  get used(): readonly string[] {
    return this.#made.used;
  }

  /** Whether an x that is not finite stays so: its line adds to x or subtracts from it. */
  get staysNonFinite(): boolean {
    const x = this.lines.expressions.get('x')!;
    if (x.kind !== 'call' || !['add', 'subtract'].includes(x.operation)) return false;
    const [first] = x.args;
    return first.kind === 'variable' && first.name === 'x';
  }

  /** Whether the lines use the step's number. */
  get usesStep(): boolean {
    return reachableNodes([...this.lines.expressions.values()]).some(
      (node) => node.kind === 'variable' && node.name === 'step',
    );
  }

  /** Clock, knobs and the step's number before the clock advances, for the lines of the parameters. */
  advanceClock({ clock }: OptimizerState, settings: Readonly<Record<string, unknown>>): Vec {
    const now = Float64Array.from(this.numbers, (name) => clock[name] ?? (settings[name] as number));
    const next = this.#made.clock?.run(now);
    if (next)
      this.clock.forEach((name, i) => {
        clock[name] = next[i];
      });
    return now;
  }

  /** One update of x, clock and state, in place. */
  advance(memory: OptimizerState, x: Vec, g: Vec, settings: Readonly<Record<string, unknown>>): void {
    const numbers = this.advanceClock(memory, settings);
    const { roots, arrays, same } = this.#made;
    const states = this.used.map((name) => memory.state[name]);
    const inputs = [x, g, ...states];
    const outputs = [x, ...states.slice(0, roots.length - 1)];
    if (inputs.every(isResident)) this.#whereTheyAre(inputs, numbers, outputs as Resident[]);
    else if (x.length < MANY) this.#oneByOne(inputs, numbers, outputs);
    else {
      this.#compiled ??= Compiled.of(roots, { arrays, numbers: same });
      if (this.#compiled) this.#compiled.rows(inputs, [numbers], outputs, x.length);
      else this.#oneByOne(inputs, numbers, outputs);
    }
  }

  /** Update in engine memory by pairs; of an odd number of parameters the last by itself. */
  #whereTheyAre(inputs: readonly Resident[], numbers: Vec, outputs: readonly Resident[]): void {
    if (!this.#inPlace?.isCurrent) {
      const { roots, arrays, same } = this.#made;
      this.#inPlace = CompiledInPlace.of(roots, { arrays, numbers: same });
    }
    const pairs = this.#inPlace ? inputs[0].length & ~1 : 0;
    this.#inPlace?.over(inputs, outputs, pairs, numbers);
    this.#oneByOne(inputs, numbers, outputs, pairs);
  }

  #oneByOne(inputs: readonly Vec[], numbers: Vec, outputs: readonly Vec[], from = 0): void {
    const { parameter } = this.#made;
    const given = new Float64Array(inputs.length + numbers.length);
    given.set(numbers, inputs.length);
    for (let i = from; i < inputs[0].length; i++) {
      for (let k = 0; k < inputs.length; k++) given[k] = inputs[k][i];
      const found = parameter.run(given);
      for (let k = 0; k < outputs.length; k++) outputs[k][i] = found[k];
    }
  }
}

interface Programs {
  /** States that the lines change, and then those that they only read. */
  readonly used: readonly string[];
  /** New values of a parameter and of the states that change. */
  readonly roots: readonly Node[];
  readonly arrays: readonly Node[];
  readonly same: readonly Node[];
  readonly parameter: Program;
  /** Program of the clock; null where no line changes it. */
  readonly clock: Program | null;
}

function programsOf({ lines, clock, state, numbers }: Update): Programs {
  const graph = new Graph();
  const names = ['x', 'g', ...state, ...numbers];
  const before = new Map<string, Node>(names.map((name) => [name, graph.variable(name)]));
  const after = lines.applyTo(graph, before);
  const nodes = (asked: readonly string[], from = before) => asked.map((name) => from.get(name)!);
  const isChanged = (name: string) => after.get(name) !== before.get(name);
  const changed = state.filter(isChanged);
  const roots = nodes(['x', ...changed], after);
  const read = new Set(reachableNodes(roots));
  const used = [...changed, ...state.filter((name) => !isChanged(name) && read.has(before.get(name)!))];
  return {
    used,
    roots,
    arrays: nodes(['x', 'g', ...used]),
    same: nodes(numbers),
    parameter: new Program(roots, ['x', 'g', ...used, ...numbers]),
    clock: clock.some(isChanged) ? new Program(nodes(clock, after), numbers) : null,
  };
}
