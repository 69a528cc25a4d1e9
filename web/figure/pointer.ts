// Pointers on elements that a page has scaled or zoomed: what the window tells in its pixels, in those of the element.

/** Pixels of an element to a pixel of the window, across and down: below 1 where a page has enlarged it. */
export function pixelScale(element: HTMLElement): [across: number, down: number] {
  const { width, height } = element.getBoundingClientRect();
  return [scaleOf(element.offsetWidth, width), scaleOf(element.offsetHeight, height)];
}

/** Position in an element, in its own pixels, of a pointer in the window. */
export function positionIn(
  element: HTMLElement,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): [x: number, y: number] {
  const { left, top } = element.getBoundingClientRect();
  const [across, down] = pixelScale(element);
  return [(clientX - left) * across, (clientY - top) * down];
}

/** The ratio of a length to what is shown of it; 1 where they differ by no more than the length was rounded. */
const scaleOf = (own: number, shown: number) => (shown > 0 && Math.abs(own - shown) >= 1 ? own / shown : 1);
