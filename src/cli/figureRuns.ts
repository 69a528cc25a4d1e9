import type { Comparison } from '../index.js';
import { shortenText } from '../need.js';
import { axisName, type LossView } from '../picture/compare/axisName.js';
import { chartWords } from '../picture/compare/chartWords.js';
import { lossChart, withAxisTitle } from '../picture/compare/lossChart.js';
import { sensitivityChart } from '../picture/compare/sensitivityChart.js';
import { createSeries, finalView, updateSeries } from '../picture/compare/seriesOfRuns.js';
import { recordSubtitle } from '../picture/subtitle.js';
import { curvesOf, recordedHistory } from '../results/recordedRuns.js';
import { figureLanguage, sheetFrom, writeFigure } from './figureLook.js';

/** Draws the runs of a study that a file of runs holds. Throws RangeError for another kind of file, or several studies. */
export async function drawRuns(
  studies: readonly { about: string; comparison: Comparison }[],
  out: string,
  view: LossView,
): Promise<void> {
  if (!out.endsWith('.svg') && out !== '-')
    throw new RangeError(`nabla show: --figure needs the name of an SVG file, got ${JSON.stringify(out)}`);
  if (studies.length !== 1)
    throw new RangeError(`nabla show: --figure needs the runs of one study, got those of ${studies.length}`);
  const [{ comparison, about }] = studies;
  const { runs } = comparison;
  const look = { heading: 'Which learning rate?', theme: 'light', width: 680, lang: 'en', out } as const;
  const [language, sheet] = [await figureLanguage(look), sheetFrom(look)];
  const history = recordedHistory(
    curvesOf(
      runs.map(({ label, losses, every, validation }) => ({
        label,
        losses,
        every,
        ...(validation && { validation: validation.losses }),
      })),
    ),
  );
  history.comparison = comparison;
  const planned = runs.map(({ optimizer, knobs, replicate }) => ({
    optimizer,
    rate: knobs.rate === undefined ? null : (knobs.rate as number),
    ...(replicate !== undefined && { replicate }),
  }));
  const series = createSeries(planned, language.numbers);
  const hasValidation = runs.every(({ validation }) => validation);
  const onValidation = view === 'sensitivity';
  updateSeries(series, history, onValidation);
  const chart = view === 'sensitivity' ? sensitivityChart : lossChart;
  const shown = finalView(series, history, 'log', onValidation);
  const last = language.numbers.count(history.lastStep);
  const subject = shortenText(about.split(' · ')[0], 50);
  const subtitle = `${subject} · ${recordSubtitle(runs.length, history.lastStep, language)}`;
  const title = axisName(view, hasValidation, 'log', shown.range.scale, last, language);
  writeFigure(look, withAxisTitle(chart(shown, sheet, chartWords(language)), title, sheet.palette), subtitle);
}
