import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { draftListSchema } from '../../lib/protocol/workspace.ts';
import { BEGIN, PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';
import { MAX_DRAFTS } from './drafts.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
});
afterEach(() => work.close());

const draft = (text: string, keptAt = 1, more: object = {}) => ({
  text,
  internal: true,
  keptAt,
  ...more,
});
const put = (who: 'alice' | 'bob', id: string, body: object) =>
  work.ask(who, 'PUT', `/v1/calls/${id}/draft`, body);
async function list(who: 'alice' | 'bob' = 'alice') {
  const { body } = await work.ask(who, 'GET', '/v1/drafts');
  expect(v.is(draftListSchema, body)).toBe(true);
  return (body.items as { callId: string; draft: { text: string } }[]).map(({ callId, draft }) => [
    callId,
    draft.text,
  ]);
}

describe('WS1: drafts', () => {
  it('are kept as they came, each agent has their own', async () => {
    const id = await work.miss(0, 'a');
    const whole = draft('half written', 5, {
      outcome: 'Called back',
      tags: ['vip'],
      followUpAt: 9,
      minutes: 3,
      target: { kind: 'ticket', ticketId: 4 },
    });
    expect(await put('alice', id, whole)).toEqual({ status: 204, body: undefined });
    await put('bob', id, draft('mine'));
    const { body } = await work.ask('alice', 'GET', '/v1/drafts');
    expect(body).toEqual({ items: [{ callId: id, draft: whole }] });
    expect(await list('bob')).toEqual([[id, 'mine']]);
  });
  it('an older one never replaces a newer one, the same may come twice', async () => {
    const id = await work.miss(0, 'a');
    await put('alice', id, draft('second', 20));
    await put('alice', id, draft('first', 10));
    await put('alice', id, draft('second', 20));
    expect(await list()).toEqual([[id, 'second']]);
  });
  it('an empty one removes it, and a late copy does not bring it back', async () => {
    const id = await work.miss(0, 'a');
    await put('alice', id, draft('text', 10));
    await put('alice', id, draft(' ', 30, { tags: [], target: { kind: 'later' } }));
    expect(await list()).toEqual([]);
    await put('alice', id, draft('late', 20));
    expect(await list()).toEqual([]);
    await put('alice', id, draft('anew', 40));
    expect(await list()).toEqual([[id, 'anew']]);
  });
  it.each([{ outcome: 'Sale' }, { tags: ['x'] }, { followUpAt: 5 }, { minutes: 0 }])(
    'without a text, %j is worth keeping',
    async (extra) => {
      const id = await work.miss(0, 'a');
      await put('alice', id, draft('', 10, extra));
      expect(await list()).toEqual([[id, '']]);
    },
  );
  it('newest first; beyond the most the oldest go, removed ones do not count', async () => {
    const id = await work.miss(0, 'a');
    const rows = Array.from({ length: MAX_DRAFTS }, (_, n) => ({
      call_id: `old-${n}`,
      agent_id: 3,
      content: JSON.stringify(draft(`t${n}`, n + 1)),
      kept_at: n + 1,
    }));
    const { db } = work.bench.database;
    for (let n = 0; n < rows.length; n += 100) {
      await db
        .insertInto('drafts')
        .values(rows.slice(n, n + 100))
        .execute();
    }
    await db
      .insertInto('drafts')
      .values({ ...rows[0]!, call_id: 'gone', content: '' })
      .execute();
    await put('alice', id, draft('newest', 10_000));
    const kept = await list();
    expect(kept).toHaveLength(MAX_DRAFTS);
    expect(kept[0]).toEqual([id, 'newest']);
    expect(kept.at(-1)?.[0]).toBe('old-1');
  });
  it('takes the longest note in the longest spelling', async () => {
    const id = await work.miss(0, 'a');
    const text = '\u00e4\n"'.repeat(33_333);
    expect((await put('alice', id, draft(text))).status).toBe(204);
    expect(await list()).toEqual([[id, text]]);
    expect((await put('alice', id, draft('x'.repeat(100_001), 2))).status).toBe(400);
    expect((await put('alice', id, draft('x'.repeat(600_000), 2))).status).toBe(413);
  });
  it('go with their call, notes too', async () => {
    const id = await work.miss(0, 'a');
    await put('alice', id, draft('text'));
    await work.ask('bob', 'PUT', `/v1/calls/${id}/note`, { text: 'done', at: 5 });
    await work.ledger.purge(BEGIN + 86_400_000);
    const { db } = work.bench.database;
    expect(await db.selectFrom('drafts').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('call_notes').selectAll().execute()).toEqual([]);
    expect((await put('alice', id, draft('late', 9))).status).toBe(404);
  });
});

