// What stands in the attributes of a landscape, read: the function, where it is looked at, what runs on it.
import { directional, type Formula, formula, problems } from '../src/index.js';
import { isFormula, numberOf, pointOf, quoted, runsOf } from './attributes.js';
import type { Ground } from './draw/landscape.js';
import type { Span } from './draw/panel.js';
import type { Job } from './job.js';
import { typed } from './words/typed.js';

const who = 'nabla-landscape';

export interface Asked {
  f: string;
  start: string;
  optimizers: string;
  rates: string;
  /** Instead of optimizers and rates, the runs one by one. */
  runs: unknown;
  domain: string;
  steps: number;
  /** Where the gradient is drawn. */
  at: string;
}

export interface Terrain {
  /** As it stands in the attribute. */
  text: string;
  /** What is said of it under the heading: the name of a problem, or `L(w) = (w-3)^2`. */
  title: string;
  f: Formula;
  start: number[] | null;
  at: number[] | null;
  /** One for each variable; null where nothing says what is worth looking at. */
  domain: Span[] | null;
  /** The runs; null for the landscape alone. */
  job: Job | null;
}

/** Null without a function. */
export function terrainOf(asked: Asked): Terrain | null {
  const text = asked.f.trim();
  if (text === '') return null;
  const entry = isFormula(text) ? null : known(text);
  const f = entry ?? declared(text);
  const { variables } = f;
  if (variables.length < 1 || variables.length > 2) {
    throw new RangeError(`${who}: f needs one or two variables, got ${variables.join(', ') || 'none'}`);
  }
  const usual = entry ? [...entry.start] : null;
  const start = asked.start ? placeOf('start', asked.start, variables) : usual;
  const runs = runsOf(who, asked);
  if (runs.length > 0 && !start) throw needPlace('start', '', variables);
  const problem = entry
    ? { name: text, start: start! }
    : { formula: text, variables: [...variables], start: start! };
  return {
    text,
    title: entry?.title ?? titleOf(text, variables),
    f,
    start,
    at: asked.at && variables.length === 2 ? placeOf('at', asked.at, variables) : null,
    domain: domainOf(asked.domain, variables) ?? entry?.domain.map(([from, to]) => ({ from, to })) ?? null,
    job: runs.length > 0 ? { problem, runs, steps: asked.steps, record: true } : null,
  };
}

const [cosine, sine] = ['cos(pi t/180)', 'sin(pi t/180)'].map((text) => formula(text));

/** The function, its slopes at a point, and its slope in a direction, all of them the library's. */
export function groundOf(f: Formula): Ground {
  const slopes = (point: readonly number[]) => [...f.at(Float64Array.from(point)).pull(Float64Array.of(1))];
  return {
    variables: f.variables,
    value: (point) => f.at(Float64Array.from(point)).value[0],
    values: (points, count) => f.many(count).at(points).value,
    slopes,
    steep(point) {
      const g = slopes(point);
      if (!g.every(Number.isFinite)) return Number.NaN;
      return g.some((each) => each !== 0) ? directional(f, Float64Array.from(point), g) : 0;
    },
    along: (point, degrees) =>
      directional(f, Float64Array.from(point), [cosine.of(degrees), sine.of(degrees)]),
  };
}

/** A point of the landscape, by name or in the order of its variables. */
export function placeOf(what: string, text: string, variables: readonly string[]): number[] {
  const point = pointOf(who, what, text, variables);
  if (point.length === variables.length && point.every(Number.isFinite)) return point;
  throw needPlace(what, text, variables);
}

const titleOf = (text: string, variables: readonly string[]) =>
  `${variables.length === 1 ? 'L' : 'f'}(${variables.join(', ')}) = ${typed(text.length > 120 ? `${text.slice(0, 120)}…` : text)}`;

/** A point as an attribute has it. */
export const written = (point: readonly number[], variables: readonly string[]) =>
  variables.map((name, i) => `${name}=${point[i]}`).join(',');

const needPlace = (what: string, text: string, variables: readonly string[]) =>
  new TypeError(
    `${who}: ${what} needs a number each for ${variables.join(', ')}, got ${text === '' ? 'none' : quoted(text)}`,
  );

function known(name: string) {
  const entries: Record<string, (typeof problems)[keyof typeof problems]> = problems;
  if (Object.hasOwn(entries, name)) return entries[name];
  const names = Object.keys(entries).join(', ');
  throw new TypeError(`${who}: f needs a formula or one of ${names}, got ${quoted(name)}`);
}

/** Its variables in a known order, so that a point may be an array. */
function declared(text: string): Formula {
  const { variables } = formula(text);
  return formula(text, { variables });
}

/** `-2..2` for every variable, or `x=-2..2,y=-1..3`. */
function domainOf(text: string, variables: readonly string[]): Span[] | null {
  if (text.trim() === '') return null;
  const wrong = () =>
    new TypeError(`${who}: domain needs ranges like -2..2 or x=-2..2,y=-1..3, got ${quoted(text)}`);
  const parts = text
    .split(',')
    .map((part) => /^\s*(?:([^\s=]+)\s*=)?\s*([^\s=]+?)\.\.([^\s=]+)\s*$/.exec(part) ?? [])
    .map(([whole, name, from, to]) => (whole ? { name, ...spanOf(from, to) } : null));
  if (parts.includes(null)) throw wrong();
  const all = variables.map((variable, i) => {
    const named = parts.filter((part) => part!.name === variable);
    const plain = parts.every((part) => part!.name === undefined) ? (parts[i] ?? parts[0]) : null;
    return named.length === 1 ? named[0] : plain;
  });
  if (all.includes(null) || parts.length > variables.length) throw wrong();
  return all.map((part) => ({ from: part!.from, to: part!.to }));
}

function spanOf(first: string, last: string): Span {
  const [from, to] = [numberOf(who, 'domain', first), numberOf(who, 'domain', last)];
  if (from < to && Number.isFinite(to - from)) return { from, to };
  throw new RangeError(
    `${who}: domain needs a lower end before a higher one, got ${quoted(`${first}..${last}`)}`,
  );
}
