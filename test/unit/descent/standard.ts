// Sums of squares that others have tried optimizers on: Moré, Garbow and Hillstrom 1981, "Testing unconstrained
// optimization software", by their numbers there.

export interface Standard {
  name: string;
  residuals: string[];
  variables: string[];
  start: number[];
  /** Σr² at its least, as published, and where else it is known to be flat. */
  least: number[];
  /** Which optimizers do not get there from the standard start: they find another place, or say that they have not. */
  missedBy: string[];
  /** As a curve through points, where it is one. */
  curve?: { text: string; columns: Record<string, number[]>; y: number[] };
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const sum = (terms: readonly string[]) => terms.join(' + ');
const xs = (n: number) => upTo(n).map((i) => `x${i}`);

/** With the variables of the text in order: x1 … xn. */
const standard = (name: string, residuals: string[], start: number[], ...least: number[]): Standard => ({
  name,
  residuals,
  variables: xs(start.length),
  start,
  least,
  missedBy: [],
});

/** A curve through points, of columns t, u, v, w that stand by themselves in its text. */
function fitted(
  name: string,
  text: string,
  columns: Record<string, number[]>,
  y: number[],
  start: number[],
  ...least: number[]
): Standard {
  const residuals = y.map((each, i) => {
    const at = text.replace(/\b[tuvw]\b/g, (column) => `(${columns[column][i]})`);
    return `${at} - (${each})`;
  });
  return { ...standard(name, residuals, start, ...least), curve: { text, columns, y } };
}

const missing = (each: Standard, ...missedBy: string[]): Standard => ({ ...each, missedBy });

const bard = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];
const bell = [0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989];
const meyer = [
  34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
];
const kowalik = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
const enzyme = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
const osborne = [
  0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628,
  0.603, 0.58, 0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42, 0.414,
  0.411, 0.406,
];
const osborne2 = [
  1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616,
  0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495,
  0.5, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672,
  0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.71, 0.729, 0.72, 0.636, 0.581,
  0.428, 0.292, 0.162, 0.098, 0.054,
];

function watson(n: number, least: number): Standard {
  const at = (t: string) => {
    const slope = sum(upTo(n - 1).map((j) => `${j}*x${j + 1} (${t})^${j - 1}`));
    return `${slope} - (${sum(xs(n).map((x, j) => `${x} (${t})^${j}`))})^2 - 1`;
  };
  const residuals = [...upTo(29).map((i) => at(`${i}/29`)), 'x1', 'x2 - x1^2 - 1'];
  return standard(`20 Watson, ${n}`, residuals, new Array(n).fill(0), least);
}

/** The shifted Chebyshev polynomial of a degree, by Horner's rule on its coefficients. */
function chebyshev(degree: number, x: string): string {
  let [last, now] = [[1], [-1, 2]];
  for (let k = 1; k < degree; k++) {
    const next = new Array(k + 2).fill(0);
    now.forEach((c, i) => {
      next[i] -= 2 * c;
      next[i + 1] += 4 * c;
    });
    last.forEach((c, i) => {
      next[i] -= c;
    });
    [last, now] = [now, next];
  }
  return now.reduceRight((inner, c) => (inner ? `(${c} + ${x}*${inner})` : `(${c})`), '');
}

function chebyquad(n: number, ...least: number[]): Standard {
  const residuals = upTo(n).map((k) => {
    const mean = `(${sum(xs(n).map((x) => chebyshev(k, x)))})/${n}`;
    return k % 2 ? mean : `${mean} + 1/${k * k - 1}`;
  });
  return standard(
    `35 Chebyquad, ${n}`,
    residuals,
    upTo(n).map((j) => j / (n + 1)),
    ...least,
  );
}

function variablyDimensioned(n: number): Standard {
  const all = sum(upTo(n).map((j) => `${j} (x${j} - 1)`));
  return standard(
    `25 variably dimensioned, ${n}`,
    [...xs(n).map((x) => `${x} - 1`), all, `(${all})^2`],
    upTo(n).map((j) => 1 - j / n),
    0,
  );
}

function trigonometric(n: number, ...least: number[]): Standard {
  const cosines = sum(xs(n).map((x) => `cos(${x})`));
  const own = upTo(n).map((i) => `${n} - (${cosines}) + ${i} (1 - cos(x${i})) - sin(x${i})`);
  return standard(`26 trigonometric, ${n}`, own, new Array(n).fill(1 / n), ...least);
}

function penaltyOne(n: number, least: number): Standard {
  const all = `${sum(xs(n).map((x) => `${x}^2`))} - 1/4`;
  return standard(`23 penalty I, ${n}`, [...xs(n).map((x) => `sqrt(1e-5) (${x} - 1)`), all], upTo(n), least);
}

