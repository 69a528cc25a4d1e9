import { css } from 'lit';

export const figure = css`
  :host {
    --control: var(--nabla-size-control);
    display: block;
    box-sizing: border-box;
    max-width: 960px;
    background: var(--nabla-surface);
    color: var(--nabla-text);
    font: 400 var(--nabla-text-m) var(--nabla-font);
    font-variant-numeric: tabular-nums;
    text-align: start;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:state(apart)) {
    padding: var(--nabla-space-4);
    border-radius: var(--nabla-radius-large);
  }
  @media (pointer: coarse) {
    :host {
      --control: var(--nabla-size-touch);
    }
  }
  .probe {
    position: absolute;
    visibility: hidden;
    forced-color-adjust: none;
  }
  .series-1 { color: var(--nabla-series-1); }
  .series-2 { color: var(--nabla-series-2); }
  .series-3 { color: var(--nabla-series-3); }
  .series-4 { color: var(--nabla-series-4); }
  .series-5 { color: var(--nabla-series-5); }
  .series-6 { color: var(--nabla-series-6); }
  h3 {
    margin: 0;
    font: 600 var(--nabla-text-l) var(--nabla-font);
    overflow-wrap: anywhere;
  }
  .subtitle,
  .axis {
    margin: 0;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
    overflow-wrap: anywhere;
  }
  .axis {
    margin-top: var(--nabla-space-3);
  }
  .plot {
    position: relative;
    margin-top: var(--nabla-space-1);
    min-height: 320px;
    direction: ltr;
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
  }
  .stale {
    opacity: 0.4;
  }
  .uplot,
  .uplot * {
    box-sizing: border-box;
  }
  .u-wrap {
    position: relative;
  }
  .u-under,
  .u-over,
  .u-axis {
    position: absolute;
    pointer-events: none;
  }
  .uplot canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .empty {
    position: absolute;
    inset: 0 0 26px;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--nabla-space-1);
  }
  .empty small {
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .error {
    display: flex;
    align-items: start;
    gap: var(--nabla-space-2);
    margin-top: var(--nabla-space-3);
    padding: var(--nabla-space-2) var(--nabla-space-3);
    border-radius: var(--nabla-radius);
    background: var(--nabla-error-tint);
    overflow-wrap: anywhere;
  }
  .error .icon {
    margin-top: 2px;
    color: var(--nabla-error);
  }
  .caption {
    max-width: 72ch;
    min-height: 2.5rem;
    margin: var(--nabla-space-3) 0 0;
    display: grid;
    text-wrap: pretty;
  }
  /* The last caption takes its room from the beginning, so that nothing below moves when it comes. */
  .caption p {
    grid-area: 1 / 1;
    margin: 0;
  }
  .room {
    visibility: hidden;
  }
  .quiet {
    color: var(--nabla-text-quiet);
  }
  @media (forced-colors: active) {
    .error {
      border: 1px solid CanvasText;
    }
  }
  @container (max-width: 479.9px) {
    .plot {
      min-height: 300px;
    }
  }
  @media print {
    :host {
      break-inside: avoid;
    }
  }
`;

/** Play stands in the left gutter, the readout in the right one, and between them the track under the plot area. */
export const transportStyle = css`
  .transport {
    display: grid;
    grid-template-columns: var(--gutter-left, 48px) minmax(0, 1fr) var(--gutter-right, 72px);
    align-items: center;
    direction: ltr;
    margin-top: var(--nabla-space-2);
  }
  .play {
    width: var(--control);
    height: var(--control);
  }
  .track {
    position: relative;
  }
  .line {
    position: absolute;
    inset: calc(50% - 1px) 0 auto;
    height: 2px;
    border-radius: 1px;
    background: color-mix(in srgb, var(--nabla-control) 60%, var(--nabla-surface));
  }
  .off .line {
    background: var(--nabla-line);
  }
  .passed {
    height: 100%;
    background: var(--nabla-text);
    border-radius: 1px;
    transform-origin: left;
  }
  .marks {
    position: absolute;
    left: 0;
    top: calc(50% - 12px);
    overflow: visible;
  }
  .track input {
    position: relative;
  }
  .off input,
  .off .marks {
    visibility: hidden;
  }
  .readout {
    padding-left: var(--nabla-space-3);
    font: 400 var(--nabla-text-s) var(--nabla-font);
    white-space: nowrap;
  }
  .buttons {
    display: flex;
    align-items: center;
    gap: var(--nabla-space-1);
    margin: var(--nabla-space-1) 0 0 calc(var(--gutter-left, 48px) - 8px);
  }
  .speed {
    display: inline-flex;
    align-items: center;
    gap: var(--nabla-space-1);
    margin-inline-start: auto;
    color: var(--nabla-text-quiet);
  }
  .select {
    position: relative;
    color: var(--nabla-text);
  }
  .select .icon {
    position: absolute;
    right: 8px;
    top: calc(50% - 8px);
    color: var(--nabla-text-quiet);
    pointer-events: none;
  }
  select {
    height: var(--control);
    padding: 0 28px 0 8px;
    text-align: end;
  }
  option {
    background: var(--nabla-raised);
    color: var(--nabla-text);
  }
  @container (max-width: 479.9px) {
    .transport {
      grid-template-columns: calc(var(--nabla-size-touch) + 16px) minmax(0, 1fr) auto;
    }
    .play {
      width: var(--nabla-size-touch);
      height: var(--nabla-size-touch);
    }
    .readout {
      min-width: 4.9rem;
      padding-left: var(--nabla-space-4);
      text-align: end;
    }
    .buttons {
      --control: var(--nabla-size-touch);
      margin-left: 0;
    }
    .what {
      position: absolute;
      clip-path: inset(50%);
    }
  }
`;
