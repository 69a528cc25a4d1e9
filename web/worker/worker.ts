// Entry of the worker, bundled to text and started from a Blob.
import { work } from './serveJobs.js';

work();
