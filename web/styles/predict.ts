import { css } from 'lit';

/** A question in place of a figure's body, and the handle of the guess. */
export const predictStyles = css`
  .plot.asks {
    min-height: 0;
    margin-top: var(--nabla-space-3);
    cursor: default;
    touch-action: pan-y pinch-zoom;
  }
  .plot.asks canvas {
    display: block;
  }
  .guess {
    position: absolute;
    top: 0;
    left: 0;
    width: 24px;
    height: 24px;
    border-radius: 50%;
    cursor: grab;
  }
  .guess:focus-visible {
    outline-offset: 0;
  }
  .question {
    max-width: 72ch;
    min-height: 2.5rem;
    margin: var(--nabla-space-3) 0 0;
    text-wrap: pretty;
  }
  .question var {
    font-style: italic;
    unicode-bidi: isolate;
  }
  .round.answered {
    margin-bottom: var(--nabla-space-3);
  }
  .guesses,
  .picks {
    display: flex;
    flex-wrap: wrap;
    gap: var(--nabla-space-2);
    margin-top: var(--nabla-space-2);
  }
  .guesses label {
    display: inline-flex;
    align-items: center;
    gap: var(--nabla-space-2);
  }
  .guesses input[type='text'] {
    width: 96px;
  }
  .picks button {
    max-width: 100%;
    padding: 0 var(--nabla-space-3);
    background: var(--nabla-sunken);
  }
  .picks [aria-checked='true'] {
    box-shadow: inset 0 0 0 2px var(--nabla-series-4);
  }
  .picks span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .round .buttons {
    flex-wrap: wrap;
    margin: var(--nabla-space-3) 0 0;
    direction: ltr;
  }
  .round .main {
    background: var(--nabla-sunken);
  }
  .round .main:hover,
  .picks button:hover {
    background: var(--nabla-line);
  }
  .tally {
    margin-inline-start: auto;
    color: var(--nabla-text-quiet);
    font: 400 var(--nabla-text-s) var(--nabla-font);
  }
  @media (forced-colors: active) {
    .picks [aria-checked='true'] {
      outline: 2px solid Highlight;
    }
  }
  @media print {
    .round .buttons {
      display: none;
    }
  }
`;
