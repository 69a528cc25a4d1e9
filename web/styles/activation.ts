import { css } from 'lit';

/** Columns of functions, the strip of layers, and what is chosen. */
export const activationStyles = css`
  .plot {
    margin-top: var(--nabla-space-3);
    min-height: 160px;
  }
  .plot canvas,
  .strip canvas {
    display: block;
  }
  .plot .empty {
    inset: 0;
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
  .strip {
    margin-top: var(--nabla-space-3);
    min-height: 60px;
    direction: ltr;
  }
  .functions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--nabla-space-1);
    direction: ltr;
  }
  .functions [aria-pressed='true'],
  .actions [aria-pressed='true'] {
    background: var(--nabla-sunken);
    box-shadow: inset 0 0 0 1px var(--nabla-control);
  }
  details .formula,
  details .turners {
    margin-bottom: var(--nabla-space-3);
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
    .functions button {
      --control: var(--nabla-size-touch);
    }
    .actions {
      flex-wrap: wrap;
    }
  }
  @media (forced-colors: active) {
    .functions [aria-pressed='true'],
    .actions [aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @media print {
    [part='functions'] {
      display: none;
    }
  }
`;
