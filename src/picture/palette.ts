/** Colours and typeface of a drawing, resolved: a canvas knows no custom properties. */
export interface Palette {
  surface: string;
  /** Ground of what is in hand, of saturation, of tables. */
  sunken: string;
  text: string;
  quiet: string;
  grid: string;
  control: string;
  /** Lines and dots of a series. */
  series: string[];
  /** Colours of the series' labels, darkened or lightened until text can be read in them. */
  labels: string[];
  /** Colour of the lowest run, where a system palette marks it so. */
  lowest: string | null;
  family: string;
  /** Whether it is for paper, where nobody can point at a run to learn its name. */
  paper: boolean;
  /** Width of an ordinary run's line. */
  line: number;
}

export const seriesCount = 6;

/** Whether the system forces its colours, in which all hues are one. */
export const isForced = ({ lowest }: Palette): boolean => lowest !== null;

/** Dash of a hue where all are one: of what stands in for a function, and of what the reader turns. */
export function hueDash(hue: number, palette: Palette): { dash?: readonly number[] } {
  const dash = isForced(palette) ? { 0: [10, 3, 2, 3], 3: [4, 3] }[hue] : undefined;
  return dash ? { dash } : {};
}

/** Dash patterns, in rising order of rate; the fourth is drawn with round caps, so it is dots. */
export const dashes: readonly (readonly number[])[] = [[], [8, 4], [4, 3], [0.1, 4], [10, 3, 2, 3], [14, 4]];
export const dotted = 3;
