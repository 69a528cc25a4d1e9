import { allocateZeros } from '../engine/memory.js';
import { ResidentNumbers } from '../engine/resident.js';
import { type Fn, type Local, makeLocal, pointByPoint, type Vec } from '../fn.js';
import { needKeys, showValue, unknownName, wrongKind } from '../need.js';
import { arrayList, concatenateArrays, equalColumns, pointFrom, pointFromText } from '../numbers.js';
import { Evaluator } from './compile.js';
import { pullBack, pushForward } from './differentiate.js';
import { gated, nonZero } from './flatness.js';
import type { Graph, Node } from './graph.js';
import { GridEvaluator } from './grid.js';
import { reachableNodes } from './interpret.js';
import { plainOrder } from './names.js';
import { parse } from './parse.js';
import { type AllParts, type Parts, partNames, partsOf, type Reading } from './parts.js';
import { nodeText } from './print.js';
import { type Step, taught } from './teaching.js';
import { MOST_CHARACTERS } from './tokens.js';
import { withinWork } from './work.js';

export interface FormulaOptions {
  /** Names that the text may use, in the order of the inputs; there may be more than it uses. */
  variables?: readonly string[];
}

/** A point by the names of variables. */
export type NamedPoint = Readonly<Record<string, number>>;

/** Name of the weight, which no text can contain. */
const WEIGHT = '*';

/**
 * Formula, or several side by side, as a Fn of its variables: one input per variable, one output per text. Its
 * derivatives are graphs made by the rules, evaluated like itself.
 */
export class Formula implements Fn, Parts {
  declare readonly inputs: number;
  declare readonly outputs: number;
  declare readonly variables: readonly string[];
  /** Whether the order of the variables is plain enough for a point to be an array. */
  declare readonly positional: boolean;
  declare readonly graph: Graph;
  declare readonly roots: readonly Node[];
  /** Column, from 1, where each expression first stands in its text. */
  declare readonly columns: ReadonlyMap<Node, number>;
  /** Expression computed for each root: an equal one where that keeps more digits. */
  declare readonly computed: readonly Node[];
  readonly #parts: () => AllParts;
  #evaluator: Evaluator | null = null;
  #push: Evaluator | null = null;
  #pull: Evaluator | null = null;
  #matrix: Evaluator | null = null;
  #bend: Evaluator | null = null;
  #slopes: Evaluator | null = null;
  #weighed: Evaluator | null = null;
  #grid: GridEvaluator | null = null;

  /** A function is called when what it reads is first asked for, as the texts of a catalogue mostly are not. */
  constructor(...given: [read: () => Reading] | Reading) {
    if (given.length === 1) {
      const [read] = given;
      let made: AllParts | undefined;
      const parts = () => {
        made ??= partsOf(read());
        return made;
      };
      this.#parts = parts;
      for (const name of partNames)
        Object.defineProperty(this, name, { enumerable: true, get: () => parts()[name] });
      return;
    }
    const parts = partsOf(given);
    this.#parts = () => parts;
    this.inputs = parts.inputs;
    this.outputs = parts.outputs;
    this.variables = parts.variables;
    this.positional = parts.positional;
    this.graph = parts.graph;
    this.roots = parts.roots;
    this.columns = parts.columns;
    this.computed = parts.computed;
  }

