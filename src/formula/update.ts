import type { Vec } from '../fn.js';
import { Assignments } from './assignments.js';
import { Compiled } from './compile.js';
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
    const next = this.#made.clock.run(now);
    this.clock.forEach((name, i) => {
      clock[name] = next[i];
    });
    return now;
  }

  /** One update of x, clock and state, in place. */
  advance(memory: OptimizerState, x: Vec, g: Vec, settings: Readonly<Record<string, unknown>>): void {
    const numbers = this.advanceClock(memory, settings);
    const states = this.state.map((name) => memory.state[name]);
    const [inputs, outputs] = [
      [x, g, ...states],
      [x, ...states],
    ];
    if (x.length < MANY) {
      this.#oneByOne(inputs, numbers, outputs);
      return;
    }
    const { roots, arrays, same } = this.#made;
    this.#compiled ??= Compiled.of(roots, { arrays, numbers: same });
    if (this.#compiled) this.#compiled.rows(inputs, [numbers], outputs, x.length);
    else this.#oneByOne(inputs, numbers, outputs);
  }

  #oneByOne(inputs: readonly Vec[], numbers: Vec, outputs: readonly Vec[]): void {
    const { parameter } = this.#made;
    const given = new Float64Array(inputs.length + numbers.length);
    given.set(numbers, inputs.length);
    for (let i = 0; i < inputs[0].length; i++) {
      for (let k = 0; k < inputs.length; k++) given[k] = inputs[k][i];
      const found = parameter.run(given);
      for (let k = 0; k < outputs.length; k++) outputs[k][i] = found[k];
    }
  }
}

interface Programs {
  /** New values of a parameter and of its state. */
  readonly roots: readonly Node[];
  readonly arrays: readonly Node[];
  readonly same: readonly Node[];
  readonly parameter: Program;
  readonly clock: Program;
}

function programsOf({ lines, clock, state, numbers }: Update): Programs {
  const names = ['x', 'g', ...state, ...numbers];
  const graph = new Graph();
  const before = new Map<string, Node>(names.map((name) => [name, graph.variable(name)]));
  const after = lines.applyTo(graph, before);
  const nodes = (asked: readonly string[], from = before) => asked.map((name) => from.get(name)!);
  const roots = nodes(['x', ...state], after);
  return {
    roots,
    arrays: nodes(['x', 'g', ...state]),
    same: nodes(numbers),
    parameter: new Program(roots, names),
    clock: new Program(nodes(clock, after), numbers),
  };
}
