import { css } from 'lit';

export const networkStyles = css`
  .net {
    cursor: default;
  }
  .net:focus-visible {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  .net .empty {
    inset-inline: 48px var(--nabla-space-2);
    text-align: center;
  }
  .net .empty > * {
    padding-inline: var(--nabla-space-2);
    background: var(--nabla-surface);
  }
  .pair {
    display: flex;
    justify-content: space-between;
  }
  .pair.narrow {
    flex-direction: column;
    gap: var(--nabla-space-2);
  }
  canvas {
    display: block;
  }
  canvas[hidden] {
    display: none;
  }
  .units {
    margin-top: var(--nabla-space-4);
  }
  .unit-grid {
    display: grid;
    grid-template-columns: repeat(var(--per-row), minmax(0, 1fr));
    gap: 12px;
    margin-top: var(--nabla-space-1);
    direction: ltr;
  }
  .unit {
    flex-direction: column;
    align-items: stretch;
    justify-content: flex-start;
    gap: 2px;
    min-width: 0;
    padding: 0;
    font: 400 var(--nabla-text-s) var(--nabla-font);
    text-align: start;
  }
  .unit b {
    font-weight: 600;
  }
  .unit[aria-pressed='false'] > * {
    opacity: 0.4;
  }
  .unit .bar {
    height: 4px;
    margin-top: var(--nabla-space-1);
    border-radius: 2px;
    background: var(--nabla-text);
    transform: scaleX(0);
    transform-origin: left;
  }
  .unit .weight {
    overflow: hidden;
    color: var(--nabla-text-quiet);
    white-space: nowrap;
  }
  .network-chips {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--nabla-space-2) var(--nabla-space-5);
    margin-top: var(--nabla-space-3);
  }
  .chip-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--nabla-space-1) var(--nabla-space-2);
  }
  .net-chip {
    display: inline-flex;
    align-items: center;
    gap: var(--nabla-space-1);
    min-height: 28px;
    padding-inline: var(--nabla-space-2);
    border-radius: var(--nabla-radius);
    background: var(--nabla-sunken);
  }
  .net-chip.select {
    padding-inline: 0;
  }
  .net-chip select {
    width: auto;
    min-width: 0;
    height: 28px;
    padding-inline: var(--nabla-space-2) 28px;
    text-align: start;
  }
  .more {
    min-height: 28px;
    gap: var(--nabla-space-1);
    color: var(--nabla-text-quiet);
  }
  .net-chip input[type='number'] {
    appearance: textfield;
    box-sizing: border-box;
    width: 5ch;
    min-height: 24px;
    padding: 0 2px;
    border: 0;
    border-radius: calc(var(--nabla-radius) - 2px);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-align: end;
  }
  .net-chip button {
    min-width: 24px;
    min-height: 24px;
    padding: 0;
    color: var(--nabla-text-quiet);
  }
  .apart[aria-pressed='false'] {
    background: none;
    box-shadow: inset 0 0 0 1px var(--nabla-line);
    color: var(--nabla-text-quiet);
  }
  .hollow {
    width: 6px;
    height: 6px;
    border: 1.5px solid;
    border-radius: 50%;
  }
  .anew {
    margin: var(--nabla-space-1) 0 0;
  }
  .anew:empty {
    display: none;
  }
  @media (pointer: coarse) {
    .net-chip,
    .net-chip button,
    .net-chip select,
    .net-chip input[type='number'] {
      min-height: var(--nabla-size-touch);
    }
  }
  @media print {
    .net {
      outline: none;
    }
  }
`;
