export interface CsvOptions {
  /** Name of the column to predict from the others. */
  target: string;
  /**
   * Classes of the target. `true`: it names classes, even where it is numbers. A list: these, in this order, and no
   * others.
   */
  classes?: true | readonly string[];
  /** Names of the columns to predict from, in this order; all but the target if not given. */
  columns?: readonly string[];
  /** Whether rows without a value in a column that is used are refused, or with `'drop'` left out. */
  missing?: 'refuse' | 'drop';
}
