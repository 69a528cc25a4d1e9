import { html } from 'lit';

const anchors = new WeakMap<Element, HTMLElement>();

/** The button of an event is the one that its popover opens under, where several open the same. */
export function anchored(event: Event, id: string): void {
  const button = event.currentTarget as HTMLElement;
  const popover = (button.getRootNode() as ShadowRoot).getElementById(id);
  if (popover) anchors.set(popover, button);
}

/** Puts an open popover under the button that opened it, within the window. */
export function place(event: Event): void {
  const popover = event.currentTarget as HTMLElement;
  if ((event as ToggleEvent).newState !== 'open') return;
  const root = popover.getRootNode() as ShadowRoot;
  const button = anchors.get(popover) ?? root.querySelector<HTMLElement>(`[popovertarget="${popover.id}"]`);
  if (!button) return;
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
