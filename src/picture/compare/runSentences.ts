// Sentences of a comparison's caption. They change when something has happened, not with every frame.
import { comparePhrases, playerPhrases } from '../../phrases/en.js';
import type { Comparison, Run } from '../../runs/run.js';
import type { RateList } from '../../spec/rate.js';
import { isolate } from '../isolate.js';
import { countedNoun, type Language } from '../language.js';
import type { NumberFormats } from '../numberFormat.js';
import { lastRate, rateLabel } from '../rateText.js';
import { isReplicateOf } from './seriesOfRuns.js';

export interface CompareCaptionInput {
  comparison: Comparison | null;
  runs: number;
  /** Number of runs that have diverged at the step shown. */
  divergedCount: number;
  /** The step shown, and the last. */
  step: number;
  total: number;
  playing: boolean;
  ended: boolean;
  still: boolean;
  language: Language;
}

/** Text of a caption, with a quiet part after it. */
export interface Caption {
  text: string;
  quiet: string;
  /** Text at the end, for which room is kept. */
  finally: string;
}

export function compareCaption(input: CompareCaptionInput): Caption {
  const { comparison, runs, divergedCount, step, total, playing, ended, still, language } = input;
  const { count } = language.numbers;
  const shared = language.phrases(playerPhrases);
  const isRecord = comparison?.runs.every(({ point }) => point.length === 0);
  const end = !comparison
    ? ''
    : isRecord
      ? recordSentences(comparison, language)
      : resultSentences(comparison, total, language);
  if (ended) return { text: end, quiet: still ? shared.motionOff : '', finally: end };
  if (playing || step === 0) {
    const lost = divergedCount > 0 ? count(divergedCount) : null;
    const text = shared.runsOf(
      countedNoun(runs, 'run', language),
      countedNoun(total, 'step', language),
      lost,
    );
    return { text, quiet: '', finally: end };
  }
  return { text: '', quiet: shared.paused(count(step)), finally: end };
}

function resultSentences(
  { best, bestOf, edge, runs, by }: Comparison,
  total: number,
  language: Language,
): string {
  const { numbers } = language;
  const said = language.phrases(comparePhrases);
  if (!best) return runs.length === 1 ? said.runDiverged : said.allDiverged(numbers.count(runs.length));
  const rateOfRun = ({ knobs: { rate } }: Run) =>
    rate === undefined ? null : rateLabel(rate as number | RateList, numbers);
  const others = Object.keys(bestOf).filter((name) => name !== best.optimizer);
  const own = (run: Run) => (by === 'validation' ? run.validation!.loss : run.value);
  const replicatesOf = (run: Run) => runs.filter((each) => isReplicateOf(run, each));
  const finalLoss = (run: Run) => meanOf(replicatesOf(run).map(own));
  const replicates = replicatesOf(best).length;
  // Two digits, and one more where two would make different losses look the same.
  const alike = others.some(
    (name) => bestOf[name] && numbers.loss(finalLoss(bestOf[name])) === numbers.loss(finalLoss(best)),
  );
  const loss = alike ? numbers.cell : numbers.loss;
  const divergenceOf = (name: string) =>
    divergenceClause(
      runs.filter((run) => run.optimizer === name),
      language,
    );
  const earlierOf = (run: Run) => earlierBest(run, loss, language);
  const first = said.best({
    steps: countedNoun(total, 'step', language),
    optimizer: best.optimizer,
    rate: rateOfRun(best),
    // The best at the end of its grid: a better rate may lie beyond.
    edge: edge[best.optimizer] ?? null,
    onValidation: by === 'validation',
    replicates: replicates > 1 ? numbers.count(replicates) : null,
    loss: loss(finalLoss(best)),
    clauses: `${replicates > 1 ? '' : earlierOf(best)}${divergenceOf(best.optimizer)}`,
  });
  const rest = others.map((name) => {
    const second = bestOf[name];
    if (!second) return said.everyDiverged(name);
    const clauses = `${earlierOf(second)}${divergenceOf(name)}`;
    return said.bestOf(name, rateOfRun(second), loss(finalLoss(second)), clauses);
  });
  return [first, ...rest].join(' ');
}

