import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../hub/testing/client.ts';
import { temporaryFile } from '../hub/testing/bench.ts';
import { type Name, PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
let streams: Record<Name, Client>;

async function open(options: Parameters<typeof startWorkbench>[0] = {}): Promise<void> {
  work = await startWorkbench(options);
  streams = { alice: work.stream('alice'), bob: work.stream('bob'), carla: work.stream('carla') };
  await Promise.all(Object.values(streams).map((client) => client.next('welcome')));
}
beforeEach(() => open());
afterEach(() => work.close());

let keptAt = 0;
const write = (who: Name, id: string, text: string) =>
  work.ask(who, 'PUT', `/v1/calls/${id}/draft`, { text, internal: true, keptAt: (keptAt += 1) });
const draftSeen = (who: Name, text: string) =>
  streams[who].next('call', ({ call }) => call.transferredFrom?.draft === text);
/** Everybody has what was sent so far: a call for everyone after it. */
async function seenByAll(): Promise<void> {
  const id = await work.tell(900 + (keptAt += 1), 'new', `mark-${keptAt}`, {
    direction: 'in',
    to: PARTY.line,
  });
  await Promise.all(
    Object.values(streams).map((client) => client.next('call', ({ call }) => call.id === id)),
  );
}
const sent = (who: Name) => JSON.stringify(streams[who].frames);

/** Alice talks for a minute, then hands over to Bob; it rings at him. */
async function handToBob(): Promise<string> {
  const team = [PARTY.alice, PARTY.bob, PARTY.carla];
  const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line, targets: team } as const;
  const id = await work.tell(0, 'new', 'c1', sides);
  await work.tell(5, 'answer', 'c1', { answeredBy: PARTY.alice });
  await write('alice', id, 'wants a refund');
  await work.tell(65, 'transfer', 'c1', {
    transfer: { type: 'blind', by: PARTY.alice, to: PARTY.bob },
  });
  await work.tell(66, 'ring', 'c1', { targets: [PARTY.bob] });
  return id;
}

