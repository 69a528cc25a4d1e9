// English: what a reader sees or hears in a figure, but for mathematics, names of the catalogue and errors. A section
// is what one element needs, or several share, so that a page loads the sections of its elements alone. Another
// language is a file of this shape, and its line in languages.ts. Numbers and names come as text, as the figure writes
// them; where a sentence depends on how many there are, their number comes too.

/** Keys, and what they do. */
type Keys = readonly (readonly [keys: string, does: string])[];

/** Heads of columns, and other words in a row. */
type Heads = readonly string[];

const counted = (noun: string) => (n: string, count: number) => `${n} ${noun}${count === 1 ? '' : 's'}`;

/** Numbers that have a word, and counted things. */
export const numberPhrases = {
  section: 'numbers' as const,
  notANumber: 'not a number',
  step: counted('step'),
  run: counted('run'),
  row: counted('row'),
};

/** What every figure has. */
export const figurePhrases = {
  section: 'figure' as const,
  help: 'Help',
  saveOrEmbed: 'Save or embed',
  picture: 'Picture',
  numbers: 'Numbers',
  state: 'State',
  model: 'Model',
  copySnippet: 'Copy embed snippet',
  printedEarly: 'Printed before all of it was computed.',
  withoutEngine:
    'Computed without WebAssembly, which this page or browser does not allow: the same numbers, later.',
  showsLastComparison: 'Showing the last comparison that worked.',
  view: 'View',
};

/** The field of a formula, and the figures of one. */
export const formulaPhrases = {
  section: 'formula' as const,
  functionOf: (name: string, variables: readonly string[]) => `${name} of ${variables.join(' and ')}`,
  useCure: (cure: string) => `Use ${cure}`,
  showsLastDrawing: 'Showing the last drawing that worked.',
};

/** Tables with a row a step. */
export const tablePhrases = {
  section: 'tables' as const,
  earlier: 'Earlier rows',
  later: 'Later rows',
  values: 'Values',
  rows: (first: string, last: string) => `${first} to ${last}`,
};

/** A guess that the reader makes before the answer is shown. */
export const predictPhrases = {
  section: 'predict' as const,
  keys: [
    ['← → ↑ ↓', 'move the guess, or choose'],
    ['Shift, Page', 'further'],
    ['Home End', 'to an end of the range'],
    ['Enter', 'see the answer'],
  ] as Keys,
  guess: 'Your guess',
  /** A guess on the drawing. */
  yours: (guess: string) => `yours ${guess}`,
  moveMe: 'move me',
  seeAnswer: 'See the answer',
  skip: 'Skip',
  reset: 'Reset',
  another: 'Another round',
  again: 'Try again',
  hidden: 'the rest is hidden',
  round: (n: string) => `round ${n}`,
  roundDone: (n: string, how: string) => `round ${n}: ${how}`,
  right: 'right',
  offBy: (by: string) => `off by ${by}`,
  offTimes: (times: string) => `${times} times off`,
  notIt: 'not it',
  /** What was guessed, and how far it is from the answer. */
  said: (guess: string, how: string) => `You said ${guess}: ${how}.`,
  exactly: 'exactly right',
  nearly: (by: string) => `right, to ${by}`,
  nearlyTimes: (times: string) => `right, to a factor of ${times}`,
  tooSteep: (by: string) => `${by} too steep`,
  tooFlat: (by: string) => `${by} too flat`,
  wrongWay: (by: string) => `off by ${by}, and the wrong way`,
  tooHigh: (by: string) => `${by} too high`,
  tooLow: (by: string) => `${by} too low`,
  tooLarge: (times: string) => `${times} times too large`,
  tooSmall: (times: string) => `${times} times too small`,
  away: (by: string) => `${by} away`,
};

/** The curves of `<nabla-derivative>`, and the buttons and notes that other figures of a formula share. */
export const tangentPhrases = {
  section: 'tangent' as const,
  pause: 'Pause',
  shrink: 'Shrink h',
  reset: 'Reset',
  noFormula: 'No formula yet',
  typeFormula: 'Type one of one variable, such as x^2 sin(x).',
};

export const derivativePhrases = {
  section: 'derivative' as const,
  question: 'How steep is it?',
  keys: [
    ['← →', 'move the point'],
    ['Shift ← →', 'move it far'],
    ['Alt ← →', 'move it a little'],
    ['Home End', 'to an end of the curve'],
    ['+ −', 'a larger or a smaller h'],
  ] as Keys,
  plot: 'Plot of a curve, its tangent and its slope. Arrow keys move the point, plus and minus change h.',
  working: 'Working it out …',
  tooLong: 'too long to be written out',
  stepOfSecant: 'h, the step of the secant',
  tableOf: (count: string) => `tangent and secant for ${count} values of h`,
  secantHead: 'Secant',
  tangentHead: 'Tangent',
  differenceHead: 'Difference',
  untold: (begun: boolean) =>
    `How ${begun ? 'it goes on' : 'the derivative was found'} is too long to be told.`,
  derivation: 'How the derivative was found',
  rules: counted('rule'),
  becomes: 'becomes',
  ruleNames: {
    constant: 'constant',
    variable: 'variable',
    simplify: 'simplify',
    chain: 'chain',
    sum: 'sum',
    difference: 'difference',
    product: 'product',
    quotient: 'quotient',
    power: 'power',
    exponential: 'exponential',
    logarithm: 'logarithm',
    trigonometric: 'trigonometric',
    'inverse trigonometric': 'inverse trigonometric',
    hyperbolic: 'hyperbolic',
    activation: 'activation',
    'constant multiple': 'constant multiple',
  },
  tangent: (slope: string) => `tangent ${slope}`,
  secant: (slope: string) => `secant ${slope}`,
  slope: (slope: string) => `slope ${slope}`,
  spots: { kink: 'kink', hole: 'hole', jump: 'jump', steep: 'vertical' } as Readonly<Record<string, string>>,
  level: (here: string) => `At ${here} the tangent is level.`,
  rises: (here: string, by: string, variable: string) =>
    `At ${here} the tangent rises ${by} per unit of ${variable}.`,
  falls: (here: string, by: string, variable: string) =>
    `At ${here} the tangent falls ${by} per unit of ${variable}.`,
  kink: (here: string, name: string, left: string, right: string) =>
    `At ${here}, ${name} has a kink: the slope is ${left} on its left and ${right} on its right, so there is no tangent.`,
  steep: (here: string, name: string, up: boolean) =>
    `At ${here}, ${name} goes straight ${up ? 'up' : 'down'}: its slope has no end, so there is no number for it.`,
  edge: (here: string, name: string) =>
    `${name} ends at ${here}: there is nothing on one side, so there is no tangent.`,
  jump: (here: string, name: string, from: string, to: string) =>
    `At ${here}, ${name} jumps from ${from} to ${to}, so there is no tangent.`,
  hole: (here: string, name: string, reason: string, limit: string) =>
    `At ${here}, ${name} has a hole: ${reason}; both sides come to ${limit}.`,
  noValue: (here: string, name: string, reason: string) => `At ${here}, ${name} has no value: ${reason}.`,
  dividesByZero: 'its formula divides by 0',
  growsWithoutEnd: 'it grows without end',
  is: (name: string, value: string) => `${name} is ${value}`,
  secantRises: (h: string, by: string, beside: string) => `The secant over ${h} rises ${by}${beside}.`,
  secantFalls: (h: string, by: string, beside: string) => `The secant over ${h} falls ${by}${beside}.`,
  asTangent: ', as much as the tangent',
  tooMuch: (by: string) => `, which is ${by} too much`,
  tooLittle: (by: string) => `, which is ${by} too little`,
  tooSteep: (by: string) => `, which is ${by} too steep`,
  tooFlat: (by: string) => `, which is ${by} too flat`,
  asksSlope: (here: string) => `Turn the line until it only touches the curve. What is the slope at ${here}?`,
  answersSlope: (slope: string) => `The slope is ${slope}.`,
  guessedSlope: 'slope of your line',
};

