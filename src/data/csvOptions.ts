export interface CsvOptions {
  /** The name of the column to be told from the others. */
  target: string;
  /** `true`: the target names classes, even where it is numbers. A list: these, in this order, and no others. */
  classes?: true | readonly string[];
  /** The names of the measurements, in this order; all columns but the target if not given. */
  columns?: readonly string[];
  /** Rows without a value in a column that is used are refused, or with `'drop'` left out. */
  missing?: 'refuse' | 'drop';
}
