/** What dialects read words and codes of telephone systems with; the tables are the call core's. */
export { readCause } from '../../lib/core/causes.ts';
