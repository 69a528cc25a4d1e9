import { formulaFromText, sourceAt } from '../calculus/source.js';
import { entryByName, type Problem } from '../entry.js';
import type { Fn, Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { wrongKind } from '../need.js';
import type { Model } from '../network/model.js';
import { pointFrom } from '../numbers.js';
import * as problems from '../problems/index.js';

export type ProblemName = keyof typeof problems;

/** Objective and start of a plan, the same for every run of it. */
export interface Objective {
  fn: Fn;
  start: Vec;
  problem: Partial<Problem>;
  /** Index of the replicate, where there are several. */
  replicate?: number;
  /** The model, where the objective is the loss of one. */
  model?: Model;
}

/** Whether a text is read as the name of an entry: a word of two characters or more, though it could be a formula. */
export const isEntryName = (given: unknown): given is string =>
  typeof given === 'string' && /^\s*\w{2,}\s*$/.test(given);

function missingStart(who: string, problem: unknown, what: string): TypeError {
  const f = formulaFromText(problem);
  if (!(f instanceof Formula) || f.variables.length === 0)
    return wrongKind(who, what, 'a number or an array of numbers', undefined);
  const point = f.variables.map((name) => `${name}=1`).join(',');
  return new TypeError(`${who}: ${what} needs a point like ${point}, got none`);
}

/** Objective from an entry, its name, a model, formula text or another function, with its start, or a point named so. */
export function objectiveFrom(who: string, given: unknown, start: unknown, what = 'start'): Objective {
  const problem = problemByName(who, given);
  return makeObjective(who, problem, start, (from) => sourceAt(who, problem, from, what), what);
}

const problemByName = (who: string, given: unknown) =>
  isEntryName(given) ? entryByName<Problem>(who, 'problem', problems, given.trim()) : given;

/** Objective from what needs no parsing: a name, a problem or a formula. */
export function objectiveOfKnown(
  who: string,
  given: ProblemName | Problem | Formula,
  start: unknown,
): Objective {
  const problem = problemByName(who, given) as Problem | Formula;
  return makeObjective(who, problem, start, (from) => ({
    fn: problem,
    point:
      problem instanceof Formula
        ? problem.point(who, 'start', from)
        : pointFrom(who, 'start', from, problem.inputs),
  }));
}

const PARTS = ['starts', 'accuracy', 'errors', 'validation', 'validationInPlace'] as const;

/** Throws TypeError where a part of a problem that may be left out is of another kind. */
function needParts(who: string, problem: Partial<Problem>): void {
  for (const part of PARTS)
    if (problem[part] !== undefined && typeof problem[part] !== 'function')
      throw wrongKind(who, `problem.${part}`, 'a function', problem[part]);
  for (const size of ['inputs', 'outputs'] as const)
    if (problem[size] !== undefined && typeof problem[size] !== 'number')
      throw wrongKind(who, `problem.${size}`, 'a number', problem[size]);
}

function makeObjective(
  who: string,
  problem: unknown,
  start: unknown,
  read: (from: unknown) => { fn: Fn; point: Vec },
  what = 'start',
): Objective {
  const own = typeof problem === 'object' && problem !== null ? (problem as Partial<Problem>) : {};
  const from = start === undefined ? own.start : start;
  if (from === undefined) throw missingStart(who, problem, what);
  needParts(who, own);
  const { fn, point } = read(from);
  if (!Number.isNaN(fn.outputs) && fn.outputs !== 1) {
    throw new RangeError(`${who}: f needs one output, got ${fn.outputs}`);
  }
  return { fn, start: point, problem: own, ...('unflatten' in own && { model: own as Model }) };
}
