import { WORKSPACE, WORKSPACE_BYTES } from './workspace';

/** The first byte after what is the module's own: where the host's memory begins. */
export const heapBase: usize = WORKSPACE + WORKSPACE_BYTES;
