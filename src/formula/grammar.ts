import { showValue } from '../need.js';
import { isLostDecimal, NOT_LOST } from '../numbers.js';
import {
  commaCure,
  describePosition,
  formulaError,
  type TextPosition,
  unexpectedToken,
} from './formulaError.js';
import type { Graph, Node, Variable } from './graph.js';
import { constants, isOneLetter } from './names.js';
import { isUnwritten, type Operation } from './operations.js';
import { nodeText } from './print.js';
import type { Token } from './token.js';
import { tokenNumber } from './tokens.js';
import { missingParentheses, type Variables } from './variables.js';

const sumOperators: ReadonlyMap<string, Operation> = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
]);

const productOperators: ReadonlyMap<string, Operation> = new Map([
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
  readonly #position: Omit<TextPosition, 'column'>;
  readonly #graph: Graph;
  readonly #variables: Variables;
  readonly #columns: Map<Node, number>;
  readonly #functions: ReadonlyMap<string, Operation>;
  readonly #norms: Map<Variable, Node> | null;
  #index = 0;

  constructor(
    tokens: readonly Token[],
    place: Omit<TextPosition, 'column'>,
    graph: Graph,
    variables: Variables,
    columns: Map<Node, number>,
    functions: ReadonlyMap<string, Operation>,
    norms: Map<Variable, Node> | null,
  ) {
    this.#tokens = tokens;
    this.#position = place;
    this.#graph = graph;
    this.#variables = variables;
    this.#columns = columns;
    this.#functions = functions;
    this.#norms = norms;
  }

  parseFormula(): Node {
    const root = this.#parseSum();
    this.#expectToken('end', 'an operator or the end of the text');
    return root;
  }

  get #nextToken(): Token {
    return this.#tokens[this.#index];
  }

  #parseSum(): Node {
    const { column } = this.#nextToken;
    let left = this.#parseProduct();
    for (;;) {
      const operation = sumOperators.get(this.#nextToken.kind);
      if (!operation) return left;
      this.#index++;
      left = this.#makeCall(column, operation, left, this.#parseProduct());
    }
  }

  #parseProduct(): Node {
    const { column } = this.#nextToken;
    let left = this.#parseSigned();
    for (;;) {
      const { kind } = this.#nextToken;
      const operation = productOperators.get(kind);
      if (operation) {
        this.#index++;
        left = this.#makeCall(column, operation, left, this.#parseSigned());
      } else if (kind === 'name' || kind === '(') {
        left = this.#makeCall(column, 'multiply', left, this.#parsePower());
      } else {
        return left;
      }
    }
  }

  #parseSigned(): Node {
    const minuses = this.#readSigns();
    return this.#negate(minuses, this.#parsePower());
  }

  /** Columns of the minus signs in a row of signs; a plus changes nothing. */
  #readSigns(): number[] {
    const minuses: number[] = [];
    for (; sumOperators.has(this.#nextToken.kind); this.#index++) {
      if (this.#nextToken.kind === '-') minuses.push(this.#nextToken.column);
    }
    return minuses;
  }

  #negate(minuses: number[], node: Node): Node {
    let negated = node;
    for (let i = minuses.length - 1; i >= 0; i--) negated = this.#makeCall(minuses[i], 'negate', negated);
    return negated;
  }

  /** Powers read as a list and built from its end, so that a long chain is no deep recursion. */
  #parsePower(): Node {
    const chain: { minuses: number[]; column: number; base: Node }[] = [];
    let minuses: number[] = [];
    for (;;) {
      const { column } = this.#nextToken;
      chain.push({ minuses, column, base: this.#parseFactor() });
      if (this.#nextToken.kind === 'superscript') {
        chain.push({ minuses: [], column: this.#nextToken.column, base: this.#parseSuperscript() });
        break;
      }
      if (this.#nextToken.kind !== '^') break;
      this.#index++;
      minuses = this.#readSigns();
    }
    const last = chain.pop()!;
    let node = this.#negate(last.minuses, last.base);
    for (let link = chain.pop(); link; link = chain.pop()) {
      node = this.#negate(link.minuses, this.#makeCall(link.column, 'power', link.base, node));
    }
    return node;
  }

  /** Number of a superscript. Throws for `x²^3`, which is (x²)³ to the eye and x^(2^3) to the rule. */
  #parseSuperscript(): Node {
    const node = this.#parseNumber();
    const next = this.#nextToken;
    if (next.kind === '^' || next.kind === 'superscript') {
      throw formulaError(
        this.#positionOf(next),
        `a superscript needs parentheses before another power ${this.#describePlace(next)}`,
      );
    }
    return node;
  }

  #parseNumber(): Node {
    const token = this.#nextToken;
    const value = tokenNumber(token);
    const needs = !Number.isFinite(value)
      ? 'at most 1.8e308'
      : isLostDecimal(token.text, value)
        ? NOT_LOST
        : '';
    if (needs) {
      const message = `a number needs to be ${needs}, got ${showValue(token.text)} ${this.#describePlace(token)}`;
      throw formulaError(this.#positionOf(token), message);
    }
    this.#index++;
    return this.#recordColumn(token.column, this.#graph.constant(value));
  }

  #parseFactor(): Node {
    const token = this.#nextToken;
    if (token.kind === 'number') return this.#parseNumber();
    if (token.kind === 'name') return this.#parseName(token);
    if (token.kind !== '(') throw unexpectedToken(this.#positionOf(token), 'a number, a name or "("', token);
    this.#index++;
    const inside = this.#parseSum();
    this.#expectToken(')', 'an operator or ")"');
    return inside;
  }

  #parseName(token: Token): Node {
    this.#index++;
    const operation = this.#functions.get(token.text);
    if (operation) return this.#parseCall(token, operation);
    if (token.text === 'norm' && this.#norms && !this.#variables.declares('norm'))
      return this.#parseNorm(token, this.#norms);
    const constant = constants.get(token.text);
    if (constant)
      return this.#recordColumn(token.column, this.#graph.constant(constant.value, constant.name));
    // rate(x+1) may be a product, sine(x) a slip: without a declaration no one can tell.
    if (this.#nextToken.kind === '(' && !isOneLetter(token.text) && !this.#variables.declares(token.text)) {
      const call = this.#isBound ? this.#callText() : null;
      throw this.#variables.unknownFunction(this.#positionOf(token), token.text, call);
    }
    this.#variables.addUse(token.text, this.#positionOf(token), this.#isBound, () =>
      this.#tokens.slice(this.#index, this.#index + 5),
    );
    return this.#recordColumn(token.column, this.#graph.variable(token.text));
  }

  /** Whether the factor just read is a divisor or an exponent, of which a product in its place would be a part only. */
  get #isBound(): boolean {
    let before = this.#index - 2;
    while (sumOperators.has(this.#tokens[before]?.kind)) before--;
    const kind = this.#tokens[before]?.kind;
    return kind === '/' || kind === '^';
  }

  /** Text from the parenthesis that is next to the one that closes it; null where there is more than the language has. */
  #callText(): string | null {
    let depth = 0;
    const end = this.#tokens.findIndex(({ kind }, i) => {
      if (i >= this.#index) depth += kind === '(' ? 1 : kind === ')' ? -1 : 0;
      return i >= this.#index && depth === 0;
    });
    const tokens = this.#tokens.slice(this.#index, end < 0 ? -1 : end + 1);
    if (tokens.some(({ kind }) => kind === 'other')) return null;
    return tokens
      .map(({ text, column }, i) =>
        text.padStart(text.length + (i > 0 ? gapBefore(tokens[i - 1], column) : 0)),
      )
      .join('');
  }

  /** Variable, which no text can name, that stands for the norm of an expression. */
  #parseNorm(token: Token, norms: Map<Variable, Node>): Node {
    this.#expectParenthesis(token);
    const argument = this.#parseSum();
    this.#expectToken(')', 'an operator or ")"');
    const norm = this.#graph.variable(`‖${nodeText(argument)}‖`);
    norms.set(norm, argument);
    return this.#recordColumn(token.column, norm);
  }

  #parseCall(token: Token, operation: Operation): Node {
    this.#expectParenthesis(token);
    const args: Node[] = [];
    if (!this.#skipToken(')')) {
      do args.push(this.#parseSum());
      while (this.#skipToken(','));
      this.#expectToken(')', 'an operator, "," or ")"');
    }
    const needs = unmet(operation, args.length);
    if (needs) {
      throw formulaError(
        this.#positionOf(token),
        `${token.text} ${this.#describePlace(token)} needs ${needs}, got ${args.length}`,
      );
    }
    return this.#makeCall(token.column, operation, ...args);
  }

  #expectParenthesis(token: Token): void {
    if (!this.#skipToken('('))
      throw missingParentheses(this.#positionOf(token), this.#tokens.slice(this.#index - 1, this.#index + 6));
  }

  #skipToken(kind: Token['kind']): boolean {
    const found = this.#nextToken.kind === kind;
    if (found) this.#index++;
    return found;
  }

  #expectToken(kind: Token['kind'], expected: string): void {
    if (this.#skipToken(kind)) return;
    const [before, token, after] = this.#tokens.slice(this.#index - 1, this.#index + 2);
    throw unexpectedToken(this.#positionOf(token), expected, token, commaCure(before, token, after));
  }

  #makeCall(column: number, operation: Operation, ...args: Node[]): Node {
    return this.#recordColumn(column, this.#graph.callAsWritten(operation, ...args));
  }

  #recordColumn<N extends Node>(column: number, node: N): N {
    if (!this.#columns.has(node)) this.#columns.set(node, column);
    return node;
  }

  #positionOf({ column }: Token): TextPosition {
    return { ...this.#position, column };
  }

  #describePlace(token: Token): string {
    return describePosition(this.#positionOf(token));
  }
}

/** Characters between a token and the one at a column after it. */
const gapBefore = ({ text, column }: Token, next: number) => next - column - text.length;

/** Arguments that an operation needs, in words; null where it has them. */
function unmet(operation: Operation, args: number): string | null {
  if (operation === 'min' || operation === 'max') return args < 2 ? '2 or more arguments' : null;
  return args === 1 || isUnwritten(operation) ? null : '1 argument';
}