function penaltyTwo(n: number, least: number): Standard {
  const pairs = upTo(n - 1).map((i) => {
    const y = `(exp(${i + 1}/10) + exp(${i}/10))`;
    return `sqrt(1e-5) (exp(x${i + 1}/10) + exp(x${i}/10) - ${y})`;
  });
  const rest = upTo(n - 1).map((i) => `sqrt(1e-5) (exp(x${i + 1}/10) - exp(-1/10))`);
  const all = `${sum(upTo(n).map((j) => `${n - j + 1} x${j}^2`))} - 1`;
  return standard(
    `24 penalty II, ${n}`,
    ['x1 - 0.2', ...pairs, ...rest, all],
    new Array(n).fill(1 / 2),
    least,
  );
}

const tridiagonal = (n: number) =>
  upTo(n).map((i) => {
    const [before, after] = [i > 1 ? ` - x${i - 1}` : '', i < n ? ` - 2 x${i + 1}` : ''];
    return `(3 - 2 x${i}) x${i}${before}${after} + 1`;
  });

function rosenbrock(n: number): Standard {
  const residuals = upTo(n / 2).flatMap((i) => [`10 (x${2 * i} - x${2 * i - 1}^2)`, `1 - x${2 * i - 1}`]);
  return standard(
    `21 extended Rosenbrock, ${n}`,
    residuals,
    upTo(n).map((i) => (i % 2 ? -1.2 : 1)),
    0,
  );
}

const powell = (a: string, b: string, c: string, d: string) => [
  `${a} + 10 ${b}`,
  `sqrt(5) (${c} - ${d})`,
  `(${b} - 2 ${c})^2`,
  `sqrt(10) (${a} - ${d})^2`,
];

