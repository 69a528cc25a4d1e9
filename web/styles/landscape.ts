import { css } from 'lit';

export const landscapeStyles = css`
  .asked {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--nabla-space-4);
  }
  .asked > .formula {
    flex: 1 1 240px;
  }
  .asked > .beginning {
    flex: 0 1 196px;
  }
  .beginning label {
    color: var(--nabla-text-quiet);
  }
  .asked > .error {
    order: 1;
    flex-basis: 100%;
  }
  .place {
    position: relative;
    margin-top: var(--nabla-space-3);
  }
  .place .hint {
    position: absolute;
    right: 0;
    bottom: calc(100% + 6px);
    margin: 0;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
    background: var(--nabla-surface);
    padding-left: var(--nabla-space-2);
  }
  .place:has(> :focus-visible) .hint {
    visibility: visible;
  }
  .land {
    margin: 0;
    min-height: 160px;
    touch-action: pan-y pinch-zoom;
    cursor: default;
  }
  .land:focus-visible {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  .land.map {
    cursor: crosshair;
  }
  .land.over {
    cursor: grab;
  }
  .land:active.over {
    cursor: grabbing;
  }
  canvas {
    display: block;
  }
  .marker {
    fill: currentColor;
    stroke: none;
  }
  .chip.hidden .marker {
    fill: var(--nabla-surface);
    stroke: currentColor;
  }
  @media print {
    .land {
      outline: none;
    }
  }
`;