  get #value(): Evaluator {
    this.#evaluator ??= new Evaluator(this.computed, this.variables);
    return this.#evaluator;
  }

  /** Text in one spelling, which parses back to the same graph. */
  get text(): string {
    return this.texts.join('; ');
  }

  get texts(): string[] {
    const texts = written(() => this.roots.map(nodeText));
    const long = texts.find(({ length }) => length > MOST_CHARACTERS);
    if (long === undefined) return texts;
    throw new RangeError(
      `formula: its text needs at most ${MOST_CHARACTERS} characters to be read again, got ${long.length}`,
    );
  }

  /** What Node, Deno and Bun print. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const variables = this.variables.join(', ') || 'no variable';
    try {
      return `formula(${JSON.stringify(this.text)}) of ${variables}`;
    } catch {
      // A text too long to be written.
      return `formula(…) of ${variables}`;
    }
  }

  get tex(): string {
    return written(() => this.roots.map(taught().tex)).join(',\\quad ');
  }

  get mathml(): string {
    return written(() => this.roots.map(taught().mathml)).join('');
  }

  /**
   * ∂f/∂variable, exact and simplified, as an ordinary formula of the same variables.
   * Throws TypeError for a name it does not have, or where it has several and none is given; RangeError where it
   * takes more than `MOST_WORK` to simplify.
   */
  derivative(variable?: string): Formula {
    const { graph, roots, variables, columns, positional } = this;
    const name = this.needVariable('derivative', variable);
    const one = new Map([[name, graph.constant(1)]]);
    return withinWork(
      'derivative',
      'take gradient(f, x) for its numbers, or .slope(), as it is computed',
      () => {
        const slopes = pushForward(graph, roots, one, 'read').map((slope) => slope ?? graph.constant(0));
        return new Formula(graph, taught().simplified(graph, slopes), variables, columns, positional);
      },
    );
  }

  /**
   * ∂f/∂variable in the form that is computed: it keeps its digits, and may read worse than `.derivative(variable)`.
   * Throws TypeError as that does.
   */
  slope(variable?: string): Formula {
    const { graph, computed, variables, columns, positional } = this;
    const changes = new Map([[this.needVariable('slope', variable), graph.constant(1)]]);
    const slopes = pushForward(graph, computed, changes, 'compute').map(
      (slope) => slope ?? graph.constant(0),
    );
    return new Formula(graph, slopes, variables, columns, positional);
  }

  /**
   * Steps to the derivative, each with its rule, before and after; the last `after` is the text of
   * `.derivative(variable)`. With a point, the numbers of each step there too.
   * Throws RangeError for several formulas side by side, one of more than 1000 expressions, or where it takes more
   * than `MOST_WORK`.
   */
  explain(variable?: string, options: { at?: NamedPoint | number | ArrayLike<number> } = {}): Step[] {
    const name = this.needVariable('explain', variable);
    needKeys('explain', 'option', options, ['at']);
    if (this.outputs !== 1)
      throw new RangeError(`explain: the formula needs one output, got ${this.outputs}`);
    const at = options.at === undefined ? null : this.point('explain', 'at', options.at);
    return withinWork('explain', 'explain a part of it', () => taught().explained(this, name, at));
  }

  /** Array of a point, given as text, by name or, where the order of the variables is plain, by position. */
  point(who: string, what: string, given: unknown): Vec {
    const { variables } = this;
    const x = typeof given === 'string' ? pointFromText(who, what, given, variables) : given;
    if (!this.#byName(who, what, x)) return pointFrom(who, what, x, variables.length);
    return Float64Array.from(valuesByName(who, what, variables, x), (value, i) => {
      if (typeof value !== 'number') throw wrongKind(who, `${what}.${variables[i]}`, 'a number', value);
      return value;
    });
  }

  /** Array for each variable of points given so, with equally long arrays in place of numbers. */
  points(who: string, what: string, x: unknown): Vec[] {
    const { variables } = this;
    return this.#byName(who, what, x)
      ? equalColumns(who, (i) => `${what}.${variables[i]}`, valuesByName(who, what, variables, x))
      : equalColumns(who, (i) => `${what}[${i}]`, arrayList(who, what, x, variables.length));
  }

  #byName(who: string, what: string, x: unknown): x is object {
    const { variables, positional } = this;
    if (isNamedPoint(x, variables)) return true;
    if (positional) return false;
    const byName = `{ ${variables.map((name) => `${name}: …`).join(', ')} }`;
    const declared = `formula(text, { variables: [${variables.map((name) => `'${name}'`).join(', ')}] })`;
    throw new TypeError(
      `${who}: ${what} needs names, since ${variables.join(', ')} have no plain order: write ${byName}, or ${declared}`,
    );
  }

  needVariable(who: string, name: string | undefined): string {
    const { variables } = this;
    if (name === undefined && variables.length === 1) return variables[0];
    if (variables.length === 0) throw new TypeError(`${who}: the formula needs a variable, got none`);
    if (name === undefined) throw wrongKind(who, 'variable', `one of ${variables.join(', ')}`, name);
    if (!variables.includes(name)) throw unknownName(who, 'variable', name, variables);
    return name;
  }

  at(given: Vec): Local {
    const x = given.slice();
    return makeLocal(this.#value.run(x), {
      push: (v) => {
        this.#push ??= this.#pushEvaluator();
        return this.#push.run(concatenateArrays([x, v]));
      },
      pull: (u, out) => {
        this.#pull ??= this.#pullEvaluator();
        return this.#pull.run(concatenateArrays([x, u]), out);
      },
      bend: (v, u) => {
        this.#bend ??= this.#bendEvaluator();
        return this.#bend.run(concatenateArrays([x, v, u]));
      },
      // Of a single output a pull is all of it.
      ...(this.outputs > 1 && {
        matrix: () => {
          this.#matrix ??= this.#matrixEvaluator();
          return this.#matrix.run(x);
        },
      }),
    });
  }

  /** The formula at many points at once: values in blocks of points, derivatives point by point. */
  many(points: number): Fn {
    const single = pointByPoint(this, points);
    return {
      ...single,
      at: (given) => {
        const x = given.slice();
        let near: Local | null = null;
        const local = () => {
          near ??= single.at(x);
          return near;
        };
        return {
          value: this.#evaluateBlock(x, points),
          push: (v) => local().push(v),
          pull: (u) => local().pull(u),
          bend: (v, u) => local().bend(v, u),
        };
      },
    };
  }

  /** Values at many points: an array for each input, and for each output, of `out` where there is one. */
  over(inputs: readonly Vec[], points: number, out = zeroArrays(this.outputs, points)): Vec[] {
    this.#value.over(inputs, out, points);
    return out;
  }

  /**
   * First output at many points, times a weight at each if there is one, 0 where nothing varies whatever the weight;
   * `out` may be one of those arrays.
   */
  weigh(inputs: readonly Vec[], out: Vec, weight?: Vec): void {
    if (!weight) {
      this.#value.over(inputs, [out], out.length);
      return;
    }
    this.#weighed ??= this.#weighedEvaluator();
    this.#weighed.over([...inputs, weight], [out], out.length);
  }

  /** Value and gradient at many points, for a formula of one output; in the arrays of `out`, the value first. */
  slopesOver(
    inputs: readonly Vec[],
    points: number,
    out = zeroArrays(1 + this.inputs, points),
  ): { values: Vec; gradient: Vec[] } {
    this.#slopes ??= this.#slopesEvaluator();
    this.#slopes.over(inputs, out, points);
    const [values, ...gradient] = out;
    return { values, gradient };
  }

  /** Hessian times a change v, at many points, for a formula of one output. */
  turnsOver(inputs: readonly Vec[], v: readonly Vec[], points: number): Vec[] {
    this.#bend ??= this.#bendEvaluator();
    const turned = zeroArrays(this.inputs, points);
    this.#bend.over([...inputs, ...v, new Float64Array(points).fill(1)], turned, points);
    return turned;
  }

  /** Values on the grid x × y of its two variables, row after row, into `out`: element (j, i) is at x[i] and y[j]. */
  onGrid(x: Vec, y: Vec, out: Vec): void {
    this.#grid ??= new GridEvaluator(this.computed[0], this.variables);
    this.#grid.over(x, y, out);
  }

  #evaluateBlock(x: Vec, points: number): Vec {
    const found = new Float64Array(this.outputs * points);
    const rows = (all: Vec, count: number) =>
      Array.from({ length: count }, (_, i) => all.subarray(i * points, (i + 1) * points));
    this.#value.over(rows(x, this.inputs), rows(found, this.outputs), points);
    return found;
  }

  #weighedEvaluator(): Evaluator {
    const { graph, computed } = this;
    const product = graph.call('multiply', computed[0], graph.variable(WEIGHT));
    return this.#evaluatorOf([gated(graph, product, nonZero(graph, computed[0]))], [WEIGHT]);
  }

  #slopesEvaluator(): Evaluator {
    const { graph, computed, variables } = this;
    const slopes = pullBack(graph, computed, [graph.constant(1)], variables);
    return this.#evaluatorOf([...computed, ...slopes], [], true);
  }

  #pushEvaluator(): Evaluator {
    const [v, names] = this.#freshVariables('d', this.inputs);
    const changes = new Map(this.variables.map((name, i) => [name, v[i]]));
    return this.#evaluatorOf(pushForward(this.graph, this.computed, changes, 'compute'), names);
  }

  #pullEvaluator(): Evaluator {
    const [u, names] = this.#freshVariables('w', this.outputs);
    return this.#evaluatorOf(pullBack(this.graph, this.computed, u, this.variables), names);
  }

  /** Evaluator of the Jacobian, each row made of one output alone, or each column of one input, whichever are fewer. */
  #matrixEvaluator(): Evaluator {
    const { graph, computed, variables } = this;
    const one = graph.constant(1);
    if (computed.length <= variables.length)
      return this.#evaluatorOf(
        computed.flatMap((root) => pullBack(graph, [root], [one], variables)),
        [],
      );
    const columns = variables.map((name) => pushForward(graph, computed, new Map([[name, one]]), 'compute'));
    return this.#evaluatorOf(
      computed.flatMap((_, i) => columns.map((column) => column[i])),
      [],
    );
  }

  #bendEvaluator(): Evaluator {
    const [v, changes] = this.#freshVariables('d', this.inputs);
    const [u, weights] = this.#freshVariables('w', this.outputs);
    const { graph, variables } = this;
    const zero = graph.constant(0);
    const gradient = pullBack(graph, this.computed, u, variables).map((slope) => slope ?? zero);
    const turning = pushForward(
      graph,
      gradient,
      new Map(variables.map((name, i) => [name, v[i]])),
      'compute',
    );
    return this.#evaluatorOf(turning, [...changes, ...weights]);
  }

  /** n variables that no text can name. */
  #freshVariables(letter: string, n: number): [Node[], string[]] {
    const names = Array.from({ length: n }, (_, i) => `${letter}#${i}`);
    return [names.map((name) => this.graph.variable(name)), names];
  }

  #evaluatorOf(roots: readonly (Node | null)[], names: readonly string[], gated = false): Evaluator {
    const zero = this.graph.constant(0);
    return new Evaluator(
      roots.map((root) => root ?? zero),
      [...this.variables, ...names],
      gated,
    );
  }

  /** Value at a number, for a formula of one variable and one output. */
  of(x: number): number {
    return this.#value.run([x])[0];
  }

  /**
   * Written expression that a node computes, and the node that has its value: the same one, or, where that is only a
   * part of what is computed, the expression itself.
   */
  written(node: Node): { expression: Node; as: Node } {
    const { stable } = this.#parts();
    for (const [written, computed] of stable) if (computed === node) return { expression: written, as: node };
    for (const [written, computed] of stable)
      if (reachableNodes([computed]).includes(node)) return { expression: written, as: written };
    return { expression: node, as: node };
  }

  /** Values of every expression that is computed, arguments first. */
  trace(x: Vec): { nodes: readonly Node[]; values: Vec } {
    return { nodes: this.#value.nodes, values: this.#value.trace(x) };
  }
}

