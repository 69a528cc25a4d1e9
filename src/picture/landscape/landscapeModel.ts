// The attributes of a landscape, read: the function, the ranges, the point; its runs by who runs them.

import { directional } from '../../calculus/directional.js';
import { type Formula, formula } from '../../formula/formula.js';
import { shortenText, showValue } from '../../need.js';
import { needNotLost, parseDecimal, splitRange } from '../../numbers.js';
import * as problems from '../../problems/index.js';
import { isEntryName } from '../../spec/objective.js';
import { needDomain } from '../domain.js';
import type { Span } from '../panel.js';
import { isParametrized, namedNumbers, parametrize } from '../parameters.js';
import { handwrittenFormula } from '../plainFormula.js';
import type { ScalarField } from './landscapeView.js';

const who = 'nabla-landscape';

export interface LandscapeAttributes extends Readonly<Record<string, unknown>> {
  f: string;
  start: string;
  domain: string;
  /** The point at which the gradient is drawn. */
  at: string;
}

export interface LandscapeSettings<Runs> {
  /** The text of the attribute. */
  written: string;
  /** The same with numbers in place of the parameters. */
  text: string;
  /** The parameters of the formula. */
  parameters: ReadonlyMap<string, number>;
  /** The subtitle: the name of a problem, or `L(w) = (w-3)^2`. */
  title: string;
  f: Formula;
  start: number[] | null;
  at: number[] | null;
  /** A range per variable; null where neither attribute nor problem gives one. */
  domain: Span[] | null;
  /** The range of the values, of one variable, where it is given. */
  heights: Span | null;
  /** The runs; null for the landscape alone. */
  job: Runs | null;
}

/**
 * The landscape that attributes specify; null without a function. `readRuns` reads those of a problem, or of a formula
 * with numbers for its parameters.
 */
export function parseLandscape<Runs>(
  asked: LandscapeAttributes,
  readRuns: (problem: string) => Runs | null,
): LandscapeSettings<Runs> | null {
  const written = asked.f.trim();
  if (written === '') return null;
  const entry = isEntryName(written) ? problemNamed(written) : null;
  const { text, parameters, variables } = entry
    ? { text: written, parameters: new Map<string, number>(), variables: entry.variables }
    : parametrize(who, written, asked.at, most, freeNames(asked));
  if (variables.length < 1 || variables.length > most)
    throw new RangeError(`${who}: f needs one or two variables, got ${variables.join(', ') || 'none'}`);
  const f = entry ?? formula(text, { variables });
  const reader = entry ?? pointReader(text, f);
  const start = asked.start ? [...reader.point(who, 'start', asked.start)] : entry ? [...entry.start] : null;
  const runs = ['optimizers', 'rates', 'runs'].some((name) => asked[name] && asked[name] !== '');
  if (runs && !start) throw needStart(variables);
  const job = runs ? readRuns(text) : null;
  const { ranges, heights } = parseDomains(asked.domain, variables);
  return {
    written,
    text,
    title: entry?.title ?? landscapeTitle(written, variables, parameters),
    f,
    parameters,
    start,
    at: variables.length === 2 ? pointAt(asked.at, reader, parameters) : null,
    domain: ranges ?? entry?.domain.map(([from, to]) => ({ from, to })) ?? null,
    heights,
    job,
  };
}

/** The most variables of a landscape. */
const most = 2;

/** What reads points: without declared variables, so that bare numbers are read only where their order is plain. */
function pointReader(text: string, f: Formula): Formula {
  const bare = formula(text);
  return bare.inputs === f.inputs ? bare : f;
}

/** The names that `start` or `domain` has; where they have none, the first in `at`. */
function freeNames({ start, domain, at }: LandscapeAttributes): string[] {
  const told = [...namesIn(start), ...namesIn(domain)];
  return told.length > 0 ? told : namesIn(at).slice(0, most);
}

/** The names that a text, or an object, has numbers or ranges of. */
function namesIn(given: unknown): string[] {
  if (typeof given === 'string') return [...given.matchAll(namePattern)].map(([name]) => name);
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.keys(given) : [];
}

/** The point of a map in the text of `at`, which may have parameters too; null where it has none. */
function pointAt(text: string, reader: Formula, parameters: ReadonlyMap<string, number>): number[] | null {
  if (text.trim() === '') return null;
  if (parameters.size === 0) return [...reader.point(who, 'at', betweenCommas(text))];
  const named = namedNumbers(who, text)!;
  const point = reader.variables.map((name) => named.get(name));
  return point.includes(undefined) ? null : (point as number[]);
}

/** Text of numbers by name with commas between them; each run of spaces becomes one before names are looked for. */
const betweenCommas = (text: string) =>
  text
    .trim()
    .split(/\s+/)
    .join(' ')
    .replace(/ (?=[^ =]+ ?=)/g, ',');

