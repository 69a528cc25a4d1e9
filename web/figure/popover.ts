import { html } from 'lit';
import { pixelScale } from './pointer.js';

const popoverAnchors = new WeakMap<Element, HTMLElement>();

/** Makes the button of an event the anchor of a popover that several buttons open. */
export function anchorPopover(event: Event, id: string): void {
  const button = event.currentTarget as HTMLElement;
  const popover = (button.getRootNode() as ShadowRoot).getElementById(id);
  if (popover) popoverAnchors.set(popover, button);
}

/** The button that a popover is anchored to. */
export const popoverOpener = (popover: HTMLElement) =>
  popoverAnchors.get(popover) ??
  (popover.getRootNode() as ShadowRoot).querySelector<HTMLElement>(`[popovertarget="${popover.id}"]`);

/**
 * Position of an opening popover, under its button and within the window; a closing one returns the focus to the
 * button.
 */
export function placePopover(event: Event): void {
  const popover = event.currentTarget as HTMLElement;
  const button = popoverOpener(popover);
  if (!button) return;
  if ((event as ToggleEvent).newState !== 'open') {
    // Not every browser returns the focus in a shadow root.
    if (popover.contains((popover.getRootNode() as ShadowRoot).activeElement)) button.focus();
    return;
  }
  const anchor = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height > innerHeight && anchor.top > height + 4 ? anchor.top - height - 4 : below;
  // A popover is not transformed with the page around it, but zoomed.
  const [across, down] = pixelScale(popover);
  popover.style.top = `${Math.max(4, top) * down}px`;
  const left = anchor.left + width + 8 > innerWidth ? anchor.right - width : anchor.left;
  popover.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8)) * across}px`;
}

/** A button with an icon, and the popover that it opens. */
export function popoverButton(id: string, label: string, icon: unknown, content: unknown) {
  return html`<button part="${id}-button" aria-label=${label} title=${label} popovertarget=${id}>${icon}</button>
    <div id=${id} class="popover" part=${id} popover @toggle=${placePopover}>${content}</div>`;
}
