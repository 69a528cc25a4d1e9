import { css } from 'lit';

export const differenceStyles = css`
  .plot {
    margin: 0;
    min-height: 300px;
    cursor: crosshair;
    touch-action: pan-y;
  }
  .plot:focus-visible {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  .schemes {
    width: fit-content;
    max-width: 100%;
    margin-top: var(--nabla-space-3);
    flex-wrap: wrap;
  }
  .spot {
    display: inline-block;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: currentColor;
  }
`;
