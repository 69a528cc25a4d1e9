// npm run docs: docs/methods.md, one derivative by every method of the library. Nothing in it is timed, so that a test
// can require the page to be up to date.
import { derivative, difference, formula, gradient, jvp, taylor } from '../src/index.js';

/** f, x, and f′ at that double to 40 digits, by mpmath. */
const cases = [
  {
    f: 'exp(x)/(sin(x)^3 + cos(x)^3)',
    x: 1.5,
    truth: '3.622033700716326042597770981140196962271',
    from: 'the example of Squire and Trapp 1998',
  },
  {
    f: 'x^2 sin(x)',
    x: 0.8,
    truth: '1.593662039421422430326271165634712173715',
    from: 'that of the figures',
  },
];

const schemes = ['complex-step', 'extrapolated', 'five-point', 'central', 'backward', 'forward'] as const;
const digits = 39;

/** The error of a value in ulps of the exact one. */
function ulps(value: number, truth: string): number {
  const nearest = Number(truth);
  const whole = (text: string) => BigInt(text.replace('.', ''));
  const rest = Number(whole(truth) - whole(nearest.toFixed(digits))) / Number(`1e${digits}`);
  const ulp = 2 ** (Math.floor(Math.log2(Math.abs(nearest))) - 52);
  return Math.abs(value - nearest - rest) / ulp;
}

interface Row {
  method: string;
  value: number;
  /** The method's own estimate of its error. */
  error?: number;
  evaluations?: number;
}

function rows(f: string, x: number): Row[] {
  return [
    { method: 'symbolic: `formula(f).derivative()`, evaluated', value: formula(f).derivative().of(x) },
    { method: 'by the rules: `derivative(f, x)`', value: derivative(f, x) },
    { method: 'forward: `jvp(f, x, [1])`', value: jvp(f, [x], [1])[0] },
    { method: 'reverse: `gradient(f, x)`', value: gradient(f, x)[0] },
    { method: 'power series: `taylor(f, x, 1)`', value: taylor(f, x, 1)[1] },
    ...schemes.map((method): Row => {
      const { value, error, evaluations } = difference(f, x, { method });
      return { method: `\`difference(f, x, { method: '${method}' })\``, value, error, evaluations };
    }),
  ];
}

const short = (value: number) =>
  value < 1000 ? Number(value.toPrecision(2)).toString() : value.toExponential(1);

function table({ f, x, truth, from }: (typeof cases)[number]): string {
  const lines = rows(f, x).map(({ method, value, error, evaluations }) => {
    const claimed =
      error === undefined ? '–' : short(error / 2 ** (Math.floor(Math.log2(Number(truth))) - 52));
    return `| ${method} | ${value} | ${short(ulps(value, truth))} | ${claimed} | ${evaluations ?? '–'} |`;
  });
  return `## f = ${f} at ${x}

${from[0].toUpperCase()}${from.slice(1)}; f′ = ${truth.slice(0, 26)}…

| method | value | off by, ulps | says it may be off by, ulps | values of f |
|---|---|---|---|---|
${lines.join('\n')}
`;
}

/** The text of docs/methods.md. */
export const page = (): string => `# One derivative, every method

Written by \`npm run docs\`. What knows its derivative (a formula, a layer, a loss) needs none of the differences below; they are for functions of which only values are known, and for checking. An ulp is the distance between doubles at the value.

${cases.map(table).join('\n')}`;
