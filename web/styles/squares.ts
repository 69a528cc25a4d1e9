import { css } from 'lit';

/** Tables of numbers as squares. */
export const squaresStyles = css`
  .squares-scroll {
    overflow-x: auto;
    padding-bottom: var(--nabla-space-2);
    direction: ltr;
  }
  table.squares {
    width: auto;
    background: var(--nabla-sunken);
  }
  .squares th,
  .squares td {
    padding: var(--nabla-space-1) var(--nabla-space-2);
    border: 0;
    text-align: start;
    vertical-align: middle;
  }
  .squares thead td,
  .squares thead th,
  .squares tbody th {
    background: var(--nabla-surface);
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .squares .cell {
    display: inline-flex;
    align-items: center;
    gap: var(--nabla-space-2);
  }
  .squares .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  .squares tr:hover td {
    background: var(--nabla-line);
  }
  .square {
    color: var(--nabla-series-3);
  }
  .square .filled {
    fill: currentColor;
    stroke: none;
  }
  .square .hollow {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }
  .note {
    margin: 0 0 var(--nabla-space-2);
    max-width: 72ch;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  @container (max-width: 479.9px) {
    table.squares {
      display: table;
    }
    .squares thead {
      display: table-header-group;
    }
    .squares tbody {
      display: table-row-group;
    }
    .squares tr {
      display: table-row;
    }
    .squares th,
    .squares td {
      padding: var(--nabla-space-1);
    }
    .squares .cell {
      gap: var(--nabla-space-1);
      font-size: 0.75rem;
    }
  }
`;
