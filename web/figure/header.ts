import { html, nothing } from 'lit';
import { downloadIcon, helpIcon } from './icons.js';
import { popover } from './popover.js';

/** Keys, and what they do. */
export type Keys = readonly (readonly [keys: string, does: string])[];

/** Something that can be taken away from a figure: what it is, its format, and how it is made. */
export interface Export {
  name: string;
  format: string;
  take(): void | Promise<void>;
}

/** The heading of a figure, its quiet line, and at the right its tools. */
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
