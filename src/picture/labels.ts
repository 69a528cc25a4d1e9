import type { Dot, Line, Mark, Words } from './scene.js';

/** Label to be placed beside a point. */
export interface Tag {
  x: number;
  y: number;
  text: string;
  color: string;
  /** Colour of the leader line, where the label had to move. */
  line: string;
  bold: boolean;
}

/** Least distance between the middles of two labels. */
const apart = 16;
const gap = 10;

/** Labels to the right of their points, moved up and down until none overlap. */
export function besides(tags: readonly Tag[], top: number, bottom: number): Mark[] {
  const sorted = [...tags].sort((a, b) => a.y - b.y);
  const places = spread(
    sorted.map((tag) => tag.y),
    top,
    bottom,
  );
  return sorted.flatMap((tag, i): Mark[] => {
    const y = places[i];
    const words: Words = {
      kind: 'words',
      x: tag.x + gap,
      y,
      text: tag.text,
      color: tag.color,
      bold: tag.bold,
    };
    if (Math.abs(y - tag.y) < 3) return [words];
    const points = [tag.x + 4, tag.y, tag.x + gap - 2, y];
    const leader: Line = { kind: 'line', points, color: tag.line, width: 1, alpha: 0.45 };
    return [leader, words];
  });
}

/** Heights at least `apart` from each other, in the same order, as near to the wanted ones as possible. */
export function spread(wanted: readonly number[], top: number, bottom: number): number[] {
  // Neighbours that overlap become a block, centred on the mean of what its members wanted; blocks merge upwards.
  const blocks: { sum: number; count: number }[] = [];
  const middle = (block: { sum: number; count: number }) => {
    const half = ((block.count - 1) * apart) / 2;
    const least = top + half;
    return Math.max(least, Math.min(bottom - half, block.sum / block.count));
  };
  const overlap = (above: { sum: number; count: number }, below: { sum: number; count: number }) =>
    middle(below) - middle(above) < ((above.count + below.count) / 2) * apart;
  for (const y of wanted) {
    blocks.push({ sum: y, count: 1 });
    for (let n = blocks.length; n > 1 && overlap(blocks[n - 2], blocks[n - 1]); n = blocks.length) {
      const below = blocks.pop()!;
      blocks[n - 2].sum += below.sum;
      blocks[n - 2].count += below.count;
    }
  }
  return blocks.flatMap((block) => {
    const first = middle(block) - ((block.count - 1) * apart) / 2;
    return Array.from({ length: block.count }, (_, i) => first + i * apart);
  });
}

/** Labels that the ends of curves may get. */
export function endLabels(
  strands: readonly { label: string; diverged: number | null }[],
  last: number | null,
  diverged: (label: string) => string,
): string[] {
  return strands.map(({ label, diverged: at }) => (at !== null && at === last ? diverged(label) : label));
}

export const endDot = (x: number, y: number, color: string): Dot => ({ kind: 'dot', x, y, r: 3.5, color });
