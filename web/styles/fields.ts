import { css } from 'lit';

/** The field of a formula above a plot, and sliders with a number each below it. */
export const fieldStyles = css`
  math {
    font: 400 1rem/1.5 var(--nabla-font-math);
    math-style: normal;
  }
  .formula {
    display: flex;
    align-items: center;
    gap: var(--nabla-space-3);
    margin-top: var(--nabla-space-3);
    direction: ltr;
  }
  .field {
    position: relative;
    flex: 1;
    min-width: 0;
  }
  input[type='text'] {
    box-sizing: border-box;
    width: 100%;
    height: var(--control);
    margin: 0;
    padding: 0 var(--nabla-space-2);
    border: 1px solid var(--nabla-control);
    border-radius: var(--nabla-radius);
    background: var(--nabla-surface);
    color: inherit;
    font: inherit;
  }
  .field input,
  .under {
    font: 400 0.875rem/1.25rem var(--nabla-font-mono);
  }
  .wrong input {
    border-color: var(--nabla-error);
  }
  .under {
    position: absolute;
    inset: 0;
    padding: calc((var(--control) - 1.25rem) / 2) calc(var(--nabla-space-2) + 1px);
    overflow: hidden;
    color: transparent;
    white-space: pre;
    pointer-events: none;
  }
  .under span {
    text-decoration: underline wavy var(--nabla-error);
    text-decoration-skip-ink: none;
    text-underline-offset: 3px;
  }
  .error button {
    margin-inline-start: var(--nabla-space-2);
    min-height: 24px;
    background: var(--nabla-raised);
    box-shadow: inset 0 0 0 1px var(--nabla-control);
  }
  .turners {
    margin-top: var(--nabla-space-2);
    direction: ltr;
  }
  .turner {
    display: grid;
    grid-template-columns: var(--left, 48px) minmax(0, 1fr) 80px;
    align-items: center;
  }
  .turner + .turner {
    margin-top: var(--nabla-space-1);
  }
  .turner .track {
    margin-inline-end: 12px;
  }
  @container (max-width: 479.9px) {
    .turner {
      grid-template-columns: var(--left, 32px) minmax(0, 1fr) 84px;
    }
    .turner input,
    .formula input {
      --control: var(--nabla-size-touch);
      height: var(--nabla-size-touch);
    }
    .under {
      --control: var(--nabla-size-touch);
    }
    .turner input[type='range'] {
      --thumb: 20px;
    }
  }
  @media print {
    .turners,
    .formula {
      display: none;
    }
  }
`;
