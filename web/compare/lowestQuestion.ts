// What is asked of runs: which of them is lowest in the end.

import { comparePhrases } from '../../src/phrases/en.js';
import { type Chart, lossChart, type Sheet } from '../../src/picture/compare/lossChart.js';
import type { ChartWords } from '../../src/picture/compare/runView.js';
import { countedNoun, type Language } from '../../src/picture/language.js';
import { hiddenNote } from '../../src/picture/predict/guessHandle.js';
import type { Player } from '../player/player.js';
import { seriesSwatch } from '../player/swatch.js';
import type { Question } from '../predict/predictRound.js';

/** The share of the runs that is shown beside the question. */
const shownShare = 0.3;

/** The question; null where nothing is compared, undefined while it is computed. */
export function lowestQuestion(player: Player, language: Language): Question | null | undefined {
  const { comparison, seriesList, isPending, error, empty, timeline } = player;
  if (error || empty) return null;
  if (!comparison || isPending) return player.isShown || isPending ? undefined : null;
  const { runs, best, by } = comparison;
  if (!best || runs.length < 2) return null;
  const { loss } = language.numbers;
  const said = language.phrases(comparePhrases);
  const lossOf = (i: number) => {
    const { value, validation, outcome } = runs[i];
    if (outcome === 'diverged') return Infinity;
    return by === 'validation' && validation ? validation.loss : value;
  };
  const lowest = runs.indexOf(best);
  const least = lossOf(lowest);
  return {
    key: comparison.hash,
    question: said.asksLowest(countedNoun(timeline.total, 'step', language)),
    answer: said.answersLowest(seriesList[lowest].label, loss(least)),
    choices: seriesList.map((series) => ({ name: series.label, swatch: seriesSwatch(series) })),
    truth: runs.flatMap((_, i) => (lossOf(i) === least ? [i] : [])),
    told: (choice) => {
      const own = lossOf(choice);
      const { label } = seriesList[choice];
      if (own === Infinity) return said.saidDiverged(label);
      return said.saidRun(label, 1 + runs.filter((_, i) => lossOf(i) < own).length, loss(own));
    },
  };
}

/** The runs as they begin; the one chosen in front. */
export function beginningOfRuns(
  player: Player,
  chosen: number,
  sheet: Sheet,
  words: ChartWords,
  hidden: string,
): Chart | null {
  const view = player.currentView();
  if (!view) return null;
  const head = player.history.sampleAt(Math.round(shownShare * view.span));
  const focus = view.seriesList[chosen] ?? null;
  const chart = lossChart({ ...view, head, focus, ended: false, future: false, cursor: null }, sheet, words);
  const { box } = chart;
  const left = box.x(view.steps[head]);
  const x = Math.round(left) + 0.5;
  const rest = { ...box, left, width: box.left + box.width - left, top: box.top + 0.75 * box.height };
  return {
    ...chart,
    marks: [
      ...chart.marks,
      {
        ...{ kind: 'line', points: [x, box.top, x, box.top + box.height], width: 1, dash: [2, 3] },
        color: sheet.palette.control,
      },
      hiddenNote({ ...rest, height: 0.2 * box.height }, hidden, sheet),
    ],
  };
}
