const attributeEscapes: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

/** HTML that embeds a figure as it is now: its script and its tag with the current attributes. */
export function embedSnippet(element: HTMLElement & { attributesNow: ReadonlyMap<string, string> }): string {
  const written = [...element.attributesNow].map(([name, value]) => {
    const text = value.replace(/[&"<]/g, (character) => attributeEscapes[character]);
    return ` ${name}="${text}"`;
  });
  const script = document.querySelector<HTMLScriptElement>('script[src$="nabla.js"]');
  const tag = element.localName;
  return `<script src="${script?.src ?? 'nabla.js'}" defer></script>\n<${tag}${written.join('')}></${tag}>\n`;
}
