/** Address, after the module's own constants, of the blocks that matrix products pack. */
export const WORKSPACE: usize = (__heap_base + 15) & ~15;
export const WORKSPACE_BYTES: usize = 64 * 128 * 16 + 128 * 256 * 8 + 2 * 8 * 8;
