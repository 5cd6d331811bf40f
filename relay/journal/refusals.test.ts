import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { createLog } from '../telemetry/log.ts';
import { testConfig } from '../testing/test-relay.ts';
import { createMask } from './mask.ts';
import { createRefusals, type Refusal } from './refusals.ts';

const mask = createMask(testConfig());
const refusal = (about: Partial<Refusal> = {}): Refusal => ({
  connection: 'main',
  at: 1,
  status: 422,
  reason: '"event" is missing',
  raw: 'x=1',
  ...about,
});

async function open() {
  const { db, close } = await openDatabase('sqlite::memory:');
  onTestFinished(close);
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  return { db, close, lines, refusals: createRefusals({ db, log, mask }) };
}

describe('SE4: refused pushes are kept for the admin', () => {
  it('without secrets, shortened, in order', async () => {
    const { db, refusals } = await open();
    refusals.add(refusal({ raw: `token=verysecret&x=${'a'.repeat(9_000)}` }));
    refusals.add(refusal({ connection: null, status: 401 }));
    await refusals.drain();
    const rows = await db.selectFrom('refused').selectAll().orderBy('id').execute();
    expect(rows.map(({ status }) => status)).toEqual([422, 401]);
    expect(rows[0]?.raw).toMatch(/^token=\*\*\*&x=a+$/);
    expect(rows[0]?.raw.length).toBeLessThanOrEqual(4_000);
  });
  it('the newest thousand', async () => {
    const { db, refusals } = await open();
    for (let at = 1; at <= 1_010; at++) {
      refusals.add(refusal({ at }));
      if (at % 50 === 0) await refusals.drain();
    }
    await refusals.drain();
    const row = await db
      .selectFrom('refused')
      .select((is) => [is.fn.countAll<number>().as('count'), is.fn.min('at').as('oldest')])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ count: 1_000, oldest: 11 });
  });
  it('a flood is cut, not queued without end', async () => {
    const { db, refusals } = await open();
    for (let at = 0; at < 5_000; at++) refusals.add(refusal({ at }));
    await refusals.drain();
    const rows = await db.selectFrom('refused').select('id').execute();
    expect(rows).toHaveLength(100);
  });
  it('one that cannot be stored is logged, without its input', async () => {
    const { db, refusals, lines } = await open();
    await db.schema.dropTable('refused').execute();
    refusals.add(refusal({ raw: 'private' }));
    await refusals.drain();
    expect(lines.join('')).toContain('refusal not stored');
    expect(lines.join('')).not.toContain('private');
  });
});
