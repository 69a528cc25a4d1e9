// Input that a figure uses, which is none of the page's: slides turn by arrow keys, letters and swipes, notebooks have a
// command on every key, and of a shadow root they see no more than that it has the focus.

/** Whether what has the focus works by a key by itself. */
function worksBy(target: Element, key: string): boolean {
  if (key === 'Escape') return (target.getRootNode() as ShadowRoot).querySelector(':popover-open') !== null;
  if (target.matches('input, select, textarea')) return key !== 'Tab';
  return target.matches('button, summary, a') && (key === ' ' || key === 'Enter');
}

const stop = (event: Event) => event.stopPropagation();

/**
 * Keeps from the page what a figure uses: the `input` of its fields, which the page would hear of before the value has
 * changed; keys; and touches that drag what is in a plot or on a slider.
 */
export function keepUsedInput(root: HTMLElement | DocumentFragment): void {
  root.addEventListener('input', stop);
  root.addEventListener('keydown', (event) => {
    const { ctrlKey, metaKey, defaultPrevented, target, key } = event as KeyboardEvent;
    if (defaultPrevented || (!ctrlKey && !metaKey && worksBy(target as Element, key))) stop(event);
  });
  root.addEventListener('pointermove', (event) => {
    const { pointerType, target } = event as PointerEvent;
    if (pointerType === 'touch' && (target as Element).closest('[part=plot], input')) stop(event);
  });
}
