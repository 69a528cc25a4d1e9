import { playerPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import { axisPosition } from '../../src/picture/lossRange.js';
import type { RunSeries } from '../../src/picture/series.js';
import type { Player } from './player.js';

/** Action of a key, and the text to announce to screen readers; null for any other key. */
export function handlePlaybackKey(
  event: KeyboardEvent,
  player: Player,
  { numbers, phrases }: Language,
  toggle: () => void,
): string | null {
  const { playhead, timeline } = player;
  const stride = event.altKey ? 1 : Math.max(1, Math.round(timeline.total / (event.shiftKey ? 10 : 100)));
  const places: Record<string, number> = {
    ArrowLeft: playhead.step - stride,
    ArrowRight: playhead.step + stride,
    Home: 0,
    End: timeline.total,
  };
  if (event.ctrlKey || event.metaKey) return null;
  if (event.key === ' ') toggle();
  else if (event.key in places) player.seek(places[event.key]);
  else if (event.key === 'ArrowUp') player.focus = neighbourSeries(player, -1);
  else if (event.key === 'ArrowDown') player.focus = neighbourSeries(player, 1);
  else return null;
  event.preventDefault();
  if (event.key === ' ') return '';
  const sample = player.history.sampleAt(playhead.step);
  player.focusSeries(player.focus);
  const said = phrases(playerPhrases);
  const step = said.stepNumber(numbers.count(playhead.step));
  const series = player.focus;
  player.cursor = { sample, series };
  if (!series) return step;
  const { [sample]: training } = player.history.values[player.seriesList.indexOf(series)];
  const { [sample]: validation } = player.history.validation[player.seriesList.indexOf(series)] ?? [];
  const loss = numbers.cell(training);
  const losses = validation === undefined ? loss : said.bothLosses(loss, numbers.cell(validation));
  return said.spoken(series.label, step, losses);
}

/** The run above or below the one in front, by loss at the step shown. */
function neighbourSeries(
  { seriesList, history, playhead, range, focus }: Player,
  by: number,
): RunSeries | null {
  const sample = history.sampleAt(playhead.step);
  const heightShown = (series: RunSeries) => axisPosition(series.values[sample], range);
  const order = seriesList.filter(({ hidden }) => !hidden).sort((a, b) => heightShown(b) - heightShown(a));
  if (order.length === 0) return null;
  const at = focus ? order.indexOf(focus) : by > 0 ? -1 : order.length;
  return order[Math.min(order.length - 1, Math.max(0, at + by))];
}
