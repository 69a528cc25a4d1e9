import { css } from 'lit';
import { squaresStyles } from './squares.js';

/** Handles over a drawing, and choices below it. */
export const softmaxStyles = css`
  ${squaresStyles}
  .plot {
    margin: var(--nabla-space-3) 0 0;
    min-height: 426px;
    cursor: default;
    touch-action: pan-y pinch-zoom;
  }
  .plot.over {
    cursor: ns-resize;
  }
  .handle {
    position: absolute;
    top: 0;
    left: 0;
    width: 24px;
    height: 24px;
    border-radius: 50%;
    pointer-events: none;
  }
  .handle:focus-visible {
    outline-offset: 0;
  }
  .plot input.typed {
    position: absolute;
    top: 0;
    left: 0;
    width: 80px;
    z-index: 1;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--nabla-space-2);
    margin-top: var(--nabla-space-3);
    direction: ltr;
  }
  .choices .segments {
    flex-wrap: wrap;
    max-width: 100%;
  }
  .choices .segments button {
    max-width: 120px;
  }
  .choices .segments span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name-of-target {
    color: var(--nabla-text-quiet);
  }
  @container (max-width: 479.9px) {
    .plot {
      min-height: 590px;
    }
    .choices button {
      --control: var(--nabla-size-touch);
    }
  }
  @media print {
    .choices {
      display: none;
    }
  }
`;
