/** The bytes of a data file. Throws an Error where it cannot be read. */
export const blobBytes = async (blob: Blob): Promise<Uint8Array> =>
  new Uint8Array(
    await blob.arrayBuffer().catch(() => {
      throw new Error(
        'csv: data needs a file that can be read, got one that is a folder, was changed or is gone',
      );
    }),
  );

/** A file, unpacked where it is packed with gzip. Throws a RangeError where it cannot be unpacked. */
export async function unpackedBlob(file: Blob): Promise<Blob> {
  const [first, second] = await blobBytes(file.slice(0, 2));
  if (!(first === 0x1f && second === 0x8b)) return file;
  const unpacked = file.stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).blob().catch(() => {
    throw new RangeError('csv: data needs a file that gzip unpacks, got one that it does not');
  });
}
