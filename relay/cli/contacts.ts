/** `offhook contacts`: how the contact sync stands, what it would do, and one run by hand. */
import metadata from 'libphonenumber-js/max/metadata';
import { loadConfig } from '../config-load.ts';
import type { RelayConfig } from '../config.ts';
import { type ContactJobs, createContactJobs } from '../contact-sync/contact-jobs.ts';
import { zammadOf } from '../contact-sync/contact-sync.ts';
import { createLinkStore } from '../contact-sync/link-store.ts';
import type { RunOutcome } from '../contact-sync/run-report.ts';
import { systemClock } from '../hub/clock.ts';
import { createAudit } from '../store/audit.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { agoWords } from './ago.ts';
import { readArguments, readWholeNumber, UsageError } from './arguments.ts';
import { conflictLine, reportLines, statusLines, stepLines } from './contact-words.ts';
import { homePhone } from './home-phone.ts';
import { printableJson } from './printable.ts';
import { CommandError, runCommand } from './problems.ts';
import { createPaint, interruption } from './terminal.ts';

const HELP = `offhook contacts [status]                  each job: what it does, what is linked, the last run
offhook contacts sync [ID] --dry-run       what a run would do; nothing is written anywhere
offhook contacts sync ID                   one run now, in front of you
offhook contacts conflicts [--limit 50]    values that lost, newest first

  --trust-lists  a list that shrank or is empty is right: go on as the next run would have
  --steps        so many steps of a dry run are shown (50)
  --json         for programs

Jobs are in "contactSync" of the configuration file; see docs/contact-sync.md.`;

const FLAG = { type: 'boolean', default: false } as const;
const OPTIONS = {
  'dry-run': FLAG,
  'trust-lists': FLAG,
  json: FLAG,
  limit: { type: 'string', default: '50' },
  steps: { type: 'string', default: '50' },
  help: { ...FLAG, short: 'h' },
} as const;

interface Shell {
  config: RelayConfig;
  db: Database;
  jobs: ContactJobs;
  env: NodeJS.ProcessEnv;
}

export function contacts(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('contacts', async () => {
    const { values, positionals } = readArguments(args, OPTIONS, ['action', 'id']);
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const [action = 'status', id] = positionals;
    if (!['status', 'sync', 'conflicts'].includes(action)) {
      throw new UsageError(`"${action}" is not understood; say status, sync or conflicts.`);
    }
    if (id !== undefined && action !== 'sync') throw new UsageError(`"${id}" is too much here.`);
    const limit = readWholeNumber('--limit', values.limit, 1, 1000);
    const steps = readWholeNumber('--steps', values.steps, 0, 100_000);
    const config = loadConfig(env);
    const zammad = zammadOf(config);
    if (config.contactSync.length === 0 || !zammad) {
      throw new CommandError(
        'No contact sync is configured: add "contactSync" to the configuration file (docs/contact-sync.md).',
      );
    }
    const { db, close } = await openDatabase(config.databaseUrl);
    const phone = homePhone(config, metadata);
    const jobs = createContactJobs({ db, config, zammad, phone, clock: systemClock });
    const shell: Shell = { config, db, jobs, env };
    try {
      if (action === 'status') return await showStatus(shell, values.json);
      if (action === 'conflicts') return await showConflicts(shell, limit, values.json);
      return await sync(shell, id, {
        dryRun: values['dry-run'],
        trust: values['trust-lists'],
        json: values.json,
        steps,
      });
    } finally {
      await close();
    }
  });
}

async function showStatus({ jobs, db, env }: Shell, json: boolean): Promise<number> {
  let bad = false;
  for (const job of jobs.jobs) {
    const state = await jobs.book.state(job.id);
    const links = await createLinkStore(db, job.id).load();
    bad ||= state.report?.error !== undefined;
    if (json) {
      const { id, target, direction, people, every, enabled } = job;
      const linked: Record<string, number> = {};
      for (const link of links) linked[link.state] = (linked[link.state] ?? 0) + 1;
      console.log(
        printableJson({ id, target, direction, people, every, enabled, links: linked, ...state }),
      );
    } else {
      console.log(statusLines(job, state, links, Date.now(), createPaint(env)).join('\n'));
    }
  }
  return bad ? 1 : 0;
}

async function showConflicts({ db }: Shell, limit: number, json: boolean): Promise<number> {
  const audit = createAudit({ db, now: Date.now });
  const entries = await audit.list({ action: 'contact.conflict', limit });
  if (entries.length === 0 && !json) console.log('No value was lost to another.');
  for (const { at, actor, subject, detail } of entries) {
    if (json)
      console.log(printableJson({ at, job: actor.slice('sync:'.length), subject, ...detail }));
    else {
      const text = (key: string) => (typeof detail[key] === 'string' ? detail[key] : '');
      const from = detail['from'] === 'theirs' ? 'theirs' : 'ours';
      const [field, kept, lost] = [text('field'), text('kept'), text('lost')];
      const line = conflictLine({ personId: 0, name: subject, field, from, kept, lost });
      console.log(`${agoWords(at, Date.now()).padEnd(12)} ${line}`);
    }
  }
  return 0;
}

async function sync(
  { jobs }: Shell,
  id: string | undefined,
  options: { dryRun: boolean; trust: boolean; json: boolean; steps: number },
): Promise<number> {
  const known = jobs.jobs.map((job) => job.id);
  if (id !== undefined && !known.includes(id)) {
    throw new UsageError(`There is no contact sync "${id}". Known: ${known.join(', ')}.`);
  }
  if (id === undefined && !options.dryRun) {
    throw new UsageError(`Say which one to run: ${known.join(', ')}; or add --dry-run.`);
  }
  const stop = interruption();
  let bad = false;
  try {
    for (const each of id === undefined ? known : [id]) {
      const { dryRun, trust } = options;
      const outcome = await jobs.run(each, { dryRun, trust, signal: stop.signal });
      if (!outcome) {
        throw new CommandError(
          `${each} is running already, in the relay or in another terminal. If that one was killed, its hold ends within 15 minutes.`,
        );
      }
      bad ||= outcome.report.error !== undefined;
      if (options.json) console.log(printableJson(outcome));
      else print(each, outcome, options.steps);
    }
  } finally {
    stop.release();
  }
  return bad ? 1 : 0;
}

function print(id: string, { report, steps, conflicts }: RunOutcome, most: number): void {
  console.log(`${id}${report.dryRun ? ': a dry run, nothing was written' : ''}`);
  console.log(
    reportLines(report)
      .map((line) => `  ${line}`)
      .join('\n'),
  );
  if (steps.length > 0) console.log(['', 'Steps:', ...stepLines(steps, most)].join('\n'));
  if (conflicts.length > 0) {
    console.log(['', 'Conflicts:', ...conflicts.map((one) => `  ${conflictLine(one)}`)].join('\n'));
  }
}
