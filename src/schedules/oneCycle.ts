import { positive, share, toggle, whole } from '../entry.js';
import { schedule } from '../schedule.js';

export const oneCycle = schedule({
  title: 'One cycle',
  says: 'rises from a share of the rate to all of it, and falls to next to nothing; momenta stay as they are',
  cite: "Smith and Topin 2018, arXiv:1708.07120; PyTorch's OneCycleLR, whose max_lr is the rate",
  reference: 'PyTorch',
  knobs: {
    totalSteps: whole(0, 'updates of the cycle; 0: the whole budget'),
    pctStart: share(0.3, 'the share of them that rises'),
    divFactor: positive(25, 'how many times the first rate goes into the highest'),
    finalDivFactor: positive(1e4, 'how many times the last goes into the first'),
    threePhase: toggle('falls as it rose first, and to next to nothing then'),
    linear: toggle('goes in straight lines, not along half waves'),
  },
  formula: ({ linear }) => (linear ? 'from + (to - from) part' : 'to + (from - to) (1 + cos(pi part))/2'),
  uses: ['from', 'to', 'part'],
  counts(update, { steps, totalSteps, pctStart, divFactor, finalDivFactor, threePhase }) {
    const last = (totalSteps || steps) - 1;
    const at = Math.min(update - 1, last);
    const low = 1 / divFactor;
    const rise = pctStart * (last + 1) - 1;
    const turns: [end: number, to: number][] = [
      [rise, 1],
      ...(threePhase ? [[2 * rise, low] as [number, number]] : []),
      [last, low / finalDivFactor],
    ];
    let [start, from] = [0, low];
    for (const [end, to] of turns) {
      // A phase of no length is over.
      if (at <= end || end === last) return [from, to, end === start ? 1 : (at - start) / (end - start)];
      [start, from] = [end, to];
    }
    return [from, from, 1];
  },
});
