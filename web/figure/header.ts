import { html, nothing } from 'lit';
import { figurePhrases } from '../../src/phrases/en.js';
import type { Language } from '../../src/picture/language.js';
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

interface FigureHeader {
  heading: string;
  /** The language of the heading: the page's, where the page gave it. */
  lang: string;
  level: number;
  subtitle: string;
  tools: unknown;
  keys: KeyHelp;
  exports: readonly ExportItem[];
  note: string;
  language: Language;
}

/** The heading of a figure with the line under it, and at the right its tools, help and exports. */
export function figureHeader(shown: FigureHeader) {
  const { heading, lang, level, subtitle, tools, keys, exports, note, language } = shown;
  const { help, saveOrEmbed } = language.phrases(figurePhrases);
  return html`<div class="header">
    <div class="titles">
      <div class="heading" role="heading" aria-level=${level} lang=${lang} dir="auto" part="heading">${heading}</div>
      ${subtitle ? html`<p class="subtitle" part="subtitle">${subtitle}</p>` : nothing}
    </div>
    <div class="tools" part="tools">${tools}${helpPopover(help, keys, note)}${exportPopover(saveOrEmbed, exports)}</div>
  </div>`;
}

const helpPopover = (label: string, keys: KeyHelp, note: string) =>
  popoverButton(
    'help',
    label,
    helpIcon,
    html`<dl class="keys">
      ${keys.map(([key, does]) => html`<dt>${key}</dt><dd>${does}</dd>`)}
    </dl>
    ${note ? html`<p class="note">${note}</p>` : nothing}`,
  );

const exportPopover = (label: string, exports: readonly ExportItem[]) =>
  popoverButton(
    'export',
    label,
    downloadIcon,
    html`<ul class="menu">
      ${exports.map(({ name, format, save }) => html`<li><button @click=${save}><span>${name}</span><small>${format}</small></button></li>`)}
    </ul>`,
  );
