import { isResident, type Resident } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { stripedSum } from '../math/stripedSum.js';
import { Assignments } from './assignments.js';
import { Compiled } from './compile.js';
import type { CompiledInputs } from './compiledForm.js';
import { CompiledInPlace } from './compiledInPlace.js';
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
 * step's number, and norms of what they are for all parameters.
 */
export class Update {
  readonly lines: Assignments;
  readonly clock: readonly string[];
  readonly state: readonly string[];
  readonly knobs: readonly string[];
  #programs: Programs | null = null;

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
    this.lines = new Assignments(texts, ['x', 'g', ...state, ...this.#numbers]);
    if (!this.lines.expressions.has('x')) throw new TypeError('optimizer: next needs a line for x, got none');
  }

  /** Clock, knobs and the step's number, which are the same for every parameter. */
  get #numbers(): readonly string[] {
    return [...this.clock, ...this.knobs, 'step'];
  }

  /** The lines as programs, made when the first step is taken: most optimizers of the catalogue take none. */
  get #made(): Programs {
    this.#programs ??= programsOf(this, this.#numbers);
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
    return this.lines.uses('step');
  }

  /** Clock, knobs and the step's number before the clock advances, and the norms, for the lines of the parameters. */
  advanceClock(
    { clock, state }: OptimizerState,
    x: Vec,
    g: Vec,
    settings: Readonly<Record<string, unknown>>,
  ): Vec {
    const { numbers, norms, used, clock: program } = this.#made;
    const now = new Float64Array(numbers.length + norms.length);
    numbers.forEach((name, i) => {
      now[i] = clock[name] ?? (settings[name] as number);
    });
    norms.forEach((each, k) => {
      const squares = new Float64Array(x.length);
      each.run([x, g, ...used.map((name) => state[name])], now, [squares]);
      for (let i = 0; i < squares.length; i++) squares[i] *= squares[i];
      now[numbers.length + k] = Math.sqrt(stripedSum(squares, 0, squares.length));
    });
    const next = program?.run(now);
    if (next)
      this.clock.forEach((name, i) => {
        clock[name] = next[i];
      });
    return now;
  }

  /** One update of x, clock and state, in place. */
  advance(memory: OptimizerState, x: Vec, g: Vec, settings: Readonly<Record<string, unknown>>): void {
    const numbers = this.advanceClock(memory, x, g, settings);
    const { used, changes, parameter } = this.#made;
    const states = used.map((name) => memory.state[name]);
    parameter.run([x, g, ...states], numbers, [x, ...states.slice(0, changes)]);
  }
}

interface Programs {
  /** Clock, knobs and the step's number. */
  readonly numbers: readonly string[];
  /** States that the lines change, and then those that they only read. */
  readonly used: readonly string[];
  /** Number of the states that change. */
  readonly changes: number;
  /** New values of a parameter and of the states that change. */
  readonly parameter: EachParameter;
  /** Arguments of the norms, each of which may use those before it. */
  readonly norms: readonly EachParameter[];
  /** Program of the clock; null where no line changes it. */
  readonly clock: Program | null;
}

/** Name of a norm, which no text can name. */
const normName = (k: number) => `norm#${k}`;

function programsOf({ lines, clock, state }: Update, numbers: readonly string[]): Programs {
  const graph = new Graph();
  const names = ['x', 'g', ...state, ...numbers];
  const before = new Map<string, Node>(names.map((name) => [name, graph.variable(name)]));
  const normed: Node[] = [];
  const [after] = lines.applyTo(graph, [before], ([each]) => graph.variable(normName(normed.push(each))));
  const isChanged = (name: string) => after.get(name) !== before.get(name);
  const changed = state.filter(isChanged);
  const roots = ['x', ...changed].map((name) => after.get(name)!);
  const read = new Set(reachableNodes([...roots, ...normed]));
  const used = [...changed, ...state.filter((name) => !isChanged(name) && read.has(before.get(name)!))];
  const all = [...numbers, ...normed.map((_, k) => normName(k + 1))];
  const eachOf = (of: readonly Node[]) => new EachParameter(graph, of, ['x', 'g', ...used], all);
  const ticks = clock.map((name) => after.get(name)!);
  return {
    numbers,
    used,
    changes: changed.length,
    parameter: eachOf(roots),
    norms: normed.map((node) => eachOf([node])),
    clock: clock.some(isChanged) ? new Program(ticks, all) : null,
  };
}

/** Nodes computed for each parameter, from arrays and from numbers that are the same for all. */
class EachParameter {
  readonly #roots: readonly Node[];
  readonly #given: CompiledInputs;
  readonly #program: Program;
  #compiled: Compiled | null | undefined;
  #inPlace: CompiledInPlace | null = null;

  constructor(graph: Graph, roots: readonly Node[], arrays: readonly string[], numbers: readonly string[]) {
    const variables = (names: readonly string[]) => names.map((name) => graph.variable(name));
    this.#roots = roots;
    this.#given = { arrays: variables(arrays), numbers: variables(numbers) };
    this.#program = new Program(roots, [...arrays, ...numbers]);
  }

  /** Outputs may be among the inputs. */
  run(inputs: readonly Vec[], numbers: Vec, outputs: readonly Vec[]): void {
    const { length } = inputs[0];
    if (inputs.every(isResident) && outputs.every(isResident)) this.#whereTheyAre(inputs, numbers, outputs);
    else if (length < MANY) this.#oneByOne(inputs, numbers, outputs);
    else {
      if (this.#compiled === undefined) this.#compiled = Compiled.of(this.#roots, this.#given);
      if (this.#compiled) this.#compiled.rows(inputs, [numbers], outputs, length);
      else this.#oneByOne(inputs, numbers, outputs);
    }
  }

  /** Update in engine memory by pairs; of an odd number of parameters the last by itself. */
  #whereTheyAre(inputs: readonly Resident[], numbers: Vec, outputs: readonly Resident[]): void {
    if (!this.#inPlace?.isCurrent) this.#inPlace = CompiledInPlace.of(this.#roots, this.#given);
    const pairs = this.#inPlace ? inputs[0].length & ~1 : 0;
    this.#inPlace?.over(inputs, outputs, pairs, numbers);
    this.#oneByOne(inputs, numbers, outputs, pairs);
  }

  #oneByOne(inputs: readonly Vec[], numbers: Vec, outputs: readonly Vec[], from = 0): void {
    const given = new Float64Array(inputs.length + numbers.length);
    given.set(numbers, inputs.length);
    for (let i = from; i < inputs[0].length; i++) {
      for (let k = 0; k < inputs.length; k++) given[k] = inputs[k][i];
      const found = this.#program.run(given);
      for (let k = 0; k < outputs.length; k++) outputs[k][i] = found[k];
    }
  }
}
