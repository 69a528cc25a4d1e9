const attributeEscapes: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

/**
 * HTML that embeds a figure as it is now: its script, by the address that the page has it by unless another is given,
 * and its tag with the current attributes.
 */
export function embedSnippet(
  element: HTMLElement & { attributesNow: ReadonlyMap<string, string> },
  address = document.querySelector('script[src$="nabla.js"]')?.getAttribute('src') ?? 'nabla.js',
): string {
  const written = [...element.attributesNow].map(([name, value]) => {
    const text = value.replace(/[&"<]/g, (character) => attributeEscapes[character]);
    return ` ${name}="${text}"`;
  });
  const tag = element.localName;
  return `<script src="${address}" defer></script>\n<${tag}${written.join('')}></${tag}>\n`;
}
