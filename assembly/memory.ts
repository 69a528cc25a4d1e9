import { WORKSPACE, WORKSPACE_BYTES } from './workspace';

/** First byte after the module's own memory, where the host's begins. */
export const heapBase: usize = WORKSPACE + WORKSPACE_BYTES;
