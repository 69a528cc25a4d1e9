import { html } from 'lit';

const anchors = new WeakMap<Element, HTMLElement>();

/** The button of an event is the one that its popover opens under, where several open the same. */
export function anchored(event: Event, id: string): void {
  const button = event.currentTarget as HTMLElement;
  const popover = (button.getRootNode() as ShadowRoot).getElementById(id);
  if (popover) anchors.set(popover, button);
}

/** The button that a popover opens under. */
export const openerOf = (popover: HTMLElement) =>
  anchors.get(popover) ??
  (popover.getRootNode() as ShadowRoot).querySelector<HTMLElement>(`[popovertarget="${popover.id}"]`);

/** Puts a popover that opens under its button, within the window; one that closes gives the focus back to it. */
export function place(event: Event): void {
  const popover = event.currentTarget as HTMLElement;
  const button = openerOf(popover);
  if (!button) return;
  if ((event as ToggleEvent).newState !== 'open') {
    // Browsers do so themselves, but not all of them in a shadow root.
    if (popover.contains((popover.getRootNode() as ShadowRoot).activeElement)) button.focus();
    return;
  }
  const anchor = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height > innerHeight && anchor.top > height + 4 ? anchor.top - height - 4 : below;
  popover.style.top = `${Math.max(4, top)}px`;
  const left = anchor.left + width + 8 > innerWidth ? anchor.right - width : anchor.left;
  popover.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
}

/** A button with an icon, and what it opens. */
export function popover(id: string, label: string, icon: unknown, content: unknown) {
  return html`<button part="${id}-button" aria-label=${label} title=${label} popovertarget=${id}>${icon}</button>
    <div id=${id} class="popover" part=${id} popover @toggle=${place}>${content}</div>`;
}
