// The worker. Bundled to text and started from a Blob.
import { work } from './work.js';

work();
