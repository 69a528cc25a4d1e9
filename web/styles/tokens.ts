import { css } from 'lit';
import { theme } from '../../src/picture/theme.js';

const rules = Object.entries(theme).map(([name, pair]) => `--nabla-${name}: light-dark(${pair.join(', ')});`);
/** The tokens as a template of Lit, which takes no plain strings. */
const colours = css(Object.assign([rules.join('\n    ')], { raw: [] }));

/**
 * Design tokens, each of which a page may set on the element. Colours follow the inherited color-scheme, so that a page
 * that never opted into dark stays light.
 */
export const designTokens = css`
  :host {
    ${colours}
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
  :host(:state(print)) {
    color-scheme: light;
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
