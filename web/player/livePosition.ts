import type { Numbers } from '../../src/picture/numberFormat.js';
import type { Stage } from './player.js';

/** Update of the track and readout at every frame, outside the templates. */
export function live(root: ParentNode, { pace, course }: Stage, numbers: Numbers, gutters: Gutters): void {
  const find = <E extends Element>(selector: string) => root.querySelector<E>(selector)!;
  const { total, frontier } = course;
  const said = `step ${numbers.count(pace.step)}`;
  const input = find<HTMLInputElement>('input[type=range]');
  input.value = String(pace.step);
  input.setAttribute('aria-valuetext', said);
  find('.readout').textContent = frontier > 0 || pace.ended ? said : '';
  find<HTMLElement>('.passed').style.transform = `scaleX(${total > 0 ? pace.step / total : 0})`;
  const { style } = find<HTMLElement>('.controls');
  style.setProperty('--gutter-left', `${gutters.left}px`);
  style.setProperty('--gutter-right', `${gutters.right}px`);
}

interface Gutters {
  left: number;
  right: number;
}
