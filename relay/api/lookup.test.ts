import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { lookupSchema } from '../../lib/protocol/api.ts';
import { ALICE, type Bench, startBench } from '../hub/testing/bench.ts';
import { CALLER, ringing } from '../hub/testing/calls.ts';
import { connect } from '../hub/testing/client.ts';
import { type FakeZammad, startFakeZammad } from '../hub/testing/fake-zammad.ts';

const AGENT = { ...ALICE, id: 1003 };
let zammad: FakeZammad;
let bench: Bench;
let token: string;

beforeEach(async () => {
  zammad = await startFakeZammad();
  zammad.tokens.set('service', { id: 1, login: 'service' });
  zammad.people = [
    {
      id: 11,
      firstname: 'Olga',
      lastname: 'Kran',
      organization: 'Kranbau',
      phone: '030 609854-181',
    },
    {
      id: 12,
      firstname: 'Karl',
      lastname: 'Kranz',
      organization: 'Kranbau',
      phone: '030/609854-0',
    },
    { id: 13, firstname: 'Lena', lastname: 'Last', phone: '0711 9854180' },
    { id: 14, firstname: 'Gone', phone: '030 609854-182', active: false },
    { ...AGENT, firstname: 'Alice', lastname: 'Agent', phone: '44', mobile: '030 609854-183' },
    { id: 15, firstname: 'Twentythree', phone: '23' },
  ];
  bench = await startBench({
    agents: [AGENT],
    config: { zammad: { url: zammad.url, token: 'service' } },
    tuning: { sync: { perPage: 10 } },
  });
  token = await bench.pair(AGENT);
  await until(async () => (await matches('030 609854-0')).length > 0);
});
afterEach(async () => {
  await bench.close();
  await zammad.close();
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (await holds()) return;
    bench.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`never happened; ${JSON.stringify(bench.lines.slice(-5))}`);
}

async function ask(number: string) {
  const answer = await fetch(`${bench.url}/v1/lookup?number=${encodeURIComponent(number)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}
const matches = async (number: string): Promise<string[]> =>
  (await ask(number)).body.matches.map(
    ({ name, reason }: { name: string; reason: { kind: string } }) => `${name} ${reason.kind}`,
  );

describe('MA9: who is asked for', () => {
  it('an internal number is a colleague or nobody, never a customer', async () => {
    const { body } = await ask('44');
    expect(v.is(lookupSchema, body)).toBe(true);
    expect(body).toMatchObject({
      number: '44',
      matches: [{ userId: AGENT.id, reason: { kind: 'extension' }, weight: 100 }],
    });
    expect((await ask('23')).body).toEqual({ number: '23', matches: [] });
  });
  it('near ones with their reasons; no colleague, nobody inactive', async () => {
    expect(await matches('+49 30 609854180')).toEqual([
      'Karl Kranz organization',
      'Olga Kran block',
      'Lena Last lastDigits',
    ]);
    expect((await ask('030 609854180')).body.number).toBe('+4930609854180');
  });
  it('a hit ends the guessing', async () => {
    expect(await matches('030 609854 181')).toEqual(['Olga Kran exact']);
  });
  it('nobody, and what is no number', async () => {
    expect(await matches('+1 213 373 4253')).toEqual([]);
    for (const number of ['', 'x', 'anonymous', '%00', '9'.repeat(500)])
      expect([number, (await ask(number)).status]).toEqual([number, 422]);
  });
});

describe('MA10: open calls follow', () => {
  it('a guess is sent, and gives way to somebody who turns up with the number', async () => {
    const client = connect(bench.url, { token });
    await client.next('welcome');
    await bench.changes.commit(ringing('c1', { from: { e164: CALLER.replace('+', '') } }));
    const { call } = await client.next('call');
    expect(call.remote.matches.map(({ reason }) => reason.kind)).toEqual([
      'organization',
      'block',
      'lastDigits',
    ]);
    zammad.people.push({
      id: 99,
      firstname: 'New',
      lastname: 'Person',
      phone: CALLER,
      updated_at: '2027-01-01T00:00:00Z',
    });
    const named = client.next('call', (frame) => frame.call.remote.matches[0]?.userId === 99);
    await until(async () => (await matches(CALLER)).includes('New Person exact'));
    expect((await named).call.remote.matches).toHaveLength(1);
  });
});
