import { html } from 'lit';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';

/** Text with the names of variables in italics. */
export const italicText = (text: string) =>
  text.split(italicMark).map((part, i) => (i % 2 ? html`<var>${part}</var>` : part));
