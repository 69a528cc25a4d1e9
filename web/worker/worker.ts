// Entry of the worker, bundled to text and started from a Blob.
import { serveJobs } from './serveJobs.js';

serveJobs();
