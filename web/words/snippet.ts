/** Names that are the page's own, not the figure's. */
const foreign = /^(style|class|id|slot|tabindex|role|aria-.*|on.*)$/;
const escapes: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

/** The lines that put a figure like this one into another page. */
export function snippetOf(element: HTMLElement): string {
  const given = [...element.attributes].filter(({ name, value }) => value !== '' && !foreign.test(name));
  const written = given.map(({ name, value }) => {
    const text = value.replace(/[&"<]/g, (character) => escapes[character]);
    return ` ${name}="${text}"`;
  });
  const script = document.querySelector<HTMLScriptElement>('script[src$="nabla.js"]');
  const tag = element.localName;
  return `<script src="${script?.src ?? 'nabla.js'}" defer></script>\n<${tag}${written.join('')}></${tag}>\n`;
}
