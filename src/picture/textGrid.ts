/** Rows and columns of text, asked for a page at a time. */
export interface Grid {
  names: readonly string[];
  rows: number;
  cells(row: number): readonly string[];
}
