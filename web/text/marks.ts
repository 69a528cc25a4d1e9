// What the text and its figures both mark, lit together: a symbol by pointer or focus lights the marks of its colour,
// and a mark under the pointer the symbols.
import { lightSeries, seriesAt } from '../figure/canvas.js';
import type { MarkRole } from './section.js';

/** The series in whose colour figures draw what is marked. */
const seriesOf: Readonly<Record<MarkRole, number>> = { run: 0, slope: 2, input: 3 };

const canvasesOf = (section: Element) => [
  ...(section.querySelector('.figure > *')?.shadowRoot?.querySelectorAll('canvas') ?? []),
];

function light(section: Element, series: number | null): void {
  for (const symbol of section.querySelectorAll<HTMLElement>('.symbol'))
    symbol.classList.toggle('lit', seriesOf[symbol.dataset.mark as MarkRole] === series);
  for (const canvas of canvasesOf(section)) lightSeries(canvas, series);
}

/** The series under a pointer that a symbol of the section stands for. */
function seriesUnder(section: Element, { clientX, clientY }: PointerEvent): number | null {
  for (const canvas of canvasesOf(section)) {
    const series = seriesAt(canvas, clientX, clientY);
    const isNamed = ([role, each]: [string, number]) =>
      each === series && section.querySelector(`.symbol[data-mark="${role}"]`);
    if (Object.entries(seriesOf).some(isNamed)) return series;
  }
  return null;
}

/** Has the symbols of each section and the marks of its figure light each other. */
export function prepareMarks(): void {
  for (const section of document.querySelectorAll('section')) {
    const figure = section.querySelector<HTMLElement>('.figure');
    if (!figure) continue;
    for (const symbol of section.querySelectorAll<HTMLElement | MathMLElement>('.symbol')) {
      const on = () => light(section, seriesOf[symbol.dataset.mark as MarkRole]);
      const off = () => light(section, null);
      for (const type of ['pointerenter', 'focus']) symbol.addEventListener(type, on);
      for (const type of ['pointerleave', 'blur']) symbol.addEventListener(type, off);
    }
    figure.addEventListener('pointermove', (event) => light(section, seriesUnder(section, event)));
    figure.addEventListener('pointerleave', () => light(section, null));
  }
}
