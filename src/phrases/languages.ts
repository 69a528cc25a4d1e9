import type { Translation } from './translation.js';

/** The languages besides English, each in a file that is fetched where a page is written in it. */
export const languages: Readonly<Record<string, () => Promise<Translation>>> = {
  de: async () => (await import('./de.js')).de,
};
