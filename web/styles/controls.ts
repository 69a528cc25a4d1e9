import { css } from 'lit';

/** Buttons, chips, fields and tracks: no border and no background until hovered or focused. */
export const controlsStyles = css`
  button,
  select {
    appearance: none;
    box-sizing: border-box;
    margin: 0;
    border: 0;
    border-radius: var(--nabla-radius);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--nabla-space-2);
    min-height: var(--control);
    min-width: var(--control);
    padding: 0 var(--nabla-space-2);
    transition: background-color var(--nabla-fast) cubic-bezier(0.2, 0, 0, 1);
  }
  button:hover,
  select:hover {
    background-color: var(--nabla-sunken);
  }
  button:active {
    background-color: var(--nabla-line);
  }
  button:disabled {
    color: var(--nabla-control);
    background: none;
    cursor: default;
  }
  input[type='text'] {
    box-sizing: border-box;
    min-height: var(--control);
    padding: 0 var(--nabla-space-2);
    border: 1px solid var(--nabla-control);
    border-radius: var(--nabla-radius);
    background: var(--nabla-surface);
    color: var(--nabla-text);
    font: inherit;
  }
  input[aria-invalid='true'] {
    border-color: var(--nabla-error);
  }
  :focus-visible {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  svg {
    display: block;
    flex: none;
    fill: none;
    stroke: currentColor;
  }
  .icon {
    width: 16px;
    height: 16px;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon .solid {
    fill: currentColor;
  }
  .segments {
    display: flex;
    padding: 2px;
    border-radius: calc(var(--nabla-radius) + 2px);
    background: var(--nabla-sunken);
  }
  .segments button {
    min-height: calc(var(--control) - 4px);
    padding: 0 var(--nabla-space-3);
    color: var(--nabla-text-quiet);
  }
  .segments [aria-pressed='true'] {
    background: var(--nabla-raised);
    color: var(--nabla-text);
    box-shadow: 0 0 0 1px var(--nabla-line);
  }
  .main {
    background: var(--nabla-sunken);
    padding: 0 var(--nabla-space-3);
  }
  .play,
  .play:hover,
  .play:active {
    background-color: var(--nabla-text);
    color: var(--nabla-surface);
    padding: 0;
  }
  .play:hover {
    background-color: color-mix(in srgb, var(--nabla-text) 88%, var(--nabla-surface));
  }
  .play:disabled {
    background-color: var(--nabla-sunken);
    color: var(--nabla-control);
  }
  @media (forced-colors: active) {
    button,
    select {
      border: 1px solid ButtonText;
    }
    .segments [aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

/** The native range input, styled as a line and a thumb. */
export const trackStyles = css`
  input[type='range'] {
    --thumb: 14px;
    appearance: none;
    display: block;
    box-sizing: border-box;
    width: calc(100% + var(--thumb));
    height: var(--control);
    margin: 0 calc(var(--thumb) / -2);
    background: none;
    cursor: pointer;
    touch-action: pan-y;
  }
  input[type='range']:focus-visible {
    outline: 0;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 2px;
    background: none;
  }
  input[type='range']::-moz-range-track {
    height: 2px;
    background: none;
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    box-sizing: border-box;
    width: var(--thumb);
    height: var(--thumb);
    margin-top: calc(1px - var(--thumb) / 2);
    border: 2px solid var(--nabla-text);
    border-radius: 50%;
    background: var(--nabla-surface);
  }
  input[type='range']::-moz-range-thumb {
    box-sizing: border-box;
    width: var(--thumb);
    height: var(--thumb);
    border: 2px solid var(--nabla-text);
    border-radius: 50%;
    background: var(--nabla-surface);
  }
  input[type='range']:focus-visible::-webkit-slider-thumb {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  input[type='range']:focus-visible::-moz-range-thumb {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    input[type='range'] {
      --thumb: 20px;
    }
  }
`;
