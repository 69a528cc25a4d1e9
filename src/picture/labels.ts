import type { DotMark, LineMark, Mark, TextMark } from './scene.js';

/** Label to be placed beside a point. */
export interface PointLabel {
  x: number;
  y: number;
  text: string;
  color: string;
  /** Colour of the leader line, where the label had to move. */
  line: string;
  bold: boolean;
}

/** Least distance between the middles of two labels. */
const labelSpacing = 16;
const labelGap = 14;

/** Labels to the right of their points, moved up and down until none overlap. */
export function labelsBeside(tags: readonly PointLabel[], top: number, bottom: number): Mark[] {
  const sorted = [...tags].sort((a, b) => a.y - b.y);
  const places = dodgeLabels(
    sorted.map((tag) => tag.y),
    top,
    bottom,
  );
  return sorted.flatMap((tag, i): Mark[] => {
    const y = places[i];
    const words: TextMark = {
      kind: 'words',
      x: tag.x + labelGap,
      y,
      text: tag.text,
      color: tag.color,
      bold: tag.bold,
    };
    if (Math.abs(y - tag.y) < 3) return [words];
    const points = [tag.x + 4, tag.y, tag.x + labelGap - 2, y];
    const leader: LineMark = { kind: 'line', points, color: tag.line, width: 1, alpha: 0.7 };
    return [leader, words];
  });
}

/** Heights at least `labelSpacing` from each other, in the same order, as near to the wanted ones as possible. */
export function dodgeLabels(wanted: readonly number[], top: number, bottom: number): number[] {
  // Neighbours that overlap become a block, centred on the mean of what its members wanted; blocks merge upwards.
  const blocks: { sum: number; count: number }[] = [];
  const blockMiddle = (block: { sum: number; count: number }) => {
    const half = ((block.count - 1) * labelSpacing) / 2;
    const least = top + half;
    return Math.max(least, Math.min(bottom - half, block.sum / block.count));
  };
  const blocksOverlap = (above: { sum: number; count: number }, below: { sum: number; count: number }) =>
    blockMiddle(below) - blockMiddle(above) < ((above.count + below.count) / 2) * labelSpacing;
  for (const y of wanted) {
    blocks.push({ sum: y, count: 1 });
    for (let n = blocks.length; n > 1 && blocksOverlap(blocks[n - 2], blocks[n - 1]); n = blocks.length) {
      const below = blocks.pop()!;
      blocks[n - 2].sum += below.sum;
      blocks[n - 2].count += below.count;
    }
  }
  return blocks.flatMap((block) => {
    const first = blockMiddle(block) - ((block.count - 1) * labelSpacing) / 2;
    return Array.from({ length: block.count }, (_, i) => first + i * labelSpacing);
  });
}

/** Labels that the ends of curves may get. */
export function endLabels(
  seriesList: readonly { label: string; diverged: number | null }[],
  last: number | null,
  diverged: (label: string) => string,
): string[] {
  return seriesList.map(({ label, diverged: at }) => (at !== null && at === last ? diverged(label) : label));
}

export const endDot = (x: number, y: number, color: string): DotMark => ({
  kind: 'dot',
  x,
  y,
  r: 3.5,
  color,
});
