import { css } from 'lit';

export const figureStyles = css`
  :host {
    --control: var(--nabla-size-control);
    display: block;
    box-sizing: border-box;
    /* From 24 px in 360 to 32 px in 480: a share of the room that the figure has. */
    margin-block: clamp(var(--nabla-space-5), 6.67%, var(--nabla-space-6));
    /* A container has no width of its own to give where one is asked for, as in a flex row. */
    min-width: min(100%, 320px);
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
  .heading {
    margin: 0;
    font: 600 var(--nabla-text-l) var(--nabla-font);
    overflow-wrap: anywhere;
  }
  .header {
    display: flex;
    align-items: start;
    gap: var(--nabla-space-2) var(--nabla-space-4);
  }
  .titles {
    flex: 1;
    min-width: 0;
  }
  .tools {
    display: flex;
    align-items: center;
    margin: calc((1.5rem - var(--control)) / 2) -8px 0 0;
  }
  .subtitle,
  .axis {
    margin: 0;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
    overflow-wrap: anywhere;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    gap: var(--nabla-space-4);
    margin-top: var(--nabla-space-3);
  }
  .axis > :first-child {
    flex: none;
    max-width: 100%;
  }
  .hint {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .hint,
  .spoken {
    visibility: hidden;
  }
  div:has(> :focus-visible) > .axis .hint {
    visibility: visible;
  }
  .spoken {
    position: absolute;
    margin: 0;
    clip-path: inset(50%);
    visibility: visible;
    pointer-events: none;
  }
  .plot:focus-visible {
    outline: 0;
  }
  .plot:focus-visible .u-over {
    outline: 2px solid var(--nabla-focus);
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
  .stale .plot {
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
    /* The drawing comes after it. */
    z-index: 1;
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
  /* Without a doctype tables have the letters of the page, white on the paper of a dark one. */
  table {
    color: inherit;
    font: inherit;
    text-align: inherit;
    white-space: inherit;
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
  @container (max-width: 479.9px) {
    /* Two icons alone stay beside the heading. */
    .header:has(.segments) {
      flex-direction: column;
    }
    .tools .segments {
      margin-inline-end: auto;
    }
    /* Three of them and two icons on a line of 328 px, in a wide face. */
    .segments:has(> :nth-child(3)) button {
      padding: 0 var(--nabla-space-1);
    }
    .header:has(.segments) .tools {
      justify-content: end;
      align-self: stretch;
      margin: 0 -8px 0 0;
    }
  }
  @media print {
    .tools {
      display: none;
    }
    :host {
      break-inside: avoid;
    }
    .plot {
      min-height: 0;
    }
    /* Paper may be narrower than the window was. */
    .plot canvas,
    .uplot,
    .u-wrap {
      max-width: 100%;
      height: auto !important;
    }
    .hint,
    .popover {
      display: none !important;
    }
  }
`;
