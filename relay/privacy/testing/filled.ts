/** A number that has left traces everywhere, for tests of privacy. */
import type { RelayConfig } from '../../config.ts';
import { loadConfig } from '../../config-load.ts';
import type { Database } from '../../store/database.ts';
import { BEGIN, PARTY, startWorkbench, type Workbench } from '../../workspace/testing/workbench.ts';

/** The number, and how it may be written. */
export const NUMBER = '4930609854180';
export const SPELLINGS = [NUMBER, '030609854180', '609854180', '60 98 54', '9854-180'];
export const NAME = 'Ida Plus-Findbar';
/** Somebody else, who must stay as they are. */
export const OTHER = '493023125741';

export function privacyConfigOf(change: Partial<RelayConfig['privacy']> = {}) {
  const { privacy, ...config } = loadConfig({});
  return {
    ...config,
    privacy: { ...privacy, officers: ['agent1@example.com'], ...change },
  };
}

export async function startPrivacyBench(
  change: Partial<RelayConfig['privacy']> = {},
  options: Parameters<typeof startWorkbench>[0] = {},
): Promise<Workbench> {
  const { config, ...rest } = options;
  return startWorkbench({ config: { ...privacyConfigOf(change), ...config }, ...rest });
}

/** @returns ids of the calls: one answered, one missed, one of somebody else */
export async function fill(work: Workbench, at = BEGIN) {
  const { db } = work.bench.database;
  const from = { raw: '+49 (0)30 / 60 98 54-180', e164: NUMBER, name: NAME };
  const talked = await record(work, 'a', from, at);
  const missed = await work.miss((at - BEGIN) / 1_000 + 100, `id-${NUMBER}`, { from });
  const otherFrom = { raw: OTHER, e164: OTHER, name: 'Otto Slash' };
  const other = await record(work, 'c', otherFrom, at);
  await work.ask('alice', 'PUT', `/v1/calls/${talked}/note`, {
    text: `${NAME} asked for a call at 030 609854180`,
    ticketId: 7,
    at,
  });
  await work.ask('alice', 'PUT', `/v1/calls/${other}/note`, {
    text: 'has the new number +49 30 609854180 of Ida',
    ticketId: 8,
    at,
  });
  await work.ask('bob', 'PUT', `/v1/calls/${missed}/draft`, {
    text: `call back ${NAME}`,
    internal: true,
    keptAt: at,
  });
  const path = `/v1/numbers/%2B${NUMBER}`;
  await work.ask('alice', 'POST', `${path}/pick`, { userId: 17, name: NAME });
  await work.ask('alice', 'POST', `${path}/exclude`, { userId: 18, name: 'x', exclude: true });
  const found = { people: [{ userId: 17, name: NAME, field: 'phone' }] };
  await work.ask('alice', 'POST', `${path}/found`, found);
  await fillRest(db, at);
  return { talked, missed, other };
}

async function record(
  work: Workbench,
  callId: string,
  from: { raw: string; e164: string; name: string },
  at: number,
): Promise<string> {
  const base = { source: 'main', callId };
  const raw = `event=newCall&from=${encodeURIComponent(from.raw)}&user=${from.name}`;
  const verdict = { wording: () => `<to>${from.e164}</to>`, raw };
  const event = { ...base, kind: 'new', at, direction: 'in', from, to: PARTY.line } as const;
  const { call } = await work.ledger.record({ event, ...verdict });
  const answer = { ...base, kind: 'answer', at: at + 1_000, answeredBy: PARTY.alice } as const;
  await work.ledger.record({ event: answer, ...verdict });
  await work.ledger.record({ event: { ...base, kind: 'hangup', at: at + 9_000 }, ...verdict });
  return call.id;
}

async function fillRest(db: Database, at: number): Promise<void> {
  const fields = JSON.stringify({ name: NAME, phone: `+${NUMBER}` });
  const link = { job: 'main', made: 1, sent: '{}', ours_missing: 0, theirs_missing: 0, at };
  await db
    .insertInto('contact_links')
    .values({ ...link, person_id: 17, remote_id: 'r17', state: 'linked', base: fields })
    .execute();
  await db
    .insertInto('contact_jobs')
    .values({
      job: 'main',
      holder: null,
      held_until: 0,
      started_at: at,
      report: JSON.stringify({ conflicts: [{ phone: `+${NUMBER}` }] }),
    })
    .execute();
  await db
    .insertInto('bridge_versions')
    .values({ contact_id: 17, seen_at: at, digests: '{}' })
    .execute();
  await db
    .insertInto('refused')
    .values({
      connection: 'main',
      at,
      status: 422,
      reason: 'x',
      raw: 'from=%2B49%2030%20609854180',
    })
    .execute();
  await db
    .insertInto('audit')
    .values([
      {
        at,
        actor: 'cli',
        action: 'number.fix',
        subject: 'user:17',
        batch: 'b1',
        detail: JSON.stringify({ before: '030/609854180', after: `+${NUMBER}` }),
      },
      {
        at,
        actor: 'agent:x',
        action: 'number.lookup',
        subject: `number:${NUMBER}`,
        batch: null,
        detail: '{}',
      },
    ])
    .execute();
  const { id } = await db
    .selectFrom('calls')
    .select('id')
    .where('remote', '=', NUMBER)
    .orderBy('started_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  const forward = {
    call_id: id,
    created_at: at,
    attempts: 0,
    next_at: at,
    last_error: null,
    body: JSON.stringify([['from', NUMBER]]),
  };
  await db
    .insertInto('forwards')
    .values([
      { ...forward, kind: 'newCall', state: 'sent', status: 200, response: '{}' },
      { ...forward, kind: 'hangup', state: null, status: null, response: null },
    ])
    .execute();
}

/** Every text of the database, one row a line, with the table in front. */
export async function dump(db: Database): Promise<string[]> {
  const tables = await db.introspection.getTables();
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await db
      .selectFrom(name as 'meta')
      .selectAll()
      .execute();
    for (const row of rows) {
      const texts = Object.values(row as Record<string, unknown>).filter(
        (value) => !(value instanceof Uint8Array),
      );
      lines.push(`${name}: ${JSON.stringify(texts)}`);
    }
  }
  return lines;
}

/** Lines of the dump in which the number or its owner can still be read. */
export async function traces(db: Database, also: readonly string[] = []): Promise<string[]> {
  const wanted = [...SPELLINGS, NAME, 'findbar', ...also];
  return (await dump(db)).filter((line) => wanted.some((text) => line.includes(text)));
}
