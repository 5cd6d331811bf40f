/** Takes a number out of everything that is no call: notes of others, contacts, audit log, refused pushes. Rule PV6. */
import { breath } from '../search/breath.ts';
import type { Database } from '../store/database.ts';
import { entriesAbout, hashedSubject, subjectOf } from './audit-about.ts';
import type { ErasedCounts } from './erased-counts.ts';
import type { NumberTrace } from './number-trace.ts';
import { pagesOf } from './table-pages.ts';

const ERASED = '[erased]';
const PAGE = 500;

/** @returns ids of calls whose words must be taken into the index anew */
export async function eraseRest(
  db: Database,
  of: { trace: NumberTrace; hash: string; contactIds: readonly number[]; counts: ErasedCounts },
): Promise<string[]> {
  const { trace, counts } = of;
  const noted = await maskNotes(db, trace);
  counts.add('notes', noted.length);
  counts.add('contactLinks', await emptyLinks(db, trace));
  await maskReports(db, trace);
  counts.add('refused', await dropRefused(db, trace));
  for (const id of of.contactIds) counts.add('bridge', await dropBridge(db, id));
  for (const table of ['picks', 'exclusions', 'learned'] as const) {
    const { numDeletedRows } = await db
      .deleteFrom(table)
      .where('digits', '=', trace.digits)
      .executeTakeFirst();
    counts.add(table, Number(numDeletedRows));
  }
  const claims = await db.deleteFrom('claims').where('key', '=', trace.digits).executeTakeFirst();
  counts.add('claims', Number(claims.numDeletedRows));
  await db
    .deleteFrom('search_changes')
    .where('kind', '=', 'number')
    .where('value', '=', trace.digits)
    .execute();
  counts.add('audit', await maskAudit(db, trace, of.hash));
  return noted;
}

/** Notes about other calls that name the number. */
async function maskNotes(db: Database, trace: NumberTrace): Promise<string[]> {
  const masked = new Set<string>();
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('call_notes')
      .select(['call_id', 'agent_id', 'text'])
      .where('call_id', '>', after)
      .orderBy('call_id')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1)?.call_id;
    if (last === undefined) return [...masked];
    // A page may end amid the notes of one call.
    const whole = rows.length < PAGE ? rows : rows.filter(({ call_id }) => call_id !== last);
    const part = whole.length > 0 ? whole : rows;
    for (const { call_id, agent_id, text } of part) {
      if (!trace.holds(text)) continue;
      await db
        .updateTable('call_notes')
        .set({ text: trace.without(text, ERASED) })
        .where('call_id', '=', call_id)
        .where('agent_id', '=', agent_id)
        .execute();
      masked.add(call_id);
    }
    if (rows.length < PAGE) return [...masked];
    after = part.at(-1)?.call_id ?? last;
    await breath();
  }
}

/**
 * The link stays: without it a contact would be made twice. What both sides had is read again by
 * the next run, as far as it still stands there. One that is being made settles itself first.
 */
async function emptyLinks(db: Database, trace: NumberTrace): Promise<number> {
  let count = 0;
  for await (const page of pagesOf(db, 'contact_links')) {
    for (const { id, base, sent, state } of page) {
      if (state.startsWith('making') || !(trace.holds(base) || trace.holds(sent))) continue;
      await db
        .updateTable('contact_links')
        .set({ base: '{}', sent: '{}' })
        .where('id', '=', id)
        .execute();
      count += 1;
    }
  }
  return count;
}

async function maskReports(db: Database, trace: NumberTrace): Promise<void> {
  const rows = await db.selectFrom('contact_jobs').select(['job', 'report']).execute();
  for (const { job, report } of rows) {
    if (report === null || !trace.holds(report)) continue;
    await db
      .updateTable('contact_jobs')
      .set({ report: maskJson(report, trace) })
      .where('job', '=', job)
      .execute();
  }
}

async function dropRefused(db: Database, trace: NumberTrace): Promise<number> {
  let count = 0;
  for await (const page of pagesOf(db, 'refused')) {
    const ids = page.filter(({ raw }) => trace.holds(raw)).map(({ id }) => id);
    if (ids.length === 0) continue;
    await db.deleteFrom('refused').where('id', 'in', ids).execute();
    count += ids.length;
  }
  return count;
}

async function dropBridge(db: Database, contactId: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('bridge_versions')
    .where('contact_id', '=', contactId)
    .executeTakeFirst();
  await db.deleteFrom('bridge_seen').where('contact_id', '=', contactId).execute();
  return Number(numDeletedRows);
}

/** Who looked and what was changed stays; with which number does not. */
async function maskAudit(db: Database, trace: NumberTrace, hash: string): Promise<number> {
  let count = 0;
  for await (const page of entriesAbout(db, trace)) {
    for (const { id, subject, detail } of page) {
      const own = subject === subjectOf(trace.digits);
      await db
        .updateTable('audit')
        .set({
          subject: own ? hashedSubject(hash) : trace.without(subject, ERASED),
          detail: maskJson(detail, trace) ?? '{}',
        })
        .where('id', '=', id)
        .execute();
      count += 1;
    }
  }
  return count;
}

/** Null: it would be no JSON any more. */
function maskJson(json: string, trace: NumberTrace): string | null {
  const masked = trace.without(json, ERASED);
  try {
    JSON.parse(masked);
    return masked;
  } catch {
    return null;
  }
}
