import {
  type LandscapeAttributes,
  type LandscapeSettings,
  parseLandscape,
} from '../../src/picture/landscape/landscapeModel.js';
import { jobFromAttributes, withRecordedPoints } from '../data/attributes.js';
import type { Job } from '../worker/job.js';

/** The landscape that attributes specify, with the job of its runs; null without a function. */
export const readLandscape = (asked: LandscapeAttributes): LandscapeSettings<Job> | null =>
  parseLandscape(asked, (problem) => {
    const job = jobFromAttributes('nabla-landscape', { ...asked, problem });
    return job && withRecordedPoints(job);
  });
