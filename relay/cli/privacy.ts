/** `offhook privacy`: what is stored about a number; export, erase. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import metadata from 'libphonenumber-js/max/metadata';
import { loadConfig } from '../config-load.ts';
import type { RelayConfig } from '../config.ts';
import { noDatabase, openJournal } from '../journal/open-journal.ts';
import { subjectOf } from '../privacy/audit-about.ts';
import { exportJson } from '../privacy/export.ts';
import { createLeftOut } from '../privacy/left-out.ts';
import { createNumberHash } from '../privacy/number-hash.ts';
import { createOfflineEraser } from '../privacy/offline.ts';
import { createReports, type Reports } from '../privacy/report.ts';
import { createAudit } from '../store/audit.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { readArguments, UsageError } from './arguments.ts';
import { homePhone } from './home-phone.ts';
import { eraseByRelay } from './privacy/erase-by-relay.ts';
import { countLines, reportLines } from './privacy/report-lines.ts';
import { printableJson } from './printable.ts';
import { CommandError, runCommand } from './problems.ts';

const HELP = `offhook privacy NUMBER [--json]
offhook privacy NUMBER --export FILE.json
offhook privacy NUMBER --erase --yes [--json]

Says what is stored about a telephone number (in any spelling), where, and when it goes by itself.

  --export  writes all of it into a new file, which only its owner may read
  --erase   takes number, names, raw text, notes and drafts away. Calls stay in count, time and
            outcome. There is no way back; --yes says that you know. Works while the relay runs
  --json    for programs

See docs/privacy.md.`;

const FLAG = { type: 'boolean', default: false } as const;

export function privacy(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('privacy', async () => {
    const { values, positionals } = readArguments(
      args,
      {
        json: FLAG,
        export: { type: 'string' },
        erase: FLAG,
        yes: FLAG,
        help: { ...FLAG, short: 'h' },
      },
      ['number'],
    );
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    if (values.erase && !values.yes) {
      throw new UsageError('--erase cannot be taken back: add --yes when you mean it.');
    }
    if (values.erase && values.export !== undefined) {
      throw new UsageError('Export first, then erase: one at a time.');
    }
    const config = loadConfig(env);
    const phone = homePhone(config, metadata);
    const { e164 } = phone.read(positionals[0] ?? '');
    if (e164 === undefined) {
      throw new UsageError('Which number? Write it with country code, e.g. "+49 30 609854180".');
    }
    const existing = openJournal(config.databaseUrl);
    if (!existing) throw noDatabase(config.databaseUrl);
    await existing.close();
    const { db, close } = await openDatabase(config.databaseUrl);
    try {
      const tools = toolsOf(db, config, phone);
      if (values.erase) return await erase(db, tools, e164, values.json);
      if (values.export !== undefined) return await writeExport(db, tools, e164, values.export);
      const report = await tools.reports.whole(e164);
      console.log(values.json ? printableJson(report) : reportLines(report, phone).join('\n'));
      return 0;
    } finally {
      await close();
    }
  });
}

function toolsOf(db: Database, config: RelayConfig, phone: ReturnType<typeof homePhone>) {
  const hash = createNumberHash({ db, secretKey: config.secretKey });
  const leftOut = createLeftOut({ db, hash, now: Date.now });
  const { retentionDays } = config;
  const reports = createReports({
    db,
    phone,
    leftOut,
    hash,
    retentionDays,
    auditDays: config.privacy.auditDays,
    link: (call) => call,
    maySee: () => true,
  });
  return {
    config,
    reports,
    eraser: createOfflineEraser({ db, phone, hash, leftOut, now: Date.now }),
  };
}
type Tools = ReturnType<typeof toolsOf>;

async function erase(
  db: Database,
  { reports, eraser }: Tools,
  digits: string,
  json: boolean,
): Promise<number> {
  if (await reports.running(digits)) {
    throw new CommandError(
      'A call with this number is going on. Erase it when the call is over; nothing was changed.',
    );
  }
  const byRelay = await eraseByRelay(db, digits);
  const counts = byRelay ?? (await eraser(digits, 'cli'));
  const answer = { done: true, counts };
  console.log(json ? printableJson(answer) : countLines(counts).join('\n'));
  if (!byRelay && !json) {
    console.log('No relay is running. Words of names leave its search index at its next start.');
  }
  return 0;
}

async function writeExport(
  db: Database,
  { reports, config }: { reports: Reports; config: RelayConfig },
  digits: string,
  file: string,
): Promise<number> {
  const about = { at: Date.now(), retentionDays: config.retentionDays };
  if (config.privacy.auditLookups) {
    const entry = { actor: 'cli', action: 'number.export', subject: subjectOf(digits), detail: {} };
    await createAudit({ db, now: Date.now }).write([entry]);
  }
  try {
    await pipeline(
      exportJson(reports, digits, about),
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    throw new CommandError(
      code === 'EEXIST'
        ? `${file} exists already; name a file that does not.`
        : `${file} cannot be written (${code}).`,
    );
  }
  console.log(`Written to ${file}.`);
  return 0;
}