describe('WS4: notes', () => {
  const note = (text: string, at: number, more: object = {}) => ({ text, at, ...more });
  const putNote = (id: string, body: object) =>
    work.ask('alice', 'PUT', `/v1/calls/${id}/note`, body);
  const stored = () => work.bench.database.db.selectFrom('call_notes').selectAll().execute();

  it('is kept for each agent, and ends the draft for good', async () => {
    const id = await work.miss(0, 'a');
    await put('alice', id, draft('half', 10));
    await put('bob', id, draft('his own', 10));
    const more = { outcome: 'Sale', ticketId: 7, ticketNumber: '67007' };
    expect((await putNote(id, note('whole', 20, more))).status).toBe(204);
    expect(await stored()).toEqual([
      {
        call_id: id,
        agent_id: 3,
        agent_name: 'Alice Agent',
        text: 'whole',
        outcome: 'Sale',
        ticket_id: 7,
        ticket_number: '67007',
        at: 20,
      },
    ]);
    await put('alice', id, draft('half', 15));
    expect(await list()).toEqual([]);
    expect(await list('bob')).toEqual([[id, 'his own']]);
  });
  it('a later one replaces it, an older one does not', async () => {
    const id = await work.miss(0, 'a');
    await putNote(id, note('second', 20));
    await putNote(id, note('first', 10));
    expect(await stored()).toMatchObject([{ text: 'second', outcome: null }]);
    await putNote(id, note('third', 30));
    expect(await stored()).toMatchObject([{ text: 'third' }]);
  });
});

describe('WS9: wrong bodies name what is wrong', () => {
  it.each<[string, string, unknown, RegExp]>([
    ['PUT', '/v1/calls/ID/draft', { text: 4, internal: true }, /text.*keptAt/],
    ['PUT', '/v1/calls/ID/draft', '{', /JSON/],
    ['PUT', '/v1/calls/ID/note', { text: '', at: -1 }, /at/],
    ['POST', '/v1/calls/ID/done', {}, /done/],
    ['POST', '/v1/calls/done', {}, /ids, number or keys/],
    ['POST', '/v1/calls/done', { ids: [4] }, /ids\.0/],
    ['POST', '/v1/missed/49/claim', { claim: 'yes' }, /claim/],
    ['POST', '/v1/numbers/+4930609854180/pick', { userId: 1.5, name: ' ' }, /userId, name/],
    ['POST', '/v1/numbers/+4930609854180/exclude', { userId: 1, name: 'x' }, /exclude/],
    ['POST', '/v1/calls', { direction: 'up', number: '1' }, /direction.*startedAt/],
    ['GET', '/v1/missed?limit=0', undefined, /limit/],
    ['GET', '/v1/missed?cursor=x', undefined, /cursor/],
    ['GET', '/v1/viewers?tickets=1,x', undefined, /tickets/],
    [
      'GET',
      `/v1/viewers?tickets=${Array.from({ length: 51 }, (_, n) => n + 1).join()}`,
      undefined,
      /50/,
    ],
  ])('%s %s %j', async (method, path, body, words) => {
    const id = await work.miss(0, 'a');
    const answer = await work.ask('alice', method, path.replace('ID', id), body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'request/invalid' } } });
    expect(answer.body.error.message).toMatch(words);
  });
  it('a thousand ids fit, more do not', async () => {
    const ids = (count: number) =>
      Array.from({ length: count }, (_, n) => `id-${n}`.padEnd(40, 'x'));
    const ask = (count: number) => work.ask('alice', 'POST', '/v1/calls/done', { ids: ids(count) });
    expect(await ask(1_000)).toEqual({ status: 200, body: { ids: [] } });
    expect((await ask(1_001)).status).toBe(400);
    expect((await ask(10_000)).status).toBe(413);
  });
});

describe('what one may not see is as if it did not exist', () => {
  it.each<[string, string, unknown]>([
    ['PUT', 'draft', draft('x')],
    ['PUT', 'note', { text: 'x', at: 1 }],
    ['POST', 'done', { done: true }],
  ])('WS9: %s %s', async (method, what, body) => {
    await work.close();
    work = await startWorkbench({ config: { visibility: 'own' } });
    const id = await work.miss(0, 'a', { targets: [PARTY.bob] });
    for (const call of [id, 'unknown']) {
      const answer = await work.ask('alice', method, `/v1/calls/${call}/${what}`, body);
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'call/not-found' } } });
    }
    expect((await work.ask('bob', method, `/v1/calls/${id}/${what}`, body)).status).toBeLessThan(
      300,
    );
  });
});
