/** Failures that are the admin's to mend: printed as sentences, without a stack. */
import { ConfigError } from '../config.ts';
import { StartError } from '../start-error.ts';
import { DatabaseError } from '../store/database.ts';

/**
 * Prints what is wrong and what to do.
 * @throws the error itself when it is a fault of ours
 */
export function explain(error: unknown): void {
  if (error instanceof ConfigError) {
    console.error('The configuration has problems:');
    for (const { path, message } of error.problems) console.error(`  ${path}: ${message}`);
    return;
  }
  if (error instanceof StartError || error instanceof DatabaseError) {
    console.error(error.message);
    return;
  }
  throw error;
}
