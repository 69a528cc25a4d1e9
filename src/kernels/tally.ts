import { dim, f64, input, kernel, output } from '../engine/kernel.js';

export const tally = kernel({
  name: 'tally',
  says: 'where n losses first leave low … high, or from index `untested` on have a slope of at most tolerance times the steepest so far of losses up to `start`, and where they first rise, n for nowhere; their least, and the steepest; tolerance 0 asks for no slopes',
  args: [
    dim('n'),
    f64('low'),
    f64('high'),
    f64('start'),
    f64('tolerance'),
    f64('untested'),
    f64('before'),
    f64('steepestBefore'),
    input('losses', 'n'),
    input('slopes', 'n'),
    output('found', '4'),
  ],
  reference(n, low, high, start, tolerance, untested, before, steepestBefore, losses, slopes, found) {
    let [end, rise, least, last, steepest] = [n, n, Infinity, before, steepestBefore];
    for (let i = 0; i < n; i++) {
      const loss = losses[i];
      if (loss > last && rise === n) rise = i;
      // + 0 turns −0 into 0, whichever came first.
      if (loss < least) least = loss + 0;
      last = loss;
      const slope = tolerance > 0 ? slopes[i] : NaN;
      if (slope > steepest && slope < Infinity && loss <= start) steepest = slope;
      const inside = loss <= high && loss >= low;
      if (inside && !(i >= untested && slope <= tolerance * steepest)) continue;
      end = i;
      break;
    }
    found[0] = end;
    found[1] = rise;
    found[2] = least;
    found[3] = steepest + 0;
  },
});
