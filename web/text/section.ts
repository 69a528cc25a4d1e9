// What a section of the text is made of. The build makes HTML of it, the tests run what it lists.

/** An exercise: what is asked, and how the library finds out whether what is typed is right. */
interface Exercise {
  /** HTML, with TeX between dollar signs. */
  asks: string;
  /** TeX before the field. */
  label: string;
  check: Check;
  /** An answer that is right. */
  answer: string;
}

/** A result that a usual slip comes to, as a formula, and what slipped. */
type LikelySlip = readonly [result: string, says: string];

export type Check =
  /** Formulas, with `;` between them, checked as the gradient of f at some points, by `checkGradient`. */
  | { kind: 'gradient'; f: string; variables: readonly string[]; at: readonly (readonly number[])[] }
  /** A number, checked as the slope of f at a point, by `checkGradient`. */
  | { kind: 'slope'; f: string; at: number }
  /** A number that is the value of a formula. */
  | { kind: 'value'; is: string; slips: readonly LikelySlip[] }
  /** A number within a range at which a formula of x is 0; `reads` names that formula in a sentence. */
  | { kind: 'zero'; f: string; reads: string; from: number; to: number }
  /** A formula of x with the values of another. */
  | { kind: 'same'; f: string; at: readonly number[] };

/** A program in both languages, with what each prints. */
interface Listing {
  python: string;
  typescript: string;
  prints: { python: string; typescript: string };
  /** A sentence on what is printed. */
  says: string;
}

export interface TextFigure {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  /** What somebody sees in it, in a sentence: what stands in its place where it cannot be seen. */
  shows: string;
}

/** What the text marks, by the colour that figures draw it in. */
export type MarkRole = 'slope' | 'input' | 'run';

export interface TextSection {
  /** Anchor, which stays. */
  id: string;
  title: string;
  /** Heading above this section and those after it that have none. */
  heading: string | null;
  /**
   * Blocks of HTML, with TeX between dollar signs; what a figure draws is in `<b data-mark="slope">`, or in
   * `\class{slope}{…}` of a formula.
   */
  words: readonly string[];
  listing: Listing;
  figure: TextFigure;
  exercises: readonly [Exercise, Exercise];
}
