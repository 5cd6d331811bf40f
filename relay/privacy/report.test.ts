import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrivacyItem } from '../../lib/core/privacy.ts';
import { BEGIN, PARTY, startWorkbench, type Workbench } from '../workspace/testing/workbench.ts';
import { DAY_MS } from './place.ts';
import { fill, NAME, NUMBER, privacyConfigOf, startPrivacyBench } from './testing/filled.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startPrivacyBench();
});
afterEach(() => work.close());

const path = `/v1/privacy/%2B${NUMBER}`;
const counts = (items: readonly PrivacyItem[]) =>
  Object.fromEntries(items.map(({ kind, count }) => [kind, count]));

describe('PV2: what is stored', () => {
  it('is told by kind, with counts, times and when it is gone', async () => {
    await fill(work);
    const { status, body } = await work.ask('alice', 'GET', '/v1/privacy/030%2F609854180');
    expect(status).toBe(200);
    expect(body).toMatchObject({ number: `+${NUMBER}`, officer: true, retentionDays: 365 });
    expect(counts(body.items)).toEqual({
      calls: 2,
      events: 5,
      notes: 1,
      drafts: 1,
      history: 2,
      learned: 1,
      picks: 1,
      exclusions: 1,
      forwardsWaiting: 1,
      forwards: 1,
      contactLinks: 1,
      bridge: 1,
      refused: 1,
      audit: 2,
    });
    const calls = body.items[0] as PrivacyItem;
    expect(calls).toMatchObject({ firstAt: BEGIN, lastAt: BEGIN + 100_000, end: 'retention' });
    expect(calls.goesAt).toBe(BEGIN + 110_000 + 365 * DAY_MS);
    expect(body).not.toHaveProperty('running');
  });
  it('a call that goes on is said', async () => {
    await work.tell(0, 'new', 'a', { direction: 'in', from: PARTY.caller, to: PARTY.line });
    expect((await work.ask('alice', 'GET', path)).body).toMatchObject({ running: true });
  });
  it('a number that only stands somewhere inside of a call is found, too', async () => {
    const from = { raw: '493023125741', e164: '493023125741' };
    const mobile = { raw: `+${NUMBER}`, e164: NUMBER };
    await work.tell(0, 'new', 'a', { direction: 'in', from, to: PARTY.line, targets: [mobile] });
    await work.tell(5, 'hangup', 'a');
    expect(counts((await work.ask('alice', 'GET', path)).body.items)).toMatchObject({ calls: 1 });
    await work.ask('alice', 'DELETE', path);
    const [call] = await work.ledger.after(0, 5);
    expect(call?.call.from.e164).toBe('493023125741');
    expect(JSON.stringify(call)).not.toContain(NUMBER);
  });
  it('nothing: an empty list, for everybody alike', async () => {
    for (const who of ['alice', 'bob'] as const) {
      expect((await work.ask(who, 'GET', path)).body.items).toEqual([]);
    }
  });
});

