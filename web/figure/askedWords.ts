/** What was asked for last: the same in other objects is not asked for again. */
export class AskedWords {
  #words = '';

  /** Whether it is anything new. JSON has no word for some numbers: they go by how they are written. */
  isNew(...asked: unknown[]): boolean {
    const words = JSON.stringify(asked, (_, value) => (typeof value === 'number' ? String(value) : value));
    if (words === this.#words) return false;
    this.#words = words;
    return true;
  }

  /** The same again is new. */
  forget(): void {
    this.#words = '';
  }
}
