import { showValue, wrongKind } from '../../src/need.js';

/** The name of an element of ours that the page knows, checked. */
export function elementNamed(who: string, what: string, name: unknown): string {
  if (typeof name !== 'string') throw wrongKind(who, what, 'the name of an element', name);
  if (/^nabla-[a-z-]+$/.test(name) && customElements.get(name)) return name;
  throw new TypeError(`${who}: ${what} needs an element like nabla-compare, got ${showValue(name)}`);
}
