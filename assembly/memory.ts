/** The first byte after the module's own constants: where the host's memory begins. */
export const heapBase: usize = __heap_base;
