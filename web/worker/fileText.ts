/** The text of a data file. Throws an Error where it cannot be read, a RangeError where it is binary. */
export async function readBlobText(blob: Blob): Promise<string> {
  const text = await blob.text().catch(() => {
    throw new Error(
      'csv: data needs a file that can be read, got one that is a folder, was changed or is gone',
    );
  });
  if (text.includes('\0')) throw new RangeError('csv: data needs a file of text, got bytes that are none');
  return text;
}