describe('WS2: the first agent’s draft reaches who takes the call over', () => {
  it('while it rings there, and follows each change with a raised version', async () => {
    const id = await handToBob();
    const first = await draftSeen('bob', 'wants a refund');
    expect(first.call.transferredFrom).toMatchObject({ agent: 'Alice Agent', talkedMs: 60_000 });
    await write('alice', id, 'wants a refund of 20 €');
    const second = await draftSeen('bob', 'wants a refund of 20 €');
    expect(second.call.version).toBeGreaterThan(first.call.version);
    await work.tell(70, 'answer', 'c1', { answeredBy: PARTY.bob });
    await write('alice', id, 'and is angry');
    const third = await draftSeen('bob', 'and is angry');
    expect(third.call).toMatchObject({ state: 'talking', mine: true });
    expect(third.call.version).toBeGreaterThan(second.call.version);
  });
  it('never anybody else, in no frame and no list', async () => {
    const id = await handToBob();
    await draftSeen('bob', 'wants a refund');
    await write('alice', id, 'changed');
    await draftSeen('bob', 'changed');
    await seenByAll();
    for (const who of ['alice', 'carla'] as const) {
      expect(sent(who)).not.toMatch(/refund|changed/);
      const { body } = await work.ask(who, 'GET', `/v1/calls/${id}`);
      expect(body.id).toBe(id);
      expect(JSON.stringify(body)).not.toMatch(/refund|changed/);
      const calls = await work.ask(who, 'GET', '/v1/calls');
      expect(JSON.stringify(calls.body)).not.toMatch(/refund|changed/);
    }
    const drafts = await work.ask('bob', 'GET', '/v1/drafts');
    expect(drafts.body).toEqual({ items: [] });
  });
  it('of several it rings at only who took it keeps it', async () => {
    const id = await handToBob();
    await work.tell(67, 'ring', 'c1', { targets: [PARTY.carla] });
    await draftSeen('carla', 'wants a refund');
    await work.tell(70, 'answer', 'c1', { answeredBy: PARTY.bob });
    const carla = await streams.carla.next(
      'call',
      ({ call }) => call.id === id && call.answeredBy === 'Bob Müller',
    );
    expect(carla.call.transferredFrom?.draft).toBeUndefined();
    expect((await work.ask('bob', 'GET', `/v1/calls/${id}`)).body.transferredFrom.draft).toBe(
      'wants a refund',
    );
  });
  it('nothing is shown to who did not get the call from the author', async () => {
    const id = await handToBob();
    await write('carla', id, 'my own thoughts');
    await write('bob', id, 'his own');
    await seenByAll();
    for (const client of Object.values(streams)) {
      expect(JSON.stringify(client.frames)).not.toMatch(/thoughts|his own/);
    }
  });
  it('over a hand-over under another call id', async () => {
    const sides = { direction: 'in', from: PARTY.caller, to: PARTY.line } as const;
    const first = await work.tell(0, 'new', 'a', { ...sides, targets: [PARTY.alice] });
    await work.tell(5, 'answer', 'a', { answeredBy: PARTY.alice });
    await write('alice', first, 'written before');
    const second = await work.tell(30, 'new', 'b', {
      ...sides,
      targets: [PARTY.bob],
      prevCallId: 'a',
    });
    const rings = await draftSeen('bob', 'written before');
    expect(rings.call).toMatchObject({ id: second, state: 'ringing' });
    await work.tell(40, 'answer', 'b', { answeredBy: PARTY.bob, prevCallId: 'a' });
    await write('alice', first, 'written after');
    expect((await draftSeen('bob', 'written after')).call).toMatchObject({
      id: second,
      mine: true,
    });
    await seenByAll();
    expect(sent('carla')).not.toContain('written');
  });
  it('the text of the note stays when the draft ends with it', async () => {
    const id = await handToBob();
    await work.tell(70, 'answer', 'c1', { answeredBy: PARTY.bob });
    await work.ask('alice', 'PUT', `/v1/calls/${id}/note`, { text: 'final words', at: 1e12 });
    await draftSeen('bob', 'final words');
  });
  it('a removed draft is gone for the other one too', async () => {
    const id = await handToBob();
    const { version } = (await draftSeen('bob', 'wants a refund')).call;
    await write('alice', id, '');
    const after = await streams.bob.next(
      'call',
      ({ call }) => call.id === id && call.version > version,
    );
    expect(after.call.transferredFrom).toEqual({ agent: 'Alice Agent', talkedMs: 60_000 });
  });
  it('is there after a restart', async () => {
    const { file, remove } = await temporaryFile();
    await work.close();
    await open({ file });
    const id = await handToBob();
    await draftSeen('bob', 'wants a refund');
    await work.close();
    await open({ file });
    const again = await draftSeen('bob', 'wants a refund');
    expect(again.call.id).toBe(id);
    await work.close();
    await remove();
    await open();
  });
});

describe('WS2: what is remembered is bounded', () => {
  it('by number and by size, the oldest go', async () => {
    const { createWritten } = await import('./written.ts');
    const written = createWritten({ capacity: 3, chars: 10 });
    expect(written.set('a', 1, 'aaaa')).toBe(true);
    expect(written.set('a', 1, 'aaaa')).toBe(false);
    written.set('b', 1, 'bbbb');
    written.set('c', 1, 'cccc');
    expect(written.get('a', 1)).toBeUndefined();
    expect(written.get('b', 1)).toBe('bbbb');
    for (const id of ['d', 'e', 'f']) written.set(id, 2, 'x');
    expect(written.get('c', 1)).toBeUndefined();
    expect(written.get('f', 2)).toBe('x');
    expect(written.set('f', 2, '')).toBe(true);
    expect(written.get('f', 2)).toBeUndefined();
  });
});
