import type { NablaCompare } from '../../web/elements/index.js';
import '../../web/elements/index.js';

/** A figure on the page, with these attributes. */
export function figure(attributes: Record<string, string>): NablaCompare {
  const element = document.createElement('nabla-compare');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

/** Three rates of two optimizers across the valley: small, and one of the runs diverges. */
export const valley = {
  problem: 'rosenbrock',
  start: '-1.2,1',
  optimizers: 'sgd adam',
  rates: '0.001 0.002 0.01',
  steps: '300',
  loading: 'eager',
};

/** How long a fact is waited for: what never comes true is to be told by name, before the test is ended for it. */
const patience = 240_000;

/** Waits until something is true, looking once a frame. */
export async function until(what: string, holds: () => unknown): Promise<void> {
  for (const end = performance.now() + patience; performance.now() < end; ) {
    if (holds()) return;
    await frame();
  }
  throw new Error(`never came true: ${what}`);
}

export const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The next event of a name. */
export const next = <Name extends keyof HTMLElementEventMap>(element: HTMLElement, name: Name) =>
  new Promise<HTMLElementEventMap[Name]>((resolve) =>
    element.addEventListener(name, resolve, { once: true }),
  );

export const inside = <E extends Element = HTMLElement>(element: HTMLElement, selector: string): E =>
  element.shadowRoot!.querySelector<E>(selector)!;

export const all = (element: HTMLElement, selector: string) => [
  ...element.shadowRoot!.querySelectorAll(selector),
];

export const track = (element: HTMLElement) => inside<HTMLInputElement>(element, 'input[type=range]');

/** The shown step, as the readout has it. */
export const shown = (element: HTMLElement) =>
  Number(element.shadowRoot?.querySelector('.readout')?.textContent?.replace(/[^\d]/g, ''));

/** The pixels of the plot; none before it has been drawn. */
export function pixels(element: HTMLElement): Uint8ClampedArray {
  const canvas = inside<HTMLCanvasElement>(element, 'canvas');
  if (!canvas) return new Uint8ClampedArray();
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** How many pixels are near a colour. */
export function painted(element: HTMLElement, [r, g, b]: readonly number[]): number {
  const data = pixels(element);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const far = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b);
    if (far < 30 && data[i + 3] > 200) count++;
  }
  return count;
}

export const blue = [0x0a, 0x5f, 0xc4];
export const vermilion = [0xbf, 0x4a, 0x12];
