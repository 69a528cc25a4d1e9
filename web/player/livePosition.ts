import { playerPhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
import type { Player } from './player.js';

/** Update of the track and readout at every frame, outside the templates. */
export function updateTransport(
  root: ParentNode,
  { playhead, timeline }: Player,
  { numbers, phrases }: Language,
  gutters: Gutters,
): void {
  const findElement = <E extends Element>(selector: string) => root.querySelector<E>(selector)!;
  const { total, computed } = timeline;
  const said = phrases(playerPhrases).stepNumber(numbers.count(playhead.step));
  const input = findElement<HTMLInputElement>('input[type=range]');
  input.value = String(playhead.step);
  input.setAttribute('aria-valuetext', said);
  findElement('.readout').textContent = computed > 0 || playhead.ended ? said : '';
  findElement<HTMLElement>('.passed').style.transform = `scaleX(${total > 0 ? playhead.step / total : 0})`;
  const { style } = findElement<HTMLElement>('.controls');
  style.setProperty('--gutter-left', `${gutters.left}px`);
  style.setProperty('--gutter-right', `${gutters.right}px`);
}

interface Gutters {
  left: number;
  right: number;
}
