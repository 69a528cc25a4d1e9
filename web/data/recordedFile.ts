import type { ReactiveControllerHost } from 'lit';
import { recordedCsv } from '../../src/results/recordedCsv.js';
import type { RecordedCurves } from '../../src/results/recordedRuns.js';
import { readBlobText } from '../worker/fileText.js';
import { fetchCsv } from './dataFiles.js';

/** File of losses that were made elsewhere, by its address, fetched once. */
export class RecordedFile {
  #host: ReactiveControllerHost;
  #fetched: { src: string; curves: RecordedCurves[] | Error | null } | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The runs in the file at an address; null while it loads. */
  curvesFrom(src: string): RecordedCurves[] | Error | null {
    if (this.#fetched?.src !== src) void this.#fetch(src);
    return this.#fetched!.curves;
  }

  async #fetch(src: string): Promise<void> {
    const fetched: { src: string; curves: RecordedCurves[] | Error | null } = { src, curves: null };
    this.#fetched = fetched;
    fetched.curves = await fetchCsv('src', src)
      .then(readBlobText)
      .then(recordedCsv)
      .catch((error: Error) => error);
    if (this.#fetched === fetched) this.#host.requestUpdate();
  }
}
