export interface Token {
  /** The sign itself, its other spellings (`−`, `×`) included; `other` is no part of the language. */
  readonly kind: Punctuation | 'number' | 'name' | 'superscript' | 'other' | 'end';
  /** As it was written. */
  readonly text: string;
  /** 1-based. */
  readonly column: number;
}

export type Punctuation = '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',';
