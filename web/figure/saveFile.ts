/** Has the browser save something as a file. */
export function save(content: Blob | string, name: string, type = 'text/plain'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Revoked at once, the file would be gone before some browsers have begun to save it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
