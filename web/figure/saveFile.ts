/** Download of content as a file. */
export function downloadFile(content: Blob | string, name: string, type = 'text/plain'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to save only after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
