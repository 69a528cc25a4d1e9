import { css } from 'lit';

/**
 * The tokens; a page may set each of them on the element. Colours follow the inherited color-scheme, so that a page that
 * never opted into dark stays light.
 */
export const tokens = css`
  :host {
    --nabla-surface: light-dark(#ffffff, #121417);
    --nabla-sunken: light-dark(#f5f6f7, #1b1e23);
    --nabla-raised: light-dark(#ffffff, #23272d);
    --nabla-text: light-dark(#16191d, #e9ebee);
    --nabla-text-quiet: light-dark(#565d67, #a3aab4);
    --nabla-line: light-dark(#dfe2e6, #2b3036);
    --nabla-grid: light-dark(#eceef0, #22262b);
    --nabla-control: light-dark(#868e99, #6c747f);
    --nabla-focus: light-dark(#1a5fd0, #7db4ff);
    --nabla-error: light-dark(#b3261e, #ff8a80);
    --nabla-error-tint: light-dark(#fdf1f0, #2a1a1a);
    --nabla-series-1: light-dark(#0a5fc4, #57a3f5);
    --nabla-series-2: light-dark(#bf4a12, #ee7433);
    --nabla-series-3: light-dark(#008b65, #2fc48d);
    --nabla-series-4: light-dark(#a4438f, #d884b3);
    --nabla-series-5: light-dark(#c67c00, #eddc6b);
    --nabla-series-6: light-dark(#328fd9, #a6deff);
    --nabla-font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
    --nabla-font-mono: ui-monospace, Menlo, Consolas, monospace;
    --nabla-font-math: math, 'STIX Two Math', 'Cambria Math', serif;
    --nabla-text-s: 0.75rem/1rem;
    --nabla-text-m: 0.875rem/1.25rem;
    --nabla-text-l: 1rem/1.5rem;
    --nabla-space-1: 4px;
    --nabla-space-2: 8px;
    --nabla-space-3: 12px;
    --nabla-space-4: 16px;
    --nabla-space-5: 24px;
    --nabla-space-6: 32px;
    --nabla-radius: 6px;
    --nabla-radius-large: 10px;
    --nabla-size-control: 32px;
    --nabla-size-touch: 44px;
    --nabla-fast: 120ms;
    --label-1: color-mix(in srgb, var(--nabla-series-1) 70%, var(--nabla-text));
    --label-2: color-mix(in srgb, var(--nabla-series-2) 70%, var(--nabla-text));
    --label-3: color-mix(in srgb, var(--nabla-series-3) 70%, var(--nabla-text));
    --label-4: color-mix(in srgb, var(--nabla-series-4) 70%, var(--nabla-text));
    --label-5: color-mix(in srgb, var(--nabla-series-5) 70%, var(--nabla-text));
    --label-6: color-mix(in srgb, var(--nabla-series-6) 70%, var(--nabla-text));
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  @media (prefers-contrast: more) {
    :host {
      --nabla-grid: var(--nabla-text-quiet);
      --nabla-control: var(--nabla-text-quiet);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --nabla-fast: 0ms;
    }
  }
  @media print {
    :host,
    :host([theme]) {
      color-scheme: light;
    }
  }
  @media (forced-colors: active) {
    :host {
      --nabla-surface: Canvas;
      --nabla-sunken: Canvas;
      --nabla-raised: Canvas;
      --nabla-text: CanvasText;
      --nabla-text-quiet: CanvasText;
      --nabla-line: CanvasText;
      --nabla-grid: color-mix(in srgb, CanvasText 25%, Canvas);
      --nabla-control: CanvasText;
      --nabla-focus: Highlight;
      --nabla-error: CanvasText;
      --nabla-error-tint: Canvas;
      --nabla-series-1: CanvasText;
      --nabla-series-2: CanvasText;
      --nabla-series-3: CanvasText;
      --nabla-series-4: CanvasText;
      --nabla-series-5: CanvasText;
      --nabla-series-6: CanvasText;
    }
  }
`;
