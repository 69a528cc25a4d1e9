import { html, nothing } from 'lit';
import { downloadIcon, helpIcon } from './icons.js';
import { popover } from './popover.js';

/** Pairs of keys and what they do. */
export type Keys = readonly (readonly [keys: string, does: string])[];

/** An entry of the export menu: its name, its format, and the action. */
export interface Export {
  name: string;
  format: string;
  take(): void | Promise<void>;
}

/** The heading of a figure with the line under it, and at the right its tools, help and exports. */
export function header(
  heading: string,
  subtitle: string,
  tools: unknown,
  keys: Keys,
  exports: readonly Export[],
  note: string,
) {
  return html`<div class="header">
    <div class="titles">
      <h3 part="heading">${heading}</h3>
      ${subtitle ? html`<p class="subtitle" part="subtitle">${subtitle}</p>` : nothing}
    </div>
    <div class="tools" part="tools">${tools}${help(keys, note)}${menu(exports)}</div>
  </div>`;
}

const help = (keys: Keys, note: string) =>
  popover(
    'help',
    'Help',
    helpIcon,
    html`<dl class="keys">
      ${keys.map(([key, does]) => html`<dt>${key}</dt><dd>${does}</dd>`)}
    </dl>
    ${note ? html`<p class="note">${note}</p>` : nothing}`,
  );

const menu = (exports: readonly Export[]) =>
  popover(
    'export',
    'Save or embed',
    downloadIcon,
    html`<ul class="menu">
      ${exports.map(({ name, format, take }) => html`<li><button @click=${take}><span>${name}</span><small>${format}</small></button></li>`)}
    </ul>`,
  );
