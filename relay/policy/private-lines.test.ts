import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import { ALICE, type Bench, BOB, startBench, temporaryFile } from '../hub/testing/bench.ts';
import { answered, ended, ringing, ringingAt } from '../hub/testing/calls.ts';
import { connect } from '../hub/testing/client.ts';
import { createMemoryChanges } from '../hub/testing/memory-changes.ts';

const PRIVATE = '4930777777';
const lines = [{ match: '030 777777', private: true }];
let bench: Bench;
afterEach(() => bench.close());

const journal = () => (bench.changes as ReturnType<typeof createMemoryChanges>).log;
const onPrivate = (call: Call): Call => ({ ...call, to: { raw: PRIVATE, e164: PRIVATE } });

async function open(visibility: 'team' | 'own' = 'team') {
  bench = await startBench({ agents: [ALICE, BOB], config: { lines, visibility } });
  return pairBoth();
}
async function pairBoth() {
  const [alice, bob] = [await bench.pair(ALICE), await bench.pair(BOB)];
  const get = async (path: string, token: string) => {
    const answer = await fetch(bench.url + path, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: await answer.json() };
  };
  /** Everything an agent can see of calls, by every door. */
  async function sees(token: string): Promise<Record<string, string[]>> {
    const { body } = await get('/v1/calls', token);
    const history = body.items.map(({ id }: { id: string }) => id);
    const byId: string[] = [];
    for (const { call } of journal()) {
      if ((await get(`/v1/calls/${call.id}`, token)).status === 200) byId.push(call.id);
    }
    const client = connect(bench.url, { token, cursor: `${bench.changes.epoch}.0` });
    const { cursor } = await client.next('welcome');
    // A call of everyone marks the end of the replay and of what is live.
    const mark = ringing(`mark-${cursor}-${token.slice(0, 6)}`);
    await bench.changes.commit(mark);
    await client.next('call', ({ call }) => call.id === mark.id);
    await bench.changes.commit(ended(mark));
    await client.close();
    const stream = client.calls().map(({ call }) => call.id);
    const own = (list: string[]) =>
      [...new Set(list)].filter((id) => !id.startsWith('mark')).sort();
    return { history: own(history), byId: own(byId), stream: own(stream) };
  }
  const only = (...list: string[]) => ({ history: list, byId: list, stream: list });
  return { alice, bob, sees, only };
}

describe('PO23: a private line is never shown to others', () => {
  it.each(['team', 'own'] as const)('with visibility %s', async (visibility) => {
    const { alice, bob, sees, only } = await open(visibility);
    const named = onPrivate(ringingAt('named', 'Alice Agent'));
    const nobody = onPrivate(ringing('nobody'));
    const talked = onPrivate(ringing('talked'));
    for (const call of [named, nobody, talked, answered(talked, 'Bob Müller')]) {
      await bench.changes.commit(call);
    }
    await bench.changes.commit(ended(named));
    expect(await sees(alice)).toEqual(only('named'));
    expect(await sees(bob)).toEqual(only('talked'));
  });
  it('live: who is connected gets no frame of it', async () => {
    const { alice, bob } = await open();
    const clients = [connect(bench.url, { token: alice }), connect(bench.url, { token: bob })];
    for (const client of clients) await client.next('welcome');
    const call = onPrivate(ringingAt('named', 'Alice Agent'));
    for (const one of [call, answered(call, 'Alice Agent')]) await bench.changes.commit(one);
    await bench.changes.commit(ended(answered(call, 'Alice Agent')));
    await bench.changes.commit(ringing('after'));
    for (const client of clients) await client.next('call', ({ call: { id } }) => id === 'after');
    const seen = clients.map((client) => client.calls().map((frame) => frame.call.id));
    expect(seen).toEqual([['named', 'named', 'named', 'after'], ['after']]);
    for (const client of clients) await client.close();
  });
  it('that a later event tells: the card goes, nothing else comes, and no door opens', async () => {
    const { alice, bob, sees, only } = await open();
    const client = connect(bench.url, { token: bob });
    await client.next('welcome');
    const call = ringing('late', { announced: false });
    const known = onPrivate({ ...ringingAt('late', 'Alice Agent'), version: 2 });
    await bench.changes.commit(call);
    await bench.changes.commit(known);
    await client.next('call', ({ call: { state } }) => state === 'ringing');
    expect(await sees(bob)).toEqual(only());
    await bench.changes.commit(ended(answered(known, 'Alice Agent')));
    await client.next('call', ({ call: { id, state } }) => id === 'late' && state === 'ended');
    const states = client.calls().filter((frame) => frame.call.id === 'late');
    expect(states.map((frame) => frame.call.state)).toEqual(['ringing', 'ended']);
    await client.close();
    expect(await sees(bob)).toEqual(only());
    expect(await sees(alice)).toEqual(only('late'));
  });
  it('after a restart that made the line private', async () => {
    const { file, remove } = await temporaryFile();
    bench = await startBench({ agents: [ALICE, BOB], file });
    const first = onPrivate(ringing('before'));
    await bench.changes.commit(first);
    await bench.changes.commit({ ...onPrivate(ringingAt('before', 'Alice Agent')), version: 2 });
    const past = {
      epoch: bench.changes.epoch,
      log: journal(),
    };
    await bench.close();
    bench = await startBench({
      file,
      config: { lines },
      changes: ({ db }) => createMemoryChanges(db, past),
    });
    const { alice, bob, sees, only } = await pairBoth();
    expect(await sees(bob)).toEqual(only());
    expect(await sees(alice)).toEqual(only('before'));
    await remove();
  });
});
