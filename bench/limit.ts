/** A quantity with an upper limit. */
export interface Limit {
  name: string;
  unit: string;
  /** The upper limit; null where it is only measured. */
  limit: number | null;
  /** What limits it, told where it is missed. */
  why?: string;
  /** Samples, of which the median counts. */
  measure(): number[] | Promise<number[]>;
}
