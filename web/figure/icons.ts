import { svg } from 'lit';

const createIcon = (shape: unknown) =>
  svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>`;

export const playIcon = createIcon(svg`<path class="solid" d="M5 3.5v9l7-4.5z" />`);
export const pauseIcon = createIcon(svg`<path stroke-width="2.5" d="M5.5 4v8M10.5 4v8" />`);
export const backIcon = createIcon(svg`<path d="M3.5 3.5v9" /><path class="solid" d="M12.5 3.5v9L6.5 8z" />`);
export const stepIcon = createIcon(svg`<path d="M12.5 3.5v9" /><path class="solid" d="M3.5 3.5v9L9.5 8z" />`);
export const resetIcon = createIcon(svg`<path d="M3 3v3.5h3.5" /><path d="M3.3 6.3A5.2 5.2 0 1 1 2.8 9" />`);
export const chevronIcon = createIcon(svg`<path d="M6 4l4 4-4 4" />`);
export const downIcon = createIcon(svg`<path d="M4 6l4 4 4-4" />`);
export const errorIcon = createIcon(
  svg`<circle cx="8" cy="8" r="6.25" /><path d="M8 4.75v4" /><path stroke-width="2" d="M8 11.25v.01" />`,
);
export const helpIcon = createIcon(
  svg`<circle cx="8" cy="8" r="6.25" /><path d="M6 6.4a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3v.2" /><path stroke-width="2" d="M8 11.6v.01" />`,
);
export const plusIcon = createIcon(svg`<path d="M8 3.5v9M3.5 8h9" />`);
export const hideIcon = createIcon(
  svg`<path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8z" /><circle cx="8" cy="8" r="1.9" />`,
);
export const removeIcon = createIcon(
  svg`<path d="M3 4.5h10M6.25 4.5v-1.75h3.5v1.75M4.5 4.5l.5 8.75h6l.5-8.75" />`,
);
export const downloadIcon = createIcon(svg`<path d="M8 2.5v7.5M4.8 6.8 8 10l3.2-3.2M3 13.25h10" />`);
