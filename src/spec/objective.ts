import { read, sourceAt } from '../calculus/source.js';
import { byName, type Problem } from '../entry.js';
import type { Fn, Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { wrongKind } from '../need.js';
import type { Model } from '../network/model.js';
import { pointFrom } from '../numbers.js';
import * as problems from '../problems/index.js';

export type ProblemName = keyof typeof problems;

/** What is to be minimised, as every run sees it. */
export interface Task {
  fn: Fn;
  start: Vec;
  problem: Partial<Problem>;
  /** Which of its replicates a run is, where there are several. */
  replicate?: number;
  /** Where what is minimised is a model on data. */
  model?: Model;
}

/** A word is the name of an entry, not the formula of one variable that it could be. */
export const isWord = (given: unknown): given is string =>
  typeof given === 'string' && /^\s*\w{2,}\s*$/.test(given);

function needStart(who: string, problem: unknown): TypeError {
  const f = read(problem);
  if (!(f instanceof Formula) || f.variables.length === 0)
    return wrongKind(who, 'start', 'a number or an array of numbers', undefined);
  const point = f.variables.map((name) => `${name}=1`).join(',');
  return new TypeError(`${who}: start needs a point like ${point}, got none`);
}

/** An entry, its name, a model, formula text or another function with a place to start. */
export function taskFrom(who: string, given: unknown, start: unknown): Task {
  const problem = named(who, given);
  return task(who, problem, start, (from) => sourceAt(who, problem, from, 'start'));
}

const named = (who: string, given: unknown) =>
  isWord(given) ? byName<Problem>(who, 'problem', problems, given.trim()) : given;

/** The same of what needs no reading but its name. */
export function knownTask(who: string, given: ProblemName | Problem | Formula, start: unknown): Task {
  const problem = named(who, given) as Problem | Formula;
  return task(who, problem, start, (from) => ({
    fn: problem,
    point:
      problem instanceof Formula
        ? problem.point(who, 'start', from)
        : pointFrom(who, 'start', from, problem.inputs),
  }));
}

function task(
  who: string,
  problem: unknown,
  start: unknown,
  read: (from: unknown) => { fn: Fn; point: Vec },
): Task {
  const own = typeof problem === 'object' && problem !== null ? (problem as Partial<Problem>) : {};
  const from = start === undefined ? own.start : start;
  if (from === undefined) throw needStart(who, problem);
  const { fn, point } = read(from);
  if (!Number.isNaN(fn.outputs) && fn.outputs !== 1) {
    throw new RangeError(`${who}: f needs one output, got ${fn.outputs}`);
  }
  return { fn, start: point, problem: own, ...('unflatten' in own && { model: own as Model }) };
}
