import { css } from 'lit';

/**
 * Playback controls: play in the left gutter, the readout in the right one, and between them the track under the plot
 * area.
 */
export const transportStyles = css`
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
