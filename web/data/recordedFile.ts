import type { ReactiveControllerHost } from 'lit';
import { decodeText } from '../../src/data/decodeText.js';
import { isHistory, recordedCsv } from '../../src/results/recordedCsv.js';
import type { RecordedCurves } from '../../src/results/recordedRuns.js';
import { blobBytes, unpackedBlob } from '../worker/fileBytes.js';
import { readBlobText } from '../worker/fileText.js';
import { fetchCsv } from './dataFiles.js';

/** Bytes of a file to see whether it is a history. */
const firstBytes = 65536;

/** Whether a file begins as a history of runs does. */
export async function fileIsHistory(file: Blob): Promise<ReturnType<typeof isHistory>> {
  const blob = await unpackedBlob(file);
  const bytes = await blobBytes(blob.slice(0, firstBytes));
  return isHistory(decodeText('csv', bytes, undefined, blob.size > firstBytes).text);
}

/** Files of losses that were made elsewhere: those that the reader gave, by name, and one by its address, fetched once. */
export class RecordedFile {
  #host: ReactiveControllerHost;
  #given = new Map<string, { curves: RecordedCurves[]; key: number }>();
  #lastKey = 0;
  #fetched: { src: string; curves: RecordedCurves[] | Error | null } | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The runs in the file of a name or at an address; null while it loads. */
  curvesFrom(src: string): RecordedCurves[] | Error | null {
    const given = this.#given.get(src);
    if (given) return given.curves;
    if (this.#fetched?.src !== src) void this.#fetch(src);
    return this.#fetched!.curves;
  }

  /** What distinguishes files of one name that the reader gave. */
  keyOf(src: string): number {
    return this.#given.get(src)?.key ?? 0;
  }

  /**
   * Takes a file of the reader's where it is a history of runs; whether it is. Throws RangeError for one that surely is,
   * and cannot be read.
   */
  async takeFile(file: File): Promise<boolean> {
    const kind = await fileIsHistory(file);
    if (kind === 'no') return false;
    try {
      this.#given.set(file.name, { curves: recordedCsv(await readBlobText(file)), key: ++this.#lastKey });
      return true;
    } catch (error) {
      if (kind === 'surely') throw error;
      return false;
    }
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
