const headings = 'h1, h2, h3, h4, h5, h6, [role=heading]';

/** Level of a heading: by `aria-level`, by its name, else 2, as browsers have it. */
function levelOf(heading: Element): number {
  const told = Number(heading.getAttribute('aria-level'));
  if (Number.isInteger(told) && told > 0) return told;
  return Number(/^h([1-6])$/i.exec(heading.localName)?.[1] ?? 2);
}

/** The last heading of an element and what is in it. */
function lastHeadingIn(element: Element): Element | null {
  if (element.matches(headings)) return element;
  const inside = element.firstElementChild ? element.querySelectorAll(headings) : [];
  return inside[inside.length - 1] ?? null;
}

/** What an element stands in: its parent, or the host of the shadow root that it is in. */
function around(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * Level of a heading under the nearest one before an element in its document, so that none is skipped. The title of a
 * page counts as one where there is no heading. `known` is the answer of an element met on the way, if it has one: of
 * thousands in a row each asks its neighbour.
 */
export function headingLevelAt(element: Element, known: (other: Element) => number | undefined): number {
  for (let at: Element | null = element; at; at = around(at)) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const same = known(before);
      if (same !== undefined) return same;
      const heading = lastHeadingIn(before);
      if (heading) return Math.min(6, levelOf(heading) + 1);
    }
    if (at !== element && at.matches(headings)) return Math.min(6, levelOf(at) + 1);
  }
  return 2;
}
