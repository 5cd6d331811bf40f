import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { callListSchema } from '../../lib/protocol/api.ts';
import { ALICE, type Bench, BOB, startBench } from '../hub/testing/bench.ts';
import { answered, ended, ringing, ringingAt } from '../hub/testing/calls.ts';

let bench: Bench;
let alice: string;
beforeEach(async () => {
  bench = await startBench({ agents: [ALICE, BOB] });
  alice = await bench.pair(ALICE);
});
afterEach(() => bench.close());

async function get(path: string) {
  const answer = await fetch(`${bench.url}${path}`, {
    headers: { authorization: `Bearer ${alice}` },
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

async function put(callId: string, text: string): Promise<void> {
  const answer = await fetch(`${bench.url}/v1/calls/${callId}/note`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${alice}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text, ticketId: 7, ticketNumber: '60012', at: 5 }),
  });
  expect(answer.ok).toBe(true);
}

describe('AG6: what may be asked', () => {
  it.each([
    ['limit', '0'],
    ['limit', '201'],
    ['limit', 'ten'],
    ['limit', '1e2'],
    ['cursor', 'x'],
    ['missed', 'perhaps'],
    ['mine', '2'],
    ['direction', 'up'],
    ['state', 'over'],
    ['outcome', 'fine'],
    ['from', 'yesterday'],
    ['to', '-1'],
    ['to', '99999999999999999999'],
    ['q', 'x'.repeat(251)],
    ['q', 'a b c d e f g h i'],
    ['agent', 'a b c d e f g h i'],
    ['line', 'x'.repeat(251)],
    ['queue', 'x'.repeat(251)],
  ])('%s=%s is refused by its name', async (field, value) => {
    const { status, body } = await get(`/v1/calls?${new URLSearchParams({ [field]: value })}`);
    expect(status).toBe(400);
    expect(body.error.code).toBe('request/invalid');
    expect(body.error.message).toMatch(new RegExp(`^${field}\\b`));
  });
  it('a number that is none', async () => {
    expect(await get('/v1/calls?number=support')).toMatchObject({
      status: 422,
      body: { error: { code: 'number/unreadable' } },
    });
  });
  it.each([
    '"',
    '*',
    'NEAR(a,b)',
    'a" OR "b',
    '-',
    '👍',
    '\u0000',
    'ä'.repeat(250),
    "'; --",
    '%',
    '1'.repeat(250),
  ])('q=%j finds nothing and breaks nothing', async (q) => {
    await bench.changes.commit(ended(ringing('c1')));
    const { status, body } = await get(`/v1/calls?${new URLSearchParams({ q })}`);
    expect({ status, body }).toEqual({ status: 200, body: { items: [] } });
  });
  it('an empty q asks for nothing', async () => {
    await bench.changes.commit(ended(ringing('c1')));
    expect((await get('/v1/calls?q=%20&agent=')).body.items).toHaveLength(1);
  });
});

describe('AG6: notes', () => {
  it('are found and shown, in lists and with the call', async () => {
    const call = answered(ringingAt('c1', 'Alice Agent'), 'Alice Agent');
    await bench.changes.commit(ended(call));
    await bench.changes.commit(ended(ringing('c2')));
    await put('c1', 'Gerät *getauscht*');
    const note = {
      agent: 'Alice Agent',
      at: 5,
      text: 'Gerät *getauscht*',
      ticketId: 7,
      ticketNumber: '60012',
    };
    for (const q of ['geraet', 'getauscht', '60012', '#600']) {
      const { body } = await get(`/v1/calls?${new URLSearchParams({ q })}`);
      expect(v.is(callListSchema, body)).toBe(true);
      expect(body.items).toMatchObject([{ id: 'c1', note }]);
    }
    const { body } = await get('/v1/calls/c1');
    expect(v.is(agentCallSchema, body)).toBe(true);
    expect(body.note).toEqual(note);
    expect((await get('/v1/calls/c2')).body).not.toHaveProperty('note');
  });
});
