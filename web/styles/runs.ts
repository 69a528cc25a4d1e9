import { css } from 'lit';

export const runsStyles = css`
  .runs {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--nabla-space-2) var(--nabla-space-3);
    margin-top: var(--nabla-space-3);
  }
  .row {
    display: contents;
  }
  .name {
    min-width: 42px;
    font-weight: 600;
    line-height: 28px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--nabla-space-1);
  }
  .chip {
    display: inline-flex;
    border-radius: var(--nabla-radius);
    background: var(--nabla-sunken);
    --height: 28px;
  }
  .chip button,
  .number {
    display: inline-flex;
    align-items: center;
    gap: var(--nabla-space-2);
    min-width: 24px;
    min-height: var(--height);
    padding: 0 var(--nabla-space-2) 0 var(--nabla-space-1);
  }
  .chip .show {
    padding: 0 var(--nabla-space-1) 0 var(--nabla-space-2);
  }
  .chip button:hover,
  .add:hover {
    background: var(--nabla-line);
  }
  .add {
    min-height: 28px;
    gap: var(--nabla-space-1);
    color: var(--nabla-text-quiet);
  }
  .chip.hidden {
    background: none;
    box-shadow: inset 0 0 0 1px var(--nabla-line);
    color: var(--nabla-text-quiet);
  }
  .chip.hidden .swatch {
    color: var(--nabla-control);
  }
  .chip.hidden .swatch line {
    stroke-width: 1;
    stroke-dasharray: none;
  }
  .strong .rate {
    font-weight: 600;
  }
  .tag {
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .coming {
    flex: 0 1 auto;
    height: 0;
    margin-inline-start: var(--nabla-space-2);
    overflow: hidden;
    visibility: hidden;
    white-space: nowrap;
  }
  details {
    margin-top: var(--nabla-space-3);
    border-block: 1px solid var(--nabla-line);
  }
  summary {
    display: flex;
    align-items: center;
    gap: var(--nabla-space-2);
    min-height: 36px;
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .icon {
    transition: rotate var(--nabla-fast) cubic-bezier(0.2, 0, 0, 1);
  }
  [open] summary .icon {
    rotate: 90deg;
  }
  summary small {
    min-width: 0;
    margin-inline-start: auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 6px 0 6px var(--nabla-space-4);
    border-top: 1px solid var(--nabla-line);
    font-weight: 400;
    text-align: end;
    vertical-align: baseline;
    white-space: nowrap;
  }
  thead th {
    border-top: 0;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  tr > :first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  tbody th .swatch {
    display: inline-block;
    margin-inline-end: var(--nabla-space-2);
    vertical-align: middle;
  }
  details + details {
    margin-top: -1px;
  }
  .plain {
    width: auto;
    min-width: 50%;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: var(--nabla-space-2);
    color: var(--nabla-text-quiet);
  }
  .pages {
    display: flex;
    align-items: center;
    gap: var(--nabla-space-3);
    padding-block: var(--nabla-space-2);
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .outcome {
    width: 99%;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    .chip {
      --height: 36px;
    }
    .add {
      min-height: 36px;
    }
    .chips {
      gap: var(--nabla-space-2);
    }
    summary {
      min-height: var(--nabla-size-touch);
    }
  }
  @container (max-width: 479.9px) {
    .runs {
      display: block;
    }
    .row {
      position: relative;
      display: block;
    }
    .row + .row {
      margin-top: var(--nabla-space-2);
    }
    .name {
      line-height: 36px;
    }
    .add {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
    }
    .chip {
      --height: 36px;
    }
    .add {
      min-height: 36px;
    }
    .chips {
      gap: var(--nabla-space-2);
    }
    summary {
      min-height: var(--nabla-size-touch);
    }
    table,
    thead,
    tbody {
      display: block;
    }
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) max-content;
      border-top: 1px solid var(--nabla-line);
      padding-block: 6px;
    }
    thead tr {
      border-top: 0;
    }
    th,
    td {
      border: 0;
      padding-block: 0;
    }
    /* Numbers alone fit side by side. */
    table.plain {
      display: table;
      width: 100%;
      font-size: 0.75rem;
    }
    table.plain thead {
      display: table-header-group;
    }
    table.plain tbody {
      display: table-row-group;
    }
    table.plain tr {
      display: table-row;
    }
    table.plain th,
    table.plain td {
      border-top: 1px solid var(--nabla-line);
      padding: 6px 0 6px var(--nabla-space-2);
    }
    table.plain tr > :first-child {
      padding-inline-start: 0;
    }
    table.plain thead th {
      white-space: normal;
    }
    td.outcome {
      grid-row: 2;
      grid-column: 1;
      padding-inline-start: 0;
      color: var(--nabla-text-quiet);
      font: 400 var(--nabla-text-s) var(--nabla-font);
    }
    td.apart {
      grid-row: 2;
      grid-column: 2;
    }
    th.apart {
      grid-row: 2;
      grid-column: 2;
    }
    th.outcome,
    .wide {
      display: none;
    }
  }
  @media print {
    .transport,
    .buttons,
    .add,
    [part='numbers'],
    summary .icon {
      display: none;
    }
    details::details-content {
      content-visibility: visible;
      display: block;
    }
  }
`;
