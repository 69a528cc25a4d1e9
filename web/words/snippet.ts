/** Names that are the page's own, not the figure's. */
const foreign = /^(style|class|id|slot|tabindex|role|aria-.*|on.*)$/;
const escapes: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

/** The lines that put a figure like this one into another page; `rewritten` attributes instead of its own. */
export function snippetOf(
  element: HTMLElement,
  rewritten: Readonly<Record<string, string | null>> = {},
): string {
  const own = [...element.attributes].map(({ name, value }): [string, string | null] => [name, value]);
  const given = Object.entries({ ...Object.fromEntries(own), ...rewritten });
  const written = given.map(([name, value]) => {
    if (!value || foreign.test(name)) return '';
    const text = value.replace(/[&"<]/g, (character) => escapes[character]);
    return ` ${name}="${text}"`;
  });
  const script = document.querySelector<HTMLScriptElement>('script[src$="nabla.js"]');
  const tag = element.localName;
  return `<script src="${script?.src ?? 'nabla.js'}" defer></script>\n<${tag}${written.join('')}></${tag}>\n`;
}
