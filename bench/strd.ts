// npm run docs: docs/least-squares.md, the digits of curve fits on NIST's nonlinear problems, from both starts.
import { type CurveFit, curveFit, formula } from '../src/index.js';

/** A problem of test/golden/strd.json. */
export interface Problem {
  name: string;
  level: string;
  model: string;
  response: string;
  parameters: string[];
  starts: number[][];
  certified: number[];
  deviations: number[];
  sumOfSquares: number;
  columns: Record<string, number[]>;
  y: number[];
}

export interface Fitted {
  problem: Problem;
  name: string;
  start: number;
  y: Float64Array;
  fit: CurveFit;
  /** Digits of the worst parameter, and of the worst standard error. */
  digits: number;
  errorDigits: number;
}

/** The number of digits that NIST certifies. */
const MOST = 11;

/** The number of digits in which two numbers agree: −log₁₀ of their relative difference. */
export function agreeing(got: number, certified: number): number {
  const apart = Math.abs(got - certified) / Math.abs(certified);
  return Number.isNaN(apart) ? -Infinity : Math.min(MOST, -Math.log10(apart));
}

const worst = (got: Record<string, number>, names: readonly string[], certified: readonly number[]) =>
  Math.min(...names.map((name, k) => agreeing(got[name], certified[k])));

/** Fits of every problem from every start, at the defaults. */
export const fits = (problems: readonly Problem[]): Fitted[] =>
  problems.flatMap((problem) => {
    const { name, model, columns, parameters } = problem;
    const y = formula(problem.response).over([Float64Array.from(problem.y)], problem.y.length)[0];
    return problem.starts.map((values, k) => {
      const start = Object.fromEntries(parameters.map((each, i) => [each, values[i]]));
      const fit = curveFit(model, columns, y, start);
      return {
        problem,
        name,
        start: k + 1,
        y,
        fit,
        digits: worst(fit.parameters, parameters, problem.certified),
        errorDigits: worst(fit.standardErrors, parameters, problem.deviations),
      };
    });
  });

const digits = (fitted: readonly Fitted[], of: (each: Fitted) => number) =>
  fitted.map((each) => of(each).toFixed(1)).join(', ');

function row(problem: Problem, both: readonly Fitted[]): string {
  const cells = [
    problem.name,
    problem.level,
    `${problem.y.length}, ${problem.parameters.length}`,
    digits(both, (each) => each.digits),
    digits(both, (each) => each.errorDigits),
    both.map(({ fit }) => fit.steps).join(', '),
    both.map(({ fit }) => fit.evaluations).join(', '),
    [...new Set(both.map(({ fit }) => fit.outcome))].join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The text of docs/least-squares.md. */
export function page(problems: readonly Problem[]): string {
  const all = fits(problems);
  const good = all.filter(({ digits }) => digits >= 6);
  const settled = all.filter(({ fit }) => fit.outcome === 'settled');
  const wrong = settled.filter(({ digits }) => digits < 6);
  const least = Math.min(...all.map(({ digits }) => digits)).toFixed(1);
  const lines = problems.map((problem) =>
    row(
      problem,
      all.filter((each) => each.problem === problem),
    ),
  );
  return `# Least squares

Written by \`npm run docs\`, and compared with what is computed by every \`npm test\`: NIST's 27 nonlinear problems ([Statistical Reference Datasets](https://www.itl.nist.gov/div898/strd/)) from both starts, by \`curveFit\` at its defaults. Digits are those in which the worst parameter, and the worst standard error, agree with the certified ones: −log₁₀ of the relative difference, at most the 11 that are certified.

**${good.length} of ${all.length}** runs have six digits or more of every parameter; the worst has ${least}. ${settled.length} say that they have settled, ${wrong.length} of them with a wrong answer.

What is left of Lanczos1 is 10⁻¹³ of what is fitted: a double holds three digits of that, and its standard errors have no more.

| problem | difficulty | observations, parameters | digits from starts 1, 2 | digits of standard errors | steps | evaluations | ended |
|---|---|--:|--:|--:|--:|--:|---|
${lines.join('\n')}

How: Levenberg and Marquardt's steps by QR of J, never from JᵀJ; each parameter measured by the largest norm its column has had (Moré 1978), the damping set by how much of the promised fall came (Nielsen 1999), steps bent along the curve (Transtrum and Sethna 2012), and refused where a parameter would lose its say in one step: BoxBOD's second from start 1 would be 180, where nothing depends on it. A fall is Σ(rᵢ − sᵢ)(rᵢ + sᵢ), which has digits where the two sums agree; where it has none, what the tangent says is still to be gained decides. A fit has settled where a full Gauss–Newton step would change no parameter by more than 10⁻¹⁰ of itself.
`;
}
