import { css } from 'lit';

/** Popovers of a figure: help, exports, the editor of a rate. */
export const popoverStyles = css`
  .popover {
    position: fixed;
    inset: auto;
    margin: 0;
    box-sizing: border-box;
    max-width: min(360px, calc(100vw - 16px));
    max-height: calc(100vh - 16px);
    overflow: auto;
    padding: var(--nabla-space-3) var(--nabla-space-4);
    border: 0;
    border-radius: var(--nabla-radius-large);
    background: var(--nabla-raised);
    color: var(--nabla-text);
    font: 400 var(--nabla-text-m) var(--nabla-font);
    box-shadow:
      0 0 0 1px color-mix(in srgb, var(--nabla-text) 12%, transparent),
      0 8px 24px light-dark(rgb(0 0 0 / 14%), rgb(0 0 0 / 50%));
  }
  .keys {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: var(--nabla-space-1) var(--nabla-space-4);
    margin: 0;
  }
  .keys dt {
    color: var(--nabla-text-quiet);
  }
  .keys dd {
    margin: 0;
  }
  .note {
    max-width: 40ch;
    margin: var(--nabla-space-2) 0 0;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .menu {
    margin: calc(-1 * var(--nabla-space-2)) calc(-1 * var(--nabla-space-3));
    padding: 0;
    list-style: none;
  }
  .menu button {
    width: 100%;
    justify-content: space-between;
    gap: var(--nabla-space-5);
  }
  .menu small {
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .editor {
    width: 248px;
  }
  .pair {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--nabla-space-3);
    color: var(--nabla-text-quiet);
  }
  .pair input {
    width: 104px;
  }
  .line-of {
    position: relative;
    margin-top: var(--nabla-space-2);
  }
  .line-of .line {
    position: absolute;
    inset: calc(50% - 1px) 0 auto;
    height: 2px;
    background: var(--nabla-control);
  }
  .line-of input {
    position: relative;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .editor p {
    margin: var(--nabla-space-2) 0 0;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  .editor .refused {
    color: var(--nabla-error);
  }
  .refused:empty {
    display: none;
  }
  .acts {
    display: flex;
    gap: var(--nabla-space-1);
    margin: var(--nabla-space-2) calc(-1 * var(--nabla-space-2)) calc(-1 * var(--nabla-space-2));
    padding-top: var(--nabla-space-1);
    border-top: 1px solid var(--nabla-line);
  }
  @media (forced-colors: active) {
    .popover {
      border: 1px solid CanvasText;
    }
  }
`;
