import { shown } from '../need.js';
import type { Graph, Node } from './graph.js';
import { at, mistake, type Place, unexpected } from './mistake.js';
import { constants, isLetter } from './names.js';
import { isUnwritten, type Operation } from './operations.js';
import type { Token } from './token.js';
import { numberOf } from './tokens.js';
import { noFunction, noParentheses, type Variables } from './variables.js';

const sums: ReadonlyMap<string, Operation> = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
]);

const products: ReadonlyMap<string, Operation> = new Map([
  ['*', 'multiply'],
  ['/', 'divide'],
]);

/**
 * Recursive-descent parser of one text into the graph; each token is read once. From loose to tight: sums; products,
 * where a missing sign is a `*`; signs; powers, from the right. Only parentheses and calls recurse, and `tokens` has
 * bounded their depth.
 */
export class Grammar {
  readonly #tokens: readonly Token[];
  readonly #place: Omit<Place, 'column'>;
  readonly #graph: Graph;
  readonly #variables: Variables;
  readonly #columns: Map<Node, number>;
  readonly #functions: ReadonlyMap<string, Operation>;
  #at = 0;

  constructor(
    tokens: readonly Token[],
    place: Omit<Place, 'column'>,
    graph: Graph,
    variables: Variables,
    columns: Map<Node, number>,
    functions: ReadonlyMap<string, Operation>,
  ) {
    this.#tokens = tokens;
    this.#place = place;
    this.#graph = graph;
    this.#variables = variables;
    this.#columns = columns;
    this.#functions = functions;
  }

  formula(): Node {
    const root = this.#sum();
    this.#need('end', 'an operator or the end of the text');
    return root;
  }

  get #next(): Token {
    return this.#tokens[this.#at];
  }

  #sum(): Node {
    const { column } = this.#next;
    let left = this.#product();
    for (;;) {
      const operation = sums.get(this.#next.kind);
      if (!operation) return left;
      this.#at++;
      left = this.#call(column, operation, left, this.#product());
    }
  }

  #product(): Node {
    const { column } = this.#next;
    let left = this.#signed();
    for (;;) {
      const { kind } = this.#next;
      const operation = products.get(kind);
      if (operation) {
        this.#at++;
        left = this.#call(column, operation, left, this.#signed());
      } else if (kind === 'name' || kind === '(') {
        left = this.#call(column, 'multiply', left, this.#power());
      } else {
        return left;
      }
    }
  }

  #signed(): Node {
    const minuses = this.#signs();
    return this.#negated(minuses, this.#power());
  }

  /** Columns of the minus signs in a row of signs; a plus changes nothing. */
  #signs(): number[] {
    const minuses: number[] = [];
    for (; sums.has(this.#next.kind); this.#at++) {
      if (this.#next.kind === '-') minuses.push(this.#next.column);
    }
    return minuses;
  }

  #negated(minuses: number[], node: Node): Node {
    let negated = node;
    for (let i = minuses.length - 1; i >= 0; i--) negated = this.#call(minuses[i], 'negate', negated);
    return negated;
  }

  /** Powers read as a list and built from its end, so that a long chain is no deep recursion. */
  #power(): Node {
    const chain: { minuses: number[]; column: number; base: Node }[] = [];
    let minuses: number[] = [];
    for (;;) {
      const { column } = this.#next;
      chain.push({ minuses, column, base: this.#factor() });
      if (this.#next.kind === 'superscript') {
        chain.push({ minuses: [], column: this.#next.column, base: this.#superscript() });
        break;
      }
      if (this.#next.kind !== '^') break;
      this.#at++;
      minuses = this.#signs();
    }
    const last = chain.pop()!;
    let node = this.#negated(last.minuses, last.base);
    for (let link = chain.pop(); link; link = chain.pop()) {
      node = this.#negated(link.minuses, this.#call(link.column, 'power', link.base, node));
    }
    return node;
  }

  /** Number of a superscript. Throws for `x²^3`, which is (x²)³ to the eye and x^(2^3) to the rule. */
  #superscript(): Node {
    const node = this.#number();
    const next = this.#next;
    if (next.kind === '^' || next.kind === 'superscript') {
      throw mistake(
        this.#of(next),
        `a superscript needs parentheses before another power ${this.#here(next)}`,
      );
    }
    return node;
  }

  #number(): Node {
    const token = this.#next;
    const value = numberOf(token);
    if (!Number.isFinite(value)) {
      const message = `a number needs to be at most 1.8e308, got ${shown(token.text)} ${this.#here(token)}`;
      throw mistake(this.#of(token), message);
    }
    this.#at++;
    return this.#found(token.column, this.#graph.constant(value));
  }

  #factor(): Node {
    const token = this.#next;
    if (token.kind === 'number') return this.#number();
    if (token.kind === 'name') return this.#name(token);
    if (token.kind !== '(') throw unexpected(this.#of(token), 'a number, a name or "("', token);
    this.#at++;
    const inside = this.#sum();
    this.#need(')', 'an operator or ")"');
    return inside;
  }

  #name(token: Token): Node {
    this.#at++;
    const operation = this.#functions.get(token.text);
    if (operation) return this.#function(token, operation);
    const constant = constants.get(token.text);
    if (constant) return this.#found(token.column, this.#graph.constant(constant.value, constant.name));
    // rate(x+1) may be a product, sine(x) a slip: without a declaration no one can tell.
    if (this.#next.kind === '(' && !isLetter(token.text) && !this.#variables.declares(token.text)) {
      throw noFunction(this.#of(token), token.text);
    }
    this.#variables.meet(token.text, this.#of(token));
    return this.#found(token.column, this.#graph.variable(token.text));
  }

  #function(token: Token, operation: Operation): Node {
    if (!this.#skip('('))
      throw noParentheses(this.#of(token), this.#tokens.slice(this.#at - 1, this.#at + 6));
    const args: Node[] = [];
    if (!this.#skip(')')) {
      do args.push(this.#sum());
      while (this.#skip(','));
      this.#need(')', 'an operator, "," or ")"');
    }
    const needs = unmet(operation, args.length);
    if (needs) {
      throw mistake(this.#of(token), `${token.text} ${this.#here(token)} needs ${needs}, got ${args.length}`);
    }
    return this.#call(token.column, operation, ...args);
  }

  #skip(kind: Token['kind']): boolean {
    const found = this.#next.kind === kind;
    if (found) this.#at++;
    return found;
  }

  #need(kind: Token['kind'], expected: string): void {
    if (!this.#skip(kind)) throw unexpected(this.#of(this.#next), expected, this.#next);
  }

  #call(column: number, operation: Operation, ...args: Node[]): Node {
    return this.#found(column, this.#graph.written(operation, ...args));
  }

  #found<N extends Node>(column: number, node: N): N {
    if (!this.#columns.has(node)) this.#columns.set(node, column);
    return node;
  }

  #of({ column }: Token): Place {
    return { ...this.#place, column };
  }

  #here(token: Token): string {
    return at(this.#of(token));
  }
}

/** Arguments that an operation needs, in words; null where it has them. */
function unmet(operation: Operation, args: number): string | null {
  if (operation === 'min' || operation === 'max') return args < 2 ? '2 or more arguments' : null;
  return args === 1 || isUnwritten(operation) ? null : '1 argument';
}
