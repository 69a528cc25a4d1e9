import { css } from 'lit';

export const checkStyles = css`
  .fields {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--nabla-space-2) var(--nabla-space-3);
    align-items: center;
    margin-top: var(--nabla-space-3);
    direction: ltr;
  }
  .fields label {
    color: var(--nabla-text-quiet);
  }
  .fields input {
    font: 400 0.875rem/1.25rem var(--nabla-font-mono);
  }
  .plot {
    margin: 0;
    min-height: 152px;
    cursor: default;
  }
  .plot:focus-visible {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  table.plain {
    width: 100%;
    margin-top: var(--nabla-space-3);
  }
  table.plain td,
  table.plain th {
    direction: ltr;
  }
  table.plain td:last-child {
    white-space: normal;
  }
`;
