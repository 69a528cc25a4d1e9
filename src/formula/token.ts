export interface Token {
  /** A sign stands for itself, its other spellings (`−`, `×`) too; `other` is no part of the language. */
  readonly kind: Punctuation | 'number' | 'name' | 'superscript' | 'other' | 'end';
  /** As it was written. */
  readonly text: string;
  /** 1-based. */
  readonly column: number;
}

export type Punctuation = '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',';