export const differencePhrases = {
  section: 'difference' as const,
  question: 'How small should h be?',
  keys: [
    ['← →', 'a smaller step, a wider one'],
    ['Shift ← →', 'a tenth, ten times'],
    ['Home End', 'the smallest, the widest'],
    ['↑ ↓', 'another scheme in front'],
  ] as Keys,
  axis: 'Error, log scale',
  hint: '← → step, ↑ ↓ scheme',
  plot: 'Errors of difference quotients against their step. Left and right arrows move the step, up and down choose a scheme.',
  bestStep: 'Best step',
  table: 'Errors, step by step',
  inFront: 'Scheme in front',
  schemes: {
    forward: 'forward',
    backward: 'backward',
    central: 'central',
    'five-point': 'five-point',
    'complex-step': 'complex-step',
  },
  slope: (power: string) => `slope ${power}`,
  slopeIs: (here: string, slope: string) => `At ${here} the slope is ${slope}.`,
  noSlope: (here: string) => `At ${here} there is no slope to compare with.`,
  /** Of a scheme: `Forward differences with h = 0.001 miss it by 0.003`. */
  misses: (scheme: string, h: string, by: string) =>
    `${capital(scheme)} differences with ${h} miss it by ${by}`,
  noNumber: (scheme: string, h: string) => `${capital(scheme)} differences with ${h} are no number`,
  isBest: ', and no other step does better.',
  better: (h: string, by: string | null) => `; with their best, ${h}, by ${by ?? 'nothing'}.`,
  asksStep: (scheme: string, here: string) =>
    `Which h is best for ${scheme} differences at ${here}? Drag the line to it.`,
  answersStep: (h: string, by: string | null) =>
    `The best is ${h}, which misses the slope by ${by ?? 'nothing'}.`,
  guessedStep: 'h of your line',
  asksOrder: (scheme: string, here: string) =>
    `Halve h while it is wide. By what is the error of ${scheme} differences at ${here} divided?`,
  answersOrder: (by: string, order: string) =>
    `It is divided by ${by}: the error goes with h to the power ${order}.`,
  saidOrder: (by: string) => `You said ${by}.`,
  dividedBy: (by: string) => `by ${by}`,
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export const gradientCheckPhrases = {
  section: 'gradientCheck' as const,
  question: 'Is the gradient right?',
  keys: [
    ['↑ ↓', 'another component'],
    ['← →', 'move its coordinate'],
    ['Shift, Alt', 'further, finer'],
  ] as Keys,
  at: 'at',
  axis: 'Off by, as a share of its size, log scale',
  hint: '↑ ↓ component, ← → coordinate',
  plot: 'How far each component of the gradient is off. Up and down choose a component, left and right move its coordinate.',
  nothingYet: 'Nothing to check yet',
  typeAll: 'Type a formula, its gradient and a point.',
  component: 'Component',
  claimed: 'Claimed',
  measured: 'Measured',
  offBy: 'Off by',
  verdict: 'Verdict',
  verdicts: { pass: 'pass', fail: 'fail', kink: 'kink', inconclusive: 'inconclusive' },
  slips: { sign: 'sign', factor: 'factor', 'inner derivative': 'inner derivative' },
  slipSentences: {
    sign: 'its sign is the other way round',
    factor: 'it is off by a constant factor',
    'inner derivative': 'the inner derivative is forgotten',
  },
  tolerance: (share: string) => `tolerance ${share}`,
  /** Verdict on all components that are right: how many, and how far off they are; null for not at all. */
  allRight: (components: number, off: string | null) => {
    const [what, whose] =
      components === 1
        ? ['The derivative is right', 'its']
        : [`All ${components} components are right`, 'their'];
    return `${what}: ${off === null ? 'no digit differs from what is measured' : `off by ${off} of ${whose} size at most`}.`;
  },
  wrong: (name: string, claimed: string, measured: string, slip: string | null) =>
    `${name} is wrong: ${claimed} is claimed, ${measured} is measured${slip ? `; ${slip}` : ''}.`,
  kink: (name: string, left: string, right: string, claimed: string) =>
    `${name} has a kink here: the slope is ${left} on its left and ${right} on its right, and ${claimed} is between them.`,
  unsure: (name: string, measured: string, by: string) =>
    `Nothing can be said of ${name} here: the ${measured} measured may be off by ${by}.`,
  unknown: (name: string) => `Nothing can be said of ${name} here: f or its slope is not finite, or f jumps.`,
};

/** What figures that play runs share: the controls, the keys, how runs ended. */
export const playerPhrases = {
  section: 'player' as const,
  play: 'Play',
  pause: 'Pause',
  step: 'Step',
  stepBack: 'Step back',
  reset: 'Reset',
  speed: 'Speed',
  atOnce: 'at once',
  stepNumber: (step: string) => `step ${step}`,
  starting: 'starting …',
  spoken: (label: string, step: string, losses: string) => `${label}, ${step}: ${losses}`,
  bothLosses: (training: string, validation: string) => `training ${training}, validation ${validation}`,
  keys: [
    ['← →', 'back and on by a hundredth of the run'],
    ['Shift ← →', 'by a tenth'],
    ['Alt ← →', 'by a single step'],
    ['Home, End', 'to the start, to the end'],
    ['↑ ↓', 'the run above, the run below'],
    ['Space', 'play or pause'],
  ] as Keys,
  dropFile: 'Drop a CSV file here, or choose data below.',
  losses: 'Losses, step by step',
  run: 'Run',
  loss: 'Loss',
  outcome: 'Outcome',
  whatHappened: 'What happened to each run',
  outcomes: {
    settled: 'Settled',
    diverged: 'Diverged',
    stopped: 'Stopped',
    stalled: 'Stalled',
    'out of steps': 'Out of steps',
    recorded: 'Recorded',
  },
  trainingLoss: 'Training loss',
  validationLoss: 'Validation loss',
  finalLoss: 'Final loss',
  accuracy: 'Accuracy',
  /** Accuracy in the column after a loss. */
  itsAccuracy: 'accuracy',
  lowest: 'Lowest',
  atStep: 'at step',
  motionOff: 'Motion is off: step or drag to watch.',
  modelOn: (model: string, data: string) => `${model} on ${data}`,
  aModel: 'A model',
  /** Subtitle: what is run, from where, for how long, with how many rows to a batch, and which rows are not learned from. */
  subtitle: (title: string, from: string, steps: string, batch: string | null, rows: string) =>
    `${title}${from && ` from ${from}`}${steps && `, ${steps}`}${batch === null ? '' : ` of ${batch} rows`}${rows && `; ${rows}`}`,
  rowsApart: (apart: string, all: string) => `${apart} of ${all} rows kept apart`,
  rowsDropped: (rows: string) => `${rows} without a value left out`,
  paused: (step: string) => `Paused at step ${step}. The rest of each run is drawn faint.`,
  runsOf: (runs: string, steps: string, diverged: string | null) =>
    `${runs} of ${steps}${diverged === null ? '' : `, ${diverged} diverged so far`}.`,
};

/** The legend of runs, which the reader changes. */
export const runPhrases = {
  section: 'runs' as const,
  runs: 'Runs',
  noRuns: 'No runs yet',
  rate: 'rate',
  addRate: 'Add a rate',
  addRateOf: (optimizer: string) => `Add a rate of ${optimizer}`,
  show: 'Show',
  hide: 'Hide',
  showRun: (label: string) => `Show ${label}`,
  change: 'Change',
  remove: 'Remove',
  diverged: 'diverged',
  lowest: 'lowest',
  lowestMean: 'lowest mean',
  inValidation: (lowest: string) => `${lowest} in validation`,
  rateOf: (optimizer: string) => `${optimizer} rate`,
  rateRefused: 'A rate needs a number above 0.',
  rateLog: 'Rate, log scale',
  fromStep: (step: string) => `From step ${step} on; point and memory are kept.`,
};

const lossAxis = (each: string) => ({
  each,
  now: `${each} at the step shown`,
  final: (steps: string) => `Final ${each.toLowerCase()} after ${steps} steps`,
});

/** Drawings of losses. */
export const lossPhrases = {
  section: 'losses' as const,
  rate: (label: string) => `rate ${label}`,
  divergesFrom: (optimizer: string, rate: string) => `${optimizer} diverges from ${rate}`,
  training: 'training',
  validation: 'validation',
  diverged: (label: string) => `${label} diverged`,
  divergedAt: (label: string, step: string) => `${label} diverged at step ${step}`,
  moreDiverged: (runs: string) => `and ${runs} more diverged`,
  axes: {
    loss: lossAxis('Loss'),
    training: lossAxis('Training loss'),
    validation: lossAxis('Validation loss'),
  },
  scales: { log: 'log scale', 'signed log': 'signed log scale', linear: 'linear scale' },
  scaleByLosses: (scale: string) => `${scale}, as some are below 0`,
};

/** Names of rules that read a rate off a curve, and of those by curvature. */
type RateRuleName =
  | 'valley'
  | 'steep'
  | 'minimum'
  | 'slide'
  | 'torch-lr-finder'
  | 'ignite'
  | 'lightning'
  | 'keras'
  | '1/lambdaMax'
  | '2/lambdaMax'
  | 'cauchy';

/** Rates that rules suggest, and what real runs say of them. */
export const rateFinderPhrases = {
  section: 'rateFinder' as const,
  question: 'Which rate would each rule choose?',
  batchLoss: 'Loss of the next batch, before the step',
  wholeLoss: 'Loss before the step',
  oneBatch: 'one batch',
  oneStep: 'one step',
  smoothed: (share: string) => `smoothed, ${share}`,
  skippedFirst: (points: string) => `first ${points} skipped`,
  skippedLast: (points: string) => `last ${points} skipped`,
  stopped: {
    rise: (rate: string) => `stopped at ${rate}: loss over 5 × its lowest`,
    'not finite': (rate: string) => `stopped at ${rate}: loss no number`,
  },
  rule: 'Rule',
  against: 'against real runs',
  reasons: {
    valley: 'halfway along the longest fall',
    steep: 'steepest against log rate',
    minimum: 'a tenth of the lowest point',
    slide: 'last bend before the rise',
    'torch-lr-finder': 'steepest from point to point',
    ignite: 'the same, left of the minimum',
    lightning: 'steepest against the rate itself',
    keras: 'steepest over 20 steps',
    '1/lambdaMax': 'half of the edge',
    '2/lambdaMax': 'edge for a quadratic with this curvature',
    cauchy: 'lowest point along the first step',
  } as Readonly<Record<RateRuleName, string>>,
  curvature: 'Curvature',
  products: (products: string) => `${products} Hessian products at the start, no training`,
  realRuns: (steps: string, starts: string | null) =>
    `Loss of real runs after ${steps}${starts === null ? '' : `, ${starts} starts`}`,
  within: 'within 10 % of the best',
  divergedFrom: (rate: string) => `diverged from ${rate}`,
  best: (rate: string) => `best ${rate}`,
  inside: 'inside',
  atEdge: 'at the edge',
  tooSmall: (times: string) => `${times} × too small`,
  tooLarge: (times: string) => `${times} × too large`,
  rate: (label: string) => `rate ${label}`,
  /** Caption: the range of real runs, of one rate or more. */
  range: (from: string, to: string | null) =>
    to === null
      ? `Real runs end lowest at ${from}, by more than 10 %.`
      : `Real runs from ${from} to ${to} end within 10 % of the best.`,
  bestAtEnd: (end: 'lowest' | 'highest') => ` It is the ${end} rate tried: a better one may lie beyond.`,
  allDiverged: 'All real runs diverged.',
  /** Of so many rules those within a factor 2, in every repeat where there are some. */
  near: (rules: string, names: readonly string[], repeated: boolean) => {
    const where = `within a factor 2 of that${repeated ? ' in every repeat' : ''}`;
    if (names.length === 0) return `Of the ${rules} rules none is ${where}.`;
    return `Of the ${rules} rules ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ${where}.`;
  },
};

/** The best run of a comparison, in parts. */
interface BestRun {
  steps: string;
  optimizer: string;
  rate: string | null;
  edge: 'lowest' | 'highest' | null;
  onValidation: boolean;
  replicates: string | null;
  loss: string;
  clauses: string;
}

export const comparePhrases = {
  section: 'compare' as const,
  question: 'Which learning rate?',
  training: 'Training',
  validation: 'Validation',
  sensitivity: 'Sensitivity',
  hint: '← → step, ↑ ↓ run, Space play',
  plot: (axis: string) => `${axis}, of each run. Arrow keys move the step and choose a run.`,
  runDiverged: 'The run diverged.',
  allDiverged: (runs: string) => `All ${runs} runs diverged.`,
  everyDiverged: (optimizer: string) => `Every ${optimizer} diverged.`,
  /** The best run: after how many steps, at which rate, an end of those tried or not, by what, and the clauses after it. */
  best: ({ steps, optimizer, rate, edge, onValidation, replicates, loss, clauses }: BestRun) => {
    const at = rate === null ? '' : ` at rate ${rate}`;
    const end = edge ? `, the ${edge} tried,` : '';
    const where = onValidation ? ' on the rows kept apart' : '';
    const mean = replicates === null ? '' : ` by the mean of ${replicates} replicates`;
    return `After ${steps} ${optimizer}${at}${end} is lowest${where}${mean}, at ${loss}${clauses}.`;
  },
  bestOf: (optimizer: string, rate: string | null, loss: string, clauses: string) =>
    `The best ${optimizer}${rate === null ? '' : `, at rate ${rate},`} is at ${loss}${clauses}.`,
  earlier: (loss: string, step: string) => ` (${loss} at step ${step})`,
  divergedAtRate: (rate: string) => `; at ${rate} it diverged`,
  divergedFrom: (rate: string) => `; from ${rate} up it diverged`,
  divergedAtSome: (some: string, all: string) => `; at ${some} of ${all} rates it diverged`,
  divergedAtStep: (label: string, step: string) => `${label} diverged at step ${step}.`,
  someDiverged: (some: string, all: string) => `${some} of ${all} runs diverged.`,
  /** The lowest of several runs made elsewhere, and one alone. */
  endsLowest: (label: string, loss: string, steps: string, earlier: string, inValidation: boolean) =>
    `${label} ends lowest${inValidation ? ' in validation' : ''}, at ${loss} after ${steps}${earlier}`,
  ends: (label: string, loss: string, steps: string, earlier: string, validation: string | null) =>
    `${label} ends at ${loss}${validation === null ? '' : `, in validation at ${validation},`} after ${steps}${earlier}`,
  another: (label: string, loss: string) => `${label} at ${loss}`,
  moreAbove: (runs: string) => `${runs} more above`,
  asksLowest: (steps: string) => `Which run is lowest after ${steps}?`,
  answersLowest: (run: string, loss: string) => `${run} is lowest, at ${loss}.`,
  saidRun: (run: string, place: number, loss: string) =>
    `Your ${run} is ${ordinals[place] ?? `number ${place}`}, at ${loss}.`,
  saidDiverged: (run: string) => `Your ${run} diverged.`,
};

/** The form of data. */
export const dataPhrases = {
  section: 'data' as const,
  data: 'Data',
  chooseFile: 'Choose a CSV file',
  orDrop: 'or drop one on the figure',
  needsColumn: 'It needs a column of numbers beside the target.',
  needsTwo: 'It needs two columns of numbers beside the target.',
  reading: (file: string) => `Reading ${file} …`,
  target: 'Target',
  model: 'Model',
  columns: 'Columns',
  twoColumns: 'Two columns',
  run: 'Run',
  all: (columns: number) => `All ${columns}`,
  noValues: 'no values',
  textLike: (example: string) => `text, like “${example}”`,
};

export const landscapePhrases = {
  section: 'landscape' as const,
  question: 'Which way is down?',
  keys: [
    ['← → ↑ ↓', 'move the point of a map, or the start'],
    ['Shift, Alt', 'with an arrow: further, finer'],
    ['Enter', 'on a map: from the point to the start and back'],
    ['[ ]', 'on a map: turn the direction d'],
    ['Space', 'play or pause'],
    ['Drag', 'the point, the start, or the tip of d'],
  ] as Keys,
  landscape: 'Landscape',
  role: 'landscape',
  none: 'No landscape yet',
  typeFormula: 'Type a formula of one or two variables.',
  places: 'Places, step by step',
  start: 'start',
  others: 'the others',
  hintMap: (start: boolean) => `arrows move the point${start ? ' or the start' : ''}, [ ] turn d`,
  hintCurve: '← → move the start',
  climbs: 'climbs',
  rate: (label: string) => `rate${label}`,
  hidden: 'hidden',
  divergedAt: (label: string, step: string) => `${label} diverged at step ${step}`,
  lostAt: (step: string) => `× diverged at step ${step}`,
  startsAt: (place: string) => `starts at ${place}`,
  at: (place: string) => `at ${place}`,
  inOneStep: 'there in one step',
  alternates: 'alternates, settles',
  oscillates: (from: string, to: string) => `oscillates, ${from} to ${to}`,
  reaches: (place: string) => `reaches ${place}`,
  leftOf: (far: string, place: string) => `${far} left of ${place}`,
  rightOf: (far: string, place: string) => `${far} right of ${place}`,
  climbsFrom: (from: string, to: string) => `climbs from ${from} to ${to}`,
  climbsTimes: (times: string, steps: string) => `climbs: ${times} × its start${steps && ` after ${steps}`}`,
  startsSettled: (place: string) => `starts settled, at ${place}`,
  settledAt: (step: string) => `settled at step ${step}`,
  setsRuns: 'Optimizers, rates and a start set runs walking on it.',
  /** The subject of a sentence on a run that is named by its rate. */
  atRate: (rate: string) => `At ${rate} it`,
  settles: (who: string, place: string, steps: string) => `${who} settles at ${place} after ${steps}.`,
  goesBetween: (who: string, from: string, to: string) => `${who} goes to and fro between ${from} and ${to}.`,
  reachesAfter: (who: string, place: string, steps: string) => `${who} reaches ${place} after ${steps}.`,
  divergesAt: (who: string, step: string) => `${who} diverges at step ${step}.`,
  /** A sentence on a run that climbs, of the words above its panel. */
  whoClimbs: (who: string, climbs: string) => `${who} ${climbs}.`,
  bounces: (who: string, times: string) =>
    `${who} climbs: each bounce is ${times} × as long as the one before.`,
  settlesNear: (place: string, limit: string) =>
    `Near ${place} rates below ${limit}, which is 2/curvature, settle.`,
  settlesBelow: (limit: string, across: boolean) =>
    `Below ${limit}, which is 2/curvature${across ? ' across the valley' : ''}, every rate settles.`,
  /** How many of some runs settled, and how many diverged; null for none. */
  counts: (runs: string, settled: string | null, diverged: string | null, lowest: string) => {
    const told = [settled && `${settled} settled`, diverged && `${diverged} diverged`].filter(Boolean);
    return `Of ${runs} runs ${told.join(' and ') || 'none settled'}${lowest}.`;
  },
  isLowest: (label: string, place: string) => `; ${label} is lowest, at ${place}`,
  noGradient: (place: string) => `At ${place} there is no gradient.`,
  level: (place: string) => `At ${place} the gradient is 0: the ground is level.`,
  gradient: (place: string, length: string) =>
    `At ${place} the gradient is ${length} long and stands at right angles to the level curve.`,
  alongLevel: 'Along d it is level.',
  alongRises: (by: string) => `Along d it rises by ${by} for each unit.`,
  alongFalls: (by: string) => `Along d it falls by ${by} for each unit.`,
  slope: (slope: string, degrees: string) => `∇f·d = ${slope} at ${degrees}°`,
  /** What is heard of a curve, and of a map; the start is '' where there is none. */
  curveOf: (title: string, variable: string, start: string) =>
    `Curve of ${title} over ${variable}.${start && ` Start at ${start}. Left and right arrows move the start.`}`,
  mapOf: (title: string, point: string, start: string, moved: 'point' | 'start') => {
    const begins = start && ` Start at ${start}.`;
    const changes = start && '; Enter changes between point and start';
    return `Map of ${title}. Point at ${point}.${begins} Arrow keys move the ${moved}${changes}; brackets turn the direction.`;
  },
  asksStep: (run: string) => `Where does the first step of ${run} land? Drag the mark there.`,
  answersStep: (run: string, place: string) => `The first step of ${run} lands at ${place}.`,
};

export const networkPhrases = {
  section: 'network' as const,
  question: 'How does a network learn?',
  plane: 'Plane',
  planeAndUnits: 'Plane and units',
  hint: '← → step, Space play',
  plot: (classes: readonly string[], names: readonly string[]) =>
    `What the model tells in the plane${classes.length > 0 ? `, of ${classes.join(', ')}, by ${names.join(' and ')}` : ''}. Arrow keys move the step.`,
  noData: 'No data yet',
  spoken: (step: string, loss: string, right: string, all: string) =>
    `${step}, loss ${loss}, ${right} of ${all} points in their area`,
  otherLayers: 'Other layers: it learns anew, from its start.',
  otherData: 'Other data: it learns anew.',
  learned: 'learned',
  keptApart: 'kept apart',
  wrong: (points: string) => `wrong: ${points}`,
  unit: (number: string) => `unit ${number}`,
  units: 'Hidden units',
  unitsSay:
    'What each hidden unit says, in order of its weight in the answer; point at one to see its line in the plane',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  allUnits: (units: string) => `all ${units}`,
  weight: (weight: string) => `weight ${weight}`,
  layers: 'Layers',
  layersName: 'layers',
  data: 'Data',
  dataName: 'data',
  inputs: (inputs: string) => `${inputs} in`,
  unitsOf: (layer: number) => `Units of layer ${layer}`,
  removeLayer: (layer: number) => `Remove layer ${layer}`,
  remove: 'Remove',
  activation: 'Activation',
  addLayer: 'layer',
  noise: 'noise',
  across: 'Across',
  up: 'Up',
  rowsApart: (rows: string) => `${rows} kept apart`,
  addRowsApart: 'rows kept apart',
  points: counted('point'),
  toLearnFrom: (steps: string, points: string) => `${steps}, ${points} to learn from.`,
  divergedBefore: (step: string) => `The run diverged at step ${step}; before that,`,
  after: (steps: string) => `After ${steps},`,
  atStep: (step: string) => `At step ${step},`,
  /** How many points are right, at a time that was said before; `others` whether some are wrong. */
  inArea: (
    when: string,
    right: string,
    all: string,
    drawn: boolean,
    apart: readonly [right: string, all: string] | null,
    others: boolean,
    loss: string,
  ) => {
    const kept = apart ? `, and ${apart[0]} of ${apart[1]} kept apart` : '';
    return `${when} ${right} of ${all}${drawn ? ' drawn' : ''} lie in the area of their class${kept}${others ? '; the others are ringed' : ''}. The loss is ${loss}.`;
  },
};

export const taylorPhrases = {
  section: 'taylor' as const,
  question: 'How far does a polynomial hold?',
  keys: [
    ['← →', 'move the point'],
    ['Shift ← →', 'move the centre, or the point far'],
    ['↑ ↓', 'a higher or a lower order, or the point on a map'],
    ['Page', 'move the point far'],
    ['Home End', 'to an end of the curve'],
    ['Enter', 'type the number of the point'],
  ] as Keys,
  plot: 'Plot of a function and its polynomial. Left and right arrows move the point, with Shift the centre; up and down change the order.',
  parabolas: 'Plot of a function and two parabolas that touch it. Arrow keys move the point.',
  map: 'Map of a function and its polynomials of first and second order. Arrow keys move the point.',
  errors: 'Error by order, log scale',
  order: 'order',
  raise: 'Raise order',
  lower: 'Lower order',
  raiseOne: 'Raise order by one',
  stepBoth: 'Step both',
  typeFormula: 'Type one of one variable or two, such as sin(x).',
  center: 'the centre',
  point: 'the point',
  eta: 'η, the learning rate',
  coefficients: 'Coefficients',
  byOrder: 'Errors, order by order',
  steps: 'Steps',
  coefficientHeads: ['order', 'derivative', 'coefficient'] as Heads,
  errorHeads: ['order', 'error', 'bound', 'ξ'] as Heads,
  stepHeads: ['step', 'Newton x', 'f', 'slope', 'descent x', 'f', 'slope'] as Heads,
  tangent: 'tangent, order 1',
  orderOf: (order: string) => `order ${order}`,
  off: (by: string) => `off by ${by}`,
  /** What is drawn as a band, in two lines. */
  band: ['f is surely', 'in the band'] as Heads,
  radius: (radius: string) => `radius ${radius}`,
  error: 'error',
  bound: 'bound',
  bendsLike: 'bends like f',
  bendsBy: 'bends by 1/η',
  bendsDown: 'bends down: no lowest point',
  slope: (slope: string) => `slope ${slope}`,
  newton: 'Newton',
  descent: 'descent',
  minimum: 'minimum',
  ordersSubtitle: (order: string, center: string) =>
    `The order-${order} polynomial at ${center}; the band surely holds f`,
  parabolasSubtitle: 'Both touch f with its slope; each step goes to its own lowest point',
  mapSubtitle: 'Level curves of f, its plane and its paraboloid through the point',
  isCenter: (at: string, f: string) => `At ${at}, its centre, the polynomial is ${f} itself.`,
  nothingToCompare: (at: string, f: string) =>
    `At ${at} there is nothing to compare: ${f} or the polynomial is not defined.`,
  /** The start of a sentence: how far off the polynomial is; null for not at all. */
  isOff: (at: string, f: string, by: string | null) =>
    `At ${at} the polynomial is ${by === null ? `no different from ${f}` : `off by ${by}`}`,
  noBound: (isOff: string, reason: string) =>
    `${isOff}; how far it could be off has no bound${reason && `: ${reason}`}.`,
  cannotBe: (isOff: string) => `${isOff}, and cannot be.`,
  bounded: (isOff: string, bound: string) => `${isOff}; it could not be off by more than ${bound}.`,
  /** Which derivative makes the error exact, and where. */
  exact: (order: number, xi: string) =>
    `The ${ordinals[order]} derivative taken at ${xi} makes the error exact.`,
  beyondRadius: 'More orders make it worse: the point is beyond the radius.',
  gainsTwoDigits: 'Each two orders more gain two digits or more.',
  gainsADigit: 'Each two orders more gain a digit or so.',
  gainsLittle: 'More orders gain little.',
  gainsNothing: 'The next orders are no better.',
  noRadius: 'No end of the series was found from its first 80 coefficients.',
  goesOn: (radius: string, f: string) =>
    `From the coefficients the radius is about ${radius}, though ${f} goes on there: what stops the series lies off the real line.`,
  ends: (radius: string, f: string, end: string, side: 'left' | 'right') =>
    `From the coefficients the radius is about ${radius}: ${f} ends at ${end}, and the polynomials reach no farther to the ${side}.`,
  noParabola: (f: string) => `Here ${f} has no slope or no bend, so no parabola touches it.`,
  likeNewton: (f: string, bend: string, lowest: string) =>
    `The parabola that bends like ${f}, by ${bend}, is lowest at ${lowest}: Newton’s step.`,
  likeNone: (f: string, bend: string, isLine: boolean) =>
    `The parabola that bends like ${f}, by ${bend}, ${isLine ? 'is a line' : 'bends down'}: it has no lowest point, and Newton’s step no meaning.`,
  byEta: (inverse: string, lowest: string) =>
    `The one that bends by ${inverse} is lowest at ${lowest}: gradient descent’s.`,
  agree: (eta: string) => `They agree when ${eta}.`,
  noCurvature: (at: string, f: string) => `At ${at} ${f} has no slope or no curvature.`,
  bendsBoth: (at: string, f: string, large: string, small: string, shape: Shape) =>
    `At ${at} ${f} bends by ${large} and ${small}, ${shapes[shape]}.`,
  away: (distance: string, plane: string, paraboloid: string) =>
    `At a distance of ${distance} the plane is off by up to ${plane}, the paraboloid by ${paraboloid}.`,
  lowestAt: (place: string) => `The paraboloid is lowest at ${place}: Newton’s step.`,
  stepTo: (curvature: string, place: string) =>
    `With curvature ${curvature} both ways the step is to ${place}: gradient descent’s.`,
  asksHeight: (order: string, center: string, here: string) =>
    `Drag the point to where the polynomial of order ${order} about ${center} is at ${here}.`,
  answersHeight: (height: string, f: string, value: string) =>
    `The polynomial is at ${height}, and ${f} at ${value}.`,
  guessedHeight: 'height of the polynomial',
};

type Shape = 'saddle' | 'trough' | 'bowl' | 'dome';

const shapes = {
  saddle: 'up one way and down the other: a saddle',
  trough: 'one way and not at all the other: a trough',
  bowl: 'up both ways: a bowl',
  dome: 'down both ways: a dome',
};

const ordinals = [
  ...['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'],
  ...['tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth'],
  ...['eighteenth', 'nineteenth', 'twentieth', 'twenty-first'],
];

export const softmaxPhrases = {
  section: 'softmax' as const,
  question: 'How do logits become a verdict?',
  subtitle: 'Purple is yours to drag, green is how the loss answers',
  keys: [
    ['↑ ↓', 'a larger logit, a smaller one'],
    ['Shift, Alt', 'further, finer'],
    ['← →', 'another class'],
    ['Home End', 'the ends of the range'],
    ['Enter', 'type the number'],
  ] as Keys,
  handles: 'Logits',
  logitOf: (name: string) => `logit of ${name}`,
  /** What a handle says: a logit, its probability and its slope. */
  handle: (logit: string, probability: string, slope: string) =>
    `${logit}, probability ${probability}, slope ${slope}`,
  temperature: 'T, the temperature',
  shareOf: (name: string) => `share of ${name} in the target`,
  target: 'target',
  mix: 'Mix',
  shift: 'Shift by 1 000',
  shiftBack: 'Shift back',
  noLogits: 'No logits yet',
  writeSome: 'Write some with spaces between them, such as 2 1 0.1.',
  heads: ['class', 'logit', 'exp', 'probability', 'target', 'slope'] as Heads,
  jacobian: (divided: boolean) => `Jacobian diag(p) − p pᵀ${divided ? ', divided by T' : ''}`,
  jacobianSize: (size: string, rank: string) => `${size}, rank ${rank}`,
  jacobianNote:
    'Cell i, j is the change of probability i for a push of logit j. Area is size; filled positive, hollow negative. Rows and columns add to 0.',
  probabilityOf: (name: string) => `p of ${name}`,
  zOf: (name: string) => `z of ${name}`,
  logits: ['logits z, drag', 'logits z'] as Heads,
  shiftedLogits: (by: string) => `logits z ${by}`,
  asWritten: (exp: string) => `${exp} as written`,
  lessLargest: 'exp less the largest',
  together: (what: string, sum: string) => `${what}, together ${sum}`,
  slope: 'slope',
  loss: 'loss',
  lossOf: (name: string) => `loss −log p of ${name}`,
  mixedLoss: 'loss −Σ y log p',
  itsLogitMoves: (loss: string) => `${loss}, as its logit moves`,
  logitMoves: (loss: string, name: string) => `${loss}, as the logit of ${name} moves`,
  others: (count: string) => `${count} others`,
  isNoNumber: (quotient: string) => `${quotient} is no number`,
  lossIs: (loss: string) => `loss ${loss}`,
  slopeIs: (slope: string) => `slope ${slope}`,
  allBut: (lack: string) => `all but ${lack}`,
  gets: (name: string, share: string, target: string) => `${name} gets ${share} and should get ${target}`,
  noPull: (gets: string) => `${gets}, so its logit has no pull.`,
  pulls: (gets: string, lowers: boolean, slope: string) =>
    `${gets}, so raising its logit ${lowers ? 'lowers' : 'raises'} the loss, ${slope} for each unit.`,
  slopesTogether: (sum: string) => `All slopes together are ${sum}.`,
  pullOnAll: 'The pull on all others together is the same amount the other way.',
  /** The pull on the other classes, by name, and how large, where there are several. */
  pullOn: (names: readonly string[], sizes: readonly string[]) =>
    `The pull on ${listed(names)}${sizes.length > 1 ? `, ${listed(sizes)},` : ''} is the same amount the other way.`,
  /** What more in each logit does: nothing, or rounding; with the probabilities. */
  moreInEach: (more: string, isAsBefore: boolean, list: string) =>
    `${more} more in each logit multiplies every exponential alike, and ${isAsBefore ? 'nothing changes' : 'the probabilities are those of numbers that hold less of the logits'}${list}.`,
  overflows: 'Above 709 exp overflows, so the plain formula divides ∞ by ∞.',
  vanishes: 'Below −745 exp is 0, so the plain formula divides 0 by 0.',
  takenOff: (isAsBefore: boolean, list: string) =>
    `With the largest logit taken off first the probabilities are${isAsBefore ? ' as before' : ''}${list}.`,
  asksProbability: (name: string) => `Drag the bar. How large is the probability of ${name}?`,
  answersProbability: (name: string, share: string) => `The probability of ${name} is ${share}.`,
  asksSlope: (name: string) => `Drag the bar. How does the loss answer when the logit of ${name} rises?`,
  answersSlope: (name: string, slope: string) =>
    `The slope of the loss along the logit of ${name} is ${slope}.`,
};

/** What a push of an input does to an output. */
interface Push {
  name: string;
  way: 'raises' | 'lowers' | 'leaves';
  by: string;
}

export const jacobianPhrases = {
  section: 'jacobian' as const,
  question: 'What does a map do to a small square?',
  tableQuestion: 'A row is a gradient, a column is a push',
  keys: [
    ['← → ↑ ↓', 'move the point, or go among the cells'],
    ['Shift, Alt', 'with an arrow: further, finer'],
    ['+ −', 'a larger or a smaller h'],
    ['Home End', 'to an edge'],
  ] as Keys,
  planeSubtitle: (from: string, to: string) => `${from} to ${to}; dashed green, what the Jacobian says`,
  tableSubtitle: (outputs: string, inputs: string, shape: string) =>
    `${outputs}, ${inputs}: ${shape}. Area is size; filled positive, hollow negative`,
  softmaxSubtitle: (shape: string, rank: string) =>
    `${shape}, rank ${rank}, rows add to 0. Area is size; filled positive, hollow negative`,
  outputs: counted('output'),
  inputs: counted('input'),
  source: 'a square of side h',
  image: 'where it goes',
  area: 'area',
  flat: 'flat: det 0',
  flipped: 'flipped',
  notFlipped: 'not flipped',
  noJacobian: 'no Jacobian here',
  stretch: (by: string) => `stretch ${by}`,
  across: (small: string) => `and ${small} across`,
  bothWays: 'both ways',
  gradient: 'gradient',
  push: 'push',
  product: 'The product, factor by factor',
  more: (count: string) => `${count} more`,
  misfit: (shapes: string) => `${shapes} does not fit`,
  doesNotFit: 'The shapes do not fit: a map needs as many inputs as the map before it has outputs.',
  /** Where outputs, which are named, have no slopes. */
  hasNone: (at: string, outputs: readonly string[]) =>
    `At ${at} ${outputs.join(' and ')} ${outputs.length > 1 ? 'have' : 'has'} no slopes.`,
  becomes: (at: string, times: string, how: 'flipped' | 'turned' | 'upright') => {
    const said = {
      flipped: 'flipped over',
      turned: 'turned and not flipped',
      upright: 'neither turned nor flipped',
    };
    return `At ${at} a small square becomes ${times} times as large, ${said[how]}.`;
  },
  becomesFlat: (at: string, point: boolean) =>
    `At ${at} a small square becomes ${point ? 'a point' : 'flat'}: its area is 0.`,
  isStretched: (large: string, small: string) =>
    `One way it is stretched ${large} times, across it ${small} times.`,
  isLinear: 'The map is linear: so it is everywhere, for every h.',
  staysFlat: 'So it stays, for any h.',
  noPatch: (side: string) => `With ${side} the true patch leaves where the map is defined.`,
  isExact: (side: string) => `With ${side} the true patch is just as large.`,
  hasCome: (side: string, times: string) => `With ${side} the true patch is ${times} times as large too.`,
  comesTo: (side: string, times: string, limit: string) =>
    `With ${side} the true patch is ${times} times as large; shrink it and that comes to ${limit}.`,
  rowUndefined: 'Not all of these slopes are defined here.',
  rowIs: (row: string, output: string, pushes: readonly Push[]) => {
    const does = ({ way, by }: Push) => (way === 'leaves' ? 'leaves it' : `${way} it by ${by}`);
    const told = pushes.map((each, i) => `${i === 0 ? 'a push of' : 'of'} ${each.name} ${does(each)}`);
    return `Row ${row} is the gradient of ${output}: ${told.join(', ')}.`;
  },
  columnIs: (input: string, pushes: readonly Push[]) => {
    const told = pushes.map(({ name, way, by }) => `${way} ${name}${way === 'leaves' ? '' : ` by ${by}`}`);
    return `Column ${input} is what a push of ${input} does: it ${told.join(', ')}.`;
  },
  empty: 'Where a cell is empty, the output does not see the input.',
  isWeights: 'The Jacobian is W itself: wherever the point is, no cell changes.',
  isSoftmax: (rank: string) =>
    `What one probability wins the others lose: rows and columns add to 0, so the rank is ${rank}.`,
  isProduct: (count: string, shapes: string, whole: string) =>
    `The Jacobian is the product of ${count}, the last map’s first: ${shapes} gives ${whole}.`,
  cell: (output: string, input: string, slope: string) => `slope of ${output} by ${input}, ${slope}`,
  planeLabel: (at: string, h: string) =>
    `Plane with a square of side ${h} at ${at}, and its image. Arrow keys move the point, plus and minus change h.`,
  matrixLabel: (shape: string) => `Jacobian, ${shape}. Arrow keys go among its cells.`,
  side: 'h, the side of the square',
  noMap: 'No map yet',
  typeMap: 'Type formulas with ; between them, such as x^2 - y^2; 2x*y.',
  values: 'Values',
  sides: (count: string) => `the true area for ${count} values of h`,
  ratioHead: 'true area ÷ h²',
  gapHead: 'difference',
  outputHead: 'output',
  howComputed: 'How it was computed',
  sweeps: (back: string, forward: string, backCount: number) =>
    `${back} sweep${backCount === 1 ? '' : 's'} back or ${forward} forward`,
  sweepsSay: 'A sweep back carries one row of slopes through the map, a sweep forward one column.',
  sweepsShared: (back: string, forward: string) =>
    `Rows that see no input in common share a sweep, and so do columns that reach no output in common: ${back} back or ${forward} forward suffice.`,
};

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A list in a sentence: `a`, `a and b`, `a, b and c`. */
const listed = (all: readonly string[]) =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`;

/** What a step does to a nudge: keeps it, stops it, or multiplies it. */
export interface ChainFactor {
  kind: 'kept' | 'stopped' | 'doubled' | 'halved' | 'grown' | 'cut' | 'turned' | 'multiplied';
  by: string;
  at: string;
}

const chainFactor = ({ kind, by, at }: ChainFactor) =>
  ({
    kept: `kept by ${at}`,
    stopped: `stopped at ${at}`,
    doubled: `doubled at ${at}`,
    halved: `halved at ${at}`,
    grown: `multiplied by ${by} at ${at}`,
    cut: `cut to ${by} at ${at}`,
    turned: `turned round at ${at}`,
    multiplied: `multiplied by ${by} at ${at}`,
  })[kind];

export const chainPhrases = {
  section: 'chain' as const,
  question: 'What does a nudge of an input do?',
  keys: [
    ['← →', 'turn an input; on the track a step back or on'],
    ['Shift, Page', 'with an input: further'],
    ['Home End', 'to an end of its range'],
    ['Enter', 'type its number'],
    ['Space', 'on the drawing: play or pause'],
  ] as Keys,
  inputs: 'Inputs',
  /** What is said of an input: its value, and the slope along it. */
  spoken: (value: string, output: string, slope: string) => `${value}, slope of ${output} ${slope}`,
  direction: 'Direction of the slopes',
  output: 'Output',
  backward: 'Backward',
  forward: 'Forward',
  values: 'forward',
  slopesBack: 'backward',
  readoutBack: (done: string) => `backward ${done}`,
  readoutBackShort: (done: string) => `back ${done}`,
  readoutValues: (done: string) => `forward ${done}`,
  readoutSweep: (sweep: string, all: string) => `sweep ${sweep} of ${all}`,
  subtitle: (turned: boolean, output: string) =>
    turned
      ? `Left of a step its value, right the slope of ${output}`
      : `Above a step its value, below it in green the slope of ${output}`,
  subtitleForward: (turned: boolean, input: string) =>
    turned
      ? `Left of a step its value, right its slope along ${input}`
      : `Above a step its value, below it in green its slope along ${input}`,
  hints: { copies: 'copies', swaps: 'swaps', routes: 'routes', adds: 'adds' },
  notDefined: 'not defined here',
  sumOf: (terms: string) => `sum of ${terms}`,
  bySlopes: 'by the slopes',
  inTruth: 'in truth',
  noFormula: 'No formula yet',
  typeFormula: 'Type one, such as sigmoid(w*x+b).',
  valuesFirst: (output: string, value: string) =>
    `The value of ${output} is ${value}. Play on, and the slopes come back along the same lines.`,
  nothingYet: 'Step on, and the values come, from the inputs to the output.',
  valued: (at: string, value: string) => `The value at ${at} is ${value}.`,
  passedBack: (working: string, result: string, from: string, to: string) =>
    `Back from ${to} to ${from}: ${working} = ${result}.`,
  passedForward: (working: string, result: string, from: string, to: string) =>
    `On from ${from} to ${to}: ${working} = ${result}.`,
  nudged: (input: string, factors: readonly ChainFactor[], product: string, result: string) =>
    `A nudge of ${input} is ${listed(factors.map(chainFactor))}${factors.length > 1 ? `: ${product} = ${result}` : ''}.`,
  manySteps: (input: string, output: string, steps: string, times: string, smaller: boolean) =>
    `Through ${steps} steps a nudge of ${input} reaches ${output} ${times} times ${smaller ? 'smaller' : 'larger'}.`,
  sigmoids: 'Each σ multiplies by a quarter at most.',
  byPaths: (
    input: string,
    output: string,
    paths: number | string,
    through: readonly string[],
    together: string,
  ) =>
    `${input} reaches ${output} by ${typeof paths === 'number' ? (numberWords[paths] ?? paths) : paths} paths. ${
      through.length > 0
        ? `Through ${through.join(', through ')}; together`
        : 'Together a nudge is multiplied'
    } by ${together}.`,
  through: (at: string, by: string, isFirst: boolean) =>
    isFirst ? `${at} a nudge is multiplied by ${by}` : `${at} by ${by}`,
  noPath: (input: string, output: string) => `${input} does not reach ${output}: its slope is 0.`,
  oneSweep: (inputs: number) =>
    `One sweep back gives ${inputs === 2 ? 'both' : `all ${numberWords[inputs] ?? inputs}`} slopes; forward takes ${numberWords[inputs] ?? inputs}.`,
  forwardSweep: (input: string, output: string, slope: string, inputs: number) =>
    `The sweep of ${input} gives one slope of ${output}, ${slope}.${inputs > 1 ? ` Forward takes ${numberWords[inputs] ?? inputs} sweeps for ${inputs === 2 ? 'both' : 'all'} slopes; backward takes one.` : ''}`,
  sent: (
    input: string,
    size: string,
    into: readonly (readonly [by: string, name: string])[],
    all: string,
    change: string,
  ) =>
    into.length === 1
      ? `Δ${input} = ${size} is multiplied by ${all} into ${into[0][1]}, so it becomes ${change}.`
      : `Δ${input} = ${size} is multiplied by ${into.map(([by, name], i) => (i === 0 ? `${by} into ${name}` : `then by ${by} into ${name}`)).join(', ')}: by ${all}, so it becomes ${change}.`,
  sentTo: (input: string, size: string, output: string, all: string, change: string) =>
    `Δ${input} = ${size} is multiplied by ${all} on its way to ${output}, so it becomes ${change}.`,
  trueChange: (change: string, gap: string | null, halved: string) =>
    gap === null
      ? `The true change is ${change}.`
      : `The true change is ${change}; halve the nudge and the gap of ${gap} falls to ${halved}.`,
  undefinedAt: (at: string) => `${at} is not defined here, and so is nothing that depends on it.`,
  tie: (at: string) => `${at} is at a tie: its arguments share the slope.`,
  kink: (at: string, slope: string) => `${at} is at its kink: the slope taken there is ${slope}.`,
  slip: (name: string, claimed: string, measured: string) =>
    `${name}: ${claimed}, by differences ${measured}`,
  send: (input: string) => `Send Δ${input}`,
  halve: (input: string) => `Halve Δ${input}`,
  sizeOf: (input: string) => `Δ${input}, the change of ${input}`,
  unfoldAll: 'Unfold all',
  foldAll: 'Fold all',
  openPart: (text: string) => `Open ${text}`,
  closePart: (name: string) => `Fold ${name}`,
  pathsFrom: (input: string, output: string) => `Paths from ${input} to ${output}`,
  pathCount: (n: string, count: number) => `${n} ${count === 1 ? 'path' : 'paths'}`,
  path: 'path',
  slopesAlong: 'slopes along it',
  product: 'product',
  sumOverPaths: 'sum over paths',
  morePaths: (n: string, together: string) => `and ${n} more, together ${together}`,
  checked: 'Checked against differences',
  agree: (right: string, all: string, digits: string | null) =>
    `${right} of ${all} agree${digits === null ? '' : ` to ${digits} digits`}`,
  checking: 'checking …',
  slopeAlong: 'slope along',
  byChain: 'by the chain',
  byDifferences: 'by differences',
  verdict: 'verdict',
  verdicts: { pass: 'agrees', fail: 'differs', kink: 'kink', inconclusive: 'cannot be told' },
  steps: 'Values and slopes',
  columns: ['step', 'value', 'slope'] as readonly string[],
  layersSubtitle: 'Values in ink, slopes in green; filled is positive, hollow negative',
  value: 'value',
  slope: 'slope',
  foldedShape: (row: string, shape: string) => `${row} as ${shape}`,
  moreFactors: (n: string) => `⋯ ${n} more`,
  layersValues: (loss: string) =>
    `The loss is ${loss}. Play on, and its slope comes back, multiplied by one Jacobian after another.`,
  layersEnd: (outputs: number, largest: string) =>
    `The slope of the loss enters as a row of ${outputs} and passes one Jacobian after another; what is carried is always one row. The largest slope of W₁ is ${largest}.`,
  layersPassed: (shape: string, name: string) =>
    `The row is multiplied by the Jacobian of ${shape}, and is then the slope along ${name}.`,
  layersTable: 'Shapes and numbers',
  factors: (n: string) => `${n} factors`,
  layersColumns: ['layer', 'unit', 'value', 'slope'] as readonly string[],
  asksSlope: (output: string, input: string) =>
    `What is the slope of ${output} along ${input}? Drag the mark below ${input}, or type it.`,
  answersSlope: (output: string, input: string, slope: string) =>
    `The slope of ${output} along ${input} is ${slope}.`,
  asksLargest: (output: string) => `Which input counts most: a nudge of which moves ${output} farthest?`,
  answersLargest: (input: string, slope: string) => `${input} counts most, with a slope of ${slope}.`,
  guessedSlope: (input: string) => `slope along ${input}`,
  saidInput: (input: string, slope: string) => `Your ${input} has a slope of ${slope}.`,
};

/** Functions and what becomes of a slope through all layers of them. */
interface ThroughLayers {
  shrinks: readonly { name: string; by: string }[];
  keeps: readonly string[];
  grows: readonly { name: string; by: string }[];
  dies: readonly { name: string; layer: string }[];
}

export const activationPhrases = {
  section: 'activation' as const,
  question: 'Which slopes survive depth?',
  keys: [
    ['← →', 'move the point'],
    ['Shift, Page', 'further'],
    ['Home End', 'to an end of the curves'],
  ] as Keys,
  subtitle: 'Green is the slope at x; on grey it is under 0.1',
  slope: 'slope',
  flat: 'flat',
  undefined: 'not defined here',
  upTo: (most: string) => `up to ${most}`,
  more: (against: string, most: string) => `less ${against}, up to ${most}`,
  strip: (x: string) => `Slope of the whole chain after each layer, weights 1, from x = ${x}`,
  stripShort: 'Slope of the whole chain, layer by layer',
  layer: (layer: string) => `layer ${layer}`,
  /** What becomes of a slope through layers; the functions of each kind may be none. */
  through: (layers: string, count: number, { shrinks, keeps, grows, dies }: ThroughLayers) => {
    const told = [
      shrinks.length > 0 &&
        `shrinks to ${shrinks.map(({ name, by }) => `${by} with ${name}`).join(' and to ')}`,
      grows.length > 0 && `grows to ${grows.map(({ name, by }) => `${by} with ${name}`).join('')}`,
    ].filter(Boolean);
    const whole = keeps.length > 0 && `${keeps.join(' and ')} keep${keeps.length > 1 ? '' : 's'} it whole`;
    const dead = dies.map(({ name, layer }) => `with ${name} it is 0 from layer ${layer} on`);
    const first = told.length > 0 && `a slope ${told.join(' and ')}`;
    const clauses = [first, whole, ...dead].filter(Boolean).join('; ');
    return clauses && `Through ${layers} layer${count === 1 ? '' : 's'} ${clauses}.`;
  },
  kink: (name: string, slope: string) => `At the kink of ${name} the slope taken is ${slope}, the full dot.`,
  slopeOf: (name: string, slope: string) => `slope of ${name} ${slope}`,
  point: 'x, the point',
  depth: 'k, how many layers',
  deeper: 'Go deeper',
  second: 'Show f″',
  functions: 'Functions',
  shown: (count: string) => `${count} shown`,
  choose: 'Functions that are shown',
  own: 'f, a formula of your own',
  noFunction: 'No function yet',
  chooseOne: 'Choose one below, or type a formula of x.',
  dead: 'Dead units on data',
  deadOf: (data: string, rows: string) => `${data}, ${rows}`,
  deadSays: (units: string) =>
    `A layer of ${units} units at its random start: the shares of units and rows whose slope is 0, or under 0.1, and how many units have slope 0 on every row. b is added to every unit.`,
  bias: 'b, added to every unit',
  noneHead: 'slope 0',
  flatHead: 'under 0.1',
  deadHead: 'dead units',
  functionHead: 'function',
  layerHead: 'layer',
  productHead: 'whole chain',
  values: 'Values',
};
