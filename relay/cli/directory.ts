/** `offhook directory`: how far the relay has come with Zammad's people, and what is wrong. */
import { existsSync } from 'node:fs';
import { loadConfig } from '../config-load.ts';
import type { RelayConfig } from '../config.ts';
import { acceptMissing, readSync, type SyncProgress } from '../directory/sync-position.ts';
import { databaseFile, noDatabase, openJournal, readingError } from '../journal/open-journal.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { agoWords } from './ago.ts';
import { readArguments } from './arguments.ts';
import { passWords, stateWords, troubleOf } from './directory-words.ts';
import { runCommand } from './problems.ts';
import { createPaint } from './terminal.ts';

const HELP = `offhook directory [--json] [--accept-missing]

Prints what the relay knows of Zammad's people: how many, how far the reading is, the newest change
that is in it, what is wrong, and what to do. Exit code 1 when something has to be done.

  --json            the same as one JSON object
  --accept-missing  more than half of the people were deleted in Zammad, and that is right: the
                    relay lets them go with its next pass (it asks Zammad for each of them first)`;

export function directory(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('directory', async () => {
    const { values } = readArguments(args, {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      'accept-missing': { type: 'boolean' },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const config = loadConfig(env);
    if (values['accept-missing']) return accept(config);
    const facts = await read(config);
    const now = Date.now();
    const trouble = facts.progress && troubleOf(facts.progress, now);
    if (values.json) console.log(JSON.stringify(asJson(facts, trouble), undefined, 2));
    else for (const line of linesOf(config, facts, now, createPaint(env))) console.log(line);
    if (!values.json && trouble) {
      console.log(`\n${trouble.text}.\n  → ${trouble.remedy}`);
    }
    return trouble?.serious ? 1 : 0;
  });
}

async function accept(config: RelayConfig): Promise<number> {
  if (!existsSync(databaseFile(config.databaseUrl))) throw noDatabase(config.databaseUrl);
  const database = await openDatabase(config.databaseUrl);
  try {
    await acceptMissing(database.db, true);
  } finally {
    await database.close();
  }
  console.log('People whom Zammad does not have any more go with the next pass.');
  return 0;
}

interface Facts {
  /** Undefined: the relay reads nobody, or did not begin. */
  progress: SyncProgress | undefined;
  /** The relay has a token to read with. */
  service: boolean;
  counts: { people: number; organizations: number; numbers: number; learned: number };
}

async function read(config: RelayConfig): Promise<Facts> {
  const { databaseUrl } = config;
  const journal = openJournal(databaseUrl);
  if (!journal) throw noDatabase(databaseUrl);
  try {
    const { db } = journal;
    const { url, token } = config.zammad;
    const service = url !== undefined && token !== undefined;
    const { progress } = await readSync(db);
    const counts = {
      people: await count(db, 'contacts'),
      organizations: await count(db, 'organizations'),
      numbers: (await count(db, 'numbers')) + (await count(db, 'organization_numbers')),
      learned: await count(db, 'learned'),
    };
    return { progress: service ? progress : undefined, service, counts };
  } catch (error) {
    throw readingError(error, databaseFile(databaseUrl));
  } finally {
    await journal.close();
  }
}

type Counted = 'contacts' | 'organizations' | 'numbers' | 'organization_numbers' | 'learned';

async function count(db: Database, table: Counted): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((expression) => expression.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return row.rows;
}

function asJson({ progress, service, counts }: Facts, trouble: ReturnType<typeof troubleOf>) {
  const { problem: _problem, ...rest } = progress ?? {};
  return {
    service,
    ...rest,
    ...counts,
    ...(trouble && { problem: trouble.code, text: trouble.text, remedy: trouble.remedy }),
  };
}

function linesOf(
  config: RelayConfig,
  { progress, service, counts }: Facts,
  now: number,
  paint: ReturnType<typeof createPaint>,
): string[] {
  const number = (value: number) => value.toLocaleString('en');
  const row = (label: string, text: string) => `  ${paint('dim', label.padEnd(14))} ${text}`;
  const head = (text: string) => `${paint('bold', 'Directory')}  ${text}`;
  if (!service) {
    return [
      head(config.directory.learn ? 'learning from browsers of agents' : 'switched off'),
      row('learned', `${number(counts.learned)} people with a number`),
      '\nWithout a service token only callers are named whom an agent’s browser found before.',
      '  → Set OFFHOOK_ZAMMAD_TOKEN to a token with the permission ticket.agent.',
    ];
  }
  if (!progress) return [head('did not begin'), '  → Start the relay ("offhook serve").'];
  const since = (at: number) => (at === 0 ? 'never' : agoWords(at, now));
  const pass = passWords(progress);
  const until = new Date(progress.nextAt).toLocaleTimeString('en-GB');
  const waits = progress.state === 'failing' || progress.state === 'paused';
  return [
    head(`${stateWords(progress)}${waits && progress.nextAt > now ? `, until ${until}` : ''}`),
    row('people', `${number(counts.people)} with a number`),
    row('organisations', number(counts.organizations)),
    row('numbers', number(counts.numbers)),
    row('changes', `asked for ${since(progress.checkedAt)}`),
    row('newest change', since(progress.changeAt)),
    row('all read', `${since(progress.completedAt)}${pass ? `; ${pass}` : ''}`),
  ];
}
