// What is asked of a landscape: where the first step of the first run lands.

import { landscapePhrases } from '../../src/phrases/en.js';
import type { Sheet } from '../../src/picture/compare/lossChart.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { niceStep } from '../../src/picture/niceNumbers.js';
import type { Panel } from '../../src/picture/panel.js';
import { placeMarks } from '../../src/picture/predict/placeGuess.js';
import type { Question } from '../predict/predictRound.js';
import type { DragTargets } from './handles.js';
import type { LandscapeModel } from './walks.js';

/** The panel that the first run is drawn on. */
const panelOf = (targets: DragTargets): Panel => ('map' in targets ? targets.layout.map : targets.panels[0]);

/** The question; null where nothing runs, undefined while runs are computed. */
export function firstStepQuestion(
  landscape: LandscapeModel,
  targets: (sheet: Sheet) => DragTargets,
  { numbers, phrases }: Language,
): Question | null | undefined {
  const { player, field, settings, domain } = landscape;
  const { comparison, history } = player;
  if (player.error || (settings && !settings.job)) return null;
  if (!settings || !field || !comparison || player.isPending)
    return settings || player.isPending ? undefined : null;
  const [path] = landscape.paths;
  const { start } = settings;
  if (!path || path.end < 1 || history.steps[1] !== 1 || !start) return null;
  const { variables } = field;
  const truth = variables.map((_, i) => path.points[variables.length + i]);
  if (!truth.every(Number.isFinite)) return null;
  const said = phrases(landscapePhrases);
  const widths = domain.map(({ from, to }) => to - from);
  const place = (at: readonly number[], sheet: Sheet): [number, number] => {
    const panel = panelOf(targets(sheet));
    const [x, y] = [panel.x(at[0]), panel.y(at.length > 1 ? at[1] : field.value(at))];
    const { left, top, width, height } = panel;
    return [Math.max(left, Math.min(left + width, x)), Math.max(top, Math.min(top + height, y))];
  };
  const written = truth.map(
    (each, i) => `${italicMark}${variables[i]}${italicMark} = ${numbers.measured(each)}`,
  );
  return {
    ...{ kind: 'place', truth, within: 0.05 * Math.max(...widths), key: comparison.hash },
    question: said.asksStep(path.label),
    answer: said.answersStep(path.label, numbers.list(written)),
    axes: variables.map((name, i) => ({
      ...{ name, span: domain[i], step: niceStep(widths[i] / 200), usual: start[i] },
    })),
    place,
    guessAt: (x, y, sheet) => {
      const { left, top, width, height, across, up } = panelOf(targets(sheet));
      const at = [
        across.from + ((x - left) / width) * (across.to - across.from),
        up.to - ((y - top) / height) * (up.to - up.from),
      ];
      return at.slice(0, variables.length);
    },
    marks: (guess, text, isAnswered, sheet) =>
      placeMarks(place(start, sheet), place(guess, sheet), text, isAnswered, sheet),
  };
}
