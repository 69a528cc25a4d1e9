import { css } from 'lit';

/** A graph of steps, which scrolls where it has no room, with handles and buttons over it. */
export const chainStyles = css`
  .plot {
    margin: var(--nabla-space-4) 0 0;
    min-height: 90px;
    overflow: auto;
    cursor: default;
  }
  .ground {
    position: relative;
    width: max-content;
    padding-bottom: 14px;
    touch-action: pan-x pan-y pinch-zoom;
  }
  .ground.over {
    cursor: ew-resize;
  }
  .empty {
    position: static;
    min-height: 90px;
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
  .fold {
    position: absolute;
    top: 0;
    left: 0;
    height: 36px;
    min-height: 0;
    padding: 0 8px;
    border-radius: 18px;
    justify-content: end;
  }
  .fold,
  .fold:hover {
    background: none;
  }
  .fold:hover {
    box-shadow: inset 0 0 0 1px var(--nabla-control);
  }
  .fold.small {
    width: 24px;
    min-width: 24px;
    height: 24px;
    padding: 0;
    justify-content: center;
  }
  .fold.small .icon {
    rotate: 180deg;
  }
  .controls {
    --gutter-left: 44px;
    --gutter-right: 84px;
    margin-top: var(--nabla-space-3);
  }
  .marks {
    color: var(--nabla-control);
  }
  .marks .phase {
    fill: var(--nabla-text-quiet);
    stroke: none;
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .rule {
    margin-top: var(--nabla-space-3);
    color: var(--label-3);
    direction: ltr;
    overflow-x: auto;
  }
  .below .actions {
    flex-wrap: wrap;
    margin-left: 0;
  }
  .path:hover,
  .path:focus-within {
    background: var(--nabla-sunken);
  }
  .path button {
    min-height: 24px;
    padding: 0;
    text-align: start;
  }
  .sum th {
    color: var(--nabla-text-quiet);
  }
  .sum .slope {
    font-weight: 600;
  }
  td.slope {
    color: var(--label-3);
  }
  .wide-table {
    width: 100%;
    direction: ltr;
  }
  @container (max-width: 479.9px) {
    .tools {
      flex-wrap: wrap;
    }
    .plot {
      min-height: 200px;
    }
    .marks .phase {
      display: none;
    }
    .path th {
      white-space: normal;
    }
    .path td {
      white-space: normal;
    }
  }
  @media print {
    .plot {
      overflow: visible;
    }
    .fold {
      display: none;
    }
  }
`;