const written = <T>(write: () => T): T => withinWork('formula', 'write a part of it', write);

const zeroArrays = (count: number, length: number) =>
  Array.from({ length: count }, () => allocateZeros('formula', 'values', length));

/** Whether a point is given by names; `length` may be one of them. */
function isNamedPoint(x: unknown, variables: readonly string[]): x is object {
  if (typeof x !== 'object' || x === null || x instanceof ResidentNumbers) return false;
  const isList = Array.isArray(x) || ArrayBuffer.isView(x);
  return !('length' in x) || (!isList && variables.includes('length'));
}

function valuesByName(who: string, what: string, variables: readonly string[], x: object): unknown[] {
  for (const name of Object.keys(x)) {
    if (!variables.includes(name)) throw unknownName(who, `variable in ${what}:`, name, variables);
  }
  return variables.map((name) => (Object.hasOwn(x, name) ? (x as Record<string, unknown>)[name] : undefined));
}

/**
 * Formula of a text, or of several in the same variables: `formula('(3x+2)^4')`. The language is that of written
 * mathematics: `2x`, `x^2`, `3 sin(x)`, names of letters, `pi`, `e`.
 * Throws SyntaxError with the `.column` of what could not be understood, or where a text has more than 30 000
 * characters or nests more than 200 parentheses deep; RangeError beyond 200 000 expressions, those of derivatives
 * included; TypeError for an option it does not have.
 */
export function formula(given: string, options?: FormulaOptions): ScalarFormula;
export function formula(given: string | readonly string[], options?: FormulaOptions): Formula;
export function formula(given: string | readonly string[], options: FormulaOptions = {}): Formula {
  return new Formula(...readFormula(given, options));
}

/** Formula of one text. */
export interface ScalarFormula extends Formula {
  readonly outputs: 1;
  derivative(variable?: string): ScalarFormula;
  slope(variable?: string): ScalarFormula;
}

/** The same of a text that is known to be one, read when it is first asked for. */
export const formulaOnDemand = (text: string): ScalarFormula =>
  new Formula(() => readFormula(text, {})) as ScalarFormula;

function readFormula(given: string | readonly string[], options: FormulaOptions): Reading {
  const texts = typeof given === 'string' ? [given] : given;
  if (!Array.isArray(texts) || texts.length === 0) {
    throw new TypeError(`formula: text needs a string or an array of strings, got ${showValue(given)}`);
  }
  needKeys('formula', 'option', options, ['variables']);
  const { variables: declared } = options;
  const { graph, roots, variables, columns } = parse(texts, { variables: declared });
  const positional = declared !== undefined || plainOrder(variables) !== null;
  return [graph, roots, variables, columns, positional];
}
