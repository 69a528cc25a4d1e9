import { css } from 'lit';

export const networkStyles = css`
  .net {
    cursor: default;
  }
  .net:focus-visible {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  .net .empty {
    inset-inline: 48px var(--nabla-space-2);
    text-align: center;
  }
  .net .empty > * {
    padding-inline: var(--nabla-space-2);
    background: var(--nabla-surface);
  }
  canvas {
    display: block;
  }
  @media print {
    .net {
      outline: none;
    }
  }
`;
