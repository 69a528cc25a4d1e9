/** The language of an element: the nearest `lang` above it, across shadow roots. */
export function languageOf(element: Element): string {
  for (let node: Element | null = element; node; ) {
    const near: Element | null = node.closest('[lang]');
    if (near) return near.getAttribute('lang') || 'en';
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}
