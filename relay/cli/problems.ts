/** Failures that are the admin's to mend: printed as sentences, without a stack. */
import { ConfigError } from '../config.ts';
import { StartError } from '../start-error.ts';
import { DatabaseError } from '../store/database.ts';
import { UsageError } from './arguments.ts';

/** What cannot be done, and what to do instead. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * Runs a command; its failures are printed.
 * @param name for the hint when it was called in a wrong way
 * @returns its exit code; 1 for a failure, 2 for a wrong call
 */
export async function runCommand(name: string, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    explain(error);
    if (!(error instanceof UsageError)) return 1;
    console.error(`See "offhook ${name} --help".`);
    return 2;
  }
}

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
  const known = [StartError, DatabaseError, CommandError, UsageError];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) {
    console.error(error.message);
    return;
  }
  throw error;
}
