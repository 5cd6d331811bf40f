/** `offhook replay`: a range of the journal again, into another database or a test relay. */
import { loadConfig } from '../../config-load.ts';
import { databaseFile, noDatabase, openJournal, readingError } from '../../journal/open-journal.ts';
import { readArguments, readSpeed, readWholeNumber, UsageError } from '../arguments.ts';
import { runCommand } from '../problems.ts';
import { readRange } from './range.ts';
import { replayIntoDatabase } from './into-database.ts';
import { replayIntoRelay } from './into-relay.ts';
import { refuseOwnRelay, refuseSameDatabase } from './refuse-same.ts';

const HELP = `offhook replay --from SEQ --to SEQ (--database sqlite:PATH | --into ADDRESS --token SECRET)
               [--connection ID] [--speed 0]

  --from, --to  positions in the journal ("offhook events --json" shows them as "seq")
  --database    another database: every event with its own time, for a look with
                "offhook events --database sqlite:PATH" or a relay that is started on it
  --into        another relay: told as generic pushes, now. What those cannot say is lost: who
                joins and leaves, transfers, the codes of an end, the original times
  --connection  events of this connection only
  --speed       of --into: 1 with the original pauses, 0 without

The journal is only read. Nothing is told to Zammad, but by the other relay if it does so.`;

const MAX_SEQ = Number.MAX_SAFE_INTEGER;

export function replay(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('replay', async () => {
    const { values } = readArguments(args, {
      from: { type: 'string' },
      to: { type: 'string' },
      database: { type: 'string' },
      into: { type: 'string' },
      token: { type: 'string' },
      connection: { type: 'string' },
      speed: { type: 'string', default: '0' },
      help: { type: 'boolean', short: 'h' },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const { database, into, token, connection } = values;
    const speed = readSpeed(values.speed);
    const from = position('--from', values.from);
    const to = position('--to', values.to);
    if (to < from) throw new UsageError('--to must not be before --from.');
    if ((database === undefined) === (into === undefined)) {
      throw new UsageError('Say where to: either --database or --into.');
    }
    const config = loadConfig(env);
    if (database !== undefined) refuseSameDatabase(config.databaseUrl, database);
    if (into !== undefined) refuseOwnRelay(into, config);
    if (into !== undefined && token === undefined) {
      throw new UsageError('--into needs --token, the secret of a generic connection there.');
    }
    const source = openJournal(config.databaseUrl);
    if (!source) throw noDatabase(config.databaseUrl);
    try {
      const range = readRange(source.db, { from, to, connection });
      if (database !== undefined) return await replayIntoDatabase(range, database, config);
      return await replayIntoRelay(range, { url: into ?? '', token: token ?? '', speed });
    } catch (error) {
      throw readingError(error, databaseFile(config.databaseUrl));
    } finally {
      await source.close();
    }
  });
}

function position(name: string, text: string | undefined): number {
  if (text === undefined) throw new UsageError(`${name} is missing: a position in the journal.`);
  return readWholeNumber(name, text, 1, MAX_SEQ);
}
