import { css } from 'lit';
import { fieldStyles } from './fields.js';

/** The formulas above a plot, and what is below it. */
export const derivativeStyles = css`
  ${fieldStyles}
  .typeset {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--nabla-space-2) var(--nabla-space-6);
    margin: var(--nabla-space-3) 0 0;
    overflow-x: auto;
    direction: ltr;
  }
  .slope {
    color: var(--label-3);
  }
  .plot {
    cursor: default;
    min-height: 436px;
  }
  .plot canvas {
    display: block;
  }
  .plot.over {
    cursor: grab;
  }
  .plot.held {
    cursor: grabbing;
  }
  .surface {
    position: absolute;
    border-radius: 2px;
    pointer-events: none;
  }
  .actions {
    display: flex;
    gap: var(--nabla-space-1);
    margin: var(--nabla-space-3) 0 0 var(--left, 48px);
    direction: ltr;
  }
  .main {
    background: var(--nabla-sunken);
  }
  .main:hover {
    background: var(--nabla-line);
  }
  var {
    font-style: italic;
    unicode-bidi: isolate;
  }
  .steps {
    margin: 0;
    padding: 0;
    list-style: none;
    direction: ltr;
  }
  .steps li {
    display: grid;
    grid-template-columns: 28px 120px minmax(0, 1fr);
    align-items: center;
    padding-block: var(--nabla-space-1);
    /* What is out of sight is not set before it is seen. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 2.5rem;
  }
  .steps li + li {
    border-top: 1px solid var(--nabla-line);
  }
  .count {
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .rule {
    padding-inline-end: var(--nabla-space-2);
    color: var(--nabla-text-quiet);
  }
  .change {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--nabla-space-2);
    overflow-x: auto;
  }
  .values {
    margin-top: -1px;
  }
  .values th,
  .values td {
    direction: ltr;
  }
  @container (max-width: 479.9px) {
    .plot {
      min-height: 396px;
    }
    .typeset {
      gap: var(--nabla-space-2) var(--nabla-space-5);
    }
    .actions button {
      --control: var(--nabla-size-touch);
      height: var(--nabla-size-touch);
    }
    .actions {
      margin-left: 0;
    }
    .caption {
      min-height: 3.75rem;
    }
    .steps li {
      grid-template-columns: 28px minmax(0, 1fr);
    }
    .change {
      grid-column: 2;
    }
    .values table {
      display: table;
    }
    .values thead {
      display: table-header-group;
    }
    .values tbody {
      display: table-row-group;
    }
    .values tr {
      display: table-row;
    }
    .values th,
    .values td {
      padding: 6px 0 6px var(--nabla-space-2);
      border-top: 1px solid var(--nabla-line);
    }
    .values th:first-child {
      padding-left: 0;
    }
  }
  @media print {
    .actions {
      display: none;
    }
  }
`;
