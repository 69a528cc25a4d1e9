/** The colours and faces of a drawing, resolved: a canvas knows no custom properties. */
export interface Palette {
  surface: string;
  text: string;
  quiet: string;
  grid: string;
  control: string;
  /** Lines and dots of a series. */
  series: string[];
  /** The same, darkened or lightened until text can be read in them. */
  labels: string[];
  /** The lowest run, where a system palette sets it apart by colour. */
  lowest: string | null;
  family: string;
  /** On paper nobody can point at a run to learn its name. */
  paper: boolean;
  /** Width of an ordinary run. */
  line: number;
}

export const seriesCount = 6;

/** Lengths of lines and gaps, in rising order of rate; the fourth is drawn with round ends, so it is dots. */
export const dashes: readonly (readonly number[])[] = [[], [8, 4], [4, 3], [0.1, 4], [10, 3, 2, 3], [14, 4]];
export const dotted = 3;