export const standards: Standard[] = [
  standard('1 Rosenbrock', ['10 (x2 - x1^2)', '1 - x1'], [-1.2, 1], 0),
  missing(
    standard(
      '2 Freudenstein and Roth',
      ['-13 + x1 + ((5 - x2) x2 - 2) x2', '-29 + x1 + ((x2 + 1) x2 - 14) x2'],
      [0.5, -2],
      0,
      48.98425367924001,
    ),
    'gaussNewton',
  ),
  missing(
    standard('3 Powell badly scaled', ['1e4 x1 x2 - 1', 'exp(-x1) + exp(-x2) - 1.0001'], [0, 1], 0),
    'newton',
  ),
  standard('4 Brown badly scaled', ['x1 - 1e6', 'x2 - 2e-6', 'x1 x2 - 2'], [1, 1], 0),
  standard(
    '5 Beale',
    upTo(3).map((i) => `${[1.5, 2.25, 2.625][i - 1]} - x1 (1 - x2^${i})`),
    [1, 1],
    0,
  ),
  missing(
    standard(
      '6 Jennrich and Sampson',
      upTo(10).map((i) => `${2 + 2 * i} - (exp(${i} x1) + exp(${i} x2))`),
      [0.3, 0.4],
      124.36218235561473,
    ),
    'gaussNewton',
  ),
  standard(
    '7 helical valley',
    ['10 (x3 - 10 (atan(x2/x1)/(2 pi) + heaviside(-x1)/2))', '10 (sqrt(x1^2 + x2^2) - 1)', 'x3'],
    [-1, 0, 0],
    0,
  ),
  fitted(
    '8 Bard',
    'x1 + u/(v*x2 + w*x3)',
    { u: upTo(15), v: upTo(15).map((i) => 16 - i), w: upTo(15).map((i) => Math.min(i, 16 - i)) },
    bard,
    [1, 1, 1],
    8.214877306578966e-3,
    17.42869333333333,
  ),
  fitted(
    '9 Gaussian',
    'x1 exp(-x2 (t - x3)^2/2)',
    { t: upTo(15).map((i) => (8 - i) / 2) },
    upTo(15).map((i) => bell[7 - Math.abs(8 - i)]),
    [0.4, 1, 0],
    1.1279327696188e-8,
  ),
  missing(
    fitted(
      '10 Meyer',
      'x1 exp(x2/(t + x3))',
      { t: upTo(16).map((i) => 45 + 5 * i) },
      meyer,
      [0.02, 4000, 250],
      87.94585517,
    ),
    'newton',
  ),
  missing(
    standard(
      '11 Gulf',
      upTo(10).map((i) => `exp(-abs(25 + (-50 log(${i}/100))^(2/3) - x2)^x3/x1) - ${i}/100`),
      [5, 2.5, 0.15],
      0,
    ),
    'gaussNewton',
    'newton',
  ),
  standard(
    '12 box, three-dimensional',
    upTo(10).map((i) => `exp(-${i}/10 x1) - exp(-${i}/10 x2) - x3 (exp(-${i}/10) - exp(-${i}))`),
    [0, 10, 20],
    0,
  ),
  standard('13 Powell singular', powell('x1', 'x2', 'x3', 'x4'), [3, -1, 0, 1], 0),
  standard(
    '14 Wood',
    [
      '10 (x2 - x1^2)',
      '1 - x1',
      'sqrt(90) (x4 - x3^2)',
      '1 - x3',
      'sqrt(10) (x2 + x4 - 2)',
      '(x2 - x4)/sqrt(10)',
    ],
    [-3, -1, -3, -1],
    0,
  ),
  fitted(
    '15 Kowalik and Osborne',
    'x1 (u^2 + u x2)/(u^2 + u x3 + x4)',
    { u: enzyme },
    kowalik,
    [0.25, 0.39, 0.415, 0.39],
    3.0750560384924e-4,
    1.02734e-3,
  ),
  standard(
    '16 Brown and Dennis',
    upTo(20).map((i) => `(x1 + ${i}/5 x2 - exp(${i}/5))^2 + (x3 + x4 sin(${i}/5) - cos(${i}/5))^2`),
    [25, 5, -5, -1],
    85822.2016263563,
  ),
  missing(
    fitted(
      '17 Osborne 1',
      'x1 + x2 exp(-t x4) + x3 exp(-t x5)',
      { t: upTo(33).map((i) => 10 * (i - 1)) },
      osborne,
      [0.5, 1.5, -1, 0.01, 0.02],
      5.46489469748e-5,
    ),
    'newton',
  ),
  missing(
    standard(
      '18 Biggs EXP6',
      upTo(13).map((i) => {
        const t = `${i}/10`;
        const y = `(exp(-${t}) - 5 exp(-${i}) + 3 exp(-4*${t}))`;
        return `x3 exp(-${t} x1) - x4 exp(-${t} x2) + x6 exp(-${t} x5) - ${y}`;
      }),
      [1, 2, 1, 1, 1, 1],
      0,
      5.655649925e-3,
    ),
    'gaussNewton',
  ),
  fitted(
    '19 Osborne 2',
    `x1 exp(-t x5) + ${sum(upTo(3).map((k) => `x${k + 1} exp(-x${k + 5} (t - x${k + 8})^2)`))}`,
    { t: upTo(65).map((i) => (i - 1) / 10) },
    osborne2,
    [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
    4.01377362935e-2,
  ),
  watson(6, 2.28767005355e-3),
  missing(watson(9, 1.399760138e-6), 'levenbergMarquardt'),
  missing(watson(12, 4.72238108e-10), 'levenbergMarquardt', 'bfgs', 'lbfgs'),
  rosenbrock(50),
  standard(
    '22 extended Powell singular, 8',
    [...powell('x1', 'x2', 'x3', 'x4'), ...powell('x5', 'x6', 'x7', 'x8')],
    [3, -1, 0, 1, 3, -1, 0, 1],
    0,
  ),
  penaltyOne(4, 2.2499775e-5),
  penaltyOne(10, 7.08765146e-5),
  penaltyTwo(4, 9.37629e-6),
  missing(penaltyTwo(10, 2.9366e-4), 'gaussNewton'),
  variablyDimensioned(10),
  trigonometric(10, 0, 2.795056e-5),
  standard(
    '27 Brown almost linear, 10',
    [...upTo(9).map((i) => `x${i} + ${sum(xs(10))} - 11`), `${xs(10).join('*')} - 1`],
    new Array(10).fill(1 / 2),
    0,
    1,
  ),
  standard('30 Broyden tridiagonal, 10', tridiagonal(10), new Array(10).fill(-1), 0),
  standard(
    '32 linear, full rank, 10',
    xs(20).map((x, i) => (i < 10 ? `${x} - (${sum(xs(10))})/10 - 1` : `-(${sum(xs(10))})/10 - 1`)),
    new Array(10).fill(1),
    10,
  ),
  standard(
    '33 linear, rank 1, 10',
    upTo(20).map((i) => `${i} (${sum(upTo(10).map((j) => `${j} x${j}`))}) - 1`),
    new Array(10).fill(1),
    (20 * 19) / (2 * 41),
  ),
  missing(chebyquad(8, 3.51687372568e-3), 'gaussNewton'),
  missing(chebyquad(10, 6.50395e-3, 4.772713e-3), 'gaussNewton'),
];
