// Entry of the worker, bundled to text and started from a Blob. A process that imports it has nobody to answer to.
import { serveJobs } from './serveJobs.js';

if ('postMessage' in globalThis) serveJobs();
