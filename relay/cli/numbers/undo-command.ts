/** `offhook numbers undo <batch>`: puts back what a batch changed. */
import { loadConfig } from '../../config-load.ts';
import { undoBatch } from '../../numbers/fix.ts';
import { createAudit } from '../../store/audit.ts';
import { openDatabase } from '../../store/database.ts';
import { readArguments, UsageError } from '../arguments.ts';
import { printable } from '../printable.ts';
import { CommandError } from '../problems.ts';
import { interruption } from '../terminal.ts';
import { askingZammad, openAccess } from './access.ts';
import { FLAG, TEXT } from './options.ts';
import { createWriteTeller } from './write-teller.ts';

export async function undoCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = readArguments(args, { json: FLAG, 'token-env': TEXT }, ['batch']);
  const [batch] = positionals;
  if (batch === undefined) {
    throw new UsageError('Name the batch to put back; "offhook numbers batches" lists them.');
  }
  const config = loadConfig(env);
  const stop = interruption();
  try {
    const access = openAccess(config, env, values['token-env'], stop.signal);
    const database = await openDatabase(config.databaseUrl);
    try {
      const audit = createAudit({ db: database.db, now: Date.now });
      const teller = createWriteTeller(values.json, 'put back');
      const result = await askingZammad(() =>
        undoBatch({ ...access, audit, tell: teller.tell }, batch),
      );
      if (result === 'unknown') {
        throw new CommandError(
          `There is no batch "${printable(batch)}". "offhook numbers batches" lists them.`,
        );
      }
      teller.summary(result, batch);
      return result.stopped ? 1 : stop.signal.aborted ? 130 : 0;
    } finally {
      await database.close();
    }
  } finally {
    stop.release();
  }
}
