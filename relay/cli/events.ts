/** `offhook events`: the journal for people, while the relay runs. */
import metadata from 'libphonenumber-js/max/metadata';
import { loadConfig } from '../config-load.ts';
import type { RelayConfig } from '../config.ts';
import type { Entry, EventEntry } from '../journal/entries.ts';
import { followJournal } from '../journal/follow.ts';
import { createJournal } from '../journal/journal.ts';
import { createMask } from '../journal/mask.ts';
import { maskedEntry } from '../journal/masked-entry.ts';
import { databaseFile, noDatabase, openJournal, readingError } from '../journal/open-journal.ts';
import { createStory } from '../journal/story.ts';
import { homePhone } from './home-phone.ts';
import { readArguments, readSince, readWholeNumber, UsageError } from './arguments.ts';
import { entryJson } from './entry-json.ts';
import { correctionLines, entryLines } from './entry-lines.ts';
import { printableJson } from './printable.ts';
import { runCommand } from './problems.ts';
import { createPaint, interruption } from './terminal.ts';

const HELP = `offhook events [--follow] [--connection ID] [--call ID] [--number NUMBER] [--since 10m]
               [--limit 50] [--raw] [--mask] [--json] [--database sqlite:PATH]

  --follow      go on with what comes; end with Ctrl-C
  --connection  of one connection only
  --call        of one call: our id or its beginning, or the telephone system's id
  --number      of calls with this number, in any spelling, or a part of it
  --since       90s, 10m, 2h, 3d ago, or 2027-01-31T10:00
  --limit       the newest so many (50; with --follow 10)
  --raw         the whole input and the whole answers
  --mask        numbers but for their last three digits, whatever is configured
  --json        one JSON object per line, for programs`;

const FLAG = { type: 'boolean', default: false } as const;
const TEXT = { type: 'string' } as const;

export function events(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('events', async () => {
    const options = readOptions(args);
    if (options.help) {
      console.log(HELP);
      return 0;
    }
    const config = loadConfig(env);
    const url = options.database ?? config.databaseUrl;
    const opened = openJournal(url);
    if (!opened) throw noDatabase(url);
    const stop = interruption();
    try {
      await show(opened.db, options, config, env, stop.signal);
      return 0;
    } catch (error) {
      throw readingError(error, databaseFile(url));
    } finally {
      stop.release();
      await opened.close();
    }
  });
}

function readOptions(args: string[]) {
  const { values } = readArguments(args, {
    follow: { ...FLAG, short: 'f' },
    connection: TEXT,
    call: TEXT,
    number: TEXT,
    since: TEXT,
    limit: TEXT,
    raw: FLAG,
    mask: FLAG,
    json: FLAG,
    database: TEXT,
    help: { ...FLAG, short: 'h' },
  });
  const limit =
    values.limit === undefined
      ? values.follow
        ? 10
        : 50
      : readWholeNumber('--limit', values.limit, 0, 100_000);
  const sinceAt = values.since === undefined ? undefined : readSince(values.since, Date.now());
  return { ...values, limit, sinceAt };
}

async function show(
  db: Parameters<typeof createJournal>[0],
  options: ReturnType<typeof readOptions>,
  config: RelayConfig,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const { connection } = options;
  if (connection !== undefined) await checkConnection(db, config, connection);
  const phone = homePhone(config, metadata);
  const journal = createJournal(db, options, phone);
  const story = createStory(journal);
  const mask = createMask(config, options.mask || config.journal.maskNumbers);
  const paint = createPaint(env);

  const lineOptions = { phone, paint, raw: options.raw };
  const write = (lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);

  async function print(entry: Entry): Promise<void> {
    const change = entry.type === 'event' ? await story.tell(entry) : undefined;
    const shown = maskedEntry(entry, mask);
    const lines = options.json
      ? [printableJson(entryJson(shown, change))]
      : entryLines(shown, change, lineOptions);
    write(lines);
  }

  async function printCorrection(entry: EventEntry): Promise<void> {
    const shown = maskedEntry(entry, mask) as EventEntry;
    const corrected = { ...entryJson(shown, undefined), corrected: true };
    write(options.json ? [printableJson(corrected)] : correctionLines(shown, lineOptions));
  }

  if (options.follow) {
    await followJournal({ journal, limit: options.limit, print, printCorrection, signal });
    return;
  }
  const entries = await journal.newest(options.limit);
  for (const entry of entries) {
    if (signal.aborted) return;
    await print(entry);
  }
  if (entries.length === 0 && !options.json) console.error('Nothing in the journal.');
}

/** A typing error must not look like silence. */
async function checkConnection(
  db: Parameters<typeof createJournal>[0],
  config: RelayConfig,
  id: string,
): Promise<void> {
  const known = new Set(config.connections.map((connection) => connection.id));
  const rows = await db.selectFrom('events').select('connection').distinct().execute();
  for (const row of rows) known.add(row.connection);
  if (known.size === 0) known.add('main');
  if (known.has(id)) return;
  throw new UsageError(`There is no connection "${id}". Known: ${[...known].join(', ')}.`);
}
