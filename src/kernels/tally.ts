import { dim, f64, input, kernel, output } from '../engine/kernel.js';

export const tally = kernel({
  name: 'tally',
  says: 'where n losses first leave low … high or are flat by their slopes, and where they first rise, n for nowhere, and their least; tolerance 0 asks for no slopes',
  args: [
    dim('n'),
    f64('low'),
    f64('high'),
    f64('tolerance'),
    f64('before'),
    input('losses', 'n'),
    input('slopes', 'n'),
    output('found', '3'),
  ],
  reference(n, low, high, tolerance, before, losses, slopes, found) {
    let [end, rise, least, last] = [n, n, Infinity, before];
    for (let i = 0; i < n; i++) {
      const loss = losses[i];
      if (loss > last && rise === n) rise = i;
      // + 0 turns −0 into 0, whichever came first.
      if (loss < least) least = loss + 0;
      last = loss;
      const inside = loss <= high && loss >= low;
      if (inside && !(tolerance > 0 && slopes[i] <= tolerance * Math.max(1, Math.abs(loss)))) continue;
      end = i;
      break;
    }
    found[0] = end;
    found[1] = rise;
    found[2] = least;
  },
});
