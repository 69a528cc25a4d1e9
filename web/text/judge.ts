// Verdicts on what is typed in an exercise, by the library's own: a check of a gradient, or a value.
import { type Component, checkGradient, type Formula, formula, type Slip, value } from '../../src/index.js';
import type { Check } from './section.js';

interface Judgement {
  isRight: boolean;
  /** What proves it, or what slipped. */
  says: string;
}

/** Share by which a number may be off: three digits are asked for. */
const tolerance = 2e-3;
/** The same of formulas, which have all digits. */
const formulaTolerance = 1e-6;

/** Verdict on a text; throws an error that says what cannot be read. */
export function judge(check: Check, text: string): Judgement {
  if (text.trim() === '') return wrong('Nothing is written yet.');
  switch (check.kind) {
    case 'gradient':
      return judgeGradient(check, text);
    case 'slope':
      return judgeSlope(check, text);
    case 'value':
      return judgeValue(check, text);
    case 'zero':
      return judgeZero(check, text);
    case 'same':
      return judgeSame(check, text);
  }
}

const right = (says: string): Judgement => ({ isRight: true, says });
const wrong = (says: string): Judgement => ({ isRight: false, says });

/** Three digits of a number, with the minus of print. */
const shortNumber = (n: number) => String(Number(n.toPrecision(3))).replace('-', '−');

const slipWords: Readonly<Record<Slip, string>> = {
  sign: 'Its sign is turned',
  factor: 'It is off by a constant factor',
  'inner derivative': 'The inner derivative is missing',
};

/** The number that a text without variables comes to: `-0.34`, `1/3`, `-sin(1)`. */
function numberFrom(text: string): number {
  const written = formula(text.replaceAll('−', '-'));
  if (written.variables.length > 0)
    throw new RangeError(`A number is asked for, and ${written.variables.join(', ')} is none.`);
  return value(written, []) as number;
}

type Kind<K extends Check['kind']> = Extract<Check, { kind: K }>;

function judgeGradient({ f, variables, at }: Kind<'gradient'>, text: string): Judgement {
  const claims = text
    .replaceAll('−', '-')
    .split(';')
    .map((each) => each.trim());
  if (claims.length !== variables.length || claims.includes(''))
    return wrong(
      variables.length === 1
        ? 'One formula is asked for.'
        : `${variables.length} formulas are asked for, of ${variables.join(', ')} in this order, with ; between them.`,
    );
  const source = formula(f, { variables: [...variables] });
  const claimed = claims.map((each) => formula(each, { variables: [...variables] }));
  for (const point of at) {
    const { components } = checkGradient(
      source,
      claimed.map((each) => value(each, point) as number),
      point,
      { tolerance: formulaTolerance },
    );
    const worst = components.find(({ verdict }) => verdict !== 'pass');
    if (worst) return wrong(told(worst, variables, point));
  }
  const [first] = at;
  const values = claimed.map((each) => shortNumber(value(each, first) as number));
  return right(
    `${placeText(variables, first)} it gives ${values.join(' and ')}, and so do differences of f.`,
  );
}

const placeText = (variables: readonly string[], point: readonly number[]) =>
  `At ${variables.map((name, i) => `${name} = ${shortNumber(point[i])}`).join(', ')}`;

/** What slipped in a component: by the library's diagnosis, and by the two numbers. */
function told(
  { name, claimed, numeric, slip }: Component,
  variables: readonly string[],
  point: readonly number[],
) {
  const which = variables.length > 1 ? `The slope in ${name}: ` : '';
  const numbers = `${placeText(variables, point)} it gives ${shortNumber(claimed)} where ${shortNumber(numeric)} belongs.`;
  return `${which}${slip ? `${slipWords[slip]}. ` : ''}${numbers}`;
}

function judgeSlope({ f, at }: Kind<'slope'>, text: string): Judgement {
  const source: Formula = formula(f);
  const { verdict, worst } = checkGradient(source, [numberFrom(text)], [at], { tolerance });
  const { numeric, slip } = worst!;
  if (verdict === 'pass') return right(`Differences measure ${shortNumber(numeric)}.`);
  // The number itself is not told: it is still to be found.
  return wrong(slip ? `${slipWords[slip]}.` : 'Differences measure another slope.');
}

const isNear = (a: number, b: number) => Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));

function judgeValue({ is, slips }: Kind<'value'>, text: string): Judgement {
  const [typed, exact] = [numberFrom(text), numberFrom(is)];
  if (isNear(typed, exact)) return right(`${is.replaceAll('*', '·')} = ${shortNumber(exact)}`);
  const slip = slips.find(([result]) => isNear(typed, numberFrom(result)));
  if (slip) return wrong(slip[1]);
  if (isNear(typed, -exact)) return wrong(`${slipWords.sign}.`);
  return wrong(typed > exact ? 'That is too large.' : 'That is too small.');
}

function judgeZero({ f, reads, from, to }: Kind<'zero'>, text: string): Judgement {
  const typed = numberFrom(text);
  if (!(typed >= from && typed <= to))
    return wrong(`It is between ${shortNumber(from)} and ${shortNumber(to)}.`);
  const left = value(formula(f), [typed]) as number;
  // Where it is 0 it changes its sign within three digits, or is as near to it as it comes.
  const room = tolerance * Math.max(1, Math.abs(typed)) * 0.5;
  const [low, high] = [typed - room, typed + room].map((x) => value(formula(f), [x]) as number);
  const said = `There ${reads} is ${shortNumber(left)}`;
  return low * high <= 0 ? right(`${said}, 0 to three digits.`) : wrong(`${said}, not 0 yet.`);
}

function judgeSame({ f, at }: Kind<'same'>, text: string): Judgement {
  const [typed, exact] = [formula(text.replaceAll('−', '-'), { variables: ['x'] }), formula(f)];
  for (const x of at) {
    const [given, wanted] = [value(typed, [x]) as number, value(exact, [x]) as number];
    if (!(Math.abs(given - wanted) <= formulaTolerance * Math.max(1, Math.abs(wanted))))
      return wrong(
        `At x = ${shortNumber(x)} it gives ${shortNumber(given)} where ${shortNumber(wanted)} belongs.`,
      );
  }
  return right(`It has the same values at x = ${at.map(shortNumber).join(', ')}.`);
}
