const WIDTH = 40;

/** Progress bar that redraws itself on a terminal; elsewhere nothing. */
export function progressBar() {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show({ done, total }: { done: number; total: number }) {
      const full = Math.round((WIDTH * done) / total);
      stderr.write(`\r[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${done} of ${total} updates`);
    },
    clear: () => stderr.write('\r\u001b[K'),
  };
}
