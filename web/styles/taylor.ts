import { css } from 'lit';

/** Polynomials, their order and their errors. */
export const taylorStyles = css`
  .plot {
    min-height: 310px;
  }
  .plot canvas,
  .errors canvas {
    display: block;
  }
  .typeset {
    gap: 0 0.35em;
    overflow-wrap: anywhere;
  }
  .orders {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--nabla-space-2);
    margin-top: var(--nabla-space-3);
    direction: ltr;
  }
  .orders .actions {
    margin: 0;
  }
  .orders button.one {
    width: var(--control);
    padding: 0;
    justify-content: center;
    background: var(--nabla-sunken);
  }
  .orders output {
    min-width: 2ch;
    color: var(--label-4);
    font-weight: 600;
    text-align: center;
  }
  .errors {
    min-height: 116px;
    cursor: pointer;
    direction: ltr;
    touch-action: pan-y;
  }
  details + details {
    margin-top: -1px;
  }
  @container (max-width: 479.9px) {
    .plot {
      min-height: 270px;
    }
    .orders button {
      --control: var(--nabla-size-touch);
      height: var(--nabla-size-touch);
    }
  }
  @media print {
    .orders {
      display: none;
    }
  }
`;
