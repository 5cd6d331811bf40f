/** `offhook audit`: who looked up which number, and who changed what in other systems. */
import metadata from 'libphonenumber-js/max/metadata';
import { loadConfig } from '../config-load.ts';
import { databaseFile, noDatabase, openJournal, readingError } from '../journal/open-journal.ts';
import { entriesAbout } from '../privacy/audit-about.ts';
import { createNumberTrace } from '../privacy/number-trace.ts';
import { pagesOf } from '../privacy/table-pages.ts';
import { readArguments, readSince, UsageError } from './arguments.ts';
import { homePhone } from './home-phone.ts';
import { printableJson, shorten } from './printable.ts';
import { runCommand } from './problems.ts';

const HELP = `offhook audit [--number NUMBER] [--since 30d] [--json]

The audit log, oldest first: who erased, exported or looked up a number (look-ups only with
"privacy": {"auditLookups": true}), and what was written into Zammad and other systems.

  --number  only what names this number, in any spelling
  --since   90s, 10m, 2h, 3d ago, or 2027-01-31T10:00
  --json    one JSON object per line, for programs`;

const FLAG = { type: 'boolean', default: false } as const;
const TEXT = { type: 'string' } as const;
const WIDTH = 100;

export function audit(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('audit', async () => {
    const { values } = readArguments(args, {
      number: TEXT,
      since: TEXT,
      json: FLAG,
      help: { ...FLAG, short: 'h' },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const since = values.since === undefined ? 0 : readSince(values.since, Date.now());
    const config = loadConfig(env);
    const phone = homePhone(config, metadata);
    const digits = values.number === undefined ? undefined : phone.read(values.number).e164;
    if (values.number !== undefined && digits === undefined) {
      throw new UsageError(
        '--number is none. Write it with country code, e.g. "+49 30 609854180".',
      );
    }
    const opened = openJournal(config.databaseUrl);
    if (!opened) throw noDatabase(config.databaseUrl);
    try {
      const { db } = opened;
      const pages =
        digits === undefined
          ? pagesOf(db, 'audit')
          : entriesAbout(db, createNumberTrace(digits, phone));
      let count = 0;
      for await (const page of pages) {
        for (const { at, actor, action, subject, batch, detail } of page) {
          if (at < since) continue;
          count += 1;
          const entry = { at, actor, action, subject, ...(batch !== null && { batch }) };
          console.log(
            values.json
              ? printableJson({ ...entry, detail: JSON.parse(detail) as unknown })
              : line(entry, detail),
          );
        }
      }
      if (count === 0 && !values.json) console.error('Nothing in the audit log.');
      return 0;
    } catch (error) {
      throw readingError(error, databaseFile(config.databaseUrl));
    } finally {
      await opened.close();
    }
  });
}

function line(
  { at, actor, action, subject }: { at: number; actor: string; action: string; subject: string },
  detail: string,
): string {
  const when = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  const what = detail === '{}' ? '' : `  ${shorten(detail, WIDTH)}`;
  return `${when}  ${shorten(actor, 40)}  ${action}  ${shorten(subject, 60)}${what}`;
}