describe('PV1: what agents are told', () => {
  it('calls, notes and their own drafts, and what the team knows; nothing of the journal', async () => {
    await fill(work);
    const { body } = await work.ask('carla', 'GET', path);
    expect(body.officer).toBe(false);
    expect(counts(body.items)).toEqual({
      calls: 2,
      notes: 1,
      history: 2,
      learned: 1,
      picks: 1,
      exclusions: 1,
    });
    expect(counts((await work.ask('bob', 'GET', path)).body.items)).toMatchObject({ drafts: 1 });
    expect(JSON.stringify(body)).not.toContain(NAME);
  });
  it('calls that they may not see are not there, and a hidden number is nobody’s', async () => {
    await work.close();
    const config = {
      ...privacyConfigOf(),
      visibility: 'own' as const,
      targets: { nobodyMapped: 'nobody' as const },
    };
    work = await startWorkbench({ config });
    const rang = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;
    await work.tell(0, 'new', 'a', { ...rang, targets: [PARTY.alice] });
    await work.tell(1, 'answer', 'a', { answeredBy: PARTY.alice });
    await work.tell(9, 'hangup', 'a');
    const from = { ...PARTY.caller, withheld: true };
    await work.tell(20, 'new', 'b', { ...rang, from, targets: [PARTY.bob] });
    await work.tell(21, 'answer', 'b', { answeredBy: PARTY.bob });
    await work.tell(29, 'hangup', 'b');
    expect((await work.ask('bob', 'GET', path)).body.items).toEqual([]);
    expect(counts((await work.ask('carla', 'GET', path)).body.items)).toEqual({});
    expect(counts((await work.ask('alice', 'GET', path)).body.items)).toMatchObject({ calls: 2 });
  });
  it('only so many numbers in a minute', async () => {
    const answers: number[] = [];
    for (let n = 0; n < 25; n += 1) {
      answers.push((await work.ask('bob', 'GET', `/v1/privacy/%2B49302312${1000 + n}`)).status);
    }
    expect(answers.filter((status) => status === 200)).toHaveLength(20);
    expect(answers.at(-1)).toBe(429);
    expect((await work.ask('alice', 'GET', path)).status).toBe(200);
    work.bench.clock.advance(60_001);
    expect((await work.ask('bob', 'GET', path)).status).toBe(200);
  });
});

describe('PV3: the export', () => {
  it('is one JSON text with everything, raw input too', async () => {
    await fill(work);
    const { status, body } = await work.ask('alice', 'GET', `${path}/export`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'offhook-privacy', version: 1, number: `+${NUMBER}` });
    expect(body.calls).toHaveLength(2);
    expect(body.calls[0]).not.toHaveProperty('facts');
    expect(body.events[0].raw).toContain('60%2098%2054');
    expect(body.notes[0].text).toContain('asked for a call');
    expect(body.drafts[0].draft.text).toContain(NAME);
    expect(body.picks[0]).toMatchObject({ personId: 17, name: NAME });
    expect(body.contactLinks[0].fields.phone).toBe(`+${NUMBER}`);
    expect(body.audit).toHaveLength(2);
    expect(body.organizations).toEqual([]);
  });
  it('of many calls comes in parts', async () => {
    for (let n = 0; n < 120; n += 1) await work.miss(n * 60, `c${n}`);
    const answer = await fetch(`${work.bench.url}${path}/export`, {
      headers: { authorization: `Bearer ${work.token('alice')}` },
    });
    expect(answer.headers.get('content-disposition')).toContain('offhook-privacy.json');
    expect(answer.headers.get('content-length')).toBeNull();
    const body = (await answer.json()) as { calls: unknown[]; events: unknown[] };
    expect(body.calls).toHaveLength(120);
    expect(body.events).toHaveLength(240);
  });
});

describe('PV9: look-ups are written down where the administrator wants it', () => {
  const audit = async () => {
    const rows = await work.bench.database.db.selectFrom('audit').selectAll().execute();
    return rows.map(({ actor, action, subject }) => [actor, action, subject]);
  };
  const askAll = async () => {
    await work.ask('bob', 'GET', `/v1/lookup?number=%2B${NUMBER}`);
    await work.ask('bob', 'GET', path);
    await work.ask('bob', 'GET', `${path}/export`);
    await work.ask('alice', 'GET', `${path}/export`);
  };
  it('who, what, which number', async () => {
    await work.close();
    work = await startPrivacyBench({ auditLookups: true });
    await askAll();
    const subject = `number:${NUMBER}`;
    expect(await audit()).toEqual([
      ['agent:agent2@example.com', 'number.lookup', subject],
      ['agent:agent2@example.com', 'number.privacy', subject],
      ['agent:agent1@example.com', 'number.export', subject],
    ]);
  });
  it('not, by itself', async () => {
    await askAll();
    expect(await audit()).toEqual([]);
  });
});
