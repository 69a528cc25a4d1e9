/** Table of text whose rows are made as they are shown. */
export interface Grid {
  names: readonly string[];
  rows: number;
  cells(row: number): readonly string[];
}
