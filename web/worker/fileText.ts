import { decodeText } from '../../src/data/decodeText.js';
import { blobBytes, unpackedBlob } from './fileBytes.js';

/** The text of a data file. Throws an Error where it cannot be read, a RangeError where it is binary. */
export async function readBlobText(blob: Blob): Promise<string> {
  return decodeText('csv', await blobBytes(await unpackedBlob(blob))).text;
}
