// The range of an input of a chain, from −end to end, in which its handle is.

/** Least end, and how many times an input it is. */
const [leastEnd, endTimes] = [2, 2];
/** Most of it: the width of the range is a number then. */
const mostEnd = 8e307;

/** End of the range that holds a value; the end before where that holds it too. */
export const inputEnd = (value: number, before = 0): number =>
  before >= Math.max(leastEnd, Math.abs(value))
    ? before
    : Math.max(leastEnd, Math.min(mostEnd, endTimes * Math.abs(value)));

/** Where the handle of a value is on its track, from 0 to 1. */
export const handleShare = (value: number, end: number): number =>
  Math.max(0, Math.min(1, (value + end) / (end + end)));
