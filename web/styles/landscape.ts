import { css } from 'lit';

export const landscape = css`
  .place {
    position: relative;
    margin-top: var(--nabla-space-3);
  }
  .place .hint {
    position: absolute;
    right: 0;
    bottom: 100%;
    margin: 0;
    background: var(--nabla-surface);
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
