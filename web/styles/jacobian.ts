import { css } from 'lit';

/** Two formulas side by side, and what has the focus over a plane and over a matrix. */
export const jacobianStyles = css`
  .plot {
    margin-top: var(--nabla-space-3);
    min-height: 160px;
  }
  .cells {
    position: absolute;
    border-radius: 2px;
    pointer-events: none;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 0 var(--nabla-space-5);
    direction: ltr;
  }
  .pair .error {
    grid-column: 1 / -1;
    order: 1;
  }
  .formula label {
    white-space: nowrap;
  }
  .note {
    margin: 0 0 var(--nabla-space-2);
    max-width: 72ch;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  details + details {
    margin-top: -1px;
  }
  @container (max-width: 479.9px) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
