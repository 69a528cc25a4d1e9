import type { Sheet } from '../../src/picture/compare/lossChart.js';
import type { Language } from '../../src/picture/language.js';
import type { Drawing } from '../../src/picture/scene.js';
import type { KeyHelp } from './header.js';

/** What asks the reader for a guess in place of a figure's body, until the answer is shown. */
export interface AskingPart {
  /** Whether there is a question that is not answered yet. */
  readonly isOpen: boolean;
  /** Whether a guess is wanted, also while there is no question yet. */
  readonly isAwaited: boolean;
  keys(language: Language): KeyHelp;
  render(language: Language): unknown;
  /** The drawing without the answer. */
  draw(sheet: Sheet): Drawing | null;
  /** Painting of it within what was rendered. */
  paint(root: ParentNode, sheet: Sheet): void;
}
