import { html, nothing } from 'lit';
import { downloadIcon, helpIcon } from './icons.js';
import { popoverButton } from './popover.js';

/** Pairs of keys and what they do. */
export type KeyHelp = readonly (readonly [keys: string, does: string])[];

/** An entry of the export menu: its name, its format, and the action. */
export interface ExportItem {
  name: string;
  format: string;
  save(): void | Promise<void>;
}

/** The heading of a figure with the line under it, and at the right its tools, help and exports. */
export function figureHeader(
  heading: string,
  level: number,
  subtitle: string,
  tools: unknown,
  keys: KeyHelp,
  exports: readonly ExportItem[],
  note: string,
) {
  return html`<div class="header">
    <div class="titles">
      <div class="heading" role="heading" aria-level=${level} part="heading">${heading}</div>
      ${subtitle ? html`<p class="subtitle" part="subtitle">${subtitle}</p>` : nothing}
    </div>
    <div class="tools" part="tools">${tools}${helpPopover(keys, note)}${exportPopover(exports)}</div>
  </div>`;
}

const helpPopover = (keys: KeyHelp, note: string) =>
  popoverButton(
    'help',
    'Help',
    helpIcon,
    html`<dl class="keys">
      ${keys.map(([key, does]) => html`<dt>${key}</dt><dd>${does}</dd>`)}
    </dl>
    ${note ? html`<p class="note">${note}</p>` : nothing}`,
  );

const exportPopover = (exports: readonly ExportItem[]) =>
  popoverButton(
    'export',
    'Save or embed',
    downloadIcon,
    html`<ul class="menu">
      ${exports.map(({ name, format, save }) => html`<li><button @click=${save}><span>${name}</span><small>${format}</small></button></li>`)}
    </ul>`,
  );
