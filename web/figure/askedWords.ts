/** Text of what is asked, by content. Numbers go by their text: JSON turns NaN and ±∞ into null. */
export const wordsOf = (asked: unknown): string =>
  JSON.stringify(asked, (_, value) => (typeof value === 'number' ? String(value) : value));

/** Memory of the last request, by content, so that equal values in other objects start nothing again. */
export class AskedWords {
  #words = '';

  /** Whether the values differ from the last ones. */
  isNew(...asked: unknown[]): boolean {
    const words = wordsOf(asked);
    if (words === this.#words) return false;
    this.#words = words;
    return true;
  }

  /** Makes equal values count as new. */
  forget(): void {
    this.#words = '';
  }
}
