import { css } from 'lit';

/** The form for data. */
export const sourceStyles = css`
  :host(:state(dropping)) .plot {
    outline: 2px dashed var(--nabla-control);
    outline-offset: -2px;
  }
  .data[open] {
    padding-bottom: var(--nabla-space-3);
  }
  .file {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--nabla-space-1) var(--nabla-space-3);
    margin: 0 0 var(--nabla-space-2);
  }
  .button {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: var(--control);
    border-radius: var(--nabla-radius);
    cursor: pointer;
  }
  .button:hover {
    background: var(--nabla-line);
  }
  .button:focus-within:has(:focus-visible) {
    outline: 2px solid var(--nabla-focus);
    outline-offset: 2px;
  }
  .button input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: inherit;
  }
  .pickers {
    display: flex;
    flex-wrap: wrap;
    gap: var(--nabla-space-2) var(--nabla-space-5);
  }
  .data .error {
    margin: 0 0 var(--nabla-space-2);
  }
  .last ~ .error {
    margin: var(--nabla-space-2) 0 0;
  }
  .data .choice,
  .data .select {
    min-width: 0;
    max-width: 360px;
  }
  .data select {
    width: 100%;
    text-align: start;
    text-overflow: ellipsis;
  }
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
    gap: var(--nabla-space-1) var(--nabla-space-4);
    margin: var(--nabla-space-2) 0 var(--nabla-space-3);
    padding: 0;
    border: 0;
    max-height: 320px;
    overflow: auto;
  }
  legend {
    padding: 0;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .tick {
    display: flex;
    align-items: baseline;
    gap: var(--nabla-space-2);
    min-height: 24px;
    overflow-wrap: anywhere;
  }
  .all {
    grid-column: 1 / -1;
  }
  .last {
    display: flex;
    align-items: center;
    gap: var(--nabla-space-3);
    margin: 0;
  }
  .last button {
    flex: none;
  }
  .tick input {
    flex: none;
    accent-color: var(--nabla-text);
  }
  @media (pointer: coarse) {
    .tick {
      align-items: center;
      min-height: var(--nabla-size-touch);
    }
    .tick input {
      width: 20px;
      height: 20px;
    }
  }
  @media (forced-colors: active) {
    .button {
      border: 1px solid ButtonText;
    }
  }
  @media print {
    .data {
      display: none;
    }
  }
`;