/** Most runs made elsewhere that are told one by one. */
const maxTold = 4;

/** Sentences of runs made elsewhere: `tuned ends lowest, at 0.12 after 300 steps; wide at 0.2. deep diverged at step 40.` */
function recordSentences({ runs, best, by }: Comparison, language: Language): string {
  const { numbers } = language;
  const said = language.phrases(comparePhrases);
  const own = (run: Run) => (by === 'validation' ? run.validation!.loss : run.value);
  const lost = runs.filter((run) => run.outcome === 'diverged' || !Number.isFinite(own(run)));
  const others = runs.filter((run) => run !== best && !lost.includes(run)).sort((a, b) => own(a) - own(b));
  const divergences =
    lost.length === 1
      ? said.divergedAtStep(isolate(lost[0].label), numbers.count(lost[0].steps))
      : lost.length > 0
        ? said.someDiverged(numbers.count(lost.length), numbers.count(runs.length))
        : '';
  if (!best) return divergences;
  const alike = others.length > 0 && numbers.loss(own(others[0])) === numbers.loss(own(best));
  const loss = alike ? numbers.cell : numbers.loss;
  const rest = others.slice(0, maxTold - 1).map((run) => said.another(isolate(run.label), loss(own(run))));
  const more = others.length - rest.length;
  const told = [first(), ...rest, ...(more > 0 ? [said.moreAbove(numbers.count(more))] : [])].join('; ');
  return `${told}.${divergences ? ` ${divergences}` : ''}`;

  function first(): string {
    const { label, value, steps, validation } = best!;
    const after = countedNoun(steps, 'step', language);
    const least = leastClause(best!, by, loss, language);
    if (runs.length > 1)
      return said.endsLowest(isolate(label), loss(own(best!)), after, least, validation !== undefined);
    return said.ends(isolate(label), loss(value), after, least, validation ? loss(own(best!)) : null);
  }
}

/** Lowest loss of a run, where that was before its end: ` (0.11 at step 240)`. */
function leastClause(
  run: Run,
  by: Comparison['by'],
  loss: NumberFormats['loss'],
  { numbers, phrases }: Language,
): string {
  if (by === 'validation' || loss(run.best.value) === loss(run.value)) return '';
  return phrases(comparePhrases).earlier(loss(run.best.value), numbers.count(run.best.step));
}

const meanOf = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss / losses.length, 0);

/** Least validation loss, where that was before the end: ` (0.11 at step 240)`. */
function earlierBest(
  { validation, every, steps }: Run,
  loss: NumberFormats['loss'],
  { numbers, phrases }: Language,
): string {
  if (!validation) return '';
  const { losses } = validation;
  const least = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (loss(least) === loss(validation.loss)) return '';
  const step = Math.min(losses.indexOf(least) * every, steps);
  return phrases(comparePhrases).earlier(loss(least), numbers.count(step));
}

/** Text of the rates at which an optimizer diverged: `; from 0.01 up it diverged`, at one rate, or at how many. */
function divergenceClause(runs: readonly Run[], { numbers, phrases }: Language): string {
  const said = phrases(comparePhrases);
  const lost = runs.filter((run) => run.outcome === 'diverged');
  if (lost.length === 0) return '';
  const rate = numbers.rate(lastRate(lost[0].knobs.rate));
  if (lost.length === 1) return said.divergedAtRate(rate);
  const tail = runs.slice(-lost.length).every((run) => run.outcome === 'diverged');
  if (tail) return said.divergedFrom(rate);
  return said.divergedAtSome(numbers.count(lost.length), numbers.count(runs.length));
}