/** Start, domain and point for another formula typed in place, which may have other variables than the one before. */
export function fitToFormula<Asked extends Pick<LandscapeAttributes, 'start' | 'domain' | 'at'>>(
  asked: Asked,
  before: readonly string[],
  text: string,
): Pick<LandscapeAttributes, 'start' | 'domain' | 'at'> {
  if (Object.hasOwn(problems, text)) return { start: '', domain: '', at: '' };
  if (!isParametrized(text, asked.at, most)) return asked;
  const { variables } = parametrize(who, text, asked.at, most);
  if (variables.join() === before.join() && asked.start !== '') return asked;
  const isRenamed =
    variables.length === before.length && typeof asked.start === 'string' && asked.start !== '';
  const start = isRenamed
    ? asked.start.replace(namePattern, (name) => variables[before.indexOf(name)] ?? name)
    : variables.map((name) => `${name}=1`).join(',');
  return { start, domain: '', at: namesIn(asked.at).some((name) => before.includes(name)) ? '' : asked.at };
}

/** A whole name before a sign of equality: what begins within one would be tried again from each letter. */
const namePattern = /(?<![\p{L}\d_])[\p{L}_][\p{L}\d_]*(?=\s*=)/gu;

const [cosine, sine] = ['cos(pi t/180)', 'sin(pi t/180)'].map((text) => formula(text));

/** The field of a formula, from the library's own derivatives. */
export function scalarField(f: Formula): ScalarField {
  const gradientAt = (point: readonly number[]) => [
    ...f.at(Float64Array.from(point)).pull(Float64Array.of(1)),
  ];
  return {
    variables: f.variables,
    value: (point) => f.at(Float64Array.from(point)).value[0],
    values: (points, count) => f.many(count).at(points).value,
    gradient: gradientAt,
    gradientNorm(point) {
      const g = gradientAt(point);
      if (!g.every(Number.isFinite)) return Number.NaN;
      return g.some((each) => each !== 0) ? directional(f, Float64Array.from(point), g) : 0;
    },
    directional: (point, degrees) =>
      directional(f, Float64Array.from(point), [cosine.of(degrees), sine.of(degrees)]),
  };
}

/** A direction from 0° up to a whole turn. */
export function withinTurn(degrees: number): number {
  const turned = degrees % 360;
  return (turned < 0 ? turned + 360 : turned) || 0;
}

/** The name of a function of one variable in titles and ranges. */
export const curveName = 'L';

const landscapeTitle = (
  text: string,
  variables: readonly string[],
  parameters: ReadonlyMap<string, number>,
) => {
  const name = variables.length === 1 ? curveName : 'f';
  const given = [...parameters].map(
    ([parameter, value]) => `, ${parameter} = ${String(value).replace('-', '−')}`,
  );
  return `${name}(${variables.join(', ')}) = ${handwrittenFormula(shortenText(text, 120))}${given.join('')}`;
};

/** The attribute text of a point. */
export const pointAttribute = (point: readonly number[], variables: readonly string[]) =>
  variables.map((name, i) => `${name}=${point[i]}`).join(',');

const needStart = (variables: readonly string[]) =>
  new TypeError(
    `${who}: start needs a point like ${variables.map((name) => `${name}=1`).join(',')}, got none`,
  );

function problemNamed(name: string) {
  const entries: Record<string, (typeof problems)[keyof typeof problems]> = problems;
  if (Object.hasOwn(entries, name)) return entries[name];
  const names = Object.keys(entries).join(', ');
  throw new TypeError(`${who}: f needs a formula or one of ${names}, got ${showValue(name)}`);
}

/**
 * The ranges of a text: `-2..2` for every variable, or `x=-2..2,y=-1..3`; of one variable a second one, `w=-2..2,L=0..9`,
 * is that of the values.
 */
function parseDomains(
  text: string,
  variables: readonly string[],
): { ranges: Span[] | null; heights: Span | null } {
  if (text.trim() === '') return { ranges: null, heights: null };
  const parts = text
    .split(',')
    .map((part) =>
      part
        .split('=')
        .map((word) => word.trim())
        .reverse(),
    )
    .map(([ends, name, ...more]) => ({ name, ends: more.length > 0 ? null : splitRange(ends!) }))
    .map(({ name, ends }) => (ends ? { name, ...parseSpan(...ends) } : null));
  if (parts.includes(null)) throw needRanges(text);
  const isPlain = parts.every((part) => part!.name === undefined);
  const rangeOf = (variable: string, i: number) => {
    const named = parts.filter((part) => part!.name === variable);
    if (named.length === 1) return named[0];
    return isPlain ? (parts[i] ?? parts[0]) : null;
  };
  const all = variables.map(rangeOf);
  const rest = parts.filter((part) => !all.includes(part));
  const isHeights = variables.length === 1 && (isPlain || rest[0]?.name === curveName);
  if (all.includes(null) || rest.length > (isHeights ? 1 : 0)) throw needRanges(text);
  const [ranges, [heights = null]] = [all, rest].map((found) =>
    found.map((part): Span => ({ from: part!.from, to: part!.to })),
  );
  return { ranges, heights };
}

const needRanges = (text: string) =>
  new TypeError(`${who}: domain needs ranges like -2..2 or x=-2..2,y=-1..3, got ${showValue(text)}`);

function parseSpan(first: string, last: string): Span {
  for (const end of [first, last]) needNotLost(who, 'domain', end);
  const [from, to] = [parseDecimal(first), parseDecimal(last)];
  if ([from, to].some(Number.isNaN)) throw needRanges(`${first}..${last}`);
  return needDomain(who, `${first}..${last}`, from, to);
}
