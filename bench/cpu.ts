/** Time of the processor that this process has used so far, in nanoseconds: of all threads, the kernel's share included. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return 1e3 * (user + system);
}
