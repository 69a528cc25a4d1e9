import { outOfRange, wrongKind } from '../need.js';
import { Grammar } from './grammar.js';
import { Graph, type Node, type Variable } from './graph.js';
import { functions, letterFunctions } from './names.js';
import type { Operation } from './operations.js';
import type { Token } from './token.js';
import { tokenize } from './tokens.js';
import { Variables } from './variables.js';

/** Result of parsing: one graph for all texts. */
interface ParsedFormulas {
  readonly graph: Graph;
  /** Root node of each text. */
  readonly roots: Node[];
  /** Names, in the order of the inputs. */
  readonly variables: string[];
  /** Column, 1-based, where each node first stands in its text. */
  readonly columns: Map<Node, number>;
  readonly texts: string[];
}

interface ParseOptions {
  variables?: readonly string[] | undefined;
  graph?: Graph;
  /** Operations by the names that may be written. */
  functions?: ReadonlyMap<string, Operation>;
  /** Where to note the arguments of norms, by the variables that stand for them; without it no text has any. */
  norms?: Map<Variable, Node>;
}

/**
 * Graph of formula texts, exactly as written. Throws SyntaxError with `column` and `text`, both 1-based, for a text
 * it does not understand.
 */
export function parse(texts: readonly string[], options: ParseOptions = {}): ParsedFormulas {
  if (texts.length === 0) throw outOfRange('formula', 'texts', 'one text or more', texts);
  for (const text of texts)
    if (typeof text !== 'string') throw wrongKind('formula', 'text', 'a string', text);
  const { graph = new Graph() } = options;
  const variables = new Variables(options.variables);
  const columns = new Map<Node, number>();
  const places = texts.map((_, i) => ({ text: i + 1, texts: texts.length }));
  const tokens = texts.map((text, i) => tokenize(text, places[i]));
  const known = new Map([...(options.functions ?? functions), ...letterFunctionsIn(tokens, variables)]);
  const roots = tokens.map((each, i) =>
    new Grammar(each, places[i], graph, variables, columns, known, options.norms ?? null).parseFormula(),
  );
  return { graph, roots, variables: variables.inOrder(), columns, texts: [...texts] };
}

/** Functions named by a letter that is no variable: it is not declared, and stands before parentheses only. */
const letterFunctionsIn = (texts: readonly (readonly Token[])[], variables: Variables) =>
  [...letterFunctions].filter(
    ([letter]) =>
      !variables.declares(letter) &&
      texts.every((tokens) => tokens.every(({ text }, i) => text !== letter || tokens[i + 1].kind === '(')),
  );
